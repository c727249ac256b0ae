// SPDX-License-Identifier: Apache-2.0
//
// Where each op of a structured form may continue: the one thing that every reader of it has to work out first.

#ifndef BEAMFOLD_CFG_CONTROL_MAP_H_
#define BEAMFOLD_CFG_CONTROL_MAP_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

struct ControlMap {
  // kIf: the op to continue with when the condition does not hold. kElse: the op behind its kEnd, which is where the
  // first arm continues. kBr, kBrIf: where the branch leads. Other kinds: unused.
  std::vector<uint32_t> jump;
  // For each of Structured::targets that an op uses: where it leads.
  std::vector<uint32_t> target;
  // kBlock, kLoop: where a branch to this scope leads.
  std::vector<uint32_t> landing;
  // For each op, and for the end: where control that comes to it does the first thing that is not opening or leaving a
  // scope or branching forward.
  std::vector<uint32_t> settled;
};

// Fails with InternalError when scopes are not balanced, a branch names a scope that is not open or is an `if`, or an
// op's targets lie outside of the vector.
absl::StatusOr<ControlMap> MapControl(const Structured& structured);

// The op by which the dispatch reads the label: with it a form begins that has a dispatch. Otherwise the number of ops.
uint32_t FindDispatch(const Structured& structured);
inline bool BeginsWithDispatch(const Structured& structured) {
  return FindDispatch(structured) < structured.ops.size();
}

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_CONTROL_MAP_H_
