// SPDX-License-Identifier: Apache-2.0
//
// Which process runs next, and the clock.

#ifndef BEAMFOLD_RUNTIME_SCHEDULER_H_
#define BEAMFOLD_RUNTIME_SCHEDULER_H_

#include <cstdint>

#include "runtime/context.h"

namespace beamfold::rt {

enum class RunStatus : uint32_t {
  kDone = 0,        // Context::result
  kException = 1,   // Context::exception_class, _reason; _trace is a list
  kNeedModule = 2,  // NeededModule: load it, or call ModuleIsMissing; then run again
  kBudget = 3,      // still running: run again
  kIdle = 4,        // every process waits: run again after IdleMicroseconds
  kStuck = 5,       // every process waits, and there is no timer: nothing will ever happen
};

// Runs all processes in turn, for at most max_slices slices of abi::kReductions reductions, until the process `top`
// has ended.
RunStatus RunProcesses(Context* top, uint32_t max_slices);
// Of the last kNeedModule.
Term NeededModule();
// Until the next timer, after kIdle.
uint64_t IdleMicroseconds();

// Puts a process that waits, or is new, at the end of the queue.
void MakeRunnable(Context* ctx);
void RemoveFromQueue(Context* ctx);
// The process that runs, or null.
Context* CurrentProcess();

// Of a clock that never goes back; never 0.
uint64_t NowMicroseconds();

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_SCHEDULER_H_
