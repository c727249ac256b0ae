// SPDX-License-Identifier: Apache-2.0
//
// The control-flow graph that every pass of cfg/ reads.
//
// A block is a *superblock*: straight-line code that is entered at the top only. Control leaves it in two ways:
//   - at its end, through the terminator (`term`, `succ`);
//   - in its middle, through side exits (`side`): conditional jumps out of straight-line code. A virtual machine's
//     "test, or go to the failure label" is a side exit; one block may have many.
// For dominance, loops and reachability both are ordinary edges.
//
// Some blocks can be entered from outside the graph: the *external entries*. They are numbered; whoever enters passes
// the number in the *label local*. One virtual node D, the dispatch, has a cold edge to each external entry. A block
// whose terminator is kIndirect has written the number of the entry it wants to the label local itself and goes to D.

#ifndef BEAMFOLD_CFG_GRAPH_H_
#define BEAMFOLD_CFG_GRAPH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace beamfold::cfg {

using BlockId = uint32_t;
inline constexpr BlockId kNoBlock = 0xffffffffu;

// How a block ends.
enum class Terminator : uint8_t {
  kExit,      // Leaves the function (return, trap). No successor.
  kJump,      // succ[0], unconditionally.
  kBranch,    // The code leaves an i32 condition: non-zero goes to succ[0], zero to succ[1].
  kSwitch,    // The code leaves an i32 index: succ[index], or succ.back() when it is out of range.
  kIndirect,  // The code has set the label local: goes to the dispatch. No successor in the graph.
};

struct Edge {
  BlockId target = kNoBlock;
  // Expected executions, relative to the other edges of the graph. 0 means cold (failures, slow paths).
  uint32_t weight = 1;
};

struct Block {
  Terminator term = Terminator::kExit;
  std::vector<Edge> succ;
  std::vector<Edge> side;
  // Size of the block's code, in bytes of the output; an estimate that budgets are charged with.
  uint32_t size = 0;
  // For people: shown by the printers. May be empty.
  std::string name;
};

struct Graph {
  std::vector<Block> blocks;
  // entries[n] is the block entered with label n. kNoBlock: number n is not served (it goes where every unknown
  // number goes, to `other_entry`). A block appears at most once.
  std::vector<BlockId> entries;
  // The block that a label which names no entry leads to (for example: "this return address belongs to somebody
  // else, leave"). kNoBlock: such a label traps.
  BlockId other_entry = kNoBlock;
};

// Checks the shape: targets in range, the number of successors fits the terminator (kSwitch has at least one), no
// block is entered under two numbers. Returns InvalidArgumentError naming the block.
absl::Status Validate(const Graph& graph);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_GRAPH_H_
