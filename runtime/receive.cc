// SPDX-License-Identifier: Apache-2.0

#include "runtime/receive.h"

#include <optional>

#include "runtime/atoms.h"
#include "runtime/exception.h"
#include "runtime/identifier.h"
#include "runtime/integer.h"
#include "runtime/native_failure.h"
#include "runtime/process.h"
#include "runtime/scheduler.h"
#include "runtime/signals.h"
#include "runtime/timers.h"

namespace beamfold::rt {

Term SendMessage(Context* ctx, Term destination, Term message) {
  Context* to = nullptr;
  if (IsLocalPid(destination)) {
    to = FindProcess(destination);
  } else if (IsAtom(destination)) {
    to = FindName(destination);
    if (to == nullptr) return RaiseBadarg(ctx);
  } else if (IsBoxedTag(destination, abi::kHeaderReference)) {
    to = ResolveAlias(ReferenceNumber(destination));
  } else if (IsTuple(destination) && TupleArity(destination) == 2 && IsAtom(TupleElement(destination, 0)) &&
             IsAtom(TupleElement(destination, 1))) {
    if (TupleElement(destination, 1) == LocalNode()) to = FindName(TupleElement(destination, 0));
  } else if (!IsPid(destination) && !IsPort(destination) && !IsReference(destination)) {
    return RaiseBadarg(ctx);
  }
  if (to != nullptr) Deliver(to, message, ctx);
  return message;
}

Term SendInstruction(Context* ctx, Term destination, Term message) {
  const Term result = SendMessage(ctx, destination, message);
  if (result == kNoTerm) NoteNativeFailure(ctx, "erlang", "send", {destination, message});
  return result;
}

WaitVerdict WaitTimeout(Context* ctx, Term time) {
  static const Term kInfinity = AtomFromText("infinity");
  static const Term kTimeoutValue = AtomFromText("timeout_value");
  if (time == kInfinity) return WaitVerdict::kWait;
  if (ctx->receive_deadline != 0) {
    if (NowMicroseconds() < ctx->receive_deadline) return WaitVerdict::kWait;
    return WaitVerdict::kExpired;
  }
  const std::optional<int64_t> milliseconds = IsInteger(time) ? ToInt64(time) : std::nullopt;
  if (!milliseconds || *milliseconds < 0 || *milliseconds > 0xFFFFFFFF) {
    EndReceive(ctx);
    RaiseError(ctx, kTimeoutValue);
    return WaitVerdict::kFailed;
  }
  if (*milliseconds == 0) return WaitVerdict::kExpired;
  ctx->receive_deadline = NowMicroseconds() + static_cast<uint64_t>(*milliseconds) * 1000;
  AddReceiveTimer(ctx);
  return WaitVerdict::kWait;
}

void EndReceive(Context* ctx) {
  ctx->receive_deadline = 0;
  ctx->mailbox.save = &ctx->mailbox.first;
}

void TakeMessage(Context* ctx) {
  RemoveMessage(ctx->mailbox);
  ctx->receive_deadline = 0;
}

}  // namespace beamfold::rt
