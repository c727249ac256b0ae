// SPDX-License-Identifier: Apache-2.0
//
// Primitives for messages. Signals act at once here, so there is nothing to process; what matters of that primitive is
// what it forbids: x registers that refer to the heap do not survive it.

#include <unordered_set>
#include <vector>

#include "runtime/atomvm/calls.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/strict.h"
#include "runtime/atomvm/table.h"
#include "runtime/mailbox.h"
#include "runtime/object.h"
#include "runtime/receive.h"
#include "runtime/scheduler.h"

namespace beamfold::rt::atomvm {
namespace {

// The objects of a message.
std::unordered_set<Term> ObjectsOf(Term message) {
  std::unordered_set<Term> seen;
  std::vector<Term> left = {message};
  while (!left.empty()) {
    const Term t = left.back();
    left.pop_back();
    if (IsImmediate(t) || IsImmortal(t) || !seen.insert(t).second) continue;
    const Term* object = Pointer(t);
    const TermRange terms = IsCons(t) ? TermRange{0, 2} : TermsOf(object);
    left.insert(left.end(), object + terms.first, object + terms.end);
  }
  return seen;
}

// Collecting signals have no x roots; what is in the message that is looked at stays, for it is not in the heap.
void PoisonHeapRegisters(Context* ctx) {
  const Message* message = *ctx->mailbox.save;
  std::unordered_set<Term> kept;
  if (message != nullptr) kept = ObjectsOf(message->term);
  for (Term& x : ctx->x) {
    if (!IsImmediate(x) && !IsImmortal(x) && kept.count(x) == 0) x = kPoison;
  }
}

bool HasMessage(const Context* ctx) { return *ctx->mailbox.save != nullptr; }

bool IsExpired(Context* ctx) {
  uint32_t& flags = ctx->atomvm.flags;
  if (ctx->receive_deadline != 0 && NowMicroseconds() >= ctx->receive_deadline) flags = kWaitingTimeoutExpired;
  return (flags & kWaitingTimeoutExpired) != 0;
}

}  // namespace

namespace primitive {

uint32_t Send(Context* ctx, JitState*) {
  if (strict && !CollectHere(ctx, 0, 2)) return 0;
  const Term message = ctx->x[1];
  const Term sent = SendInstruction(ctx, ctx->x[0], message);
  if (sent == kNoTerm) return 0;
  ctx->x[0] = sent;
  if (strict) PoisonRegisters(ctx, 1);
  UpdateFragmentHeader(ctx);
  return 1;
}

// A signal may put the process aside, which is chosen again at once then: it goes on at the continuation.
Context* ProcessSignals(Context* ctx, JitState* js) {
  if (ctx->doomed) return nullptr;
  UpdateFragmentHeader(ctx);
  if (!strict) return ctx;
  PoisonHeapRegisters(ctx);
  if (js->continuation == 0) Fault("continuation", "signals are processed without one");
  ChooseAgain(ctx, js);
  return ctx;
}

Term MailboxPeek(Context* ctx) {
  ctx->atomvm.matching = true;
  return LoopRec(ctx->mailbox);
}

void MailboxRemove(Context* ctx) {
  if (!HasMessage(ctx)) Fault("mailbox", "there is no message to be removed");
  RemoveMessage(ctx->mailbox);
  ctx->atomvm.matching = false;
  UpdateFragmentHeader(ctx);
}

void MailboxNext(Context* ctx) {
  if (!HasMessage(ctx)) Fault("mailbox", "there is no message to be passed over");
  LoopRecEnd(ctx->mailbox);
}

void Timeout(Context* ctx) {
  EndReceive(ctx);
  ctx->atomvm.flags = 0;
  ctx->atomvm.matching = false;
}

void CancelTimeout(Context* ctx) {
  ctx->receive_deadline = 0;
  ctx->atomvm.flags = 0;
}

void ClearTimeoutFlag(Context* ctx) { ctx->atomvm.flags &= ~kWaitingTimeoutExpired; }

Context* WaitTimeout(Context* ctx, JitState* js, Term time, uint32_t label) {
  switch (rt::WaitTimeout(ctx, time)) {
    case WaitVerdict::kFailed: {
      // The code goes on at a label of the same function: there is no other that tells the place.
      const uint32_t offset = js->continuation == 0 ? 0 : 4 * (js->continuation - 1);
      return RaisePending(ctx, js, LocationOf(js, offset), ReturnsToItself(ctx, js, offset));
    }
    case WaitVerdict::kExpired:
      ctx->atomvm.flags = kWaitingTimeoutExpired;
      return ctx;
    case WaitVerdict::kWait:
      break;
  }
  if (ctx->receive_deadline != 0) ctx->atomvm.flags = kWaitingTimeout;
  if (HasMessage(ctx) && ctx->atomvm.matching) return ContinueAt(ctx, js, js->module, label);
  return ScheduleWait(ctx, js);
}

// Goes on waiting at the same place, or looks at what has come.
Context* WaitTimeoutTrap(Context* ctx, JitState* js, uint32_t label) {
  if (HasMessage(ctx)) return ContinueAt(ctx, js, js->module, label);
  js->continuation = ctx->entry + 1;
  return ScheduleWait(ctx, js);
}

uint32_t Flags(Context* ctx, uint32_t mask) {
  IsExpired(ctx);
  return ctx->atomvm.flags & mask;
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
