// SPDX-License-Identifier: Apache-2.0
//
// The result of structuring: WebAssembly's control instructions as one flat vector, with the graph's blocks as holes.
//
// The label local is dead while the code of a block runs: whoever wants it read sets it right before.
//
// A consumer walks `ops` once, from front to back. Depths are WebAssembly's: 0 is the innermost open scope at that op.

#ifndef BEAMFOLD_CFG_STRUCTURED_H_
#define BEAMFOLD_CFG_STRUCTURED_H_

#include <cstdint>
#include <vector>

#include "cfg/graph.h"

namespace beamfold::cfg {

enum class OpKind : uint8_t {
  kBlock,        // block            (empty type)
  kLoop,         // loop             (empty type)
  kIf,           // consumes the condition that the preceding kCode left; `negated`: test i32.eqz of it
  kElse,         // else
  kEnd,          // end
  kCode,         // the code of `block`; targets[first_target + i] is the depth of its side exit i, seen from this op
  kBr,           // br `depth`
  kBrIf,         // consumes the condition; br_if `depth`; `negated`: on i32.eqz of it
  kBrTable,      // consumes the index; targets[first_target .. + num_targets), the last one is the default
  kGetLabel,     // label local - `value`, wrapping around: the index of the kBrTable that follows
  kTestLabel,    // label local == `value`: the condition of the kIf or kBrIf that follows
  kSetLabel,     // label local := `value`
  kUnreachable,  // trap
};

struct Op {
  OpKind kind = OpKind::kEnd;
  bool negated = false;
  // kCode: the block. kBlock, kLoop: the block that a branch to this scope reaches, kNoBlock for the dispatch loop.
  BlockId block = kNoBlock;
  uint32_t depth = 0;
  uint32_t value = 0;
  uint32_t first_target = 0;
  uint32_t num_targets = 0;
};

struct Structured {
  std::vector<Op> ops;
  // Depths, shared by kCode (side exits) and kBrTable.
  std::vector<uint32_t> targets;
  // Label numbers: [0, graph.entries.size()) are the external entries; graph.entries.size() + i is written on the way
  // to block internal_entries[i]: the targets of edges that no structured branch can express, and the headers of loops
  // that are entered at several blocks.
  std::vector<BlockId> internal_entries;
  // Blocks that are placed more often than once: one mention for each placement beyond the first.
  std::vector<BlockId> copies;
};

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_STRUCTURED_H_
