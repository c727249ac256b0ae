// SPDX-License-Identifier: Apache-2.0
//
// Runs a process: enters compiled code or the interpreter, performs the actions that they leave with, raises.

#ifndef BEAMFOLD_RUNTIME_DISPATCH_H_
#define BEAMFOLD_RUNTIME_DISPATCH_H_

#include "runtime/context.h"
#include "runtime/module.h"

namespace beamfold::rt {

enum class RunStatus : uint32_t {
  kDone = 0,        // x0 is the result
  kException = 1,   // Context::exception_*: class, reason, built stack trace
  kNeedModule = 2,  // NeededModule(): load it or say that there is none, then go on
  kBudget = 3,      // still running; call again
};

// Prepares a call; arguments is a proper list.
void StartCall(Context* ctx, Term module, Term function, Term arguments);
RunStatus Run(Context* ctx, uint32_t max_slices);
Term NeededModule();
// The module does not exist: calls to it raise undef.
void ModuleIsMissing(Term name);

// The interpreter: runs from `entry` of js->module until it leaves with an action in js, like compiled code.
// Interpreted code goes on into other interpreted modules on its own.
void Interpret(Context* ctx, JitState* js, uint32_t entry);

// Finds the function that a call names; resolves imports.
struct Callee {
  Import::Kind kind = Import::Kind::kUnresolved;  // kUnresolved: no such function, or its module is not loaded
  NativeFunction native = nullptr;
  Module* module = nullptr;
  uint32_t entry = 0;
  bool need_module = false;
};
Callee Lookup(Term module, Term function, uint32_t arity);
Callee ResolveImport(Module* module, uint32_t import);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_DISPATCH_H_
