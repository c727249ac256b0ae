// SPDX-License-Identifier: Apache-2.0

#include "tests/families.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace beamfold::cfg {
namespace {

Graph Entered(Graph graph) {
  graph.entries = {0};
  return graph;
}

// Uniform below `bound`; the library's distributions differ between implementations.
uint32_t Below(std::mt19937_64& random, uint32_t bound) { return static_cast<uint32_t>(random() % bound); }

}  // namespace

BlockId AddBlock(Graph& graph, Terminator term, std::initializer_list<BlockId> succ,
                 std::initializer_list<BlockId> side) {
  Block block;
  block.term = term;
  for (BlockId b : succ) block.succ.push_back({b, 1});
  for (BlockId b : side) block.side.push_back({b, 1});
  graph.blocks.push_back(block);
  return static_cast<BlockId>(graph.blocks.size() - 1);
}

Graph Chain(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kJump, {i + 1});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph SideExits(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kJump, {i + 1}, {n + 1});
  AddBlock(g, Terminator::kExit);
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph Diamonds(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) {
    const BlockId top = 3 * i;
    AddBlock(g, Terminator::kBranch, {top + 1, top + 2});
    AddBlock(g, Terminator::kJump, {top + 3});
    AddBlock(g, Terminator::kJump, {top + 3});
  }
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph Ladder(uint32_t n) {
  Graph g;
  AddBlock(g, Terminator::kBranch, {1, 2});
  for (BlockId i = 0; i < n; ++i) {
    const BlockId left = 2 * i + 1;
    AddBlock(g, Terminator::kBranch, {left + 2, left + 3});
    AddBlock(g, Terminator::kBranch, {left + 3, left + 2});
  }
  AddBlock(g, Terminator::kExit);
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph NestedLoops(uint32_t n) {
  Graph g;
  // Headers 0 .. n - 1, then the latches from the innermost to the outermost.
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kJump, {i + 1});
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {n - 1 - i, n + i + 1});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph LoopChain(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {i, i + 1});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph DeepExits(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kJump, {i + 1});
  Block inner;
  inner.term = Terminator::kSwitch;
  for (BlockId i = 0; i < n; ++i) {
    inner.succ.push_back({i, 1});
    inner.succ.push_back({n + 1 + i, 1});
  }
  g.blocks.push_back(inner);
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph Complete(uint32_t n) {
  Graph g;
  Block block;
  block.term = Terminator::kSwitch;
  for (BlockId i = 0; i < n; ++i) block.succ.push_back({i, 1});
  g.blocks.assign(n, block);
  return Entered(g);
}

Graph Duff(uint32_t n) {
  Graph g;
  Block head;
  head.term = Terminator::kSwitch;
  for (BlockId i = 0; i < n; ++i) head.succ.push_back({i + 1, 1});
  g.blocks.push_back(head);
  for (BlockId i = 1; i < n; ++i) AddBlock(g, Terminator::kJump, {i + 1});
  AddBlock(g, Terminator::kBranch, {1, n + 1});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph DeepSwitch(uint32_t n) {
  Graph g;
  Block head;
  head.term = Terminator::kSwitch;
  for (BlockId i = 0; i < n; ++i) head.succ.push_back({i + 1, 1});
  g.blocks.push_back(head);
  for (BlockId i = 1; i <= n; ++i) AddBlock(g, Terminator::kBranch, {i + 1, n + 2});
  AddBlock(g, Terminator::kJump, {n + 2});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph Comb(uint32_t n) {
  Graph g;
  // Tests 0 .. n - 1, the way back, the teeth, the exit.
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {i + 1, n + 1 + i});
  AddBlock(g, Terminator::kJump, {0});
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {0, 2 * n + 1});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph DeBruijn(uint32_t n) {
  Graph g;
  for (uint64_t i = 0; i < n; ++i) {
    AddBlock(g, Terminator::kBranch, {static_cast<BlockId>(2 * i % n), static_cast<BlockId>((2 * i + 1) % n)});
  }
  return Entered(g);
}

Graph SideEntries(uint32_t n) {
  Graph g;
  // The top, then header and body of each loop from the outermost, then the latches from the innermost, then the exit.
  Block top;
  top.term = Terminator::kSwitch;
  for (BlockId i = 1; i <= 2 * n; ++i) top.succ.push_back({i, 1});
  g.blocks.push_back(top);
  for (BlockId i = 0; i < n; ++i) {
    const BlockId inner = 2 * i + 3;  // The next header, or the innermost latch.
    AddBlock(g, Terminator::kJump, {2 * i + 2});
    AddBlock(g, Terminator::kBranch, {inner, i + 1 < n ? inner + 1 : inner});
  }
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {2 * (n - 1 - i) + 1, 2 * n + 2 + i});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph StateMachine(uint32_t n) {
  Graph g;
  for (uint64_t i = 0; i < n; ++i) {
    AddBlock(g, Terminator::kBranch,
             {static_cast<BlockId>((i * 7919 + 1) % n), static_cast<BlockId>((i * 104729 + 5) % n)});
    g.entries.push_back(static_cast<BlockId>(i));
  }
  return g;
}

Graph IrreducibleChain(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) {
    const BlockId top = 3 * i;
    AddBlock(g, Terminator::kBranch, {top + 1, top + 2});
    AddBlock(g, Terminator::kBranch, {top + 2, top + 3});
    AddBlock(g, Terminator::kJump, {top + 1});
  }
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph TwoEntryNest(uint32_t n) {
  Graph g;
  // Loop i: header 2i, second entry 2i + 1, which goes back to the header or into the next loop, by either entry.
  for (BlockId i = 0; i < n; ++i) {
    const BlockId header = 2 * i;
    AddBlock(g, Terminator::kBranch, {header + 1, i + 1 < n ? header + 2 : header + 1});
    AddBlock(g, Terminator::kBranch, {i + 1 < n ? header + 3 : header, header});
  }
  AddBlock(g, Terminator::kBranch, {0, 1});
  // From the inside out.
  BlockId latch = 2 * n + 1;
  for (BlockId i = n; i-- > 0; ++latch) AddBlock(g, Terminator::kBranch, {2 * i, latch + 1});
  AddBlock(g, Terminator::kExit);
  g.blocks[2 * n - 1].succ = {{2 * n + 1, 1}, {2 * n - 2, 1}};
  g.entries = {2 * n};
  return g;
}

Graph SharedEntries(uint32_t n) {
  Graph g;
  Block outside;
  outside.term = Terminator::kSwitch;
  outside.succ.push_back({1, 1});
  for (BlockId i = 0; i < n; ++i) outside.succ.push_back({n + 1 + i, 1});
  g.blocks.push_back(outside);
  for (BlockId i = 1; i <= n; ++i) AddBlock(g, Terminator::kJump, {i + 1});
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kJump, {n + 2 + i});
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {n - i, 2 * n + 2 + i});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph Tangle(uint32_t n) {
  Graph g;
  Block first;
  first.term = Terminator::kSwitch;
  for (BlockId i = 0; i < n; ++i) first.succ.push_back({i + 1, 1});
  g.blocks.push_back(first);
  for (uint64_t i = 0; i < n; ++i) {
    AddBlock(g, Terminator::kBranch,
             {static_cast<BlockId>((i * 7919 + 1) % n + 1), static_cast<BlockId>((i * 104729 + 5) % n + 1)});
  }
  return Entered(g);
}

Graph IrreducibleNest(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kJump, {i + 1});
  AddBlock(g, Terminator::kBranch, {n + 1, n + 2});
  AddBlock(g, Terminator::kJump, {n + 2});
  AddBlock(g, Terminator::kBranch, {n + 1, n + 3});
  for (BlockId i = 0; i < n; ++i) AddBlock(g, Terminator::kBranch, {n - 1 - i, n + 4 + i});
  AddBlock(g, Terminator::kExit);
  return Entered(g);
}

Graph Calls(uint32_t n) {
  Graph g;
  for (BlockId i = 0; i < n; ++i) {
    // Function i: leave if done, else call a function; then, at the return point, continue or return.
    const BlockId top = 4 * i;
    const BlockId callee = 4 * static_cast<BlockId>((uint64_t{i} * 31 + 7) % n);
    AddBlock(g, Terminator::kBranch, {top + 1, top + 3});
    AddBlock(g, Terminator::kJump, {callee});
    AddBlock(g, Terminator::kBranch, {top, top + 3});
    AddBlock(g, Terminator::kIndirect);
    g.entries.push_back(top);
    g.entries.push_back(top + 2);
  }
  AddBlock(g, Terminator::kExit);
  g.other_entry = static_cast<BlockId>(g.blocks.size() - 1);
  return g;
}

Graph RandomGraph(uint64_t seed, const RandomShape& shape) {
  std::mt19937_64 random(seed);
  const uint32_t n = shape.blocks;
  Graph g;
  g.blocks.resize(n);
  // For reducible graphs: a tree of dominators, grown along. Each block's parent comes before it; a forward edge u -> v
  // is allowed when the parent of v is an ancestor of u, a backward one when its target is an ancestor of its source.
  std::vector<BlockId> parent(n, 0);
  for (BlockId v = 1; v < n; ++v) parent[v] = Below(random, 3) == 0 ? Below(random, v) : v - 1;
  const auto is_ancestor = [&](BlockId a, BlockId b) {
    while (b > a) b = parent[b];
    return a == b;
  };
  const auto target = [&](BlockId from) -> Edge {
    const uint32_t weight = Below(random, 4);
    if (!shape.reducible) return {Below(random, n), weight};
    for (int attempt = 0; attempt < 8; ++attempt) {
      BlockId to = Below(random, n);
      if (from + 1 < n && Below(random, 2) == 0) to = std::min(n - 1, from + 1 + Below(random, 4));
      if (to > from ? is_ancestor(parent[to], from) : is_ancestor(to, from)) return {to, weight};
    }
    return {from, weight};
  };
  for (BlockId b = 0; b < n; ++b) {
    Block& block = g.blocks[b];
    const uint32_t kind = Below(random, 16);
    uint32_t successors = 2;
    block.term = Terminator::kBranch;
    if (kind == 0) block.term = Terminator::kExit, successors = 0;
    if (kind == 1 && shape.indirects) block.term = Terminator::kIndirect, successors = 0;
    if (kind >= 2 && kind <= 6) block.term = Terminator::kJump, successors = 1;
    if (kind == 7 && shape.switches) block.term = Terminator::kSwitch, successors = 1 + Below(random, 6);
    if (kind >= 5 && shape.switch_heavy) block.term = Terminator::kSwitch, successors = 1 + Below(random, 12);
    if (shape.clique) block.term = Terminator::kSwitch, successors = 1 + n / 2;
    if (shape.max_size > 0) block.size = Below(random, shape.max_size + 1);
    for (uint32_t i = 0; i < successors; ++i) block.succ.push_back(target(b));
    if (!shape.side_exits || Below(random, 3) != 0) continue;
    for (uint32_t i = 1 + Below(random, 3); i > 0; --i) block.side.push_back(target(b));
  }
  if (shape.reducible) return Entered(g);
  std::vector<bool> entered(n);
  for (uint32_t i = 0; i < shape.entries; ++i) {
    const BlockId entry = Below(random, n);
    g.entries.push_back(entered[entry] || Below(random, 8) == 0 ? kNoBlock : entry);
    if (g.entries.back() != kNoBlock) entered[entry] = true;
  }
  if (Below(random, 2) == 0) g.other_entry = Below(random, n);
  return g;
}

}  // namespace beamfold::cfg
