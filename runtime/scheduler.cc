// SPDX-License-Identifier: Apache-2.0
//
// One queue, first in, first out: each process gets a slice of abi::kReductions reductions and goes to the end. A
// process that waits is in no queue; a message or a timer puts it back. So a round is fair, and costs nothing for those
// that wait.

#include "runtime/scheduler.h"

#include <chrono>
#include <string>

#include "runtime/atoms.h"
#include "runtime/dispatch.h"
#include "runtime/heap.h"
#include "runtime/loader.h"
#include "runtime/output.h"
#include "runtime/process.h"
#include "runtime/signals.h"
#include "runtime/term_print.h"
#include "runtime/timers.h"

namespace beamfold::rt {
namespace {

// Slices between two looks at the clock.
constexpr uint32_t kClockInterval = 16;

struct Scheduler {
  Context* first = nullptr;
  Context* last = nullptr;
  Context* current = nullptr;
  Context* blocked = nullptr;  // until the host has found a module for it; nobody else runs
  uint32_t until_clock = 0;
  uint64_t idle = 0;
  Term needed_module = kNoTerm;
};
Scheduler scheduler;

void Enqueue(Context* ctx) {
  ctx->queued = true;
  ctx->previous_runnable = scheduler.last;
  ctx->next_runnable = nullptr;
  (scheduler.last != nullptr ? scheduler.last->next_runnable : scheduler.first) = ctx;
  scheduler.last = ctx;
}

// x registers beyond the first 16 are shared: a process that yields in the middle of a call with so many arguments
// takes them along.
void ParkRegisters(Context* ctx) {
  if (ctx->live > abi::kMaxX) ctx->parked_x.assign(ctx->extended_x, ctx->extended_x + (ctx->live - abi::kMaxX));
}
void UnparkRegisters(Context* ctx) {
  std::copy(ctx->parked_x.begin(), ctx->parked_x.end(), ctx->extended_x);
  ctx->parked_x.clear();
}

Term ExitReason(Context* ctx) {
  static const Term kNoCatch = AtomFromText("nocatch");
  const Term reason = ctx->exception_reason;
  if (ctx->exception_class == atoms::kExit) return reason;
  if (ctx->exception_class == atoms::kError) return MakeTuple(ctx, {reason, ctx->exception_trace});
  return MakeTuple(ctx, {MakeTuple(ctx, {kNoCatch, reason}), ctx->exception_trace});
}

// The process `logger` prints it as Erlang/OTP does (erl/beamfold_logger.erl).
void ReportCrash(const Context* ctx, Term reason) {
  static const Term kLogger = AtomFromText("logger");
  static const Term kCrash = AtomFromText("crash");
  if (Context* logger = FindName(kLogger); logger != nullptr && logger != ctx && logger->server) {
    const Term leader = CopyTerm(logger, ctx->group_leader);
    Deliver(logger, MakeTuple(logger, {kCrash, PidOf(ctx), leader, CopyTerm(logger, reason)}), logger);
    return;
  }
  WriteStderr("=ERROR REPORT====\nError in process " + PrintTerm(PidOf(ctx)) + " with exit value:\n" +
              PrintTerm(reason) + "\n");
}

void AfterSlice(Context* ctx) {
  if (ctx->doomed) {
    EndProcess(ctx, ctx->exit_reason);
    return;
  }
  switch (ctx->state) {
    case ProcessState::kRunning:
      ParkRegisters(ctx);
      Enqueue(ctx);
      return;
    case ProcessState::kWaiting:
    case ProcessState::kHibernating:
      return;
    case ProcessState::kNeedModule:
      scheduler.blocked = ctx;
      scheduler.needed_module = ctx->needed_module;
      return;
    case ProcessState::kDone: {
      static const Term kNormal = AtomFromText("normal");
      EndProcess(ctx, kNormal);
      return;
    }
    case ProcessState::kFailed: {
      const Term reason = ExitReason(ctx);
      if (!ctx->top && ctx->exception_class != atoms::kExit) ReportCrash(ctx, reason);
      EndProcess(ctx, reason);
      return;
    }
  }
}

// A server that has something to print, or null. They are few, and the first processes of all.
Context* NextServer() {
  for (Context* ctx = scheduler.first; ctx != nullptr; ctx = ctx->next_runnable) {
    if (!ctx->server) continue;
    RemoveFromQueue(ctx);
    return ctx;
  }
  return nullptr;
}

// The next to run, or null.
Context* Next() {
  if (scheduler.blocked != nullptr) {
    Context* ctx = scheduler.blocked;
    scheduler.blocked = nullptr;
    return ctx;
  }
  Context* ctx = scheduler.first;
  if (ctx != nullptr) RemoveFromQueue(ctx);
  return ctx;
}

}  // namespace

RunStatus RunProcesses(Context* top, uint32_t max_slices) {
  for (uint32_t slices = 0; slices < max_slices; ++slices) {
    // What was given to the servers is printed before the host is told of the end.
    const bool ended = top->state == ProcessState::kDone || top->state == ProcessState::kFailed;
    if (scheduler.until_clock-- == 0 || scheduler.first == nullptr) {
      scheduler.until_clock = kClockInterval;
      if (NextDeadline() != 0) FireTimers(NowMicroseconds());
    }
    Context* ctx = ended && scheduler.blocked == nullptr ? NextServer() : Next();
    if (ctx == nullptr) {
      if (ended) return top->state == ProcessState::kDone ? RunStatus::kDone : RunStatus::kException;
      const uint64_t deadline = NextDeadline();
      if (deadline == 0) return RunStatus::kStuck;
      const uint64_t now = NowMicroseconds();
      scheduler.idle = deadline > now ? deadline - now : 0;
      if (scheduler.idle == 0) continue;
      return RunStatus::kIdle;
    }
    scheduler.current = ctx;
    UnparkRegisters(ctx);
    RunSlice(ctx);
    scheduler.current = nullptr;
    AfterSlice(ctx);
    if (scheduler.blocked != nullptr) return RunStatus::kNeedModule;
    if (AnyLoadedByProgram()) return RunStatus::kBudget;  // the host may have compiled code for it
  }
  return RunStatus::kBudget;
}

Term NeededModule() { return scheduler.needed_module; }
uint64_t IdleMicroseconds() { return scheduler.idle; }
Context* CurrentProcess() { return scheduler.current; }

void MakeRunnable(Context* ctx) {
  if (ctx->state == ProcessState::kWaiting) ctx->state = ProcessState::kRunning;
  if (ctx->state == ProcessState::kHibernating) ctx->state = ProcessState::kNeedModule;
  if (!ctx->queued && ctx != scheduler.current) Enqueue(ctx);
}

void RemoveFromQueue(Context* ctx) {
  if (scheduler.blocked == ctx) scheduler.blocked = nullptr;
  if (!ctx->queued) return;
  ctx->queued = false;
  (ctx->previous_runnable != nullptr ? ctx->previous_runnable->next_runnable : scheduler.first) = ctx->next_runnable;
  (ctx->next_runnable != nullptr ? ctx->next_runnable->previous_runnable : scheduler.last) = ctx->previous_runnable;
}

uint64_t NowMicroseconds() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(since).count()) + 1;
}

}  // namespace beamfold::rt
