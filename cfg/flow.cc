// SPDX-License-Identifier: Apache-2.0

#include "cfg/flow.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beamfold::cfg {

Flow MakeFlow(const Graph& graph) {
  Flow flow;
  const size_t n = graph.blocks.size();
  flow.root = static_cast<NodeId>(n);
  flow.first.reserve(n + 2);
  size_t edges = graph.entries.size() + 1;
  for (const Block& block : graph.blocks) edges += block.succ.size() + block.side.size();
  flow.target.reserve(edges);
  flow.weight.reserve(edges);
  const auto add = [&flow](NodeId target, uint32_t weight) {
    flow.target.push_back(target);
    flow.weight.push_back(weight);
  };
  for (const Block& block : graph.blocks) {
    flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
    for (const Edge& edge : block.succ) add(edge.target, edge.weight);
    for (const Edge& edge : block.side) add(edge.target, edge.weight);
  }
  flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
  for (BlockId entry : graph.entries) {
    if (entry != kNoBlock) add(entry, 0);
  }
  if (graph.other_entry != kNoBlock) add(graph.other_entry, 0);
  flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
  return flow;
}

Predecessors::Predecessors(const Flow& flow) : first(flow.size() + 1), source(flow.target.size()) {
  for (NodeId v : flow.target) ++first[v];
  uint32_t sum = 0;
  for (uint32_t& row : first) {
    sum += row;
    row = sum;
  }
  // Filled from the back, so that each row ends up in ascending order and `first` points at its start.
  for (NodeId u = static_cast<NodeId>(flow.size()); u-- > 0;) {
    for (NodeId v : flow.Successors(u)) source[--first[v]] = u;
  }
}

DepthFirst::DepthFirst(const Flow& flow) : pre(flow.size(), kNoNode), parent(flow.size(), kNoNode) {
  std::vector<uint32_t> next(flow.first.begin(), flow.first.end() - 1);
  std::vector<NodeId> path = {flow.root};
  pre[flow.root] = 0;
  preorder.push_back(flow.root);
  while (!path.empty()) {
    const NodeId u = path.back();
    if (next[u] == flow.first[u + 1]) {
      postorder.push_back(u);
      path.pop_back();
      continue;
    }
    const NodeId v = flow.target[next[u]++];
    if (pre[v] != kNoNode) continue;
    pre[v] = static_cast<uint32_t>(preorder.size());
    preorder.push_back(v);
    parent[v] = u;
    path.push_back(v);
  }
}

}  // namespace beamfold::cfg
