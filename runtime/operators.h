// SPDX-License-Identifier: Apache-2.0
//
// The operators + - * as compiled code and the interpreter call them where an operand or the result is no small
// integer. What raises begins its stack trace with the operator.

#ifndef BEAMFOLD_RUNTIME_OPERATORS_H_
#define BEAMFOLD_RUNTIME_OPERATORS_H_

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// On any terms: 0 and badarith (or system_limit) is set.
Term AddTerms(Context* ctx, Term a, Term b);
Term SubtractTerms(Context* ctx, Term a, Term b);
Term MultiplyTerms(Context* ctx, Term a, Term b);
// With a constant of at most 60 bits: up to OTP 26, a failure does not name the operator.
Term AddConstant(Context* ctx, Term a, Term b);
Term SubtractConstant(Context* ctx, Term a, Term b);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_OPERATORS_H_
