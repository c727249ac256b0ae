// SPDX-License-Identifier: Apache-2.0

#include "cfg/subgraph.h"

#include <utility>
#include <vector>

namespace beamfold::cfg {

Graph Subgraph(const Graph& graph, absl::Span<const BlockId> roots, const std::vector<bool>& border) {
  const size_t n = graph.blocks.size();
  std::vector<bool> root(n);
  std::vector<bool> kept(n);
  std::vector<BlockId> open;
  const auto reach = [&](BlockId b) {
    if (kept[b]) return;
    kept[b] = true;
    open.push_back(b);
  };
  for (BlockId b : roots) {
    root[b] = true;
    reach(b);
  }
  if (graph.other_entry != kNoBlock) reach(graph.other_entry);
  const auto cut = [&](BlockId b) { return border[b] && !root[b]; };
  while (!open.empty()) {
    const BlockId b = open.back();
    open.pop_back();
    if (cut(b)) continue;
    for (const Edge& edge : graph.blocks[b].side) reach(edge.target);
    for (const Edge& edge : graph.blocks[b].succ) reach(edge.target);
  }

  Graph out;
  std::vector<BlockId> number(n, kNoBlock);
  for (BlockId b = 0; b < n; ++b) {
    if (!kept[b]) continue;
    number[b] = static_cast<BlockId>(out.blocks.size());
    Block block = graph.blocks[b];
    if (cut(b)) {
      block.term = Terminator::kExit;
      block.succ.clear();
      block.side.clear();
      block.size = 0;
    }
    out.blocks.push_back(std::move(block));
  }
  for (Block& block : out.blocks) {
    for (Edge& edge : block.side) edge.target = number[edge.target];
    for (Edge& edge : block.succ) edge.target = number[edge.target];
  }
  for (BlockId entry : graph.entries) {
    if (entry != kNoBlock && root[entry]) out.entries.push_back(number[entry]);
  }
  if (graph.other_entry != kNoBlock) out.other_entry = number[graph.other_entry];
  return out;
}

}  // namespace beamfold::cfg
