// SPDX-License-Identifier: Apache-2.0
//
// Problem: nest the cycles of a graph into loops, also those with several entries, without taking a strongly connected
// component apart again and again, which costs O(depth * edges).
//
// Idea (Tarjan; Havlak for several entries; Ramalingam for the near-linear bound): run one depth-first search. Visit
// its nodes in reverse preorder, so innermost headers come first. The loop of header h is what reaches a back edge into
// h when going backwards; a finished inner loop is collapsed into its header by union-find, so it counts as one node.
// An edge y -> z that is neither tree nor back edge matters only to loops whose header is at or above the lowest common
// ancestor of y and z in the search tree; it is therefore put aside and added, between the collapsed ends, when that
// ancestor's turn comes. Until then it could only lead out of what is being looked at, and walking it once more for
// every enclosing loop is what made Havlak's version quadratic.
//
// Entries: at that very moment the loops collapsed around z are exactly those which contain z but not y, so y -> z
// enters the outermost one of them and all inside it that contain z. One counter at the innermost and one at the
// outermost of these, summed over the forest, count the entries of every loop.
//
// Complexity: O(m * alpha(m)).
//
// Source: R. E. Tarjan, "Testing flow graph reducibility", JCSS 9, 1974; P. Havlak, "Nesting of reducible and
// irreducible loops", ACM TOPLAS 19(4), 1997; G. Ramalingam, "Identifying loops in almost linear time", ACM TOPLAS
// 21(2), 1999. Skip pointers: E. W. Myers, "An applicative random-access stack", Information Processing Letters 17,
// 1983.

#include "cfg/loops.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace beamfold::cfg {
namespace {

class UnionFind {
 public:
  explicit UnionFind(size_t n) : up_(n) {
    for (uint32_t v = 0; v < n; ++v) up_[v] = v;
  }
  uint32_t Find(uint32_t v) {
    while (up_[v] != v) {
      up_[v] = up_[up_[v]];
      v = up_[v];
    }
    return v;
  }
  // `v` must represent itself.
  void MergeInto(uint32_t v, uint32_t into) { up_[v] = into; }

 private:
  std::vector<uint32_t> up_;
};

// Edges in lists by one of their ends.
struct EdgeLists {
  struct Item {
    NodeId from;
    NodeId to;
    uint32_t next;
  };
  explicit EdgeLists(size_t n) : head(n, kNoNode) {}
  void Add(NodeId list, NodeId from, NodeId to) {
    items.push_back({from, to, head[list]});
    head[list] = static_cast<uint32_t>(items.size() - 1);
  }
  std::vector<uint32_t> head;
  std::vector<Item> items;
};

// The edges of the graph by their part in a depth-first search.
struct Classified {
  explicit Classified(const Flow& flow);
  DepthFirst dfs;
  EdgeLists back;   // By target.
  EdgeLists cross;  // Forward and cross edges, by lowest common ancestor.
};

Classified::Classified(const Flow& flow) : dfs(flow), back(flow.size()), cross(flow.size()) {
  // Replays the search with the finished nodes merged into their parents: the representative of a finished node is its
  // deepest unfinished ancestor, and all unfinished nodes lie on the way from the root to the current one.
  UnionFind ancestors(flow.size());
  std::vector<bool> finished(flow.size());
  for (NodeId u : dfs.postorder) {
    // All descendants of u are finished, and so is everything an edge of u leads to, except ancestors of u.
    for (NodeId v : flow.Successors(u)) {
      if (v == u || !finished[v]) {
        back.Add(v, u, v);
      } else if (dfs.parent[v] != u) {
        cross.Add(ancestors.Find(v), u, v);
      }
      // What is left are tree edges, and edges parallel to them: they enter only a loop that v itself heads.
    }
    finished[u] = true;
    if (dfs.parent[u] != kNoNode) ancestors.MergeInto(u, dfs.parent[u]);
  }
}

// Orders the loops so that parents come first, and fills what follows from the parents.
void Nest(LoopForest& forest) {
  std::vector<Loop>& loops = forest.loops;
  for (size_t i = loops.size(); i-- > 0;) {
    if (loops[i].parent != kNoLoop) loops[loops[i].parent].size += loops[i].size;
  }
  uint32_t top = 0;
  std::vector<uint32_t> cursor(loops.size());
  for (LoopId i = 0; i < loops.size(); ++i) {
    Loop& loop = loops[i];
    uint32_t& slot = loop.parent == kNoLoop ? top : cursor[loop.parent];
    loop.enter = slot;
    slot += loop.size;
    cursor[i] = loop.enter + 1;
    if (loop.parent == kNoLoop) continue;
    const Loop& parent = loops[loop.parent];
    loop.depth = parent.depth + 1;
    // Skips of equal length above each other are joined to one of twice the length.
    const LoopId over = parent.skip;
    const bool join = over != kNoLoop && loops[over].skip != kNoLoop &&
                      parent.depth - loops[over].depth == loops[over].depth - loops[loops[over].skip].depth;
    loop.skip = join ? loops[over].skip : loop.parent;
  }
}

}  // namespace

LoopForest FindLoops(const Flow& flow) {
  const size_t n = flow.size();
  const Classified edges(flow);
  const DepthFirst& dfs = edges.dfs;

  UnionFind collapsed(n);
  EdgeLists added(n);  // The edges that were put aside, by their collapsed target.
  std::vector<bool> heads(n);
  std::vector<NodeId> header_of(n, kNoNode);  // The innermost header above each node; not the node itself.
  // The header of the outermost loop that is entered at each node.
  std::vector<NodeId> entered(n, kNoNode);
  std::vector<NodeId> seen_for(n, kNoNode);
  std::vector<NodeId> work;
  std::vector<NodeId> headers;  // Innermost first.

  for (size_t i = dfs.preorder.size(); i-- > 0;) {
    const NodeId h = dfs.preorder[i];
    for (uint32_t e = edges.cross.head[h]; e != kNoNode; e = edges.cross.items[e].next) {
      const EdgeLists::Item& edge = edges.cross.items[e];
      const NodeId to = collapsed.Find(edge.to);
      added.Add(to, collapsed.Find(edge.from), to);
      if (!heads[to]) continue;
      // Later means further out: the common ancestor is higher.
      entered[edge.to] = to;
    }
    bool self_loop = false;
    const auto visit = [&](NodeId v) {
      if (v == h || seen_for[v] == h) return;
      seen_for[v] = h;
      work.push_back(v);
    };
    for (uint32_t e = edges.back.head[h]; e != kNoNode; e = edges.back.items[e].next) {
      self_loop = true;
      visit(collapsed.Find(edges.back.items[e].from));
    }
    if (!self_loop) continue;
    heads[h] = true;
    headers.push_back(h);
    for (size_t next = 0; next < work.size(); ++next) {
      const NodeId v = work[next];
      header_of[v] = h;
      visit(collapsed.Find(dfs.parent[v]));
      for (uint32_t e = added.head[v]; e != kNoNode; e = added.items[e].next)
        visit(collapsed.Find(added.items[e].from));
    }
    for (NodeId v : work) collapsed.MergeInto(v, h);
    work.clear();
  }

  LoopForest forest;
  forest.of.assign(n, kNoLoop);
  for (size_t i = headers.size(); i-- > 0;) {
    const NodeId h = headers[i];
    forest.of[h] = static_cast<LoopId>(forest.loops.size());
    Loop loop;
    loop.header = h;
    loop.parent = header_of[h] == kNoNode ? kNoLoop : forest.of[header_of[h]];
    forest.loops.push_back(loop);
  }
  Nest(forest);
  // The loops entered at v, from the innermost of v to the outermost entered: +1 at the one end, -1 above the other.
  std::vector<int64_t> delta(forest.loops.size());
  for (NodeId v : dfs.preorder) {
    if (!heads[v] && header_of[v] != kNoNode) forest.of[v] = forest.of[header_of[v]];
    const NodeId outermost = entered[v] != kNoNode ? entered[v] : heads[v] ? v : kNoNode;
    if (outermost == kNoNode) continue;
    ++delta[forest.of[v]];
    const LoopId above = forest.loops[forest.of[outermost]].parent;
    if (above != kNoLoop) --delta[above];
  }
  for (size_t i = forest.loops.size(); i-- > 0;) {
    forest.loops[i].entries = static_cast<uint32_t>(delta[i]);
    if (forest.loops[i].parent != kNoLoop) delta[forest.loops[i].parent] += delta[i];
  }
  return forest;
}

}  // namespace beamfold::cfg
