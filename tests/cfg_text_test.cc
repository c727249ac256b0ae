// SPDX-License-Identifier: Apache-2.0
//
// The text form of graphs: what is printed is read back, and what cannot be read is said to be wrong in which line.

#include <cstdint>
#include <string>

#include "cfg/graph.h"
#include "cfg/graph_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(GraphText, ReadsEveryConstruct) {
  const absl::StatusOr<Graph> graph = ParseGraph(R"(
    # a comment
    b0: size 12 "head # \"of\" \n loop"
      side b2*0 b3     # more
      branch b1*90 b3
    b1:
      jump b0
    b2: "failure: out"
      exit
    b3: size 4
      switch b2 b0 b4
    b4:
      indirect
    entries b0 - b3
    entries b4
    other b2
  )");
  ASSERT_TRUE(graph.ok()) << graph.status();
  ASSERT_EQ(graph->blocks.size(), 5u);
  const Block& head = graph->blocks[0];
  EXPECT_EQ(head.name, "head # \"of\" \n loop");
  EXPECT_EQ(head.size, 12u);
  EXPECT_EQ(head.term, Terminator::kBranch);
  ASSERT_EQ(head.succ.size(), 2u);
  EXPECT_EQ(head.succ[0].target, 1u);
  EXPECT_EQ(head.succ[0].weight, 90u);
  EXPECT_EQ(head.succ[1].target, 3u);
  EXPECT_EQ(head.succ[1].weight, 1u);
  ASSERT_EQ(head.side.size(), 2u);
  EXPECT_EQ(head.side[0].weight, 0u);
  EXPECT_EQ(graph->blocks[2].name, "failure: out");
  EXPECT_EQ(graph->blocks[3].term, Terminator::kSwitch);
  EXPECT_EQ(graph->blocks[4].term, Terminator::kIndirect);
  EXPECT_THAT(graph->entries, ::testing::ElementsAre(0, kNoBlock, 3, 4));
  EXPECT_EQ(graph->other_entry, 2u);
}

TEST(GraphText, RoundTrips) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 40;
    shape.entries = seed % 9;
    Graph graph = RandomGraph(seed, shape);
    for (size_t b = 0; b < graph.blocks.size(); b += 2) graph.blocks[b].name = std::string("\"#:\\\n\x80 b", 1 + b % 8);
    for (size_t b = 0; b < graph.blocks.size(); b += 3) graph.blocks[b].size = static_cast<uint32_t>(b);
    const std::string text = PrintGraph(graph);
    const absl::StatusOr<Graph> again = ParseGraph(text);
    ASSERT_TRUE(again.ok()) << again.status() << "\n" << text;
    ASSERT_EQ(PrintGraph(*again), text);
    for (size_t b = 0; b < graph.blocks.size(); ++b) {
      ASSERT_EQ(again->blocks[b].name, graph.blocks[b].name);
      ASSERT_EQ(again->blocks[b].size, graph.blocks[b].size);
      ASSERT_EQ(again->blocks[b].succ.size(), graph.blocks[b].succ.size());
      ASSERT_EQ(again->blocks[b].side.size(), graph.blocks[b].side.size());
    }
  }
}

TEST(GraphText, EmptyGraphRoundTrips) {
  const absl::StatusOr<Graph> graph = ParseGraph("");
  ASSERT_TRUE(graph.ok());
  EXPECT_EQ(PrintGraph(*graph), "");
}

struct BadText {
  const char* text;
  const char* error;
};

TEST(GraphText, NamesTheLineOfAnError) {
  const BadText cases[] = {
      {"b1:\n exit\n", "line 1: blocks are numbered in order: expected b0:"},
      {"b0:\n exit\nb0:\n exit", "line 3: blocks are numbered in order: expected b1:"},
      {"b0:\nb1:\n exit", "line 2: the block before has no terminator"},
      {"b0:\n", "line 2: b0 has no terminator"},
      {"\n\n jump b0", "line 3: a terminator must stand inside a block"},
      {"b0:\n exit\n exit", "line 3: a terminator must stand inside a block, and only once"},
      {"b0:\n exit\n side b0", "line 3: side exits must stand inside a block"},
      {"b0:\n jump c0", "line 2: expected an edge like b1 or b1*20, found \"c0\""},
      {"b0:\n jump b", "line 2: expected an edge"},
      {"b0:\n jump b-1", "line 2: expected an edge"},
      {"b0:\n jump b4294967295", "line 2: expected an edge"},
      {"b0:\n jump b99999999999999999999", "line 2: expected an edge"},
      {"b0:\n jump b0*", "line 2: bad weight"},
      {"b0:\n jump b0*x", "line 2: bad weight"},
      {"b0: size\n exit", "line 1: expected size or a name"},
      {"b0: size x\n exit", "line 1: bad size"},
      {"b0: big\n exit", "line 1: expected size or a name"},
      {"b0: \"open\n exit", "line 1: a name must end with"},
      {"b0: \"\\q\"\n exit", "line 1: bad name"},
      {"b0:\n leave b0", "line 2: expected a block (\"b0:\"), a terminator, side, entries or other, found \"leave\""},
      {"entries x", "line 1: expected an entry like b1, or -, found \"x\""},
      {"other", "line 1: other takes one block"},
      {"other b0 b1", "line 1: other takes one block"},
  };
  for (const BadText& bad : cases) {
    const absl::StatusOr<Graph> graph = ParseGraph(bad.text);
    ASSERT_FALSE(graph.ok()) << bad.text;
    EXPECT_EQ(graph.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(graph.status().message()), StartsWith(bad.error)) << bad.text;
  }
}

TEST(GraphText, ValidatesWhatItReads) {
  const BadText cases[] = {
      {"b0:\n jump b1", "block b0: an edge leads to b1, which does not exist"},
      {"b0: \"x\"\n branch b0", "block b0 (x): 1 successors do not fit the terminator"},
      {"b0:\n switch", "0 successors do not fit"},
      {"b0:\n exit b0", "1 successors do not fit"},
      {"b0:\n exit\nentries b0 b0", "block b0: entered under two numbers, the second is 1"},
      {"b0:\n exit\nentries b1", "entry 0: b1 does not exist"},
      {"b0:\n exit\nother b1", "other_entry: b1 does not exist"},
      {"b0:\n side b7\n exit", "block b0: an edge leads to b7"},
  };
  for (const BadText& bad : cases) {
    const absl::StatusOr<Graph> graph = ParseGraph(bad.text);
    ASSERT_FALSE(graph.ok()) << bad.text;
    EXPECT_THAT(std::string(graph.status().message()), HasSubstr(bad.error)) << bad.text;
  }
}

}  // namespace
}  // namespace beamfold::cfg
