// SPDX-License-Identifier: Apache-2.0
//
// Runs a process: enters compiled code or the interpreter, and performs the actions that they leave with (abi.h).

#ifndef BEAMFOLD_RUNTIME_DISPATCH_H_
#define BEAMFOLD_RUNTIME_DISPATCH_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/module.h"

namespace beamfold::rt {

// Prepares a call; arguments is a proper list of at most 255 terms.
void StartCall(Context* ctx, Term module, Term function, Term arguments);
// Runs until abi::kReductions reductions are used up, or the process waits, needs a module, has ended or is doomed.
void RunSlice(Context* ctx);

// The interpreter: runs js->module from the entry until it leaves with an action in js, as compiled code does. x
// registers, e, heap_ptr and cp are in their homes, before and after. It goes on into other interpreted code on its
// own.
void Interpret(Context* ctx, JitState* js, uint32_t entry);

// The function table indices of the primitives, by number; null for numbers that are not used.
const uint32_t* Primitives();

// ---- raise.cc
// Raises what is pending in ctx, at `location` of `module` (0: no frame of its own): finds the handler, or ends the
// process. has_frame: the function has a stack frame, so ctx->cp is stale. `top` is the first frame of the stack trace:
// kNil, a {Module, Function, Arguments} of a native function, or a list, the arguments of the function that raises.
// True: ctx->module and ctx->entry are the handler's.
bool Raise(Context* ctx, Module* module, uint32_t location, bool has_frame, Term top);
// Raises again with a raw stack trace that there is already.
bool RaiseAgain(Context* ctx, Term exception_class, Term reason, Term raw_trace);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_DISPATCH_H_
