// SPDX-License-Identifier: Apache-2.0

#include "cfg/normalize.h"

#include <cstddef>
#include <vector>

#include "cfg/flow.h"

namespace beamfold::cfg {
namespace {

bool OnlyJumps(const Block& block) { return block.term == Terminator::kJump && block.size == 0 && block.side.empty(); }

// Where the jumps from each block end: at a block that does something. A cycle of jumps has no such block; it is left
// as it is, together with what leads to it.
std::vector<BlockId> FinalTargets(const Graph& graph) {
  const size_t n = graph.blocks.size();
  std::vector<BlockId> final(n, kNoBlock);
  std::vector<BlockId> path;
  std::vector<BlockId> on_path(n, kNoBlock);  // The start of the path that a block lies on.
  for (BlockId start = 0; start < n; ++start) {
    path.clear();
    BlockId b = start;
    while (final[b] == kNoBlock && OnlyJumps(graph.blocks[b]) && on_path[b] != start) {
      on_path[b] = start;
      path.push_back(b);
      b = graph.blocks[b].succ[0].target;
    }
    const bool cycle = final[b] == kNoBlock && OnlyJumps(graph.blocks[b]);
    const BlockId end = final[b] != kNoBlock ? final[b] : b;
    final[b] = end;
    for (BlockId p : path) final[p] = cycle ? p : end;
  }
  return final;
}

}  // namespace

void Normalize(Graph& graph, const NormalizeOptions& options) {
  if (options.thread_jumps) {
    const std::vector<BlockId> final = FinalTargets(graph);
    for (Block& block : graph.blocks) {
      for (Edge& edge : block.succ) edge.target = final[edge.target];
      for (Edge& edge : block.side) edge.target = final[edge.target];
    }
  }
  const DepthFirst reachable(MakeFlow(graph));
  for (BlockId b = 0; b < graph.blocks.size(); ++b) {
    if (reachable.Reached(b)) continue;
    graph.blocks[b] = Block();
  }
}

}  // namespace beamfold::cfg
