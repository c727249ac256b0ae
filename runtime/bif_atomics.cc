// SPDX-License-Identifier: Apache-2.0
//
// Modules atomics and counters: arrays of 64-bit integers behind a reference. There is one thread, so plain words do.
// The arrays live as long as the program: nothing tells when the last reference is gone.

#include <memory>
#include <unordered_map>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

constexpr int32_t kMaxSize = 1 << 24;

struct Array {
  bool is_signed = true;
  std::vector<uint64_t> words;
};

std::unordered_map<uint64_t, Array>& Arrays() {
  static auto* const arrays = new std::unordered_map<uint64_t, Array>;
  return *arrays;
}

// References of arrays are numbered far above those of make_ref.
uint64_t next_number = uint64_t{1} << 62;

uint64_t NumberOf(Term ref) { return uint64_t{Pointer(ref)[1]} << 32 | Pointer(ref)[2]; }

Array* ArrayOf(Term ref) {
  if (!IsBoxedTag(ref, abi::kHeaderReference)) return nullptr;
  auto it = Arrays().find(NumberOf(ref));
  return it == Arrays().end() ? nullptr : &it->second;
}

uint64_t* WordOf(Term ref, Term index, Array** array) {
  *array = ArrayOf(ref);
  if (*array == nullptr || !IsSmall(index) || SmallValue(index) < 1 ||
      static_cast<size_t>(SmallValue(index)) > (*array)->words.size()) {
    return nullptr;
  }
  return &(*array)->words[static_cast<size_t>(SmallValue(index)) - 1];
}

bool ReadValue(Term term, uint64_t* value) {
  if (const std::optional<int64_t> s = ToInt64(term)) {
    *value = static_cast<uint64_t>(*s);
    return true;
  }
  const std::optional<uint64_t> u = ToUint64(term);
  if (u) *value = *u;
  return u.has_value();
}

Term ValueTerm(Context* ctx, const Array& array, uint64_t value) {
  return array.is_signed ? MakeInteger(ctx, static_cast<int64_t>(value)) : MakeUnsigned(ctx, value);
}

Term New(Context* ctx, Term size, bool is_signed) {
  if (!IsSmall(size) || SmallValue(size) < 1 || SmallValue(size) > kMaxSize) return RaiseBadarg(ctx);
  const uint64_t number = next_number++;
  Arrays()[number] = {is_signed, std::vector<uint64_t>(static_cast<size_t>(SmallValue(size)), 0)};
  return MakeReference(ctx, number);
}

}  // namespace

// Options: bit 0, signed.
Term ErtsInternalAtomicsNew(Context* ctx, Term size, Term options) {
  return IsSmall(options) ? New(ctx, size, (SmallValue(options) & 1) != 0) : RaiseBadarg(ctx);
}
Term ErtsInternalCountersNew(Context* ctx, Term size) { return New(ctx, size, true); }

Term AtomicsGet(Context* ctx, Term ref, Term index) {
  Array* array;
  const uint64_t* word = WordOf(ref, index, &array);
  return word != nullptr ? ValueTerm(ctx, *array, *word) : RaiseBadarg(ctx);
}

Term AtomicsExchange(Context* ctx, Term ref, Term index, Term value) {
  Array* array;
  uint64_t* word = WordOf(ref, index, &array);
  uint64_t v;
  if (word == nullptr || !ReadValue(value, &v)) return RaiseBadarg(ctx);
  const Term old = ValueTerm(ctx, *array, *word);
  *word = v;
  return old;
}

Term AtomicsPut(Context* ctx, Term ref, Term index, Term value) {
  return AtomicsExchange(ctx, ref, index, value) != kNoTerm ? atoms::kOk : kNoTerm;
}

Term AtomicsAddGet(Context* ctx, Term ref, Term index, Term increment) {
  Array* array;
  uint64_t* word = WordOf(ref, index, &array);
  uint64_t v;
  if (word == nullptr || !ReadValue(increment, &v)) return RaiseBadarg(ctx);
  *word += v;
  return ValueTerm(ctx, *array, *word);
}

Term AtomicsAdd(Context* ctx, Term ref, Term index, Term increment) {
  return AtomicsAddGet(ctx, ref, index, increment) != kNoTerm ? atoms::kOk : kNoTerm;
}

Term AtomicsCompareExchange(Context* ctx, Term ref, Term index, Term expected, Term desired) {
  Array* array;
  uint64_t* word = WordOf(ref, index, &array);
  uint64_t e;
  uint64_t d;
  if (word == nullptr || !ReadValue(expected, &e) || !ReadValue(desired, &d)) return RaiseBadarg(ctx);
  if (*word != e) return ValueTerm(ctx, *array, *word);
  *word = d;
  return atoms::kOk;
}

Term AtomicsInfo(Context* ctx, Term ref) {
  const Array* array = ArrayOf(ref);
  if (array == nullptr) return RaiseBadarg(ctx);
  const int64_t max = array->is_signed ? INT64_MAX : 0;
  Term list = Cons(ctx, MakeTuple(ctx, {AtomFromText("memory"), MakeUnsigned(ctx, 8 * array->words.size())}), kNil);
  list = Cons(ctx, MakeTuple(ctx, {AtomFromText("min"), MakeInteger(ctx, array->is_signed ? INT64_MIN : 0)}), list);
  const Term top = array->is_signed ? MakeInteger(ctx, max) : MakeUnsigned(ctx, UINT64_MAX);
  list = Cons(ctx, MakeTuple(ctx, {AtomFromText("max"), top}), list);
  return Cons(ctx, MakeTuple(ctx, {AtomFromText("size"), MakeUnsigned(ctx, array->words.size())}), list);
}

Term ErtsInternalCountersGet(Context* ctx, Term ref, Term index) { return AtomicsGet(ctx, ref, index); }
Term ErtsInternalCountersAdd(Context* ctx, Term ref, Term index, Term n) { return AtomicsAdd(ctx, ref, index, n); }
Term ErtsInternalCountersPut(Context* ctx, Term ref, Term index, Term n) { return AtomicsPut(ctx, ref, index, n); }

Term ErtsInternalCountersInfo(Context* ctx, Term ref) {
  const Array* array = ArrayOf(ref);
  if (array == nullptr) return RaiseBadarg(ctx);
  Term list = Cons(ctx, MakeTuple(ctx, {AtomFromText("memory"), MakeUnsigned(ctx, 8 * array->words.size())}), kNil);
  return Cons(ctx, MakeTuple(ctx, {AtomFromText("size"), MakeUnsigned(ctx, array->words.size())}), list);
}

}  // namespace beamfold::rt::bif
