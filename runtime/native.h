// SPDX-License-Identifier: Apache-2.0
//
// Native functions (BIFs), by name; bif.def lists them.

#ifndef BEAMFOLD_RUNTIME_NATIVE_H_
#define BEAMFOLD_RUNTIME_NATIVE_H_

#include <cstdint>

#include "runtime/module.h"

namespace beamfold::rt {

// nullptr if there is none. Its type is Term (*)(Context*, Term * arity).
NativeFunction FindNative(Term module, Term function, uint32_t arity);

// Calls it with args[0 .. arity).
Term CallNative(NativeFunction function, uint32_t arity, Context* ctx, const Term* args);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_NATIVE_H_
