// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_LOOPS_H_
#define BEAMFOLD_CFG_LOOPS_H_

#include <cstdint>
#include <vector>

#include "cfg/flow.h"

namespace beamfold::cfg {

using LoopId = uint32_t;
inline constexpr LoopId kNoLoop = 0xffffffffu;

struct Loop {
  NodeId header = kNoNode;
  LoopId parent = kNoLoop;
  uint32_t depth = 1;    // 1 for an outermost loop.
  uint32_t entries = 0;  // Nodes of the loop with an edge from outside of it, the dispatch included.
  // Interval of this loop's subtree in a preorder walk of the forest.
  uint32_t enter = 0;
  uint32_t size = 1;
  // Some ancestor, or kNoLoop: lets a search climb n levels in O(log n) steps.
  LoopId skip = kNoLoop;

  // Another entry than the header: no structured branch can express all edges to the header (irreducible).
  bool multi_entry() const { return entries > 1; }
};

struct LoopForest {
  // Parents come before their children.
  std::vector<Loop> loops;
  // The innermost loop of each node (a header's is its own), kNoLoop when there is none.
  std::vector<LoopId> of;

  // Whether `inner` is `outer` or lies inside of it. kNoLoop lies in no loop.
  bool Contains(LoopId outer, LoopId inner) const {
    return inner != kNoLoop && loops[inner].enter >= loops[outer].enter &&
           loops[inner].enter < loops[outer].enter + loops[outer].size;
  }
  uint32_t Depth(LoopId loop) const { return loop == kNoLoop ? 0 : loops[loop].depth; }

  // The outermost loop of the way from `loop` outwards for which `stop` does not hold yet. `stop` must stay true once
  // it is. kNoLoop when it holds at once.
  template <typename Stop>
  LoopId Outermost(LoopId loop, Stop stop) const {
    if (loop == kNoLoop || stop(loop)) return kNoLoop;
    for (;;) {
      const Loop& here = loops[loop];
      if (here.skip != kNoLoop && !stop(here.skip)) {
        loop = here.skip;
      } else if (here.parent != kNoLoop && !stop(here.parent)) {
        loop = here.parent;
      } else {
        return loop;
      }
    }
  }
};

// The loops of the flow graph, nested. A loop is a strongly connected component with an edge; its header is the node by
// which the depth-first search enters it first; the loops inside of it are those of the component without the edges
// that lead back to the header, and so on. The header of a loop with one entry dominates the loop.
LoopForest FindLoops(const Flow& flow);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_LOOPS_H_
