// SPDX-License-Identifier: Apache-2.0
//
// What a process has here beside what it has in beamfold's own runtime.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_PROCESS_PART_H_
#define BEAMFOLD_RUNTIME_ATOMVM_PROCESS_PART_H_

#include <cstdint>

#include "runtime/term.h"

namespace beamfold::rt {
struct Context;
}

namespace beamfold::rt::atomvm {

inline constexpr uint32_t kMaxBifArguments = 3;

// AtomVM's flags of a process, as far as native code asks for them.
inline constexpr uint32_t kWaitingTimeout = 1;
inline constexpr uint32_t kWaitingTimeoutExpired = 2;

struct ProcessPart {
  // The header of AtomVM's first heap fragment, which Context::heap_root names: native code reserves heap on its own
  // only while word 0, the next fragment, is 0.
  uint32_t fragment[2];
  uint32_t extended;  // x registers from 16 on that exist
  uint32_t flags;
  bool matching;  // its receive has looked at a message: there are clauses
  // Arguments of a BIF, while it collects garbage.
  Term roots[kMaxBifArguments];
  uint32_t root_count;
  uint32_t rest;  // under strict checks: so many places that may collect it passes without
};

void StartPart(Context* ctx);
void EndPart(Context* ctx);

// The extended x registers: there are `count` from now on.
void SetExtended(Context* ctx, uint32_t count);

// Has native code ask for heap the next time if a collection is due, or, under strict checks, always.
void UpdateFragmentHeader(Context* ctx);

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_PROCESS_PART_H_
