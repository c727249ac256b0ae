// SPDX-License-Identifier: Apache-2.0

#include "runtime/heap.h"

#include <algorithm>
#include <vector>

#include "runtime/binary.h"
#include "runtime/object.h"

namespace beamfold::rt {

Term empty_tuple = MakeHeader(0, abi::kHeaderTuple);

Term NewTuple(Context* ctx, uint32_t arity, Term** elements) {
  Term* p = Alloc(ctx, size_t{arity} + 1);
  p[0] = MakeHeader(arity, abi::kHeaderTuple);
  *elements = p + 1;
  return BoxedTerm(p);
}

Term MakeTuple(Context* ctx, std::span<const Term> elements) {
  if (elements.empty()) return BoxedTerm(&empty_tuple);
  Term* to;
  const Term tuple = NewTuple(ctx, static_cast<uint32_t>(elements.size()), &to);
  std::copy(elements.begin(), elements.end(), to);
  return tuple;
}

Term MakeList(Context* ctx, std::span<const Term> elements, Term tail) {
  // In small portions: a long list must not need one piece of memory.
  constexpr size_t kPortion = 512;
  Term list = tail;
  size_t left = elements.size();
  while (left > 0) {
    const size_t n = std::min(left, kPortion);
    Term* p = Alloc(ctx, 2 * n);
    for (size_t i = 0; i < n; ++i) list = WriteCons(p + 2 * i, elements[--left], list);
  }
  return list;
}

Term MakeExternalFun(Context* ctx, Term module, Term function, uint32_t arity) {
  Term* p = Alloc(ctx, kExternalFunWords);
  p[0] = kExternalFunHeader;
  p[1] = module;
  p[2] = function;
  p[3] = MakeSmall(static_cast<int32_t>(arity));
  return BoxedTerm(p);
}

Term MakeReference(Context* ctx, uint64_t number) {
  Term* p = Alloc(ctx, 3);
  p[0] = MakeHeader(2, abi::kHeaderReference);
  p[1] = static_cast<uint32_t>(number >> 32);
  p[2] = static_cast<uint32_t>(number);
  return BoxedTerm(p);
}

int64_t ListLength(Term list) {
  int64_t length = 0;
  for (; IsCons(list); list = Tail(list)) ++length;
  return IsNil(list) ? length : -1;
}

namespace {

// Copies one object without what it refers to, whose terms are put on the work list as slots still to be copied.
class TermCopier {
 public:
  explicit TermCopier(Context* to) : to_(to) {}

  Term Copy(Term t) {
    Term result = t;
    slots_.push_back(&result);
    while (!slots_.empty()) {
      Term* slot = slots_.back();
      slots_.pop_back();
      CopySlot(slot);
    }
    return result;
  }

 private:
  void CopySlot(Term* slot) {
    // The tail is done in place, so that a long list does not fill the work list.
    while (IsCons(*slot) && !IsImmortal(*slot)) {
      Term* cell = Alloc(to_, 2);
      const Term from = *slot;
      *slot = WriteCons(cell, Head(from), Tail(from));
      Later(&cell[abi::kConsHead / 4]);
      slot = &cell[abi::kConsTail / 4];
    }
    if (IsBoxed(*slot) && !IsImmortal(*slot)) *slot = CopyObject(Pointer(*slot));
  }

  Term CopyObject(const Term* object) {
    if (object[0] == 0) return BoxedTerm(&empty_tuple);
    if (HeaderTag(object[0]) == abi::kHeaderRefcBinary) {
      auto* shared = reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(object[kRefcPointerWord]));
      shared->references += 1;
      const Term box = MakeRefcBox(to_, shared);
      Pointer(box)[abi::kBinarySize / 4] = object[abi::kBinarySize / 4];
      return box;
    }
    const uint32_t words = ObjectWords(object[0]);
    Term* copy = Alloc(to_, words);
    std::copy(object, object + words, copy);
    const TermRange terms = TermsOf(copy);
    for (uint32_t i = terms.first; i < terms.end; ++i) Later(copy + i);
    return BoxedTerm(copy);
  }

  void Later(Term* slot) {
    if (!IsImmediate(*slot) && !IsImmortal(*slot)) slots_.push_back(slot);
  }

  Context* to_;
  std::vector<Term*> slots_;
};

}  // namespace

Term CopyTerm(Context* to, Term t) { return TermCopier(to).Copy(t); }

}  // namespace beamfold::rt
