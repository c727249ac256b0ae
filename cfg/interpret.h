// SPDX-License-Identifier: Apache-2.0
//
// Runs a graph and a structured form on the same decisions, to compare what they do.

#ifndef BEAMFOLD_CFG_INTERPRET_H_
#define BEAMFOLD_CFG_INTERPRET_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

struct Trace {
  enum class End : uint8_t { kExit, kTrap, kOutOfSteps };
  std::vector<BlockId> blocks;
  End end = End::kOutOfSteps;

  friend bool operator==(const Trace&, const Trace&) = default;
};

// Called once for each execution of a block: returns which of its `options` ways out to take. The side exits come
// first. Then the terminator's: one for kExit and kJump; true, false for kBranch; the rows of a kSwitch, then "out of
// range"; the external entries for kIndirect, then "a label that names no entry".
using Decide = absl::FunctionRef<uint32_t(BlockId block, uint32_t options)>;

// Enters with `label` and runs until the function is left or `max_blocks` blocks were executed.
Trace Interpret(const Graph& graph, uint32_t label, size_t max_blocks, Decide decide);

// The same for the structured form of `graph`: reads control only from `structured`. Fails with InternalError where
// an engine would reject the code or never come to a block again.
absl::StatusOr<Trace> Interpret(const Graph& graph, const Structured& structured, uint32_t label, size_t max_blocks,
                                Decide decide);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_INTERPRET_H_
