// SPDX-License-Identifier: Apache-2.0
//
// Messages that are sent later.

#include <algorithm>
#include <optional>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/process.h"
#include "runtime/scheduler.h"
#include "runtime/signals.h"
#include "runtime/timers.h"

namespace beamfold::rt::bif {
namespace {

// Option lists hold {abs, Boolean}, {async, Boolean}, {info, Boolean}.
struct TimerOptions {
  bool absolute = false;
  bool asynchronous = false;
  bool info = true;
};

bool ReadOptions(Term list, TimerOptions* options) {
  static const Term kAbs = AtomFromText("abs");
  static const Term kAsync = AtomFromText("async");
  static const Term kInfo = AtomFromText("info");
  for (; IsCons(list); list = Tail(list)) {
    const Term option = Head(list);
    if (!IsTuple(option) || TupleArity(option) != 2 || !IsBoolean(TupleElement(option, 1))) return false;
    const bool value = TupleElement(option, 1) == atoms::kTrue;
    if (TupleElement(option, 0) == kAbs) {
      options->absolute = value;
    } else if (TupleElement(option, 0) == kAsync) {
      options->asynchronous = value;
    } else if (TupleElement(option, 0) == kInfo) {
      options->info = value;
    } else {
      return false;
    }
  }
  return IsNil(list);
}

Term Set(Context* ctx, Term time, Term destination, Term message, Term list, bool wrapped) {
  TimerOptions options;
  if (!ReadOptions(list, &options)) return RaiseBadarg(ctx);
  const std::optional<int64_t> milliseconds = IsInteger(time) ? ToInt64(time) : std::nullopt;
  constexpr int64_t kMax = int64_t{1} << 50;
  if (!milliseconds || *milliseconds > kMax || *milliseconds < (options.absolute ? -kMax : 0) ||
      !(IsLocalPid(destination) || IsAtom(destination))) {
    return RaiseBadarg(ctx);
  }
  const uint64_t base = options.absolute ? 0 : NowMicroseconds();
  const uint64_t deadline = base + static_cast<uint64_t>(std::max<int64_t>(*milliseconds, 0)) * 1000;
  return MakeReference(ctx, AddMessageTimer(deadline, destination, message, wrapped));
}

// Milliseconds that were left, rounded up, or false.
Term Left(Context* ctx, int64_t microseconds) {
  return microseconds < 0 ? atoms::kFalse : MakeInteger(ctx, (microseconds + 999) / 1000);
}

Term Ask(Context* ctx, Term reference, Term list, bool cancel) {
  static const Term kCancelTimer = AtomFromText("cancel_timer");
  static const Term kReadTimer = AtomFromText("read_timer");
  TimerOptions options;
  if (!IsReference(reference) || !ReadOptions(list, &options)) return RaiseBadarg(ctx);
  int64_t left = -1;
  if (IsBoxedTag(reference, abi::kHeaderReference)) {
    const uint64_t number = ReferenceNumber(reference);
    left = cancel ? CancelMessageTimer(number) : ReadMessageTimer(number);
  }
  const Term answer = Left(ctx, left);
  if (!options.asynchronous) return options.info ? answer : atoms::kOk;
  if (options.info) {
    const Term message = MakeTuple(ctx, {cancel ? kCancelTimer : kReadTimer, reference, answer});
    Deliver(ctx, message, ctx);
  }
  return atoms::kOk;
}

}  // namespace

Term ErlangSendAfter3(Context* ctx, Term time, Term to, Term m) { return Set(ctx, time, to, m, kNil, false); }
Term ErlangSendAfter4(Context* ctx, Term time, Term to, Term m, Term o) { return Set(ctx, time, to, m, o, false); }
Term ErlangStartTimer3(Context* ctx, Term time, Term to, Term m) { return Set(ctx, time, to, m, kNil, true); }
Term ErlangStartTimer4(Context* ctx, Term time, Term to, Term m, Term o) { return Set(ctx, time, to, m, o, true); }
Term ErlangCancelTimer1(Context* ctx, Term reference) { return Ask(ctx, reference, kNil, true); }
Term ErlangCancelTimer2(Context* ctx, Term reference, Term options) { return Ask(ctx, reference, options, true); }
Term ErlangReadTimer1(Context* ctx, Term reference) { return Ask(ctx, reference, kNil, false); }
Term ErlangReadTimer2(Context* ctx, Term reference, Term options) { return Ask(ctx, reference, options, false); }

}  // namespace beamfold::rt::bif
