// SPDX-License-Identifier: Apache-2.0
//
// Problem: trust a structured form without trusting what made it.
//
// Idea: follow every edge. From the instruction that starts it, control passes scope openings, ends, branches and label
// writes until it arrives at a block's code, at a trap or at the dispatch. Runs of openings and ends can be long, so
// where such a run leads is known for all ops (control_map.h). What is left is a short walk: an edge needs at
// most a label write, branches, and reads of the label, whose outcome the walk knows from the write. A read of a label
// that the walk has not written is an error, but for the dispatch, where a block's own write counts. Behind the
// dispatch the walks of the labels from outside go on, through the tests of loops that are entered in their midst.
//
// A block may be placed several times. Each placement is checked by itself: its edges must arrive at the right blocks,
// no matter at which placement. By induction over the path, both forms then show the same trace.
//
// Complexity: O(ops + targets + edges), times the label tests that an edge passes.

#include "cfg/verify.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"
#include "cfg/flow.h"
#include "cfg/shape.h"

namespace beamfold::cfg {
namespace {

// What a walk ends with: a block, or one of these.
constexpr BlockId kTrap = kNoBlock;
constexpr BlockId kDispatch = kNoBlock - 1;  // The dispatch, with the label that the block before has written.

std::string Show(BlockId arrival) {
  if (arrival == kTrap) return "a trap";
  if (arrival == kDispatch) return "the dispatch";
  return absl::StrCat("b", arrival);
}

class Verifier {
 public:
  Verifier(const Graph& graph, const Structured& structured, const ControlMap& map)
      : graph_(graph), structured_(structured), ops_(structured.ops), map_(map) {}

  absl::Status Run() {
    if (ops_.empty() || ops_.back().kind != OpKind::kUnreachable) {
      return absl::InternalError("the last op must be unreachable: control must not run off the end");
    }
    absl::Status status = CheckPlacement();
    if (status.ok()) status = CheckShape();
    if (status.ok()) status = CheckEntries();
    for (uint32_t i = 0; i < ops_.size() && status.ok(); ++i) {
      if (ops_[i].kind == OpKind::kCode) status = CheckBlock(i);
    }
    return status;
  }

 private:
  static absl::Status At(size_t op, absl::string_view what) {
    return absl::InternalError(absl::StrCat("op ", op, ": ", what));
  }

  absl::Status CheckPlacement() {
    const DepthFirst reachable(MakeFlow(graph_));
    std::vector<uint32_t> placed(graph_.blocks.size());
    std::vector<uint32_t> wanted(graph_.blocks.size(), 1);
    for (BlockId block : structured_.copies) {
      if (block >= graph_.blocks.size()) return absl::InternalError("a copy of a block that does not exist");
      ++wanted[block];
    }
    for (size_t i = 0; i < ops_.size(); ++i) {
      if (ops_[i].kind != OpKind::kCode) continue;
      const BlockId block = ops_[i].block;
      if (block >= graph_.blocks.size()) return At(i, "code of a block that does not exist");
      if (placed[block] == wanted[block]) return At(i, absl::StrCat("b", block, " is placed once too often"));
      if (!reachable.Reached(block))
        return At(i, absl::StrCat("b", block, " cannot be reached and must not be placed"));
      ++placed[block];
    }
    for (BlockId block = 0; block < graph_.blocks.size(); ++block) {
      if (reachable.Reached(block) && placed[block] != wanted[block]) {
        return absl::InternalError(
            absl::StrCat("b", block, " is placed ", placed[block], " times, not ", wanted[block]));
      }
    }
    return absl::OkStatus();
  }

  // Conditions and indices are consumed right behind what leaves them; the scopes lead where they say.
  absl::Status CheckShape() {
    for (uint32_t i = 0; i < ops_.size(); ++i) {
      const Op& op = ops_[i];
      const Op* before = i > 0 ? &ops_[i - 1] : nullptr;
      const bool after_code = before != nullptr && before->kind == OpKind::kCode;
      const Terminator term = after_code ? graph_.blocks[before->block].term : Terminator::kExit;
      switch (op.kind) {
        case OpKind::kIf:
        case OpKind::kBrIf:
          if (before != nullptr && before->kind == OpKind::kTestLabel) break;
          if (term != Terminator::kBranch) return At(i, "a test without the condition of a branch before it");
          break;
        case OpKind::kBrTable:
          if (op.num_targets == 0) return At(i, "a br_table without a default");
          if (term != Terminator::kSwitch && (before == nullptr || before->kind != OpKind::kGetLabel)) {
            return At(i, "a br_table without an index before it");
          }
          break;
        case OpKind::kGetLabel:
          if (i + 1 == ops_.size() || ops_[i + 1].kind != OpKind::kBrTable) return At(i, "the label is not dispatched");
          break;
        case OpKind::kTestLabel:
          if (i + 1 == ops_.size() || (ops_[i + 1].kind != OpKind::kIf && ops_[i + 1].kind != OpKind::kBrIf)) {
            return At(i, "the test of the label is not used");
          }
          break;
        case OpKind::kBlock:
        case OpKind::kLoop: {
          if (op.block == kNoBlock) break;
          absl::StatusOr<BlockId> arrival = Follow(map_.landing[i]);
          if (!arrival.ok()) return arrival.status();
          if (*arrival != op.block) {
            return At(i, absl::StrCat("a scope for b", op.block, " leads to ", Show(*arrival)));
          }
          break;
        }
        default:
          break;
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckEntries() {
    const size_t external = graph_.entries.size();
    const size_t labels = external + structured_.internal_entries.size();
    for (BlockId block : structured_.internal_entries) {
      if (block >= graph_.blocks.size()) return absl::InternalError("an internal entry that does not exist");
    }
    if (!BeginsWithDispatch(structured_)) {
      if (external != 1 || graph_.entries[0] == kNoBlock || graph_.other_entry != kNoBlock) {
        return absl::InternalError("there is no dispatch, but not exactly one entry either");
      }
      return Expect("entry 0", graph_.entries[0], Follow(0));
    }
    // The dispatch may have rows for internal entries, but only tests in front of loops may know them, too.
    const uint32_t dispatch = map_.settled[0];
    const size_t rows = ops_[dispatch + 1].num_targets - 1;
    if (rows > labels || ops_[dispatch].value != 0) return At(dispatch, "the dispatch serves labels of nobody");
    for (size_t label = 0; label < labels; ++label) {
      BlockId wanted = kNoBlock;
      if (label < external) {
        wanted = graph_.entries[label];
      } else if (label < rows) {
        wanted = structured_.internal_entries[label - external];
      }
      if (wanted == kNoBlock) wanted = graph_.other_entry;
      absl::Status status = Expect(absl::StrCat("entry ", label), wanted, Follow(0, label));
      if (!status.ok()) return status;
    }
    return Expect("an unknown label", graph_.other_entry, Follow(0, labels));
  }

  absl::Status CheckBlock(uint32_t at) {
    const Op& code = ops_[at];
    const Block& block = graph_.blocks[code.block];
    const auto expect = [&](absl::string_view edge, BlockId wanted, uint32_t from) {
      return Expect(absl::StrCat("b", code.block, ", ", edge), wanted, Follow(from));
    };
    if (code.num_targets != block.side.size()) return At(at, "the wrong number of side exits");
    for (size_t i = 0; i < block.side.size(); ++i) {
      absl::Status status =
          expect(absl::StrCat("side exit ", i), block.side[i].target, map_.target[code.first_target + i]);
      if (!status.ok()) return status;
    }
    // The last op is no kCode, so there is a next one.
    const Op& next = ops_[at + 1];
    switch (block.term) {
      case Terminator::kExit:
        return absl::OkStatus();
      case Terminator::kJump:
        return expect("jump", block.succ[0].target, at + 1);
      case Terminator::kIndirect:
        return expect("indirect jump", kDispatch, at + 1);
      case Terminator::kBranch: {
        if (next.kind != OpKind::kIf && next.kind != OpKind::kBrIf) return At(at + 1, "the condition is not consumed");
        // Where the instruction goes when it finds its condition true, and when false.
        uint32_t taken = next.kind == OpKind::kIf ? at + 2 : map_.jump[at + 1];
        uint32_t passed = next.kind == OpKind::kIf ? map_.jump[at + 1] : at + 2;
        if (next.negated) std::swap(taken, passed);
        absl::Status status = expect("branch if true", block.succ[0].target, taken);
        return status.ok() ? expect("branch if false", block.succ[1].target, passed) : status;
      }
      case Terminator::kSwitch: {
        if (next.kind != OpKind::kBrTable) return At(at + 1, "the index is not consumed");
        if (next.num_targets != block.succ.size()) return At(at + 1, "the wrong number of rows");
        for (size_t i = 0; i < block.succ.size(); ++i) {
          absl::Status status =
              expect(absl::StrCat("row ", i), block.succ[i].target, map_.target[next.first_target + i]);
          if (!status.ok()) return status;
        }
        return absl::OkStatus();
      }
    }
    return At(at, "an unknown terminator");
  }

  static absl::Status Expect(absl::string_view what, BlockId wanted, const absl::StatusOr<BlockId>& arrival) {
    if (!arrival.ok()) {
      return absl::InternalError(absl::StrCat(what, " leads to ", Show(wanted), ": ", arrival.status().message()));
    }
    if (*arrival == wanted) return absl::OkStatus();
    return absl::InternalError(absl::StrCat(what, " must lead to ", Show(wanted), " but leads to ", Show(*arrival)));
  }

  // Where control arrives from op `at`. `label` is what the label local is known to hold, kUnknown when it is not.
  static constexpr uint64_t kUnknown = ~uint64_t{0};
  absl::StatusOr<BlockId> Follow(uint32_t at, uint64_t label = kUnknown) const {
    bool read = true;  // Whether the label has been looked at since it was set.
    for (size_t hop = 0; hop <= ops_.size(); ++hop) {
      at = map_.settled[at];
      if (at == ops_.size()) return At(at, "control runs off the end");
      const Op& op = ops_[at];
      switch (op.kind) {
        case OpKind::kCode:
          if (!read) return At(at, "the label is set, but nothing reads it");
          return op.block;
        case OpKind::kUnreachable:
          return kTrap;
        case OpKind::kBr:
          at = map_.jump[at];
          break;
        case OpKind::kSetLabel:
          if (!read) return At(at, "the label is set twice");
          label = op.value;
          read = false;
          ++at;
          break;
        case OpKind::kGetLabel: {
          if (label == kUnknown) {
            if (at == map_.settled[0]) return kDispatch;
            return At(at, "the label is read, but was not set");
          }
          const Op& table = ops_[at + 1];
          const uint32_t index = static_cast<uint32_t>(label) - op.value;
          const uint32_t row = std::min(index, table.num_targets - 1);
          read = true;
          at = map_.target[table.first_target + row];
          break;
        }
        case OpKind::kTestLabel: {
          if (label == kUnknown) return At(at, "the label is tested, but was not set");
          read = true;
          const bool taken = (label == op.value) != ops_[at + 1].negated;
          if (ops_[at + 1].kind == OpKind::kIf) {
            at = taken ? at + 2 : map_.jump[at + 1];
          } else {
            at = taken ? map_.jump[at + 1] : at + 2;
          }
          break;
        }
        default:
          return At(at, "a test of nothing on the way");
      }
    }
    return At(at, "control goes round without coming to any code");
  }

  const Graph& graph_;
  const Structured& structured_;
  const std::vector<Op>& ops_;
  const ControlMap& map_;
};

}  // namespace

absl::Status Verify(const Graph& graph, const Structured& structured, const Bounds& bounds) {
  absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  if (absl::Status status = Verifier(graph, structured, *map).Run(); !status.ok()) return status;
  if (bounds.max_depth == 0 && bounds.max_fan_in == 0) return absl::OkStatus();
  const Shape shape = MeasureShape(graph, structured, *map);
  if (bounds.max_depth != 0 && shape.max_depth > bounds.max_depth) {
    return absl::InternalError(absl::StrCat("code lies in ", shape.max_depth, " scopes, not ", bounds.max_depth));
  }
  if (bounds.max_fan_in != 0 && shape.max_fan_in > bounds.max_fan_in) {
    return absl::InternalError(absl::StrCat(shape.max_fan_in, " ways lead to one place, not ", bounds.max_fan_in));
  }
  return absl::OkStatus();
}

}  // namespace beamfold::cfg
