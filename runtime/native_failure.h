// SPDX-License-Identifier: Apache-2.0
//
// The stack trace of an exception begins with the native function that raised it, and its arguments; except for those
// whose purpose is to raise: there it begins with their caller.

#ifndef BEAMFOLD_RUNTIME_NATIVE_FAILURE_H_
#define BEAMFOLD_RUNTIME_NATIVE_FAILURE_H_

#include <initializer_list>
#include <string_view>

#include "runtime/context.h"
#include "runtime/integer.h"
#include "runtime/release.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The exception that was just set came from this function.
void NoteNativeFailure(Context* ctx, std::string_view module, std::string_view function,
                       std::initializer_list<Term> arguments);

// The operators that compiled code and the interpreter call directly.
inline Term AddTerms(Context* ctx, Term a, Term b) {
  const Term sum = IntAdd(ctx, a, b);
  if (sum == kNoTerm) NoteNativeFailure(ctx, "erlang", "+", {a, b});
  return sum;
}
inline Term SubtractTerms(Context* ctx, Term a, Term b) {
  const Term difference = IntSubtract(ctx, a, b);
  if (difference == kNoTerm) NoteNativeFailure(ctx, "erlang", "-", {a, b});
  return difference;
}
// With a constant of at most 60 bits: up to OTP 26, a failure does not name the operator.
inline Term AddConstant(Context* ctx, Term a, Term b) {
  return OtpRelease() < 27 ? IntAdd(ctx, a, b) : AddTerms(ctx, a, b);
}
inline Term SubtractConstant(Context* ctx, Term a, Term b) {
  return OtpRelease() < 27 ? IntSubtract(ctx, a, b) : SubtractTerms(ctx, a, b);
}
inline Term MultiplyTerms(Context* ctx, Term a, Term b) {
  const Term product = IntMultiply(ctx, a, b);
  if (product == kNoTerm) NoteNativeFailure(ctx, "erlang", "*", {a, b});
  return product;
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_NATIVE_FAILURE_H_
