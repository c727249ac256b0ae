// SPDX-License-Identifier: Apache-2.0
//
// Normalize(): what can be reached does the same as before, without the blocks that only jump.

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "cfg/graph_text.h"
#include "cfg/interpret.h"
#include "cfg/normalize.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

Graph Parse(absl::string_view text) {
  absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  return graph.ok() ? *std::move(graph) : Graph();
}

TEST(Normalize, DropsWhatCannotBeReached) {
  Graph graph = Parse("b0:\n exit\nb1: size 5 \"dead\"\n side b0\n jump b2\nb2:\n jump b1\nentries b0\n");
  Normalize(graph);
  EXPECT_EQ(PrintGraph(graph), "b0:\n  exit\nb1:\n  exit\nb2:\n  exit\nentries b0\n");
}

TEST(Normalize, ThreadsJumpsOnlyWhenAsked) {
  const char* text = "b0: size 1\n  side b1\n  jump b1*5\nb1:\n  jump b2\nb2:\n  exit\nentries b0\n";
  Graph graph = Parse(text);
  Normalize(graph);
  EXPECT_EQ(PrintGraph(graph), text);
  Normalize(graph, {.thread_jumps = true});
  EXPECT_EQ(PrintGraph(graph), "b0: size 1\n  side b2\n  jump b2*5\nb1:\n  exit\nb2:\n  exit\nentries b0\n");
}

TEST(Normalize, KeepsBlocksWithCodeAndCyclesOfJumps) {
  const char* text =
      "b0: size 1\n  branch b1 b3\nb1: size 1\n  jump b2\nb2: size 1\n  exit\nb3:\n  jump b4\nb4:\n  jump b3\n"
      "entries b0\n";
  Graph graph = Parse(text);
  Normalize(graph, {.thread_jumps = true});
  EXPECT_EQ(PrintGraph(graph), text);
}

TEST(Normalize, RunsTheSameWithoutTheEmptyBlocks) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 40;
    shape.entries = 1 + seed % 4;
    Graph graph = RandomGraph(seed, shape);
    std::vector<bool> empty(graph.blocks.size());
    for (size_t b = 0; b < graph.blocks.size(); ++b) {
      graph.blocks[b].size = b % 3 == 0 ? 0 : 1;
      empty[b] = b % 3 == 0 && graph.blocks[b].term == Terminator::kJump && graph.blocks[b].side.empty();
    }
    Graph normal = graph;
    Normalize(normal, {.thread_jumps = true});
    ASSERT_TRUE(Validate(normal).ok());
    for (uint32_t label = 0; label <= graph.entries.size(); ++label) {
      // Decisions are drawn by the blocks that have a choice only, so empty blocks draw none in either graph.
      const auto run = [&](const Graph& g, size_t limit) {
        std::mt19937_64 random(seed);
        Trace trace =
            Interpret(g, label, limit, [&](BlockId b, uint32_t options) { return empty[b] ? 0 : random() % options; });
        std::vector<BlockId> kept;
        for (BlockId b : trace.blocks) {
          if (!empty[b]) kept.push_back(b);
        }
        trace.blocks = kept;
        return trace;
      };
      const Trace before = run(graph, 400);
      const Trace after = run(normal, 400);
      if (before.end != Trace::End::kOutOfSteps) {
        ASSERT_TRUE(before == after) << "seed " << seed << ", label " << label;
      } else {
        // The shorter way gets further in as many steps.
        ASSERT_LE(before.blocks.size(), after.blocks.size());
        for (size_t i = 0; i < before.blocks.size(); ++i) ASSERT_EQ(before.blocks[i], after.blocks[i]);
      }
    }
  }
}

}  // namespace
}  // namespace beamfold::cfg
