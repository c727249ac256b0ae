// SPDX-License-Identifier: Apache-2.0
//
// Problem: a dominates b when every path from the root to b passes through a. The closest such a != b is b's immediate
// dominator; these edges form a tree.
//
// Idea (Lengauer and Tarjan): number the nodes by a depth-first search. The semidominator of w is the smallest-numbered
// node from which a path reaches w whose inner nodes all have larger numbers than w. Going through the numbers
// downwards, semidominators follow from the predecessors with the help of a forest of what is already done ("eval"
// finds the smallest semidominator on the way to the forest's root, and compresses that way). The immediate dominator
// of w is its semidominator, unless a node between the two has a smaller semidominator; then it is that node's
// immediate dominator.
//
// Complexity: O(m log n) for n nodes and m edges, on every graph; in practice linear. The shorter algorithms (Cooper,
// Harvey and Kennedy; semi-NCA) climb the tree node by node and are quadratic on ladders of a million blocks.
//
// Source: T. Lengauer, R. E. Tarjan, "A fast algorithm for finding dominators in a flowgraph", ACM TOPLAS 1(1), 1979,
// the simple variant.

#include "cfg/dominators.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace beamfold::cfg {
namespace {

// The forest of finished nodes, in preorder numbers.
class Forest {
 public:
  explicit Forest(size_t n) : semi(n), ancestor_(n, kNoNode), best_(n) {
    for (uint32_t v = 0; v < n; ++v) semi[v] = best_[v] = v;
  }

  void Link(uint32_t parent, uint32_t child) { ancestor_[child] = parent; }

  // The node with the smallest semidominator on the way from v to (not including) the root of its tree.
  uint32_t Eval(uint32_t v) {
    if (ancestor_[v] == kNoNode) return v;
    path_.clear();
    for (uint32_t u = v; ancestor_[ancestor_[u]] != kNoNode; u = ancestor_[u]) path_.push_back(u);
    while (!path_.empty()) {
      const uint32_t u = path_.back();
      path_.pop_back();
      const uint32_t above = ancestor_[u];
      if (semi[best_[above]] < semi[best_[u]]) best_[u] = best_[above];
      ancestor_[u] = ancestor_[above];
    }
    return best_[v];
  }

  std::vector<uint32_t> semi;

 private:
  std::vector<uint32_t> ancestor_;
  std::vector<uint32_t> best_;
  std::vector<uint32_t> path_;
};

}  // namespace

std::vector<NodeId> ImmediateDominators(const Flow& flow) {
  const DepthFirst dfs(flow);
  const Predecessors preds(flow);
  const uint32_t n = static_cast<uint32_t>(dfs.preorder.size());
  Forest forest(n);
  std::vector<uint32_t> idom(n, 0);
  // bucket_head[s] starts the list of nodes whose semidominator is s and whose immediate dominator is still open.
  std::vector<uint32_t> bucket_head(n, kNoNode);
  std::vector<uint32_t> bucket_next(n, kNoNode);

  for (uint32_t w = n; w-- > 1;) {
    const NodeId node = dfs.preorder[w];
    for (NodeId p : preds.Of(node)) {
      if (!dfs.Reached(p)) continue;
      forest.semi[w] = std::min(forest.semi[w], forest.semi[forest.Eval(dfs.pre[p])]);
    }
    bucket_next[w] = bucket_head[forest.semi[w]];
    bucket_head[forest.semi[w]] = w;
    const uint32_t parent = dfs.pre[dfs.parent[node]];
    forest.Link(parent, w);
    for (uint32_t v = bucket_head[parent]; v != kNoNode; v = bucket_next[v]) {
      const uint32_t u = forest.Eval(v);
      idom[v] = forest.semi[u] < forest.semi[v] ? u : parent;
    }
    bucket_head[parent] = kNoNode;
  }

  std::vector<NodeId> result(flow.size(), kNoNode);
  for (uint32_t w = 1; w < n; ++w) {
    if (idom[w] != forest.semi[w]) idom[w] = idom[idom[w]];
    result[dfs.preorder[w]] = dfs.preorder[idom[w]];
  }
  return result;
}

DominatorTree::DominatorTree(const Flow& flow, std::vector<NodeId> idom)
    : idom_(std::move(idom)), enter_(flow.size()), size_(flow.size()) {
  // In the order of a depth-first search a dominator comes before what it dominates. That gives the sizes from the
  // back, and then, from the front, a slot for each subtree inside its parent's interval.
  const DepthFirst dfs(flow);
  for (size_t i = dfs.preorder.size(); i-- > 0;) {
    const NodeId v = dfs.preorder[i];
    ++size_[v];
    if (idom_[v] != kNoNode) size_[idom_[v]] += size_[v];
  }
  std::vector<uint32_t> cursor(flow.size());
  for (NodeId v : dfs.preorder) {
    if (idom_[v] != kNoNode) {
      enter_[v] = cursor[idom_[v]];
      cursor[idom_[v]] += size_[v];
    }
    cursor[v] = enter_[v] + 1;
  }
}

}  // namespace beamfold::cfg
