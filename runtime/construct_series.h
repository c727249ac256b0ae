// SPDX-License-Identifier: Apache-2.0
//
// How compilers built bitstrings until OTP 24: make one of the final size, then fill it field by field. Interpreter and
// compiled code share these; primitives.def describes each.

#ifndef BEAMFOLD_RUNTIME_CONSTRUCT_SERIES_H_
#define BEAMFOLD_RUNTIME_CONSTRUCT_SERIES_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

Term BsInit(Context* ctx, Term size, uint32_t unit);
Term BsAppend(Context* ctx, Term bits, uint32_t unit, Term base);
uint32_t BsPut(Context* ctx, uint32_t kind, uint32_t unit, Term value, Term size);
void BsPutString(const uint8_t* bytes, uint32_t count);
Term BsAdd(Context* ctx, Term left, Term right, uint32_t unit);
Term BsUtfSize(Term code_point, uint32_t unit);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_CONSTRUCT_SERIES_H_
