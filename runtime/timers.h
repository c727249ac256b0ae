// SPDX-License-Identifier: Apache-2.0
//
// What is to happen at a time: receives that give up, messages that are sent later.

#ifndef BEAMFOLD_RUNTIME_TIMERS_H_
#define BEAMFOLD_RUNTIME_TIMERS_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The process waits in a receive until ctx->receive_deadline.
void AddReceiveTimer(Context* ctx);
// Sends at `deadline`, to a pid or a registered name: the message, or {timeout, Reference, Message} if `wrapped`.
// Gives the reference's number. The message is copied. A timer goes when the process that it is for goes; the timer of
// one that is gone does nothing.
uint64_t AddMessageTimer(uint64_t deadline, Term destination, Term message, bool wrapped);
// Microseconds that were left, or -1: no such timer.
int64_t CancelMessageTimer(uint64_t reference);
int64_t ReadMessageTimer(uint64_t reference);

size_t MessageTimerCount();

// Does what is due.
void FireTimers(uint64_t now);
// When the next timer is due; 0: there is none.
uint64_t NextDeadline();

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TIMERS_H_
