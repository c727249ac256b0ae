// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's dispatch loop. Native code returns the Context* that a primitive gave it last, or its own one with a
// continuation, a label plus 1, in js: there the loop goes on. All else is a fault. Null: the process has been put
// aside, and the scheduler chooses.

#include "runtime/dispatch.h"

#include <string>

#include "runtime/atomvm/calls.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/strict.h"
#include "runtime/atomvm/table.h"

namespace beamfold::rt {
namespace atomvm {
namespace {

void CheckReturn(const Context* ctx, const JitState& js, const Context* next) {
  if (running.left_by >= 0) {
    if (next != running.left_result) {
      Fault("return", "the code returns something else than primitive " + std::to_string(running.left_by) + " gave it");
    }
    if (next != nullptr && js.reductions <= 0 && !running.chosen_again) {
      Fault("return", "primitive " + std::to_string(running.left_by) + " was called without reductions that are left");
    }
    return;
  }
  if (next != ctx) Fault("return", "the code returns another Context than its own, which no primitive gave it");
  if (js.continuation == 0) Fault("return", "the code returns its Context without a continuation");
  if (js.reductions <= 0) Fault("return", "the code returns its Context without reductions that are left");
}

// A new time slice, on the other thread.
void StartSlice(Context* ctx, JitState* js) {
  js->reductions = kReductions;
  js->module = ctx->module;
  js->continuation = ctx->entry + 1;
  running.chosen_again = false;
  if (strict) thread = (thread + 1) % kThreads;
}

// Enters native code until the process is put aside.
void Loop(Context* ctx, JitState* js) {
  const uint32_t* const primitives = Primitives();
  for (Context* next = ctx; next != nullptr && !ctx->doomed;) {
    if (js->continuation == 0 || ModuleByIndex(js->module->index) != js->module) Fault("continuation", "no module");
    const uint32_t label = js->continuation - 1;
    // Whatever goes on at a label that is none is to blame, so its place is the one reported.
    if (label == 0 || label >= CodeOf(js->module).entries) {
      Fault("continuation", "no label: " + PlaceText(js->module, label));
    }
    const NativeEntry entry = Resolve(js->module, label);
    if (entry == nullptr) Fault("entry", "nothing is exported for " + PlaceText(js->module, label));
    running = {ctx, js, js->module, label, -1, nullptr, false};
    js->continuation = 0;
    if (strict) SetReservation(ctx, 0);
    next = entry(ctx, js, primitives);
    if (strict && (running.left_by < 0 || next == ctx)) CheckHeap(ctx, /*whole=*/true);
    CheckReturn(ctx, *js, next);
    if (running.chosen_again) {
      ctx->reductions += kReductions;
      StartSlice(ctx, js);
    }
  }
}

}  // namespace
}  // namespace atomvm

void RunSlice(Context* ctx) {
  static JitState* const js = new JitState{};
  atomvm::running = {};
  atomvm::running.ctx = ctx;
  atomvm::running.js = js;
  atomvm::StartSlice(ctx, js);
  atomvm::UpdateFragmentHeader(ctx);
  if (atomvm::strict) atomvm::SetReservation(ctx, 0);
  if (ctx->state == ProcessState::kNeedModule) {
    ctx->state = ProcessState::kRunning;
    js->module = nullptr;
    if (atomvm::MakePendingCall(ctx, js) != nullptr) atomvm::Loop(ctx, js);
  } else {
    atomvm::Loop(ctx, js);
  }
  ctx->reductions += static_cast<uint64_t>(atomvm::kReductions - js->reductions);
  ctx->live = ctx->atomvm.extended == 0 ? 0 : abi::kMaxX + ctx->atomvm.extended;
  atomvm::running = {};
}

void StartCall(Context* ctx, Term module, Term function, Term arguments) {
  uint32_t arity = 0;
  for (; IsCons(arguments) && arity < 255; arguments = Tail(arguments)) XRegister(ctx, arity++) = Head(arguments);
  const uint32_t extended = arity > abi::kMaxX ? arity - abi::kMaxX : 0;
  atomvm::SetExtended(ctx, extended);
  ctx->parked_x.assign(ctx->extended_x, ctx->extended_x + extended);
  ctx->e = ctx->heap_end;
  ctx->cp = atomvm::kTerminateAddress;
  ctx->module = nullptr;
  ctx->needed_module = module;
  ctx->pending_arg = function;
  ctx->pending_action = arity;
  // Made at once by its first slice.
  ctx->state = ProcessState::kNeedModule;
}

}  // namespace beamfold::rt
