// SPDX-License-Identifier: Apache-2.0
//
// Problem: sums, products, hashes and times of more than 28 bits are boxed, and most of what an operator on them costs
// is finding that out: which kinds the operands are, through one general function after another.
//
// Idea: nearly all of them fit 64 bits. Each operator reads, computes and boxes these in place, in one function without
// a frame; whatever does not fit goes on to the general ones.

#include "runtime/operators.h"

#include <cstdint>

#include "runtime/integer.h"
#include "runtime/integer_word.h"
#include "runtime/native_failure.h"
#include "runtime/release.h"

namespace beamfold::rt {
namespace {

// The general ways. Not inlined: they need a frame, which the others are spared.
[[gnu::noinline]] Term AddAny(Context* ctx, Term a, Term b) {
  const Term sum = IntAdd(ctx, a, b);
  if (sum == kNoTerm) NoteNativeFailure(ctx, "erlang", "+", {a, b});
  return sum;
}
[[gnu::noinline]] Term SubtractAny(Context* ctx, Term a, Term b) {
  const Term difference = IntSubtract(ctx, a, b);
  if (difference == kNoTerm) NoteNativeFailure(ctx, "erlang", "-", {a, b});
  return difference;
}
[[gnu::noinline]] Term MultiplyAny(Context* ctx, Term a, Term b) {
  const Term product = IntMultiply(ctx, a, b);
  if (product == kNoTerm) NoteNativeFailure(ctx, "erlang", "*", {a, b});
  return product;
}
[[gnu::noinline]] Term AddAnyConstant(Context* ctx, Term a, Term b) {
  return OtpRelease() < 27 ? IntAdd(ctx, a, b) : AddAny(ctx, a, b);
}
[[gnu::noinline]] Term SubtractAnyConstant(Context* ctx, Term a, Term b) {
  return OtpRelease() < 27 ? IntSubtract(ctx, a, b) : SubtractAny(ctx, a, b);
}

// Each computes in 64 bits and tells whether that was not enough.
bool AddOverflows(int64_t x, int64_t y, int64_t& sum) { return __builtin_add_overflow(x, y, &sum); }
bool SubtractOverflows(int64_t x, int64_t y, int64_t& difference) { return __builtin_sub_overflow(x, y, &difference); }
// Numbers of 32 bits cannot overflow; for others the test would take a call of the compiler's library.
bool MultiplyOverflows(int64_t x, int64_t y, int64_t& product) {
  if (x != static_cast<int32_t>(x) || y != static_cast<int32_t>(y)) return true;
  product = x * y;
  return false;
}

template <auto kOverflows, auto kGeneral>
[[gnu::always_inline]] inline Term OnWords(Context* ctx, Term a, Term b) {
  int64_t x, y, result;
  if (ReadWord(a, x) && ReadWord(b, y) && !kOverflows(x, y, result)) return MakeWord(ctx, result);
  return kGeneral(ctx, a, b);
}

}  // namespace

Term AddTerms(Context* ctx, Term a, Term b) { return OnWords<AddOverflows, AddAny>(ctx, a, b); }
Term SubtractTerms(Context* ctx, Term a, Term b) { return OnWords<SubtractOverflows, SubtractAny>(ctx, a, b); }
Term MultiplyTerms(Context* ctx, Term a, Term b) { return OnWords<MultiplyOverflows, MultiplyAny>(ctx, a, b); }
Term AddConstant(Context* ctx, Term a, Term b) { return OnWords<AddOverflows, AddAnyConstant>(ctx, a, b); }
Term SubtractConstant(Context* ctx, Term a, Term b) {
  return OnWords<SubtractOverflows, SubtractAnyConstant>(ctx, a, b);
}

}  // namespace beamfold::rt
