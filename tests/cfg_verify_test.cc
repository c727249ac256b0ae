// SPDX-License-Identifier: Apache-2.0
//
// Verify() must notice when a structured form is not what it should be. Each test breaks a good one in one way.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cfg/graph_text.h"
#include "cfg/interpret.h"
#include "cfg/policy.h"
#include "cfg/structure.h"
#include "cfg/verify.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using ::testing::HasSubstr;

// A function with every kind of edge: side exits, a switch, a loop with two entries, an indirect jump.
constexpr char kGraph[] = R"(
  b0:
    side b6 b5
    branch b1 b2
  b1:
    side b2
    branch b2 b3
  b2:
    side b1
    jump b4
  b3:
    switch b5 b6 b0
  b4:
    branch b1 b5
  b5:
    indirect
  b6:
    exit
  entries b0 - b3
  other b6
)";

class Verifying : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<Graph> graph = ParseGraph(kGraph);
    ASSERT_TRUE(graph.ok()) << graph.status();
    graph_ = *std::move(graph);
    // So that the dispatch is in use.
    absl::StatusOr<Structured> structured = Structure(graph_, {.multi_entry = MultiEntry::kDispatch});
    ASSERT_TRUE(structured.ok()) << structured.status();
    structured_ = *std::move(structured);
    ASSERT_TRUE(Verify(graph_, structured_).ok());
  }

  // The op of this kind that comes as number `skip` from the front.
  size_t Find(OpKind kind, int skip = 0) {
    for (size_t i = 0; i < structured_.ops.size(); ++i) {
      if (structured_.ops[i].kind == kind && skip-- == 0) return i;
    }
    ADD_FAILURE() << "the example has too few ops of this kind";
    return 0;
  }
  size_t FindCode(BlockId block) {
    for (size_t i = 0; i < structured_.ops.size(); ++i) {
      if (structured_.ops[i].kind == OpKind::kCode && structured_.ops[i].block == block) return i;
    }
    ADD_FAILURE() << "b" << block << " is missing";
    return 0;
  }
  void Erase(size_t op) { structured_.ops.erase(structured_.ops.begin() + op); }
  void Insert(size_t op, OpKind kind) {
    Op added;
    added.kind = kind;
    structured_.ops.insert(structured_.ops.begin() + op, added);
  }
  void ExpectReport(const std::string& text) {
    const absl::Status status = Verify(graph_, structured_);
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
    EXPECT_THAT(std::string(status.message()), HasSubstr(text));
  }

  Graph graph_;
  Structured structured_;
};

TEST_F(Verifying, MissingEnd) {
  Erase(Find(OpKind::kEnd));
  ExpectReport("a scope that is never closed");
}

TEST_F(Verifying, SurplusEnd) {
  Insert(structured_.ops.size() - 1, OpKind::kEnd);
  ExpectReport("an end without a scope");
}

TEST_F(Verifying, ElseWithoutIf) {
  Insert(Find(OpKind::kGetLabel), OpKind::kElse);
  ExpectReport("an else without its if");
}

TEST_F(Verifying, BranchOutOfAllScopes) {
  structured_.ops[Find(OpKind::kBr)].depth = 1000;
  ExpectReport("a branch to no open block or loop");
}

TEST_F(Verifying, TargetsOutsideOfTheVector) {
  structured_.ops[Find(OpKind::kBrTable)].first_target = 0xfffffff0;
  ExpectReport("targets outside of the vector");
}

TEST_F(Verifying, MissingLastTrap) {
  structured_.ops.pop_back();
  ExpectReport("the last op must be unreachable");
}

TEST_F(Verifying, BlockPlacedTwice) {
  const Op code = structured_.ops[FindCode(6)];
  structured_.ops.insert(structured_.ops.end() - 1, code);
  ExpectReport("b6 is placed once too often");
}

TEST_F(Verifying, BlockMissing) {
  Erase(FindCode(6));
  ExpectReport("b6 is placed 0 times, not 1");
}

TEST_F(Verifying, UnknownBlock) {
  structured_.ops[FindCode(6)].block = 99;
  ExpectReport("code of a block that does not exist");
}

TEST_F(Verifying, UnreachableBlockPlaced) {
  const BlockId added = AddBlock(graph_, Terminator::kExit);
  Op code = structured_.ops[FindCode(6)];
  code.block = added;
  structured_.ops.insert(structured_.ops.end() - 1, code);
  ExpectReport("b7 cannot be reached and must not be placed");
}

TEST_F(Verifying, SideExitsSwapped) {
  const Op& code = structured_.ops[FindCode(0)];
  std::swap(structured_.targets[code.first_target], structured_.targets[code.first_target + 1]);
  ExpectReport("b0, side exit 0 must lead to b6");
}

TEST_F(Verifying, SideExitMissing) {
  --structured_.ops[FindCode(0)].num_targets;
  ExpectReport("the wrong number of side exits");
}

TEST_F(Verifying, RowsSwapped) {
  const Op& table = structured_.ops[FindCode(3) + 1];
  ASSERT_EQ(table.kind, OpKind::kBrTable);
  std::swap(structured_.targets[table.first_target], structured_.targets[table.first_target + 1]);
  ExpectReport("b3, row 0 must lead to b5 but leads to b6");
}

TEST_F(Verifying, RowMissing) {
  --structured_.ops[FindCode(3) + 1].num_targets;
  ExpectReport("the wrong number of rows");
}

TEST_F(Verifying, EntriesSwapped) {
  const Op& table = structured_.ops[Find(OpKind::kGetLabel) + 1];
  std::swap(structured_.targets[table.first_target], structured_.targets[table.first_target + 2]);
  ExpectReport("entry 0 must lead to b0 but leads to b3");
}

TEST_F(Verifying, WrongDefault) {
  const Op& table = structured_.ops[Find(OpKind::kGetLabel) + 1];
  structured_.targets[table.first_target + table.num_targets - 1] = structured_.targets[table.first_target];
  ExpectReport("an unknown label must lead to b6 but leads to b0");
}

TEST_F(Verifying, UnservedLabelServed) {
  const Op& table = structured_.ops[Find(OpKind::kGetLabel) + 1];
  structured_.targets[table.first_target + 1] = structured_.targets[table.first_target];
  ExpectReport("entry 1 must lead to b6 but leads to b0");
}

TEST_F(Verifying, WrongInternalEntry) {
  ASSERT_FALSE(structured_.internal_entries.empty());
  structured_.internal_entries[0] = 6;
  ExpectReport("entry 3 must lead to b6");
}

TEST_F(Verifying, WrongLabelWritten) {
  structured_.ops[Find(OpKind::kSetLabel)].value = 2;
  ExpectReport("but leads to b3");
}

TEST_F(Verifying, LabelNotWritten) {
  Erase(Find(OpKind::kSetLabel));
  ExpectReport("but leads to the dispatch");
}

TEST_F(Verifying, LabelWrittenTwice) {
  const size_t write = Find(OpKind::kSetLabel);
  Insert(write, OpKind::kSetLabel);
  ExpectReport("the label is set twice");
}

TEST_F(Verifying, LabelWrittenForNobody) {
  Insert(FindCode(4), OpKind::kSetLabel);
  ExpectReport("the label is set, but nothing reads it");
}

TEST_F(Verifying, LabelReadOutsideOfTheDispatch) {
  Insert(FindCode(4), OpKind::kGetLabel);
  ExpectReport("the label is not dispatched");
}

TEST_F(Verifying, ConditionNotConsumed) {
  Insert(FindCode(4) + 1, OpKind::kBlock);
  Insert(FindCode(4) + 2, OpKind::kEnd);
  ExpectReport("a test without the condition of a branch before it");
}

TEST_F(Verifying, ScopeNamesAnotherBlock) {
  const size_t block = Find(OpKind::kBlock);
  structured_.ops[block].block = structured_.ops[block].block == 6 ? 5 : 6;
  ExpectReport("a scope for b");
}

TEST_F(Verifying, EmptyLoop) {
  // What b2 leads to becomes a loop that never comes to any code.
  const size_t code = FindCode(2);
  Insert(code + 1, OpKind::kEnd);
  Insert(code + 1, OpKind::kBr);
  Insert(code + 1, OpKind::kLoop);
  ExpectReport("control goes round without coming to any code");
}

// Every test's sense turned round, one at a time, in graphs where that matters.
TEST(Verify, NoticesEveryNegation) {
  size_t broken = 0;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    RandomShape shape;
    shape.blocks = 20;
    shape.entries = 3;
    const Graph graph = RandomGraph(seed, shape);
    absl::StatusOr<Structured> structured = Structure(graph);
    ASSERT_TRUE(structured.ok()) << structured.status();
    for (size_t i = 1; i < structured->ops.size(); ++i) {
      Op& op = structured->ops[i];
      if (op.kind != OpKind::kIf && op.kind != OpKind::kBrIf) continue;
      if (structured->ops[i - 1].kind != OpKind::kCode) continue;
      const std::vector<Edge>& succ = graph.blocks[structured->ops[i - 1].block].succ;
      if (succ[0].target == succ[1].target) continue;
      op.negated = !op.negated;
      ASSERT_FALSE(Verify(graph, *structured).ok()) << "seed " << seed << ", op " << i;
      op.negated = !op.negated;
      ++broken;
    }
  }
  EXPECT_GT(broken, 100u);
}

// Random damage: whatever Verify accepts still does what the graph does, and nothing crashes or hangs.
TEST(Verify, AcceptsOnlyWhatRunsTheSame) {
  size_t rejected = 0;
  for (uint64_t seed = 0; seed < 20000; ++seed) {
    std::mt19937_64 random(seed);
    RandomShape shape;
    shape.blocks = 2 + seed % 8;
    shape.entries = 1 + seed % 3;
    const Graph graph = RandomGraph(seed % 50, shape);
    absl::StatusOr<Structured> structured = Structure(graph);
    ASSERT_TRUE(structured.ok()) << structured.status();
    std::vector<Op>& ops = structured->ops;
    Op& op = ops[random() % ops.size()];
    switch (random() % 8) {
      case 0:
        op.kind = static_cast<OpKind>(random() % 12);
        break;
      case 1:
        op.depth = static_cast<uint32_t>(random() % 5);
        break;
      case 2:
        op.value = static_cast<uint32_t>(random() % 6);
        break;
      case 3:
        std::swap(op, ops[random() % ops.size()]);
        break;
      case 4:
        ops.insert(ops.begin() + random() % ops.size(), op);
        break;
      case 5:
        ops.erase(ops.begin() + random() % ops.size());
        break;
      case 6:
        if (!structured->targets.empty()) {
          structured->targets[random() % structured->targets.size()] = static_cast<uint32_t>(random() % 5);
        }
        break;
      default:
        op.block = static_cast<BlockId>(random() % shape.blocks);
        break;
    }
    const bool accepted = Verify(graph, *structured).ok();
    rejected += !accepted;
    for (uint32_t label = 0; label < graph.entries.size(); ++label) {
      std::mt19937_64 one(seed);
      std::mt19937_64 two(seed);
      const Trace expected = Interpret(graph, label, 30, [&](BlockId, uint32_t options) { return one() % options; });
      const absl::StatusOr<Trace> trace =
          Interpret(graph, *structured, label, 30, [&](BlockId, uint32_t options) { return two() % options; });
      if (!accepted) continue;
      ASSERT_TRUE(trace.ok()) << "seed " << seed << ": " << trace.status();
      ASSERT_TRUE(*trace == expected) << "seed " << seed;
    }
  }
  EXPECT_GT(rejected, 5000u);
}

}  // namespace
}  // namespace beamfold::cfg
