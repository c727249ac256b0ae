// SPDX-License-Identifier: Apache-2.0

#include "tests/cfg_equivalence.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cfg/graph_text.h"
#include "cfg/interpret.h"
#include "cfg/structure.h"
#include "cfg/verify.h"
#include "tests/cfg_readback.h"

namespace beamfold::cfg {
namespace {

constexpr NamedPolicy kPolicies[] = {
    {"stackifier", {}},
    {"stackifier, tests only", {.multi_entry = MultiEntry::kTest, .max_test_entries = 0}},
    {"stackifier, dispatch only", {.multi_entry = MultiEntry::kDispatch}},
    {"ramsey", {.strategy = Strategy::kRamsey}},
    {"relooper", {.strategy = Strategy::kRelooper}},
    {"naive", {.strategy = Strategy::kNaive}},
    // Not among the main ones:
    {"stackifier, many copies", {.copy_budget = 1000, .max_growth = 1000}},
    {"stackifier, two entries tested", {.max_test_entries = 2}},
    {"stackifier, inner loops tested", {.multi_entry = MultiEntry::kTest, .max_test_entries = 1, .max_fan_in = 4}},
    {"stackifier, fan-in 3", {.multi_entry = MultiEntry::kTest, .max_test_nesting = 1, .max_fan_in = 3}},
    {"stackifier, deep tests, any fan-in",
     {.multi_entry = MultiEntry::kTest, .max_test_nesting = 1000, .max_test_entries = 0, .max_fan_in = 0}},
    {"ramsey, little growth", {.strategy = Strategy::kRamsey, .max_split_growth = 2, .max_fan_in = 5}},
    {"relooper, fan-in 3", {.strategy = Strategy::kRelooper, .max_fan_in = 3}},
    {"relooper, any fan-in", {.strategy = Strategy::kRelooper, .max_fan_in = 0}},
};
constexpr size_t kMainPolicies = 6;

// Runs both on the decisions in `taken`, then on the first of each. Afterwards `taken` has what was decided, and
// `options` among how many.
absl::Status Compare(const Graph& graph, const Structured& structured, uint32_t label, size_t blocks,
                     std::vector<uint32_t>& taken, std::vector<uint32_t>& options) {
  size_t at = 0;
  options.clear();
  const Trace expected = Interpret(graph, label, blocks, [&](BlockId, uint32_t choices) {
    options.push_back(choices);
    if (at == taken.size()) taken.push_back(0);
    return taken[at++];
  });
  at = 0;
  const absl::StatusOr<Trace> trace = Interpret(graph, structured, label, blocks, [&](BlockId, uint32_t choices) {
    // Once the traces have parted, any decision will do.
    return at < taken.size() ? std::min(taken[at++], choices - 1) : 0;
  });
  if (!trace.ok()) return trace.status();
  if (*trace == expected) return absl::OkStatus();
  std::string text = absl::StrCat("from label ", label, " the traces differ;");
  for (const auto& [name, blocks] : {std::make_pair(" graph:", &expected.blocks), {" form:", &trace->blocks}}) {
    text += name;
    for (BlockId b : *blocks) absl::StrAppend(&text, " b", b);
  }
  return absl::InternalError(text);
}

absl::Status CompareAllStreams(const Graph& graph, const Structured& structured, uint32_t label, size_t blocks) {
  std::vector<uint32_t> taken;
  std::vector<uint32_t> options;
  for (;;) {
    if (absl::Status status = Compare(graph, structured, label, blocks, taken, options); !status.ok()) return status;
    // The last decision that could have been another one.
    while (!taken.empty() && taken.back() + 1 == options[taken.size() - 1]) taken.pop_back();
    if (taken.empty()) return absl::OkStatus();
    ++taken.back();
  }
}

absl::Status CompareRandomStream(const Graph& graph, const Structured& structured, uint32_t label, size_t blocks,
                                 uint64_t seed) {
  // Steele, Lea and Flood's splitmix64: cheap to start.
  const auto next = [&seed] {
    uint64_t z = (seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  };
  std::vector<uint32_t> taken;
  Interpret(graph, label, blocks, [&](BlockId, uint32_t choices) {
    taken.push_back(static_cast<uint32_t>(next() % choices));
    return taken.back();
  });
  std::vector<uint32_t> options;
  return Compare(graph, structured, label, blocks, taken, options);
}

// Whether the form begins with a look at the label.
bool HasDispatch(const Structured& structured) {
  for (const Op& op : structured.ops) {
    if (op.kind != OpKind::kBlock && op.kind != OpKind::kLoop) return op.kind == OpKind::kGetLabel;
  }
  return false;
}

}  // namespace

absl::Span<const NamedPolicy> AllPolicies() { return kPolicies; }
absl::Span<const NamedPolicy> MainPolicies() { return AllPolicies().first(kMainPolicies); }

absl::Status Equivalent(const Graph& graph, const Policy& policy, const Effort& effort, Structured* out) {
  absl::StatusOr<Structured> structured = Structure(graph, policy);
  if (!structured.ok()) return structured.status();
  if (absl::Status status = Verify(graph, *structured); !status.ok()) return status;
  const absl::StatusOr<Readback> readback = ReadBack(graph, *structured);
  if (!readback.ok()) return readback.status();
  if (absl::Status status = SameControl(graph, *readback); !status.ok()) return status;
  // Without a dispatch the label is not looked at. Numbers behind the external ones may be internal.
  const uint32_t served = static_cast<uint32_t>(graph.entries.size());
  for (uint32_t i = 0; i < served + HasDispatch(*structured); ++i) {
    const uint32_t label = i < served ? i : 0xffffffffu;
    if (effort.exhaustive_blocks > 0) {
      absl::Status status = CompareAllStreams(graph, *structured, label, effort.exhaustive_blocks);
      if (!status.ok()) return status;
    }
    for (int stream = 0; stream < effort.random_streams; ++stream) {
      absl::Status status = CompareRandomStream(graph, *structured, label, effort.random_blocks,
                                                uint64_t{label} * 1000 + static_cast<uint64_t>(stream));
      if (!status.ok()) return status;
    }
  }
  if (out != nullptr) *out = *std::move(structured);
  return absl::OkStatus();
}

std::string FirstDifference(const Graph& graph, const Effort& effort, absl::Span<const NamedPolicy> policies) {
  for (const NamedPolicy& named : policies) {
    const absl::Status status = Equivalent(graph, named.policy, effort);
    if (status.ok()) continue;
    const Graph small = Shrink(graph, [&](const Graph& g) { return !Equivalent(g, named.policy, effort).ok(); });
    return absl::StrCat(named.name, ": ", status.message(),
                        "\nshrunk: ", Equivalent(small, named.policy, effort).message(), "\n", PrintGraph(small));
  }
  return "";
}

Graph Shrink(Graph graph, absl::FunctionRef<bool(const Graph&)> fails) {
  bool smaller = true;
  const auto keep_if_fails = [&](Graph candidate) {
    if (!fails(candidate)) return false;
    graph = std::move(candidate);
    return smaller = true;
  };
  while (smaller) {
    smaller = false;
    for (size_t i = graph.entries.size(); i-- > 0;) {
      Graph fewer = graph;
      fewer.entries.erase(fewer.entries.begin() + static_cast<ptrdiff_t>(i));
      keep_if_fails(std::move(fewer));
    }
    if (graph.other_entry != kNoBlock) {
      Graph without = graph;
      without.other_entry = kNoBlock;
      keep_if_fails(std::move(without));
    }
    for (BlockId b = 0; b < graph.blocks.size(); ++b) {
      if (graph.blocks[b].term != Terminator::kExit || !graph.blocks[b].side.empty()) {
        Graph cut = graph;
        cut.blocks[b] = Block();
        if (keep_if_fails(std::move(cut))) continue;
      }
      for (size_t i = graph.blocks[b].side.size(); i-- > 0;) {
        Graph fewer = graph;
        fewer.blocks[b].side.erase(fewer.blocks[b].side.begin() + static_cast<ptrdiff_t>(i));
        keep_if_fails(std::move(fewer));
      }
      for (const Edge& edge : std::vector<Edge>(graph.blocks[b].succ)) {
        if (graph.blocks[b].succ.size() < 2) break;
        Graph straight = graph;
        straight.blocks[b].term = Terminator::kJump;
        straight.blocks[b].succ = {edge};
        if (keep_if_fails(std::move(straight))) break;
      }
    }
    // The last block, when nothing leads to it.
    while (!graph.blocks.empty()) {
      Graph shorter = graph;
      shorter.blocks.pop_back();
      if (!Validate(shorter).ok() || !keep_if_fails(std::move(shorter))) break;
    }
  }
  return graph;
}

bool Nightly() {
  const char* value = std::getenv("BEAMFOLD_NIGHTLY");
  return value != nullptr && std::string_view(value) == "1";
}

}  // namespace beamfold::cfg
