// SPDX-License-Identifier: Apache-2.0
//
// The dispatch loop.
//
// Compiled code and the interpreter return here for everything that they cannot do alone: calls that leave the module,
// raising, running out of reductions. Each action ends by naming the next place to enter (Context::module, entry, and
// how many x registers are live there), which is a safe point: if much has gathered in the fragment area, the loop
// collects before it goes on.
//
// Most of what compiled code leaves for is to go on in compiled code elsewhere: RunCompiled does that alone, in a loop
// as short as can be.
//
// A call to a module that is not loaded stops the run with kNeedModule. The action stays in the context and is
// performed again when the host has loaded the module, or has said that there is none.

#include "runtime/dispatch.h"

#include <algorithm>
#include <array>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/loader.h"
#include "runtime/native_failure.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kPayloadMask = abi::kPayloadHasFrame - 1;
constexpr uint32_t kArityMask = abi::kPayloadTailFun - 1;
// The return address of a process's first call: module 0 is the runtime's own.
constexpr Term kTerminateAddress = 1u << abi::kCpLabelShift;

Term ArgumentList(Context* ctx, uint32_t arity) {
  Term list = kNil;
  for (uint32_t i = arity; i-- > 0;) list = Cons(ctx, XRegister(ctx, i), list);
  return list;
}

// One run of a process.
class Dispatcher {
 public:
  Dispatcher(Context* ctx, JitState* js) : ctx_(ctx), js_(js) {}

  void Run() {
    js_->reductions = abi::kReductions;
    RunSlice();
    ctx_->reductions += static_cast<uint64_t>(abi::kReductions - js_->reductions);
  }

 private:
  void RunSlice() {
    if (ctx_->state == ProcessState::kNeedModule) {
      ctx_->state = ProcessState::kRunning;
      js_->module = ctx_->module;
      js_->action = ctx_->pending_action;
      js_->arg = ctx_->pending_arg;
      Perform();
    }
    while (ctx_->state == ProcessState::kRunning && !ctx_->doomed) {
      if (js_->reductions <= 0) return;
      // A safe point: the live x registers are in their homes.
      if (MayBeLarge(ctx_) && FragmentsAreLarge(ctx_)) CollectAtRest(ctx_->live);
      if (ctx_->module->compiled != nullptr && ctx_->module->entries[ctx_->entry].compiled) {
        RunCompiled(ctx_->module, ctx_->entry);
      } else {
        js_->module = ctx_->module;
        Interpret(ctx_, js_, ctx_->entry);
      }
      Perform();
    }
  }

  // Leaves with an action that Perform has to look at.
  void RunCompiled(Module* module, uint32_t entry) {
    const uint32_t* const primitives = Primitives();
    do {
      js_->module = module;
      module->compiled(ctx_, js_, primitives, entry);
      // A guard that failed on the way may have left an exception behind.
      if (ExceptionPending(ctx_) && Action() != abi::kRaisePending) ClearException(ctx_);
    } while (!ctx_->doomed && !MayBeLarge(ctx_) && NextCompiled(&module, &entry));
  }

  // If the action is to go on in a module that is compiled as a whole: where. The arguments are in their homes already,
  // but for the free variables of a fun.
  bool NextCompiled(Module** module, uint32_t* entry) {
    switch (Action()) {
      case abi::kReturn:
        *module = ModuleByIndex(ctx_->cp >> abi::kCpModuleShift);
        *entry = (ctx_->cp & ((1u << abi::kCpModuleShift) - 1)) >> abi::kCpLabelShift;
        return *module != nullptr && (*module)->compiled_whole;
      case abi::kCallExt: {
        const Import& import = js_->module->imports[Payload() & kPayloadMask];
        *module = import.target;
        *entry = import.entry;
        return import.kind == Import::Kind::kModule && import.target->current && import.target->compiled_whole;
      }
      case abi::kCallFun: {
        const Term fun = js_->arg;
        if (!IsClosure(fun) || !ClosureModule(fun)->compiled_whole) return false;
        const Lambda& lambda = ClosureLambda(fun);
        const uint32_t arity = Payload() & kArityMask;
        if (lambda.arity != arity + lambda.num_free) return false;
        for (uint32_t i = 0; i < lambda.num_free; ++i) XRegister(ctx_, arity + i) = Pointer(fun)[3 + i];
        *module = ClosureModule(fun);
        *entry = lambda.entry;
        return true;
      }
      default:
        return false;
    }
  }

  uint32_t Action() const { return js_->action & ((1u << abi::kActionShift) - 1); }
  uint32_t Payload() const { return js_->action >> abi::kActionShift; }

  // Nothing has to be free afterwards: without memory to collect in, the process stays as it is.
  void CollectAtRest(uint32_t live) {
    if (!Collect(ctx_, 0, live)) ClearException(ctx_);
  }

  void Enter(Module* module, uint32_t entry, uint32_t live) {
    ctx_->module = module;
    ctx_->entry = entry;
    ctx_->live = live;
  }

  void ReturnTo(Term cp) {
    Module* module = ModuleByIndex(cp >> abi::kCpModuleShift);
    if (module == nullptr) {
      ctx_->result = ctx_->x[0];
      ctx_->state = ProcessState::kDone;
      return;
    }
    Enter(module, (cp & ((1u << abi::kCpModuleShift) - 1)) >> abi::kCpLabelShift, 1);
  }

  void RaisePending(uint32_t payload, Term top = kNil) {
    Raise(ctx_, js_->module, payload & kPayloadMask, (payload & abi::kPayloadHasFrame) != 0, top);
  }

  void Perform() {
    const uint32_t payload = Payload();
    switch (Action()) {
      case abi::kContinue: {
        const EntryInfo& info = js_->module->entries[payload];
        Enter(js_->module, payload, info.live);
        return;
      }
      case abi::kReturn:
        ReturnTo(ctx_->cp);
        return;
      case abi::kCallExt:
        CallImport(payload);
        return;
      case abi::kCallFun:
        CallFun(js_->arg, payload & kArityMask, 0, (payload & abi::kPayloadTailFun) != 0 ? js_->args[0] : 0);
        return;
      case abi::kApply:
        Apply(XRegister(ctx_, payload), XRegister(ctx_, payload + 1), payload, 0);
        return;
      case abi::kRaisePending:
        RaisePending(payload);
        return;
      case abi::kError:
        RaiseError(ctx_, js_->arg);
        RaisePending(payload);
        return;
      case abi::kErrorTagged:
        RaiseErrorTagged(ctx_, ctx_->x[0], js_->arg);
        RaisePending(payload);
        return;
      case abi::kFunctionClause:
        FunctionClause(payload & kPayloadMask);
        return;
      case abi::kRaise: {
        const Term raw = ctx_->x[0];
        const Term exception_class = IsTuple(raw) && TupleArity(raw) >= 2 ? TupleElement(raw, 0) : atoms::kError;
        RaiseAgain(ctx_, exception_class, ctx_->x[1], raw);
        return;
      }
      case abi::kRawRaise:
        RaiseAgain(ctx_, ctx_->x[0], ctx_->x[1], ctx_->x[2]);
        return;
      case abi::kWait:
        Enter(js_->module, payload, 0);
        // Whatever wakes it goes on at the same place, which looks for a message first and at the time next.
        ctx_->state = ProcessState::kWaiting;
        return;
      default:
        Fatal("code left with an unknown action");
    }
  }

  void FunctionClause(uint32_t location) {
    const Module& module = *js_->module;
    auto function = std::upper_bound(module.functions.begin(), module.functions.end(), location,
                                     [](uint32_t l, const FunctionInfo& f) { return l < f.location; });
    const uint32_t arity = function == module.functions.begin() ? 0 : std::prev(function)->arity;
    RaiseErrorWithArgs(ctx_, atoms::kFunctionClause, ArgumentList(ctx_, arity));
    Raise(ctx_, js_->module, location, /*has_frame=*/false, kNil);
  }

  // location: of a tail call, 0 for a body call, whose place cp tells.
  void CallNativeFunction(NativeFunction native, uint32_t arity, uint32_t location) {
    // The interpreter calls natives itself and comes here if they fail.
    const Term result = ExceptionPending(ctx_) ? kNoTerm : CallNative(native, ctx_, arity, ctx_->x);
    if (result == kNoTerm) {
      Raise(ctx_, js_->module, location, /*has_frame=*/false, kNil);
      return;
    }
    ctx_->x[0] = result;
    ReturnTo(ctx_->cp);
  }

  void CallImport(uint32_t payload) {
    Import& import = js_->module->imports[payload & kPayloadMask];
    const uint32_t location = (payload & abi::kPayloadHasFrame) != 0 ? 0 : js_->arg;
    switch (import.kind) {
      case Import::Kind::kNative:
        CallNativeFunction(import.native, import.arity, location);
        return;
      case Import::Kind::kModule:
        if (import.target->current) {
          Enter(import.target, import.entry, import.arity);
          return;
        }
        break;
      case Import::Kind::kApply:
        CallApply(import.arity, location);
        return;
      case Import::Kind::kUnresolved:
        break;
    }
    Module* target = FindModule(import.module);
    const int32_t entry = target != nullptr ? FindExport(target, import.function, import.arity) : -1;
    if (entry >= 0) {
      import.kind = Import::Kind::kModule;
      import.target = target;
      import.entry = static_cast<uint32_t>(entry);
    }
    Apply(import.module, import.function, import.arity, location);
  }

  // erlang:apply/2,3 as called from Erlang code: the arguments are in the x registers.
  void CallApply(uint32_t arity, uint32_t location) {
    const Term list = ctx_->x[arity - 1];
    const Term callee = ctx_->x[0];
    const Term function = ctx_->x[1];
    std::vector<Term> arguments;
    Term rest = list;
    for (; IsCons(rest) && arguments.size() < 256; rest = Tail(rest)) arguments.push_back(Head(rest));
    const bool good = arity == 2 || (IsAtom(callee) && IsAtom(function));
    if (!IsNil(rest) || arguments.size() > 255 || !good) {
      static const Term kErlang = AtomFromText("erlang");
      static const Term kApply = AtomFromText("apply");
      const Term frame = MakeTuple(ctx_, {kErlang, kApply, ArgumentList(ctx_, arity)});
      RaiseError(ctx_, IsNil(rest) && arguments.size() > 255 ? atoms::kSystemLimit : atoms::kBadarg);
      Raise(ctx_, js_->module, location, /*has_frame=*/false, frame);
      return;
    }
    const uint32_t count = static_cast<uint32_t>(arguments.size());
    for (uint32_t i = 0; i < count; ++i) XRegister(ctx_, i) = arguments[i];
    if (arity == 2) {
      CallFun(callee, count, location, location);
    } else {
      // Performed again if the module has to be loaded first.
      XRegister(ctx_, count) = callee;
      XRegister(ctx_, count + 1) = function;
      js_->action = abi::kApply | count << abi::kActionShift;
      Apply(callee, function, count, location);
    }
  }

  // A call by name; arguments are in x[0..arity).
  void Apply(Term module, Term function, uint32_t arity, uint32_t location) {
    if (!IsAtom(module) || !IsAtom(function)) {
      RaiseError(ctx_, atoms::kBadarg);
      Raise(ctx_, js_->module, location, /*has_frame=*/false, kNil);
      return;
    }
    static const Term kErlang = AtomFromText("erlang");
    static const Term kApply = AtomFromText("apply");
    if (module == kErlang && function == kApply && (arity == 2 || arity == 3)) {
      CallApply(arity, location);
      return;
    }
    static const Term kHibernate = AtomFromText("hibernate");
    if (module == kErlang && function == kHibernate && arity == 3) {
      Hibernate(location);
      return;
    }
    static const Term kYield = AtomFromText("yield");
    if (module == kErlang && function == kYield && arity == 0) {
      js_->reductions = 0;
      ctx_->x[0] = atoms::kTrue;
      ReturnTo(ctx_->cp);
      return;
    }
    static const Term kGarbageCollect = AtomFromText("garbage_collect");
    if (module == kErlang && function == kGarbageCollect && arity == 0) {
      ctx_->x[0] = atoms::kTrue;
      ReturnTo(ctx_->cp);
      CollectAtRest(1);
      return;
    }
    if (NativeFunction native = FindNative(module, function, arity); native != nullptr) {
      CallNativeFunction(native, arity, location);
      return;
    }
    Module* target = FindModule(module);
    if (target == nullptr && !IsMissing(module)) {
      ctx_->needed_module = module;
      ctx_->pending_action = js_->action;
      ctx_->pending_arg = js_->arg;
      ctx_->module = js_->module;
      ctx_->state = ProcessState::kNeedModule;
      return;
    }
    const int32_t entry = target != nullptr ? FindExport(target, function, arity) : -1;
    if (entry >= 0) {
      Enter(target, static_cast<uint32_t>(entry), arity);
      return;
    }
    static const Term kHandleUndefined = AtomFromText("$handle_undefined_function");
    if (const int32_t handler = target != nullptr ? FindExport(target, kHandleUndefined, 2) : -1; handler >= 0) {
      ctx_->x[1] = ArgumentList(ctx_, arity);
      ctx_->x[0] = function;
      Enter(target, static_cast<uint32_t>(handler), 2);
      return;
    }
    const Term frame = MakeTuple(ctx_, {module, function, ArgumentList(ctx_, arity)});
    static const Term kUndef = AtomFromText("undef");
    RaiseError(ctx_, kUndef);
    // OTP raises in a function that is called in the place of the missing one: a tail call has left its caller.
    Raise(ctx_, js_->module, /*location=*/0, /*has_frame=*/false, frame);
  }

  // erlang:hibernate/3: forgets the stack, waits for a message, then makes the call.
  void Hibernate(uint32_t location) {
    const std::array<Term, 3> given = {ctx_->x[0], ctx_->x[1], ctx_->x[2]};
    if (!IsAtom(given[0]) || !IsAtom(given[1]) || ListLength(given[2]) < 0) {
      RaiseBadarg(ctx_);
      NoteNativeFailure(ctx_, "erlang", "hibernate", {given[0], given[1], given[2]});
      Raise(ctx_, js_->module, location, /*has_frame=*/false, kNil);
      return;
    }
    ctx_->e = ctx_->heap_end;
    ctx_->cp = kTerminateAddress;
    CollectAtRest(3);
    const Term arguments = ctx_->x[2];
    StartCall(ctx_, ctx_->x[0], ctx_->x[1], arguments);
    if (ctx_->mailbox.first == nullptr) {
      ctx_->state = ProcessState::kHibernating;
      return;
    }
    ctx_->state = ProcessState::kRunning;
    js_->module = nullptr;
    js_->action = ctx_->pending_action;
    Perform();
  }

  // The place of the call: for what an external fun raises, and for a fun that cannot be called.
  void CallFun(Term fun, uint32_t arity, uint32_t location, uint32_t bad_location) {
    if (!IsFun(fun)) {
      RaiseErrorTagged(ctx_, atoms::kBadfun, fun);
      Raise(ctx_, js_->module, bad_location, /*has_frame=*/false, kNil);
      return;
    }
    if (FunArity(fun) != arity) {
      RaiseErrorTagged(ctx_, atoms::kBadarity, MakeTuple(ctx_, {fun, ArgumentList(ctx_, arity)}));
      Raise(ctx_, js_->module, bad_location, /*has_frame=*/false, kNil);
      return;
    }
    if (IsExternalFun(fun)) {
      const Term* words = Pointer(fun);
      XRegister(ctx_, arity) = words[1];
      XRegister(ctx_, arity + 1) = words[2];
      js_->action = abi::kApply | arity << abi::kActionShift;
      Apply(words[1], words[2], arity, location);
      return;
    }
    const Lambda& lambda = ClosureLambda(fun);
    for (uint32_t i = 0; i < lambda.num_free; ++i) XRegister(ctx_, arity + i) = Pointer(fun)[3 + i];
    Enter(ClosureModule(fun), lambda.entry, arity + lambda.num_free);
  }

  Context* ctx_;
  JitState* js_;
};

}  // namespace

void StartCall(Context* ctx, Term module, Term function, Term arguments) {
  uint32_t arity = 0;
  for (; IsCons(arguments) && arity < 255; arguments = Tail(arguments)) XRegister(ctx, arity++) = Head(arguments);
  XRegister(ctx, arity) = module;
  XRegister(ctx, arity + 1) = function;
  ctx->e = ctx->heap_end;
  ctx->cp = kTerminateAddress;
  ctx->module = nullptr;
  ctx->pending_action = abi::kApply | arity << abi::kActionShift;
  ctx->pending_arg = kNoTerm;
  if (arity + 2 > abi::kMaxX) ctx->parked_x.assign(ctx->extended_x, ctx->extended_x + (arity + 2 - abi::kMaxX));
  // Performed at once by its first slice.
  ctx->state = ProcessState::kNeedModule;
}

void RunSlice(Context* ctx) {
  static JitState* const js = new JitState{};
  Dispatcher(ctx, js).Run();
}

}  // namespace beamfold::rt
