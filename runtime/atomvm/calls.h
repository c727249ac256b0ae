// SPDX-License-Identifier: Apache-2.0
//
// Calls by name, for primitives and for the dispatch loop.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_CALLS_H_
#define BEAMFOLD_RUNTIME_ATOMVM_CALLS_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/module.h"

namespace beamfold::rt::atomvm {

// Makes the call that StartCall, or a call to a module that was not loaded, has left in the process.
Context* MakePendingCall(Context* ctx, JitState* js);

// ---- errors.cc
// Raises what is pending. location: of js->module, 0 for none.
Context* RaisePending(Context* ctx, JitState* js, uint32_t location, bool has_frame, Term top = kNil);
// The location of a label * 4, as primitives get it; 0 has none.
uint32_t LocationOf(const JitState* js, uint32_t offset);
// Whether ctx->cp is a return address into the very function that `offset` is in.
bool ReturnsToItself(const Context* ctx, const JitState* js, uint32_t offset);

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_CALLS_H_
