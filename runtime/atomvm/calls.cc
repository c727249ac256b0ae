// SPDX-License-Identifier: Apache-2.0
//
// Primitives that leave the native code: returns, calls, and putting the process aside.

#include "runtime/atomvm/calls.h"

#include <array>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/atomvm/bif_wrappers.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/strict.h"
#include "runtime/atomvm/table.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/loader.h"
#include "runtime/native_failure.h"

namespace beamfold::rt::atomvm {
namespace {

Term ArgumentList(Context* ctx, uint32_t arity) {
  Term list = kNil;
  for (uint32_t i = arity; i-- > 0;) list = Cons(ctx, XRegister(ctx, i), list);
  return list;
}

Context* ReturnTo(Context* ctx, JitState* js, Term cp) {
  if (cp == kTerminateAddress) return primitive::Terminate(ctx, js);
  Module* module = ModuleByIndex(ModuleOfAddress(cp));
  if (module == nullptr) Fault("return address", "cp names no module");
  return ContinueAt(ctx, js, module, LabelOfAddress(cp));
}

// Into an Erlang function, whose arguments are in the registers.
Context* Enter(Context* ctx, JitState* js, Module* module, uint32_t label, uint32_t arity) {
  if (ctx->cp == kTerminateAddress) {  // the process's first function: it ends where the module says
    ctx->cp = module->index << abi::kCpModuleShift | CodeOf(module).labels << abi::kCpLabelShift;
  }
  if (strict) PoisonRegisters(ctx, arity);
  return ContinueAt(ctx, js, module, label);
}

// Nothing has to be free afterwards: without memory to collect in, the process stays as it is.
void CollectAtRest(Context* ctx, uint32_t live) {
  if (!(strict ? CollectHere(ctx, 0, live) : Collect(ctx, 0, live))) ClearException(ctx);
  UpdateFragmentHeader(ctx);
}

// The program itself wants a collection: no place that strict checks may pass without.
void CollectAtOnce(Context* ctx, uint32_t live) {
  ctx->atomvm.rest = 0;
  CollectAtRest(ctx, live);
}

// What a native function has returned goes to where cp says. A collection is due if there are fragments; x0 is its only
// root.
Context* ReturnFromNative(Context* ctx, JitState* js, Term result) {
  ctx->x[0] = result;
  if (ctx->doomed) return nullptr;  // what it has called has ended it
  if (strict || FragmentsAreLarge(ctx)) CollectAtRest(ctx, 1);
  return ReturnTo(ctx, js, ctx->cp);
}

// location: of a tail call, 0 for a body call, whose place cp tells.
Context* CallNativeFunction(Context* ctx, JitState* js, NativeFunction native, uint32_t arity, uint32_t location) {
  const Term result = CallNative(native, ctx, arity, ctx->x);
  if (result == kNoTerm) return RaisePending(ctx, js, location, /*has_frame=*/false);
  return ReturnFromNative(ctx, js, result);
}

Context* RaiseInCall(Context* ctx, JitState* js, Term reason, uint32_t location, Term top = kNil) {
  RaiseError(ctx, reason);
  return RaisePending(ctx, js, location, /*has_frame=*/false, top);
}

Context* CallByName(Context* ctx, JitState* js, Term module, Term function, uint32_t arity, uint32_t location);

Context* PutAside(Context* ctx, JitState* js, ProcessState state) {
  if (js->continuation == 0) Fault("continuation", "the process is put aside without one");
  ctx->module = js->module;
  ctx->entry = js->continuation - 1;
  ctx->state = state;
  js->reductions = 0;
  return nullptr;
}

// location: where a native function raises, bad_location: where a fun that cannot be called does.
Context* CallFunTerm(Context* ctx, JitState* js, Term fun, uint32_t arity, uint32_t location, uint32_t bad_location) {
  if (!IsFun(fun)) {
    RaiseErrorTagged(ctx, atoms::kBadfun, fun);
    return RaisePending(ctx, js, bad_location, /*has_frame=*/false);
  }
  if (FunArity(fun) != arity) {
    RaiseErrorTagged(ctx, atoms::kBadarity, MakeTuple(ctx, {fun, ArgumentList(ctx, arity)}));
    return RaisePending(ctx, js, bad_location, /*has_frame=*/false);
  }
  const Term* words = Pointer(fun);
  if (IsExternalFun(fun)) return CallByName(ctx, js, words[1], words[2], arity, location);
  const Lambda& lambda = ClosureLambda(fun);
  const uint32_t total = arity + lambda.num_free;
  if (total > abi::kMaxX && total - abi::kMaxX > ctx->atomvm.extended) SetExtended(ctx, total - abi::kMaxX);
  for (uint32_t i = 0; i < lambda.num_free; ++i) XRegister(ctx, arity + i) = words[3 + i];
  return Enter(ctx, js, ClosureModule(fun), lambda.entry, total);
}

// erlang:apply/2,3: the arguments are in the x registers.
Context* CallApply(Context* ctx, JitState* js, uint32_t arity, uint32_t location) {
  const Term list = ctx->x[arity - 1];
  const Term callee = ctx->x[0];
  const Term function = ctx->x[1];
  std::vector<Term> arguments;
  Term rest = list;
  for (; IsCons(rest) && arguments.size() < 256; rest = Tail(rest)) arguments.push_back(Head(rest));
  const bool good = arity == 2 || (IsAtom(callee) && IsAtom(function));
  if (!IsNil(rest) || arguments.size() > 255 || !good) {
    static const Term kErlang = AtomFromText("erlang");
    static const Term kApply = AtomFromText("apply");
    const Term frame = MakeTuple(ctx, {kErlang, kApply, ArgumentList(ctx, arity)});
    const bool many = IsNil(rest) && arguments.size() > 255;
    return RaiseInCall(ctx, js, many ? atoms::kSystemLimit : atoms::kBadarg, location, frame);
  }
  const uint32_t count = static_cast<uint32_t>(arguments.size());
  SetExtended(ctx, count > abi::kMaxX ? count - abi::kMaxX : 0);
  for (uint32_t i = 0; i < count; ++i) XRegister(ctx, i) = arguments[i];
  if (arity == 2) return CallFunTerm(ctx, js, callee, count, location, location);
  return CallByName(ctx, js, callee, function, count, location);
}

// erlang:hibernate/3: forgets the stack, waits for a message, then makes the call.
Context* Hibernate(Context* ctx, JitState* js, uint32_t location) {
  const std::array<Term, 3> given = {ctx->x[0], ctx->x[1], ctx->x[2]};
  if (!IsAtom(given[0]) || !IsAtom(given[1]) || ListLength(given[2]) < 0) {
    RaiseBadarg(ctx);
    NoteNativeFailure(ctx, "erlang", "hibernate", {given[0], given[1], given[2]});
    return RaisePending(ctx, js, location, /*has_frame=*/false);
  }
  ctx->e = ctx->heap_end;
  ctx->cp = kTerminateAddress;
  CollectAtOnce(ctx, 3);
  StartCall(ctx, ctx->x[0], ctx->x[1], ctx->x[2]);
  if (ctx->mailbox.first == nullptr) {
    ctx->state = ProcessState::kHibernating;
    return nullptr;
  }
  ctx->parked_x.clear();
  ctx->state = ProcessState::kRunning;
  return MakePendingCall(ctx, js);
}

// Functions of module erlang that the dispatch itself performs. False: it is none of them.
bool CallSpecial(Context* ctx, JitState* js, Term function, uint32_t arity, uint32_t location, Context** next) {
  static const Term kApply = AtomFromText("apply");
  static const Term kHibernate = AtomFromText("hibernate");
  static const Term kYield = AtomFromText("yield");
  static const Term kGarbageCollect = AtomFromText("garbage_collect");
  if (function == kApply && (arity == 2 || arity == 3)) {
    *next = CallApply(ctx, js, arity, location);
  } else if (function == kHibernate && arity == 3) {
    *next = Hibernate(ctx, js, location);
  } else if (function == kYield && arity == 0) {
    *next = ReturnFromNative(ctx, js, atoms::kTrue);
    if (*next != nullptr) *next = PutAside(ctx, js, ProcessState::kRunning);
  } else if (function == kGarbageCollect && arity == 0) {
    ctx->x[0] = atoms::kTrue;
    CollectAtOnce(ctx, 1);
    *next = ReturnFromNative(ctx, js, atoms::kTrue);
  } else {
    return false;
  }
  return true;
}

// A call by name; arguments are in x[0..arity).
Context* CallByName(Context* ctx, JitState* js, Term module, Term function, uint32_t arity, uint32_t location) {
  if (!IsAtom(module) || !IsAtom(function)) return RaiseInCall(ctx, js, atoms::kBadarg, location);
  static const Term kErlang = AtomFromText("erlang");
  Context* next;
  if (module == kErlang && CallSpecial(ctx, js, function, arity, location, &next)) return next;
  if (NativeFunction native = FindNative(module, function, arity); native != nullptr) {
    return CallNativeFunction(ctx, js, native, arity, location);
  }
  Module* target = FindModule(module);
  if (target == nullptr && !IsMissing(module)) {
    ctx->needed_module = module;
    ctx->pending_arg = function;
    ctx->pending_action = arity;
    ctx->module = js->module;
    ctx->state = ProcessState::kNeedModule;
    return nullptr;
  }
  const int32_t entry = target != nullptr ? FindExport(target, function, arity) : -1;
  if (entry >= 0) return Enter(ctx, js, target, static_cast<uint32_t>(entry), arity);
  static const Term kHandleUndefined = AtomFromText("$handle_undefined_function");
  if (const int32_t handler = target != nullptr ? FindExport(target, kHandleUndefined, 2) : -1; handler >= 0) {
    ctx->x[1] = ArgumentList(ctx, arity);
    ctx->x[0] = function;
    return Enter(ctx, js, target, static_cast<uint32_t>(handler), 2);
  }
  static const Term kUndef = AtomFromText("undef");
  const Term frame = MakeTuple(ctx, {module, function, ArgumentList(ctx, arity)});
  return RaiseInCall(ctx, js, kUndef, /*location=*/0, frame);
}

// n_words of P4: -2 body call, -1 tail call without a frame, else a tail call and the words of the frame.
void PopFrame(Context* ctx, uint32_t n_words) {
  const int32_t words = static_cast<int32_t>(n_words);
  if (words < 0) return;
  if (words >= ctx->heap_end - ctx->e) Fault("stack", "a tail call gives up a frame of more words than there are");
  ctx->cp = ctx->e[words];
  ctx->e += words + 1;
}

// A native function that puts the process aside goes on there, in AtomVM.
void NeedContinuation(const JitState* js) {
  if (js->continuation == 0) Fault("continuation", "a call of a fun or by name without one");
}

}  // namespace

Context* MakePendingCall(Context* ctx, JitState* js) {
  return CallByName(ctx, js, ctx->needed_module, ctx->pending_arg, ctx->pending_action, /*location=*/0);
}

namespace primitive {

Context* Return(Context* ctx, JitState* js) { return ReturnTo(ctx, js, ctx->cp); }

Context* ScheduleNext(Context* ctx, JitState* js) {
  if (js->continuation != 0) {
    if (Context* again = ChooseAgain(ctx, js); again != nullptr) return again;
  }
  return PutAside(ctx, js, ProcessState::kRunning);
}

Context* ScheduleWait(Context* ctx, JitState* js) {
  SetExtended(ctx, 0);
  return PutAside(ctx, js, ProcessState::kWaiting);
}

Context* Terminate(Context* ctx, JitState*) {
  ctx->result = ctx->x[0];
  ctx->state = ProcessState::kDone;
  return nullptr;
}

Context* CallExt(Context* ctx, JitState* js, uint32_t offset, uint32_t arity, uint32_t index, uint32_t n_words) {
  if (index >= js->module->imports.size()) Fault("call", "there is no import " + std::to_string(index));
  Import& import = js->module->imports[index];
  if (import.arity != arity) Fault("call", "the arity is not that of import " + std::to_string(index));
  const bool tail = static_cast<int32_t>(n_words) != -2;
  const uint32_t location = tail ? LocationOf(js, offset) : 0;
  if (import.kind == Import::Kind::kNative) {
    if (strict && arity > 2 && IsBif(import)) Fault("call", "AtomVM calls no BIF of 3 arguments this way");
    const Term result = CallNative(import.native, ctx, arity, ctx->x);
    const bool has_frame = static_cast<int32_t>(n_words) >= 0;
    if (result == kNoTerm) return RaisePending(ctx, js, location, has_frame);
    PopFrame(ctx, n_words);
    return ReturnFromNative(ctx, js, result);
  }
  PopFrame(ctx, n_words);
  if (import.kind == Import::Kind::kApply) return CallApply(ctx, js, arity, location);
  if (import.kind == Import::Kind::kModule && import.target->current) {
    return Enter(ctx, js, import.target, import.entry, arity);
  }
  Module* target = FindModule(import.module);
  const int32_t entry = target != nullptr ? FindExport(target, import.function, arity) : -1;
  if (entry >= 0) {
    import.kind = Import::Kind::kModule;
    import.target = target;
    import.entry = static_cast<uint32_t>(entry);
  }
  return CallByName(ctx, js, import.module, import.function, arity, location);
}

// Whether a call of a fun or by name is a tail call is not told: cp returns into the calling function if it is none.
Context* CallFun(Context* ctx, JitState* js, uint32_t offset, Term fun, uint32_t arity) {
  if (strict) NeedContinuation(js);
  if (!IsFun(fun)) Fault("call", "what is called is no fun: the code has to look first");
  const uint32_t location = ReturnsToItself(ctx, js, offset) ? 0 : LocationOf(js, offset);
  return CallFunTerm(ctx, js, fun, arity, /*location=*/0, location);
}

Context* Apply(Context* ctx, JitState* js, uint32_t offset, Term module, Term function, uint32_t arity) {
  if (strict) NeedContinuation(js);
  const uint32_t location = ReturnsToItself(ctx, js, offset) ? 0 : LocationOf(js, offset);
  return CallByName(ctx, js, module, function, arity, location);
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
