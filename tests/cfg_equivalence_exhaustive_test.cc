// SPDX-License-Identifier: Apache-2.0
//
// Every small graph, under every policy.
//
// A block exits, goes to the dispatch, jumps, branches, or jumps with one side exit; targets are free. For up to three
// blocks (two under sanitizers) that is literally every graph, with every set of entries, and all streams of decisions
// of five blocks are run.
//
// For four blocks, graphs that differ only in the numbers of their blocks and in the order of their entries are looked
// at once. That loses nothing which the graphs of three blocks do not show already: nothing in cfg/ depends on these,
// but for the order of blocks without a way between them. The representative has the numbers that a breadth-first
// search gives which starts at the entries in their order, so its entries are b0 .. bk; of those for the different
// orders of its entries it is the least. All blocks are reached; a graph where some are not is one of fewer blocks.
// Either all blocks with two ways out branch or all have a side exit; BEAMFOLD_NIGHTLY=1 mixes them, and takes entries
// in every order. Reading back compares the infinite streams of decisions, and one random stream is run.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/cfg_equivalence.h"

namespace beamfold::cfg {
namespace {

std::vector<Block> Shapes(uint32_t n) {
  std::vector<Block> shapes(2);
  shapes[1].term = Terminator::kIndirect;
  for (BlockId a = 0; a < n; ++a) {
    shapes.emplace_back().term = Terminator::kJump;
    shapes.back().succ = {{a, 1}};
    for (BlockId b = 0; b < n; ++b) {
      shapes.emplace_back().term = Terminator::kBranch;
      shapes.back().succ = {{a, 1}, {b, 1}};
      shapes.emplace_back().term = Terminator::kJump;
      shapes.back().succ = {{a, 1}};
      shapes.back().side = {{b, 1}};
    }
  }
  return shapes;
}

// Calls `visit` with all graphs of n blocks, without entries.
template <typename Visit>
void ForEachGraph(uint32_t n, Visit visit) {
  const std::vector<Block> shapes = Shapes(n);
  std::vector<size_t> pick(n);
  Graph graph;
  graph.blocks.assign(n, shapes[0]);
  for (;;) {
    visit(graph);
    size_t i = 0;
    while (i < n && ++pick[i] == shapes.size()) {
      pick[i] = 0;
      graph.blocks[i++] = shapes[0];
    }
    if (i == n) return;
    graph.blocks[i] = shapes[pick[i]];
  }
}

// Whether a breadth-first search from the first `entries` blocks meets all blocks in the order of their numbers.
bool IsRepresentative(const Graph& graph, uint32_t entries) {
  uint32_t met = entries;
  for (uint32_t b = 0; b < met; ++b) {
    for (const std::vector<Edge>* edges : {&graph.blocks[b].succ, &graph.blocks[b].side}) {
      for (const Edge& edge : *edges) {
        if (edge.target > met) return false;
        met += edge.target == met;
      }
    }
  }
  return met == graph.blocks.size();
}

// The way a block ends, as a number: the kind, then the targets under new numbers.
uint32_t Code(const Block& block, const std::vector<uint32_t>& number) {
  uint32_t code = 2 * static_cast<uint32_t>(block.term) + !block.side.empty();
  for (const std::vector<Edge>* edges : {&block.succ, &block.side}) {
    for (const Edge& edge : *edges) code = 8 * code + number[edge.target];
  }
  return code;
}

// Whether no other order of the first `entries` blocks gives a representative that is less.
bool IsLeast(const Graph& graph, uint32_t entries) {
  const uint32_t n = static_cast<uint32_t>(graph.blocks.size());
  std::vector<uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  const std::vector<uint32_t> identity = order;
  std::vector<uint32_t> number(n);
  while (std::next_permutation(order.begin(), order.begin() + entries)) {
    for (uint32_t i = 0; i < entries; ++i) number[order[i]] = i;
    // The other blocks by breadth-first search.
    uint32_t met = entries;
    std::vector<bool> seen(n);
    for (uint32_t i = 0; i < entries; ++i) seen[i] = true;
    std::vector<uint32_t> found(order.begin(), order.begin() + entries);
    for (size_t i = 0; i < found.size(); ++i) {
      for (const std::vector<Edge>* edges : {&graph.blocks[found[i]].succ, &graph.blocks[found[i]].side}) {
        for (const Edge& edge : *edges) {
          if (seen[edge.target]) continue;
          seen[edge.target] = true;
          number[edge.target] = met++;
          found.push_back(edge.target);
        }
      }
    }
    for (uint32_t i = 0; i < n; ++i) {
      const uint32_t here = Code(graph.blocks[i], identity);
      const uint32_t there = Code(graph.blocks[found[i]], number);
      if (there < here) return false;
      if (there > here) break;
    }
  }
  return true;
}

TEST(Exhaustive, AllGraphsOfUpToThreeBlocks) {
  for (uint32_t n = 1; n <= (kFullSize ? 3 : 2); ++n) {
    size_t graphs = 0;
    ForEachGraph(n, [&](Graph& graph) {
      for (uint32_t set = 0; set < (1u << n); ++set) {
        graph.entries.clear();
        for (BlockId b = 0; b < n; ++b) {
          if ((set >> b) & 1) graph.entries.push_back(b);
        }
        // A label of nobody's traps, or leads to some block.
        graph.other_entry = graphs % 3 == 0 ? kNoBlock : static_cast<BlockId>(graphs % n);
        ++graphs;
        const std::string difference = FirstDifference(graph, {.exhaustive_blocks = 5}, MainPolicies());
        ASSERT_TRUE(difference.empty()) << difference;
      }
    });
    size_t expected = 1u << n;
    for (uint32_t i = 0; i < n; ++i) expected *= Shapes(n).size();
    EXPECT_EQ(graphs, expected);
    std::printf("%u blocks: %zu graphs under %zu policies\n", n, graphs, MainPolicies().size());
  }
}

// Four blocks, or three under sanitizers.
TEST(Exhaustive, AllLargerGraphsUpToNumbers) {
  constexpr uint32_t kLargest = kFullSize ? 4 : 3;
  size_t graphs = 0;
  const bool nightly = Nightly();
  ForEachGraph(kLargest, [&](Graph& graph) {
    bool branches = false;
    bool sides = false;
    for (const Block& block : graph.blocks) {
      branches |= block.term == Terminator::kBranch;
      sides |= !block.side.empty();
    }
    if (branches && sides && !nightly) return;
    graph.entries.clear();
    for (uint32_t entries = 1; entries <= kLargest; ++entries) {
      graph.entries.push_back(entries - 1);
      if (!IsRepresentative(graph, entries) || (!nightly && !IsLeast(graph, entries))) continue;
      ++graphs;
      const std::string difference = FirstDifference(graph, {.random_streams = 1, .random_blocks = 12}, MainPolicies());
      ASSERT_TRUE(difference.empty()) << difference;
    }
  });
  // As many as were counted when the test was written.
  if (!nightly) {
    EXPECT_EQ(graphs, kFullSize ? 165490u : 3857u);
  }
  std::printf("%u blocks: %zu graphs under %zu policies\n", kLargest, graphs, MainPolicies().size());
}

}  // namespace
}  // namespace beamfold::cfg
