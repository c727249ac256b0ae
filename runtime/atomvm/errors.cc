// SPDX-License-Identifier: Apache-2.0
//
// Primitives that raise, and those that look at what was raised. The work is raise.cc's.

#include <string>

#include "runtime/atoms.h"
#include "runtime/atomvm/calls.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/strict.h"
#include "runtime/atomvm/table.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"

namespace beamfold::rt::atomvm {
namespace {

constexpr uint32_t kHandlerLive = 3;

// The handler, if one was found: x0 class, x1 reason, x2 raw stack trace; no other x register survives.
Context* EnterHandler(Context* ctx, JitState* js, bool found) {
  if (!found) return nullptr;
  if (strict && !CollectHere(ctx, 0, kHandlerLive)) ClearException(ctx);
  UpdateFragmentHeader(ctx);
  return ContinueAt(ctx, js, ctx->module, ctx->entry);
}

// A raise in native code. ctx->cp is the return address of a function without a frame; one with a frame has that on the
// stack, and an older one of its own in ctx->cp.
Context* RaiseAt(Context* ctx, JitState* js, uint32_t offset) {
  return RaisePending(ctx, js, LocationOf(js, offset), ReturnsToItself(ctx, js, offset));
}

Context* AgainWith(Context* ctx, JitState* js, Term exception_class, Term reason, Term raw) {
  if (strict) CheckStack(ctx);
  return EnterHandler(ctx, js, RaiseAgain(ctx, exception_class, reason, raw));
}

}  // namespace

uint32_t LocationOf(const JitState* js, uint32_t offset) {
  if (js->module == nullptr || offset == 0) return 0;
  const uint32_t label = offset / 4;
  if (offset % 4 != 0 || label >= js->module->entries.size()) {
    Fault("offset", std::to_string(offset) + " is not 4 times a label");
  }
  return js->module->entries[label].location;
}

bool ReturnsToItself(const Context* ctx, const JitState* js, uint32_t offset) {
  if (js->module == nullptr || offset == 0 || ModuleOfAddress(ctx->cp) != js->module->index) return false;
  const uint32_t label = LabelOfAddress(ctx->cp);
  const auto& entries = js->module->entries;
  if (label >= entries.size() || label == CodeOf(js->module).labels || offset / 4 >= entries.size()) return false;
  return entries[label].function == entries[offset / 4].function;
}

Context* RaisePending(Context* ctx, JitState* js, uint32_t location, bool has_frame, Term top) {
  if (strict) CheckStack(ctx);
  return EnterHandler(ctx, js, Raise(ctx, js->module, location, has_frame, top));
}

namespace primitive {

Context* RaiseError(Context* ctx, JitState* js, uint32_t offset, Term reason) {
  rt::RaiseError(ctx, reason);
  return RaiseAt(ctx, js, offset);
}

Context* RaiseErrorTuple(Context* ctx, JitState* js, uint32_t offset, Term tag, Term value) {
  RaiseErrorTagged(ctx, tag, value);
  return RaiseAt(ctx, js, offset);
}

// A function_clause error; the arguments are in the x registers.
Context* RaiseErrorMfa(Context* ctx, JitState* js, uint32_t offset, uint32_t function, uint32_t arity) {
  const NativeCode& code = CodeOf(js->module);
  const uint32_t label = offset / 4;
  const bool known = label < js->module->entries.size() && function < code.atoms.size() && function != 0;
  const FunctionInfo* info = known ? &js->module->functions[js->module->entries[label].function] : nullptr;
  if (info == nullptr || info->name != code.atoms[function] || info->arity != arity) {
    Fault("offset", "function_clause of another function than the label is in");
  }
  Term list = kNil;
  for (uint32_t i = arity; i-- > 0;) list = Cons(ctx, XRegister(ctx, i), list);
  RaiseErrorWithArgs(ctx, atoms::kFunctionClause, list);
  return RaisePending(ctx, js, LocationOf(js, offset), /*has_frame=*/false);
}

Context* HandleError(Context* ctx, JitState* js, uint32_t offset) {
  if (!ExceptionPending(ctx)) Fault("error", "handle_error without an exception");
  return RaiseAt(ctx, js, offset);
}

Context* Raise(Context* ctx, JitState* js, Term raw_trace, Term value) {
  const bool good = IsTuple(raw_trace) && TupleArity(raw_trace) >= 2;
  return AgainWith(ctx, js, good ? TupleElement(raw_trace, 0) : atoms::kError, value, raw_trace);
}

Context* RawRaise(Context* ctx, JitState* js) { return AgainWith(ctx, js, ctx->x[0], ctx->x[1], ctx->x[2]); }

// Takes x0 for an atom without looking at its tag, as AtomVM does: code must not come here with a value.
uint32_t CatchEnd(Context* ctx, JitState*) {
  static const Term kExitTag = AtomFromText("EXIT");
  const uint32_t index = ctx->x[0] >> abi::kAtomShift;
  if (index == AtomIndex(atoms::kThrow)) {
    ctx->x[0] = ctx->x[1];
  } else if (index == AtomIndex(atoms::kError)) {
    if (strict && !CollectHere(ctx, 0, kHandlerLive)) return 0;
    const Term reason = MakeTuple(ctx, {ctx->x[1], BuildStacktrace(ctx, ctx->x[2])});
    ctx->x[0] = MakeTuple(ctx, {kExitTag, reason});
  } else if (index == AtomIndex(atoms::kExit)) {
    if (strict && !CollectHere(ctx, 0, kHandlerLive - 1)) return 0;
    ctx->x[0] = MakeTuple(ctx, {kExitTag, ctx->x[1]});
  }
  return 1;
}

Term StacktraceBuild(Context* ctx) {
  if (strict && !CollectHere(ctx, 0, 1)) return kNoTerm;
  return BuildStacktrace(ctx, ctx->x[0]);
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
