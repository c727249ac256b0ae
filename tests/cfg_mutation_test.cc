// SPDX-License-Identifier: Apache-2.0
//
// Verify() notices every way of breaking a structured form. Each op of many results is damaged in each of a number of
// ways; whatever Verify then still accepts must do what the graph does, on all short streams of decisions from every
// entry.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "cfg/control_map.h"
#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/interpret.h"
#include "cfg/policy.h"
#include "cfg/structure.h"
#include "cfg/verify.h"
#include "gtest/gtest.h"

namespace beamfold::cfg {
namespace {

constexpr const char* kGraphs[] = {
    // Straight lines, tests, merges.
    "b0:\n jump b1\nb1:\n branch b2 b3\nb2:\n exit\nb3:\n exit\nentries b0",
    "b0:\n branch b1 b2\nb1:\n jump b3\nb2:\n jump b3\nb3:\n side b5\n branch b4 b4\nb4:\n exit\nb5:\n exit\nentries "
    "b0",
    // Loops: nested, left from their midst, with a switch.
    "b0:\n jump b1\nb1:\n side b4\n branch b1 b2\nb2:\n branch b0 b3\nb3:\n exit\nb4:\n exit\nentries b0",
    "b0:\n switch b0 b1 b2 b1\nb1:\n branch b0 b2\nb2:\n exit\nentries b0",
    // External entries, numbers that are not served, indirect jumps.
    "b0:\n branch b1 b2\nb1:\n indirect\nb2:\n exit\nentries b0 - b2\nother b1",
    "b0:\n side b2\n indirect\nb1:\n jump b0\nb2:\n exit\nentries b0 b1\nother b2",
    // The smallest loop with two entries; the same entered from outside, through side exits and rows, three times.
    "b0:\n branch b1 b2\nb1:\n branch b2 b3\nb2:\n jump b1\nb3:\n exit\nentries b0",
    "b0:\n branch b1 b2\nb1:\n branch b0 b2\nb2:\n exit\nentries b0 b1\nother b1",
    "b0:\n side b2\n switch b1 b2 b3\nb1:\n side b2\n jump b2\nb2:\n side b1\n branch b1 b3\nb3:\n exit\nentries b0",
    "b0:\n switch b1 b2 b3 b4\nb1:\n jump b2\nb2:\n jump b3\nb3:\n branch b1 b4\nb4:\n branch b2 b5\nb5:\n "
    "exit\nentries b0",
    // Two entries of a loop inside of another one, from outside of both.
    "b0:\n branch b1 b3\nb1:\n branch b2 b3\nb2:\n jump b3\nb3:\n branch b2 b4\nb4:\n branch b1 b5\nb5:\n "
    "exit\nentries b0",
    "b0:\n branch b1 b2\nb1:\n jump b2\nb2:\n branch b3 b1\nb3:\n branch b2 b0\nentries b0 b3 b1",
};

const Policy kPolicies[] = {
    {},
    {.max_fan_in = 3},
    {.strategy = Strategy::kNaive},
    {.strategy = Strategy::kNaive, .max_fan_in = 3},
    {.multi_entry = MultiEntry::kDispatch},
    {.multi_entry = MultiEntry::kTest, .max_fan_in = 0},
    {.copy_budget = 1000, .max_growth = 1000},
    {.strategy = Strategy::kRamsey},
    {.strategy = Strategy::kRelooper},
};

constexpr size_t kTraceBlocks = 7;

// Whether form and graph do the same from `label`, whatever is decided. Tries all streams of decisions that a trace of
// a few blocks can need.
bool SameFrom(const Graph& graph, const Structured& structured, uint32_t label) {
  struct Decision {
    uint32_t taken;
    uint32_t options;
  };
  std::vector<Decision> stream;
  for (;;) {
    size_t at = 0;
    const Trace expected = Interpret(graph, label, kTraceBlocks, [&](BlockId, uint32_t options) {
      if (at == stream.size()) stream.push_back({0, options});
      return stream[at++].taken;
    });
    size_t again = 0;
    const absl::StatusOr<Trace> trace =
        Interpret(graph, structured, label, kTraceBlocks, [&](BlockId, uint32_t options) {
          // Runs out only where the traces differ already.
          return again < stream.size() && stream[again].taken < options ? stream[again++].taken : 0;
        });
    if (!trace.ok() || *trace != expected) return false;
    while (!stream.empty() && stream.back().taken + 1 == stream.back().options) stream.pop_back();
    if (stream.empty()) return true;
    ++stream.back().taken;
  }
}

bool Same(const Graph& graph, const Structured& structured) {
  for (uint32_t label = 0; label < graph.entries.size(); ++label) {
    if (!SameFrom(graph, structured, label)) return false;
  }
  // With one entry and no dispatch any label may enter.
  return !BeginsWithDispatch(structured) || SameFrom(graph, structured, 0xffffffff);
}

// Calls `visit` with every damaged version of `good`, and what has been done to it.
void ForEachMutant(const Graph& graph, const Structured& good,
                   absl::FunctionRef<void(const Structured&, const std::string&)> visit) {
  const uint32_t labels = static_cast<uint32_t>(graph.entries.size() + good.internal_entries.size());
  Structured bad = good;
  const auto mutant = [&](size_t i, const char* what) {
    visit(bad, "op " + std::to_string(i) + ": " + what);
    bad = good;
  };
  for (size_t i = 0; i < good.ops.size(); ++i) {
    const Op& op = good.ops[i];
    bad.ops.erase(bad.ops.begin() + i);
    mutant(i, "dropped");
    bad.ops.insert(bad.ops.begin() + i, op);
    mutant(i, "doubled");
    if (i + 1 < good.ops.size()) {
      std::swap(bad.ops[i], bad.ops[i + 1]);
      mutant(i, "swapped with the next");
    }
    for (int kind = 0; kind <= static_cast<int>(OpKind::kUnreachable); ++kind) {
      if (static_cast<OpKind>(kind) == op.kind) continue;
      bad.ops[i].kind = static_cast<OpKind>(kind);
      mutant(i, "another kind");
      Op added;
      added.kind = static_cast<OpKind>(kind);
      bad.ops.insert(bad.ops.begin() + i, added);
      mutant(i, "an op before it");
    }
    for (uint32_t depth = 0; depth < 4; ++depth) {
      if (op.kind != OpKind::kBr && op.kind != OpKind::kBrIf) break;
      bad.ops[i].depth = op.depth + depth - 2;
      if (depth != 2) mutant(i, "another depth");
    }
    if (op.kind == OpKind::kIf || op.kind == OpKind::kBrIf) {
      bad.ops[i].negated = !op.negated;
      mutant(i, "negated");
    }
    if (op.kind == OpKind::kSetLabel || op.kind == OpKind::kTestLabel || op.kind == OpKind::kGetLabel) {
      for (uint32_t value = 0; value <= labels; ++value) {
        bad.ops[i].value = value;
        if (value != op.value) mutant(i, "another label");
      }
    }
    for (BlockId block = 0; block <= graph.blocks.size(); ++block) {
      if (op.block == kNoBlock || op.block == block) continue;
      bad.ops[i].block = block;
      mutant(i, "another block");
    }
    if (op.kind != OpKind::kCode && op.kind != OpKind::kBrTable) continue;
    for (uint32_t t = op.first_target; t < op.first_target + op.num_targets; ++t) {
      ++bad.targets[t];
      mutant(i, "a target too far");
      --bad.targets[t];
      mutant(i, "a target too near");
      if (t > op.first_target) {
        std::swap(bad.targets[t], bad.targets[t - 1]);
        if (bad.targets[t] != good.targets[t]) mutant(i, "targets swapped");
      }
    }
    ++bad.ops[i].num_targets;
    mutant(i, "a target more");
    --bad.ops[i].num_targets;
    mutant(i, "a target less");
  }
  for (size_t i = 0; i < good.copies.size(); ++i) {
    bad.copies.erase(bad.copies.begin() + i);
    mutant(i, "a copy not recorded");
  }
  for (BlockId block = 0; block <= graph.blocks.size(); ++block) {
    bad.copies.push_back(block);
    mutant(0, "a copy that is not there");
  }
  bad.targets.clear();
  mutant(0, "no targets");
  bad.ops.clear();
  mutant(0, "no ops");
}

TEST(Mutation, VerifyNoticesWhateverChangesTheMeaning) {
  size_t mutants = 0;
  size_t killed = 0;
  size_t strict = 0;
  size_t equivalent = 0;
  for (const char* text : kGraphs) {
    const absl::StatusOr<Graph> graph = ParseGraph(text);
    ASSERT_TRUE(graph.ok()) << graph.status();
    for (const Policy& policy : kPolicies) {
      const absl::StatusOr<Structured> good = Structure(*graph, policy);
      ASSERT_TRUE(good.ok()) << good.status();
      ASSERT_TRUE(Verify(*graph, *good).ok());
      ASSERT_TRUE(Same(*graph, *good)) << text;
      ForEachMutant(*graph, *good, [&](const Structured& bad, const std::string& what) {
        ++mutants;
        const bool same = Same(*graph, bad);
        if (Verify(*graph, bad).ok()) {
          EXPECT_TRUE(same) << text << "\n" << what << " in\n" << *DrawStructured(*graph, *good);
          ++equivalent;
        } else {
          ++(same ? strict : killed);
        }
      });
    }
  }
  printf("%zu mutants: %zu reported, %zu reported although they run the same, %zu run the same\n", mutants, killed,
         strict, equivalent);
  // So that a test of nothing does not pass.
  EXPECT_GT(killed, 50000u);
  EXPECT_LT(equivalent, mutants / 20);
}

}  // namespace
}  // namespace beamfold::cfg
