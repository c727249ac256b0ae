// SPDX-License-Identifier: Apache-2.0

#include "tests/cfg_readback.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"

namespace beamfold::cfg {
namespace {

using Label = std::optional<uint32_t>;

// What a walk can end with, besides a placement.
constexpr uint32_t kTrap = 0xffffffffu;
constexpr uint32_t kUnknownLabel = 0xfffffffeu;  // At the dispatch, with a label that the walk does not know.

class Reader {
 public:
  Reader(const Graph& graph, const Structured& structured, ControlMap map)
      : graph_(graph), ops_(structured.ops), map_(std::move(map)) {}

  absl::StatusOr<Readback> Run() {
    skip_.resize(ops_.size() + 1, static_cast<uint32_t>(ops_.size()));
    for (uint32_t i = static_cast<uint32_t>(ops_.size()); i-- > 0;) {
      const OpKind kind = ops_[i].kind;
      const bool does_nothing = kind == OpKind::kBlock || kind == OpKind::kLoop || kind == OpKind::kEnd;
      skip_[i] = does_nothing ? skip_[i + 1] : i;
    }
    placement_.resize(ops_.size());
    for (size_t i = 0; i < ops_.size(); ++i) {
      if (ops_[i].kind != OpKind::kCode) continue;
      if (ops_[i].block >= graph_.blocks.size()) return absl::InternalError("code of a block that does not exist");
      placement_[i] = static_cast<uint32_t>(out_.origin.size());
      out_.origin.push_back(ops_[i].block);
    }
    for (uint32_t i = 0; i < ops_.size(); ++i) {
      if (ops_[i].kind == OpKind::kCode) Code(i);
    }
    const uint32_t other = Walk(0, std::nullopt) == kUnknownLabel ? Walk(0, 0xffffffffu) : kTrap;
    if (other != kTrap) out_.graph.other_entry = other;
    for (uint32_t label = 0; label < graph_.entries.size(); ++label) {
      const uint32_t entry = Walk(0, label);
      const bool not_served = graph_.entries[label] == kNoBlock && entry == other;
      out_.graph.entries.push_back(not_served || entry == kTrap ? kNoBlock : entry);
    }
    if (!error_.empty()) return absl::InternalError(error_);
    if (absl::Status status = Validate(out_.graph); !status.ok()) return status;
    return std::move(out_);
  }

 private:
  void Code(uint32_t at) {
    const Op& code = ops_[at];
    Block& block = out_.graph.blocks.emplace_back();
    for (uint32_t i = 0; i < code.num_targets; ++i) {
      block.side.push_back({Walk(map_.target[code.first_target + i], std::nullopt), 1});
    }
    if (graph_.blocks[code.block].term == Terminator::kExit || at + 1 >= ops_.size()) return;
    const Op& next = ops_[at + 1];
    if (next.kind == OpKind::kIf || next.kind == OpKind::kBrIf) {
      block.term = Terminator::kBranch;
      const uint32_t taken = Walk(next.kind == OpKind::kIf ? at + 2 : map_.jump[at + 1], std::nullopt);
      const uint32_t passed = Walk(next.kind == OpKind::kIf ? map_.jump[at + 1] : at + 2, std::nullopt);
      block.succ = {{taken, 1}, {passed, 1}};
      if (next.negated) std::swap(block.succ[0], block.succ[1]);
    } else if (next.kind == OpKind::kBrTable) {
      block.term = Terminator::kSwitch;
      for (uint32_t i = 0; i < next.num_targets; ++i) {
        block.succ.push_back({Walk(map_.target[next.first_target + i], std::nullopt), 1});
      }
    } else if (const uint32_t to = Walk(at + 1, std::nullopt); to == kUnknownLabel) {
      block.term = Terminator::kIndirect;
    } else {
      block.term = Terminator::kJump;
      block.succ = {{to, 1}};
    }
  }

  // Where control from op `at` arrives: a placement, or kTrap, or kUnknownLabel.
  uint32_t Walk(uint32_t at, Label label) {
    for (size_t steps = 0; steps <= ops_.size(); ++steps) {
      at = skip_[at];
      if (at == ops_.size()) break;
      const Op& op = ops_[at];
      switch (op.kind) {
        case OpKind::kCode:
          return placement_[at];
        case OpKind::kUnreachable:
          return kTrap;
        case OpKind::kElse:
        case OpKind::kBr:
          at = map_.jump[at];
          break;
        case OpKind::kSetLabel:
          label = op.value;
          ++at;
          break;
        case OpKind::kGetLabel: {
          if (!label && at == skip_[0]) return kUnknownLabel;
          if (!label) return Fail(at, "a label that nobody has set is dispatched");
          const Op& table = ops_[at + 1];
          if (table.kind != OpKind::kBrTable || table.num_targets == 0) return Fail(at, "the label is left alone");
          const uint32_t row = std::min(*label - op.value, table.num_targets - 1);
          at = map_.target[table.first_target + row];
          break;
        }
        case OpKind::kTestLabel: {
          if (!label) return Fail(at, "a label that nobody has set is tested");
          const Op& test = ops_[at + 1];
          const bool holds = (*label == op.value) != test.negated;
          if (test.kind == OpKind::kIf) {
            at = holds ? at + 2 : map_.jump[at + 1];
          } else if (test.kind == OpKind::kBrIf) {
            at = holds ? map_.jump[at + 1] : at + 2;
          } else {
            return Fail(at, "the outcome of the test is left alone");
          }
          break;
        }
        default:
          return Fail(at, "something is missing that this op could consume");
      }
    }
    return Fail(at, "control gets lost");
  }
  uint32_t Fail(uint32_t at, absl::string_view what) {
    if (error_.empty()) error_ = absl::StrCat("op ", at, ": ", what);
    return kTrap;
  }

  const Graph& graph_;
  const std::vector<Op>& ops_;
  const ControlMap map_;
  Readback out_;
  std::string error_;
  std::vector<uint32_t> skip_;       // The next op that is no opening or end.
  std::vector<uint32_t> placement_;  // Of each kCode.
};

bool SameTargets(const Readback& readback, const std::vector<Edge>& edges, const std::vector<Edge>& expected) {
  if (edges.size() != expected.size()) return false;
  for (size_t i = 0; i < edges.size(); ++i) {
    if (readback.origin[edges[i].target] != expected[i].target) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<Readback> ReadBack(const Graph& graph, const Structured& structured) {
  absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  return Reader(graph, structured, *std::move(map)).Run();
}

absl::Status SameControl(const Graph& graph, const Readback& readback) {
  for (size_t i = 0; i < readback.origin.size(); ++i) {
    const Block& block = readback.graph.blocks[i];
    const Block& origin = graph.blocks[readback.origin[i]];
    if (block.term != origin.term || !SameTargets(readback, block.succ, origin.succ) ||
        !SameTargets(readback, block.side, origin.side)) {
      return absl::InternalError(absl::StrCat("placement ", i, " does not go on as b", readback.origin[i], " does"));
    }
  }
  const auto leads_to = [&](BlockId entry) {
    if (entry == kNoBlock) entry = readback.graph.other_entry;
    return entry == kNoBlock ? kNoBlock : readback.origin[entry];
  };
  // Without a dispatch no label is looked at; then there is one entry and nothing else.
  if (leads_to(kNoBlock) != graph.other_entry) return absl::InternalError("unknown labels go to the wrong block");
  for (size_t label = 0; label < graph.entries.size(); ++label) {
    const BlockId expected = graph.entries[label] == kNoBlock ? graph.other_entry : graph.entries[label];
    if (leads_to(readback.graph.entries[label]) != expected) {
      return absl::InternalError(absl::StrCat("label ", label, " goes to the wrong block"));
    }
  }
  return absl::OkStatus();
}

}  // namespace beamfold::cfg
