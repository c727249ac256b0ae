// SPDX-License-Identifier: Apache-2.0
//
// Problem: tell people how an edge was realised, whatever made the structured form.
//
// Idea: walk from the instruction that starts the edge to the next code, as an engine would, and note what is passed.
// Runs of openings and ends can be long; where they lead is computed once, from the back.
//
// Complexity: O(ops + edges), times the branches and label tests that an edge passes.

#include "cfg/edge_ways.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"
#include "cfg/verify.h"

namespace beamfold::cfg {
namespace {

class Finder {
 public:
  Finder(const Graph& graph, const Structured& structured, ControlMap map)
      : graph_(graph), structured_(structured), ops_(structured.ops), map_(std::move(map)) {
    const uint32_t n = static_cast<uint32_t>(ops_.size());
    next_.resize(n + 1, n);
    for (uint32_t i = n; i-- > 0;) {
      const OpKind kind = ops_[i].kind;
      if (kind == OpKind::kBlock || kind == OpKind::kLoop || kind == OpKind::kEnd) {
        next_[i] = next_[i + 1];
      } else {
        next_[i] = kind == OpKind::kElse ? next_[map_.jump[i]] : i;
      }
    }
  }

  std::vector<EdgeWay> Run() {
    for (uint32_t i = 0; i < ops_.size(); ++i) {
      if (ops_[i].kind == OpKind::kCode) Edges(i);
    }
    if (BeginsWithDispatch(structured_)) {
      const NodeId dispatch = static_cast<NodeId>(graph_.blocks.size());
      for (size_t label = 0; label < graph_.entries.size(); ++label) {
        if (graph_.entries[label] == kNoBlock) continue;
        Add(dispatch, graph_.entries[label], label, next_[0], next_[0] + 1, 0, kNoNode, label);
      }
      const size_t unknown = graph_.entries.size() + structured_.internal_entries.size();
      if (graph_.other_entry != kNoBlock) {
        Add(dispatch, graph_.other_entry, graph_.entries.size(), next_[0], next_[0] + 1, 0, kNoNode, unknown);
      }
    }
    return std::move(ways_);
  }

 private:
  void Edges(uint32_t code) {
    const Op& op = ops_[code];
    const Block& block = graph_.blocks[op.block];
    uint32_t index = 0;
    for (const Edge& edge : block.side) {
      const uint32_t target = op.first_target + index;
      Add(op.block, edge.target, index++, code, code, map_.target[target], structured_.targets[target], kNoNode);
    }
    const uint32_t after = code + 1;
    if (block.term == Terminator::kJump) {
      Add(op.block, block.succ[0].target, index, code, StartOf(after, code), after, kNoNode, kNoNode);
    } else if (block.term == Terminator::kIndirect) {
      const NodeId dispatch = static_cast<NodeId>(graph_.blocks.size());
      Add(op.block, dispatch, index, code, StartOf(after, code), after, kNoNode, kNoNode);
    } else if (block.term == Terminator::kBranch) {
      // The way when the test finds what it tests for comes first, unless the test is negated.
      const bool is_if = ops_[after].kind == OpKind::kIf;
      const uint32_t held = is_if ? after + 1 : map_.jump[after];
      const uint32_t other = is_if ? map_.jump[after] : after + 1;
      const uint32_t depth = is_if ? kNoNode : ops_[after].depth;
      const bool negated = ops_[after].negated;
      Add(op.block, block.succ[0].target, index, code, after, negated ? other : held, negated ? kNoNode : depth,
          kNoNode);
      Add(op.block, block.succ[1].target, index + 1, code, after, negated ? held : other, negated ? depth : kNoNode,
          kNoNode);
    } else if (block.term == Terminator::kSwitch) {
      for (uint32_t row = 0; row < block.succ.size(); ++row) {
        const uint32_t target = ops_[after].first_target + row;
        Add(op.block, block.succ[row].target, index + row, code, after, map_.target[target],
            structured_.targets[target], kNoNode);
      }
    }
  }

  // The instruction after some code if it belongs to the edge, or the code.
  uint32_t StartOf(uint32_t after, uint32_t code) const {
    return ops_[after].kind == OpKind::kBr || ops_[after].kind == OpKind::kSetLabel ? after : code;
  }

  // Control is at op `at`; a branch of `depth` at op `start` has brought it there, if that is not kNoNode.
  void Add(NodeId from, NodeId to, size_t index, uint32_t code, uint32_t start, uint32_t at, uint32_t depth,
           size_t label) {
    EdgeWay way;
    way.from = from;
    way.to = to;
    way.index = static_cast<uint32_t>(index);
    way.code = code;
    way.op = start;
    way.depth = depth;
    way.label = static_cast<uint32_t>(label);
    bool back = depth != kNoNode && at <= start;
    bool tested = false;
    bool dispatched = false;
    for (bool walking = true; walking;) {
      at = next_[at];
      switch (ops_[at].kind) {
        case OpKind::kBr:
          if (way.depth == kNoNode) way.depth = ops_[at].depth;
          back |= map_.jump[at] <= at;
          at = map_.jump[at];
          break;
        case OpKind::kSetLabel:
          way.label = ops_[at++].value;
          break;
        case OpKind::kTestLabel: {
          tested = true;
          const Op& test = ops_[at + 1];
          const bool holds = (way.label == ops_[at].value) != test.negated;
          const uint32_t jump = map_.jump[at + 1];
          at = holds == (test.kind == OpKind::kIf) ? at + 2 : jump;
          break;
        }
        case OpKind::kGetLabel: {
          (at == next_[0] ? dispatched : tested) = true;
          const Op& table = ops_[at + 1];
          walking = way.label != kNoNode;
          const uint32_t row = std::min(way.label - ops_[at].value, table.num_targets - 1);
          if (walking) at = map_.target[table.first_target + row];
          break;
        }
        default:
          walking = false;
          break;
      }
    }
    way.way = dispatched             ? Way::kDispatch
              : tested               ? Way::kTest
              : back                 ? Way::kLoop
              : way.depth != kNoNode ? Way::kForward
                                     : Way::kFall;
    ways_.push_back(way);
  }

  const Graph& graph_;
  const Structured& structured_;
  const std::vector<Op>& ops_;
  const ControlMap map_;
  std::vector<uint32_t> next_;
  std::vector<EdgeWay> ways_;
};

}  // namespace

absl::StatusOr<std::vector<EdgeWay>> FindEdgeWays(const Graph& graph, const Structured& structured) {
  // The walk relies on what this proves.
  if (absl::Status status = Verify(graph, structured); !status.ok()) return status;
  absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  return Finder(graph, structured, *std::move(map)).Run();
}

std::string PrintWay(const EdgeWay& way) {
  std::string out;
  if (way.label != kNoNode) absl::StrAppend(&out, "label ", way.label, ", ");
  if (way.depth != kNoNode) absl::StrAppend(&out, "br ", way.depth, ", ");
  switch (way.way) {
    case Way::kFall:
      return out + "falls through";
    case Way::kForward:
      return out + "forward";
    case Way::kLoop:
      return out + "loop";
    case Way::kTest:
      return out + "label tested";
    case Way::kDispatch:
      return out + "dispatch";
  }
  return out;
}

}  // namespace beamfold::cfg
