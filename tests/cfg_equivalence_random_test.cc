// SPDX-License-Identifier: Apache-2.0
//
// Random graphs under every policy: 20,000 (1,000 under sanitizers), or 1,000,000 with BEAMFOLD_NIGHTLY=1. Most are
// small, some have thousands of blocks. A failure prints the seed and the graph.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "gtest/gtest.h"
#include "tests/cfg_equivalence.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

// One of 1,000 is large, one of 20 middling.
uint32_t SizeFor(uint64_t seed) {
  if (seed % 1000 == 999) return 1000 + static_cast<uint32_t>(seed * 7919 % (kFullSize ? 4001 : 500));
  if (seed % 20 == 19) return 100 + static_cast<uint32_t>(seed * 104729 % 300);
  return 1 + static_cast<uint32_t>(seed * 31 % 50);
}

enum Kind { kReducible, kIrreducible, kSwitchHeavy, kCliqueLike };

RandomShape ShapeFor(Kind kind, uint64_t seed) {
  RandomShape shape;
  shape.blocks = SizeFor(seed);
  shape.reducible = kind == kReducible;
  shape.switch_heavy = kind == kSwitchHeavy;
  shape.clique = kind == kCliqueLike;
  if (shape.clique) shape.blocks = std::min(shape.blocks, 2 + shape.blocks % 24);
  shape.side_exits = seed % 3 != 0;
  shape.switches = seed % 5 != 0;
  shape.indirects = seed % 7 < 4;
  shape.entries = static_cast<uint32_t>(seed % 13);
  shape.max_size = seed % 2 == 0 ? 0 : 40;
  return shape;
}

class RandomGraphs : public ::testing::TestWithParam<Kind> {};

TEST_P(RandomGraphs, DoTheSameInEveryForm) {
  const uint64_t count = (Nightly() ? 1000000 : kFullSize ? 20000 : 1000) / 4;
  for (uint64_t seed = 0; seed < count; ++seed) {
    const Graph graph = RandomGraph(seed, ShapeFor(GetParam(), seed));
    const std::string difference =
        FirstDifference(graph, {.random_streams = 2, .random_blocks = graph.blocks.size() > 500 ? 400u : 60u});
    ASSERT_TRUE(difference.empty()) << "seed " << seed << ": " << difference;
  }
}

std::string NameOf(const ::testing::TestParamInfo<Kind>& info) {
  constexpr const char* kNames[] = {"Reducible", "Irreducible", "SwitchHeavy", "CliqueLike"};
  return kNames[info.param];
}

INSTANTIATE_TEST_SUITE_P(Kinds, RandomGraphs, ::testing::Values(kReducible, kIrreducible, kSwitchHeavy, kCliqueLike),
                         NameOf);

TEST(Shrink, LeavesWhatMatters) {
  // "Two blocks that lead to each other" stays.
  const auto fails = [](const Graph& graph) {
    for (BlockId b = 0; b < graph.blocks.size(); ++b) {
      for (const Edge& there : graph.blocks[b].succ) {
        if (there.target == b) continue;
        for (const Edge& back : graph.blocks[there.target].succ) {
          if (back.target == b) return true;
        }
      }
    }
    return false;
  };
  const Graph small = Shrink(NestedLoops(5), fails);
  EXPECT_TRUE(fails(small));
  size_t ways_out = 0;
  for (const Block& block : small.blocks) ways_out += block.succ.size() + block.side.size();
  EXPECT_EQ(ways_out, 2u);
  EXPECT_TRUE(small.entries.empty());
}

}  // namespace
}  // namespace beamfold::cfg
