// SPDX-License-Identifier: Apache-2.0
//
// Every small graph, under every policy.
//
// A block exits, goes to the dispatch, jumps, branches, or jumps with one side exit; targets are free. For up to three
// blocks (two under sanitizers) that is literally every graph, with every set of entries, and all streams of decisions
// of five blocks are run.
//
// For four blocks, graphs that differ in the numbers of their blocks only are looked at once. That loses nothing which
// the graphs of three blocks do not show already: nothing in cfg/ orders blocks by number, but for blocks without a way
// between them. The representative has the numbers that a breadth-first search gives, which starts at the entries in
// their order. So its entries are b0 .. bk, and taking these for every k covers every set of entries *in every order*.
// All blocks are reached; a graph where some are not is one of fewer blocks. Either all blocks with two ways out branch
// or all have a side exit; BEAMFOLD_NIGHTLY=1 mixes them. Reading back compares the infinite streams of decisions, and
// one random stream is run.

#include <cstddef>
#include <cstdint>
#include <cstdio>
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

// Calls `visit` with all graphs of n blocks, without entries. The first block has shape `first` (all shapes if
// negative).
template <typename Visit>
void ForEachGraph(uint32_t n, int first, Visit visit) {
  const std::vector<Block> shapes = Shapes(n);
  std::vector<size_t> pick(n);
  Graph graph;
  graph.blocks.assign(n, shapes[0]);
  if (first >= 0) graph.blocks[0] = shapes[static_cast<size_t>(first)];
  for (;;) {
    visit(graph);
    size_t i = first >= 0 ? 1 : 0;
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

TEST(Exhaustive, AllGraphsOfUpToThreeBlocks) {
  for (uint32_t n = 1; n <= (kFullSize ? 3 : 2); ++n) {
    size_t graphs = 0;
    ForEachGraph(n, -1, [&](Graph& graph) {
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

// Four blocks, or three under sanitizers, in parts that can run side by side.
class Largest : public ::testing::TestWithParam<int> {};

constexpr uint32_t kLargest = kFullSize ? 4 : 3;

TEST_P(Largest, AllGraphsUpToNumbers) {
  size_t graphs = 0;
  const bool mixed = Nightly();
  ForEachGraph(kLargest, GetParam(), [&](Graph& graph) {
    bool branches = false;
    bool sides = false;
    for (const Block& block : graph.blocks) {
      branches |= block.term == Terminator::kBranch;
      sides |= !block.side.empty();
    }
    if (branches && sides && !mixed) return;
    graph.entries.clear();
    for (uint32_t entries = 1; entries <= kLargest; ++entries) {
      graph.entries.push_back(entries - 1);
      if (!IsRepresentative(graph, entries)) continue;
      ++graphs;
      const std::string difference = FirstDifference(graph, {.random_streams = 1, .random_blocks = 12}, MainPolicies());
      ASSERT_TRUE(difference.empty()) << difference;
    }
  });
  EXPECT_GT(graphs, 0u);
  std::printf("%u blocks, first shape %d: %zu graphs under %zu policies\n", kLargest, GetParam(), graphs,
              MainPolicies().size());
}

INSTANTIATE_TEST_SUITE_P(FirstBlock, Largest,
                         ::testing::Range(0, static_cast<int>(2 + kLargest + 2 * kLargest * kLargest)));

}  // namespace
}  // namespace beamfold::cfg
