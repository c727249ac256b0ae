// SPDX-License-Identifier: Apache-2.0
//
// A graph cut into parts: VerifyPartition agrees, and the parts, each structured on its own and run by turns as their
// stubs and labels say, do what the graph does.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/graph_text.h"
#include "cfg/interpret.h"
#include "cfg/partition.h"
#include "cfg/partition_verify.h"
#include "cfg/structure.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using ::testing::HasSubstr;

// The next of a stream of numbers.
uint32_t Next(uint64_t& state) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return static_cast<uint32_t>(state >> 33);
}

// Runs the parts by turns. The blocks of the trace have the numbers of the whole graph.
absl::StatusOr<Trace> RunParts(const Graph& graph, const Partition& partition,
                               const std::vector<Structured>& structured, uint32_t label, size_t max_blocks,
                               Decide decide) {
  if (partition.parts.size() == 1) return Interpret(graph, structured[0], label, max_blocks, decide);
  Trace trace;
  const auto served = [&](uint32_t l) {
    return l < partition.part_of_label.size() && partition.part_of_label[l] != kNoPart;
  };
  for (;;) {
    if (!served(label)) label = partition.other_label;
    if (label == kNoLabel) {
      trace.end = Trace::End::kTrap;
      return trace;
    }
    const uint32_t p = partition.part_of_label[label];
    const Part& part = partition.parts[p];
    uint32_t indirect = kNoLabel;
    const auto translate = [&](BlockId b, uint32_t options) -> uint32_t {
      if (b >= part.first_stub) return 0;
      const bool is_indirect = part.graph.blocks[b].term == Terminator::kIndirect;
      // The part has internal labels too, which no indirect jump names.
      const uint32_t internal = static_cast<uint32_t>(partition.labels.size() - graph.entries.size());
      const uint32_t choice = decide(part.origin[b], is_indirect ? options - internal : options);
      const uint32_t side = static_cast<uint32_t>(part.graph.blocks[b].side.size());
      if (!is_indirect || choice < side) return choice;
      indirect = choice - side;
      if (indirect < graph.entries.size()) return choice;
      indirect = kNoLabel;
      return options - 1;
    };
    // One more than asked for, to see whether the next thing is a stub.
    const size_t left = max_blocks - trace.blocks.size();
    const absl::StatusOr<Trace> piece = Interpret(part.graph, structured[p], label, left + 1, translate);
    if (!piece.ok()) return piece.status();
    BlockId stub = kNoBlock;
    for (BlockId b : piece->blocks) {
      if (b >= part.first_stub) {
        stub = b;
      } else {
        trace.blocks.push_back(part.origin[b]);
      }
    }
    if (trace.blocks.size() > max_blocks) {
      trace.blocks.resize(max_blocks);
      return trace;
    }
    if (stub == kNoBlock) {
      trace.end = piece->end;
      return trace;
    }
    if (part.origin[stub] == kNoBlock) {
      label = indirect;
    } else {
      label = static_cast<uint32_t>(std::find(partition.labels.begin(), partition.labels.end(), part.origin[stub]) -
                                    partition.labels.begin());
    }
  }
}

// Groups of about `size` blocks in a row; exits are shared if `share`.
std::vector<uint32_t> GroupsOf(const Graph& graph, uint32_t size, bool share) {
  std::vector<uint32_t> groups;
  for (BlockId b = 0; b < graph.blocks.size(); ++b) {
    const Block& block = graph.blocks[b];
    const bool end = block.succ.empty() && block.side.empty();
    groups.push_back(share && end ? kSharedGroup : b / size);
  }
  return groups;
}

// Empty, or what is wrong.
std::string Problem(const Graph& graph, const std::vector<uint32_t>& groups, const PartitionLimits& limits,
                    const Policy& policy, size_t* num_parts = nullptr) {
  const absl::StatusOr<Partition> partition = MakePartition(graph, groups, limits);
  if (!partition.ok()) return std::string(partition.status().message());
  if (num_parts != nullptr) *num_parts = partition->parts.size();
  if (absl::Status status = VerifyPartition(graph, groups, limits, *partition); !status.ok()) {
    return std::string(status.message());
  }
  std::vector<Structured> structured;
  for (const Part& part : partition->parts) {
    absl::StatusOr<Structured> code = Structure(part.graph, policy);
    if (!code.ok()) return std::string(code.status().message());
    structured.push_back(*std::move(code));
  }
  const uint32_t step = std::max<uint32_t>(1, static_cast<uint32_t>(graph.entries.size() / 40));
  // The unknown label. Where there is a single entry a form may take any label for that.
  std::vector<uint32_t> outside;
  if (partition->parts.size() > 1) outside.push_back(kNoLabel);
  for (uint32_t label = 0; label < graph.entries.size(); label += step) outside.push_back(label);
  for (uint32_t label : outside) {
    for (uint64_t seed = 0; seed < 4; ++seed) {
      uint64_t state = seed;
      const auto decide = [&](BlockId, uint32_t options) { return Next(state) % options; };
      const Trace want = Interpret(graph, label, 60, decide);
      state = seed;
      const absl::StatusOr<Trace> got = RunParts(graph, *partition, structured, label, 60, decide);
      if (!got.ok()) return std::string(got.status().message());
      if (*got != want) return absl::StrCat("other traces from label ", label, " on:\n", PrintGraph(graph));
    }
  }
  return "";
}

Graph WithSizes(Graph graph) {
  for (BlockId b = 0; b < graph.blocks.size(); ++b) graph.blocks[b].size = 1 + b * 7 % 13;
  return graph;
}

const Policy kPolicies[] = {Policy(), [] {
                              Policy naive;
                              naive.strategy = Strategy::kNaive;
                              return naive;
                            }()};

TEST(Partition, FamiliesRunTheSame) {
  using Family = Graph (*)(uint32_t);
  const std::pair<const char*, Family> families[] = {{"Chain", Chain},
                                                     {"SideExits", SideExits},
                                                     {"Diamonds", Diamonds},
                                                     {"Ladder", Ladder},
                                                     {"NestedLoops", NestedLoops},
                                                     {"LoopChain", LoopChain},
                                                     {"DeepExits", DeepExits},
                                                     {"Complete", Complete},
                                                     {"Duff", Duff},
                                                     {"DeepSwitch", DeepSwitch},
                                                     {"Comb", Comb},
                                                     {"DeBruijn", DeBruijn},
                                                     {"SideEntries", SideEntries},
                                                     {"StateMachine", StateMachine},
                                                     {"IrreducibleChain", IrreducibleChain},
                                                     {"TwoEntryNest", TwoEntryNest},
                                                     {"Tangle", Tangle},
                                                     {"Calls", Calls}};
  size_t cut = 0;
  for (const auto& [name, make] : families) {
    const Graph graph = WithSizes(make(24));
    for (uint32_t size : {1u, 5u}) {
      for (bool share : {false, true}) {
        const PartitionLimits limits = {.bytes = 60, .entries = 9};
        size_t parts = 0;
        EXPECT_EQ(Problem(graph, GroupsOf(graph, size, share), limits, kPolicies[share], &parts), "") << name;
        cut += parts > 1 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(cut, 30u) << "hardly anything was cut";
}

TEST(Partition, RandomGraphsRunTheSame) {
  size_t cut = 0;
  for (uint64_t seed = 0; seed < 600; ++seed) {
    RandomShape shape;
    shape.blocks = static_cast<uint32_t>(5 + seed % 40);
    shape.reducible = seed % 3 == 0;
    shape.entries = static_cast<uint32_t>(shape.reducible ? 1 : 1 + seed % 5);
    shape.max_size = 20;
    const Graph graph = RandomGraph(seed, shape);
    const PartitionLimits limits = {.bytes = 10 + seed % 70, .entries = seed % 4};
    size_t parts = 0;
    ASSERT_EQ(Problem(graph, GroupsOf(graph, 1 + seed % 4, seed % 2 == 0), limits, kPolicies[seed % 5 == 0], &parts),
              "")
        << "seed " << seed;
    cut += parts > 1 ? 1 : 0;
  }
  EXPECT_GT(cut, 200u) << "hardly anything was cut";
}

Graph Parse(absl::string_view text) {
  absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  for (Block& block : graph->blocks) block.size = 10;
  return *std::move(graph);
}

// Each block a group of its own.
std::vector<uint32_t> Apart(const Graph& graph) { return GroupsOf(graph, 1, false); }

// The blocks of each part, in the numbers of the graph.
std::vector<std::vector<BlockId>> OwnBlocks(const Graph& graph, const std::vector<uint32_t>& groups,
                                            const PartitionLimits& limits) {
  const absl::StatusOr<Partition> partition = MakePartition(graph, groups, limits);
  EXPECT_TRUE(partition.ok()) << partition.status();
  std::vector<std::vector<BlockId>> result;
  for (const Part& part : partition->parts) {
    result.emplace_back(part.origin.begin() + partition->shared.size(), part.origin.begin() + part.first_stub);
  }
  return result;
}

TEST(Partition, WhatFitsStaysAsItIs) {
  const Graph graph = WithSizes(Calls(10));
  for (const PartitionLimits& limits : {PartitionLimits{}, PartitionLimits{.bytes = 100000, .entries = 1000}}) {
    const absl::StatusOr<Partition> partition = MakePartition(graph, Apart(graph), limits);
    ASSERT_TRUE(partition.ok());
    ASSERT_EQ(partition->parts.size(), 1u);
    EXPECT_EQ(PrintGraph(partition->parts[0].graph), PrintGraph(graph));
    EXPECT_EQ(partition->labels, graph.entries);
  }
}

TEST(Partition, LoopsAreNotCut) {
  // b1 and b2 call each other; with b0 and b3 apart they are still over the budget.
  const Graph graph = Parse("b0:\n jump b1\nb1:\n jump b2\nb2:\n branch b1 b3\nb3:\n exit\nentries b0");
  EXPECT_THAT(
      OwnBlocks(graph, Apart(graph), {.bytes = 15}),
      ::testing::ElementsAre(::testing::ElementsAre(0u), ::testing::ElementsAre(1u, 2u), ::testing::ElementsAre(3u)));
}

TEST(Partition, HeavyEdgesAreKept) {
  const Graph graph = Parse("b0:\n branch b1*1 b2*9\nb1:\n jump b3*1\nb2:\n exit\nb3:\n exit\nentries b0");
  EXPECT_THAT(OwnBlocks(graph, Apart(graph), {.bytes = 20}),
              ::testing::ElementsAre(::testing::ElementsAre(0u, 2u), ::testing::ElementsAre(1u, 3u)));
}

TEST(Partition, EntriesAreLimitedToo) {
  const Graph graph = Parse("b0:\n exit\nb1:\n exit\nb2:\n exit\nb3:\n exit\nentries b0 b1 b2 b3");
  EXPECT_THAT(OwnBlocks(graph, Apart(graph), {.entries = 2}),
              ::testing::ElementsAre(::testing::ElementsAre(0u, 1u), ::testing::ElementsAre(2u, 3u)));
}

TEST(Partition, LabelsOfBlocksThatHaveNoneComeBehindTheExternalOnes) {
  const Graph graph = Parse("b0:\n jump b1\nb1:\n exit\nb2:\n exit\nentries b0\nother b2");
  const absl::StatusOr<Partition> partition =
      MakePartition(graph, std::vector<uint32_t>{0, 1, kSharedGroup}, {.bytes = 10});
  ASSERT_TRUE(partition.ok()) << partition.status();
  EXPECT_EQ(partition->labels, (std::vector<BlockId>{0, 2, 1}));
  EXPECT_EQ(partition->part_of_label, (std::vector<uint32_t>{0, 0, 1}));
  EXPECT_EQ(partition->other_label, 1u);
}

TEST(Partition, WrongGroupsAreRefused) {
  const Graph graph = Parse("b0:\n jump b1\nb1:\n exit\nentries b0");
  const auto message = [&](const std::vector<uint32_t>& groups) {
    return std::string(MakePartition(graph, groups, {}).status().message());
  };
  EXPECT_THAT(message({0}), HasSubstr("1 groups for 2 blocks"));
  EXPECT_THAT(message({0, 7}), HasSubstr("there is no group 7"));
  EXPECT_THAT(message({kSharedGroup, 0}), HasSubstr("is shared and leads to b1"));
}

TEST(Partition, DamageIsNoticed) {
  // A chain of groups, each of which has an entry of its own.
  Graph graph = WithSizes(Chain(40));
  graph.entries = {0, 4, 8, kNoBlock, 12};
  const std::vector<uint32_t> groups = GroupsOf(graph, 4, true);
  const PartitionLimits limits = {.bytes = 80};
  const absl::StatusOr<Partition> good = MakePartition(graph, groups, limits);
  ASSERT_TRUE(good.ok() && good->parts.size() > 2);
  ASSERT_TRUE(VerifyPartition(graph, groups, limits, *good).ok());
  size_t edges = 0;
  const auto expect_bad = [&](const std::function<void(Partition&)>& damage, const std::string& what) {
    Partition bad = *good;
    damage(bad);
    EXPECT_FALSE(VerifyPartition(graph, groups, limits, bad).ok()) << what;
  };
  for (size_t p = 0; p < good->parts.size(); ++p) {
    const Graph& part = good->parts[p].graph;
    for (size_t b = 0; b < part.blocks.size(); ++b) {
      for (size_t i = 0; i < part.blocks[b].succ.size(); ++i) {
        ++edges;
        expect_bad([&](Partition& bad) { bad.parts[p].graph.blocks[b].succ[i].target ^= 1; }, "an edge");
      }
      expect_bad([&](Partition& bad) { bad.parts[p].origin[b] ^= 1; }, "an origin");
    }
    for (size_t label = 0; label < part.entries.size(); ++label) {
      expect_bad(
          [&](Partition& bad) { bad.parts[p].graph.entries[label] = part.entries[label] == kNoBlock ? 0 : kNoBlock; },
          "an entry");
    }
  }
  EXPECT_GT(edges, 20u);
  for (size_t label = 0; label < good->labels.size(); ++label) {
    expect_bad([&](Partition& bad) { bad.part_of_label[label] = good->part_of_label[label] == 1 ? 2 : 1; }, "a part");
  }
  expect_bad([](Partition& bad) { bad.parts.pop_back(); }, "a missing part");
  EXPECT_FALSE(VerifyPartition(graph, groups, {.bytes = 20}, *good).ok()) << "too large";
}

TEST(Partition, LargeGraphs) {
  const Graph graph = WithSizes(Chain(500000));
  const absl::StatusOr<Partition> partition = MakePartition(graph, Apart(graph), {.bytes = 40000});
  ASSERT_TRUE(partition.ok());
  EXPECT_GT(partition->parts.size(), 80u);
  EXPECT_LT(partition->parts.size(), 190u);
}

}  // namespace
}  // namespace beamfold::cfg
