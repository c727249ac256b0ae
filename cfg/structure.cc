// SPDX-License-Identifier: Apache-2.0
//
// Problem: write the plan (plan.h) down as nested scopes, without recursing: a chain of a million blocks nests a
// million deep.
//
// Idea (Ramsey's doTree and nodeWithin with the recursion turned into a list of things still to do): to write the tree
// of node x means to open the scopes of everything placed behind x, the last one first; to write the code of x; and
// then, one after the other, to close a scope and write the tree that follows. Each tree is told what is laid out right
// behind it (`follow`), so that a jump there can be left out. Whether the end of what was just written can be reached
// at all is tracked (`falls_`): behind the first arm of an `if` that never ends there the second arm needs no `else`.
//
// Complexity: O(blocks + edges).
//
// Source: N. Ramsey, "Beyond Relooper", ICFP 2022, section 5.

#include "cfg/structure.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "cfg/fan_in.h"
#include "cfg/plan.h"
#include "cfg/relooper.h"
#include "cfg/scopes.h"
#ifndef NDEBUG
#include "cfg/verify.h"
#endif

namespace beamfold::cfg {
namespace {

class Writer {
 public:
  Writer(const Graph& graph, const Plan& plan) : graph_(graph), plan_(plan) {}

  static size_t NumScopes(const Plan& plan) { return 2 * plan.num_nodes(); }

  // The result still has names for scopes.
  Structured Run() {
    if (plan_.needs_dispatch) {
      Dispatch();
    } else {
      todo_.push_back({Todo::kTree, graph_.entries[0], kNoNode});
    }
    while (!todo_.empty()) {
      const Todo item = todo_.back();
      todo_.pop_back();
      switch (item.kind) {
        case Todo::kTree:
          Tree(item.node, item.follow);
          break;
        case Todo::kEnd:
          Add(OpKind::kEnd);
          break;
        case Todo::kEndIf:
          Add(OpKind::kEnd);
          falls_ = true;
          break;
        case Todo::kSecondArm:
          if (falls_) {
            Add(OpKind::kElse);
            todo_.push_back({Todo::kEndIf});
          } else {
            Add(OpKind::kEnd);
          }
          Go(item.node, item.target, item.follow);
          break;
      }
    }
    // The function has a result, and no code gets here.
    Add(OpKind::kUnreachable);
    out_.internal_entries = plan_.internal_entries;
    return std::move(out_);
  }

 private:
  struct Todo {
    enum Kind : uint8_t {
      kTree,       // Write the tree of `node`.
      kEnd,        // Close a scope.
      kEndIf,      // Close an `if` that can be passed without taking the arm just written.
      kSecondArm,  // The first arm of an `if` has been written; the other one is the edge from `node` to `target`.
    };
    Kind kind;
    NodeId node = kNoNode;
    NodeId follow = kNoNode;
    NodeId target = kNoNode;
  };

  // A block scope and a loop scope for each node.
  static ScopeId BlockScope(NodeId v) { return 2 * v; }
  static ScopeId LoopScope(NodeId v) { return 2 * v + 1; }

  Op& Add(OpKind kind) {
    out_.ops.emplace_back();
    out_.ops.back().kind = kind;
    return out_.ops.back();
  }
  void Open(OpKind kind, ScopeId scope, BlockId block) {
    Op& op = Add(kind);
    op.value = scope;
    op.block = block;
  }
  void Br(ScopeId scope) {
    Add(OpKind::kBr).depth = scope;
    falls_ = false;
  }

  void OpenBlocks(absl::Span<const NodeId> nodes) {
    for (size_t i = nodes.size(); i-- > 0;) {
      Open(OpKind::kBlock, BlockScope(nodes[i]), plan_.IsTrampoline(nodes[i]) ? kNoBlock : nodes[i]);
    }
  }
  // Puts what follows the code of a node on the list: for each of `nodes`, the end of its scope and its tree.
  void Postpone(absl::Span<const NodeId> nodes, NodeId follow) {
    for (size_t i = nodes.size(); i-- > 0;) {
      todo_.push_back({Todo::kTree, nodes[i], i + 1 < nodes.size() ? nodes[i + 1] : follow});
      todo_.push_back({Todo::kEnd});
    }
  }

  void Dispatch() {
    const NodeId d = plan_.dispatch;
    const absl::Span<const NodeId> nodes = plan_.Inside(d);
    Open(OpKind::kLoop, LoopScope(d), kNoBlock);
    OpenBlocks(nodes);
    Open(OpKind::kBlock, BlockScope(d), kNoBlock);
    Add(OpKind::kGetLabel);
    Op& table = Add(OpKind::kBrTable);
    table.first_target = static_cast<uint32_t>(out_.targets.size());
    const ScopeId other = BlockScope(graph_.other_entry == kNoBlock ? d : graph_.other_entry);
    for (BlockId entry : graph_.entries) out_.targets.push_back(entry == kNoBlock ? other : BlockScope(entry));
    for (BlockId entry : plan_.internal_entries) out_.targets.push_back(BlockScope(entry));
    out_.targets.push_back(other);
    table.num_targets = static_cast<uint32_t>(out_.targets.size()) - table.first_target;
    Add(OpKind::kEnd);
    if (graph_.other_entry == kNoBlock) Add(OpKind::kUnreachable);
    todo_.push_back({Todo::kEnd});
    Postpone(nodes, kNoNode);
  }

  void Tree(NodeId x, NodeId follow) {
    if (plan_.IsTrampoline(x)) {
      ThroughDispatch(plan_.TrampolineTarget(x));
      return;
    }
    const absl::Span<const NodeId> inside = plan_.Inside(x);
    const absl::Span<const NodeId> outside = plan_.Outside(x);
    Postpone(outside, follow);
    if (!outside.empty()) follow = outside[0];
    OpenBlocks(outside);
    if (plan_.loop_header[x]) {
      todo_.push_back({Todo::kEnd});
      Open(OpKind::kLoop, LoopScope(x), x);
    }
    Postpone(inside, follow);
    if (!inside.empty()) follow = inside[0];
    OpenBlocks(inside);
    Code(x);
    Terminate(x, follow);
  }

  void Code(NodeId x) {
    const Block& block = graph_.blocks[x];
    Op& code = Add(OpKind::kCode);
    code.block = x;
    code.first_target = static_cast<uint32_t>(out_.targets.size());
    code.num_targets = static_cast<uint32_t>(block.side.size());
    for (const Edge& edge : block.side) out_.targets.push_back(Landing(x, edge.target));
  }

  void Terminate(NodeId x, NodeId follow) {
    const Block& block = graph_.blocks[x];
    switch (block.term) {
      case Terminator::kExit:
        falls_ = false;
        break;
      case Terminator::kJump:
        Go(x, block.succ[0].target, follow);
        break;
      case Terminator::kBranch:
        Branch(x, block.succ[0].target, block.succ[1].target, follow);
        break;
      case Terminator::kSwitch: {
        Op& table = Add(OpKind::kBrTable);
        table.first_target = static_cast<uint32_t>(out_.targets.size());
        table.num_targets = static_cast<uint32_t>(block.succ.size());
        for (const Edge& edge : block.succ) out_.targets.push_back(Landing(x, edge.target));
        falls_ = false;
        break;
      }
      case Terminator::kIndirect:
        Br(LoopScope(plan_.dispatch));
        break;
    }
  }

  // The scope that a branch from x to v without code of its own has to name.
  ScopeId Landing(NodeId x, NodeId v) const {
    const NodeId landing = plan_.Landing(x, v);
    return plan_.Of(x, v) == Realization::kLoop ? LoopScope(landing) : BlockScope(landing);
  }

  void ThroughDispatch(BlockId target) {
    Add(OpKind::kSetLabel).value = plan_.number[target];
    Br(LoopScope(plan_.dispatch));
  }

  enum class Arm : uint8_t { kFall, kBr, kCode };
  Arm ArmOf(NodeId x, NodeId v, NodeId follow) const {
    switch (plan_.Of(x, v)) {
      case Realization::kForward:
        return v == follow ? Arm::kFall : plan_.inlined[v] ? Arm::kCode : Arm::kBr;
      case Realization::kLoop:
        return Arm::kBr;
      case Realization::kDispatch:
        break;
    }
    return Arm::kCode;
  }

  // Writes the way from x to v, without condition.
  void Go(NodeId x, NodeId v, NodeId follow) {
    switch (ArmOf(x, v, follow)) {
      case Arm::kFall:
        falls_ = true;
        break;
      case Arm::kBr:
        Br(Landing(x, v));
        break;
      case Arm::kCode:
        if (plan_.Of(x, v) == Realization::kDispatch) {
          ThroughDispatch(v);
        } else {
          todo_.push_back({Todo::kTree, v, follow});
        }
        break;
    }
  }

  void Branch(NodeId x, NodeId yes, NodeId no, NodeId follow) {
    const Arm yes_arm = ArmOf(x, yes, follow);
    const Arm no_arm = ArmOf(x, no, follow);
    if (yes == no) {
      // There is no instruction to drop the condition, and this pair is as short as one would be.
      Add(OpKind::kIf);
      Add(OpKind::kEnd);
      Go(x, no, follow);
    } else if (yes_arm == Arm::kBr) {
      Add(OpKind::kBrIf).depth = Landing(x, yes);
      Go(x, no, follow);
    } else if (no_arm == Arm::kBr) {
      Op& br = Add(OpKind::kBrIf);
      br.negated = true;
      br.depth = Landing(x, no);
      Go(x, yes, follow);
    } else if (yes_arm == Arm::kFall || no_arm == Arm::kFall) {
      Add(OpKind::kIf).negated = yes_arm == Arm::kFall;
      todo_.push_back({Todo::kEndIf});
      Go(x, yes_arm == Arm::kFall ? no : yes, follow);
    } else {
      // The smaller arm first: when it never reaches its end, the larger one is not nested inside the `if`.
      const bool negated = Extent(x, no) < Extent(x, yes);
      Add(OpKind::kIf).negated = negated;
      todo_.push_back({Todo::kSecondArm, x, follow, negated ? yes : no});
      Go(x, negated ? no : yes, follow);
    }
  }
  // The number of nodes that an arm consists of; 0 for those that certainly do not reach their end.
  uint32_t Extent(NodeId x, NodeId v) const {
    if (plan_.Of(x, v) == Realization::kDispatch) return 0;
    const Terminator term = graph_.blocks[v].term;
    if (term == Terminator::kExit || term == Terminator::kIndirect) return 0;
    return plan_.dominators.Size(v);
  }

  const Graph& graph_;
  const Plan& plan_;
  Structured out_;
  std::vector<Todo> todo_;
  // Whether the end of what has been written can be reached from before it.
  bool falls_ = false;
};

}  // namespace

absl::StatusOr<Structured> Structure(const Graph& graph, const Policy& policy) {
  if (absl::Status status = Validate(graph); !status.ok()) return status;
  Structured result;
  size_t num_scopes = 0;
  if (policy.strategy == Strategy::kRelooper) {
    result = Reloop(graph, num_scopes);
  } else {
    const Plan plan = MakePlan(graph, policy);
    result = Writer(graph, plan).Run();
    num_scopes = Writer::NumScopes(plan);
  }
  if (policy.max_fan_in != 0) LimitFanIn(std::max(policy.max_fan_in, uint32_t{3}), num_scopes, result);
  ResolveScopes(num_scopes, result);
#ifndef NDEBUG
  if (absl::Status status = Verify(graph, result); !status.ok()) return status;
#endif
  return result;
}

}  // namespace beamfold::cfg
