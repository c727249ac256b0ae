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
  Writer(const Graph& graph, const Plan& plan) : graph_(graph), plan_(plan), routes_(plan.routes) {}

  static size_t NumScopes(const Plan& plan) { return 2 * plan.routes.size(); }

  // The result still has names for scopes.
  Structured Run() {
    if (plan_.needs_dispatch) {
      Dispatch();
    } else {
      todo_.push_back({Todo::kTree, routes_.flow.Successors(routes_.dispatch())[0], kNoNode});
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
          Go(item.node, item.edge, item.follow);
          break;
      }
    }
    // The function has a result, and no code gets here.
    Add(OpKind::kUnreachable);
    out_.internal_entries = routes_.internal_entries;
    out_.copies = plan_.copies;
    return std::move(out_);
  }

 private:
  struct Todo {
    enum Kind : uint8_t {
      kTree,       // Write the tree of `node`.
      kEnd,        // Close a scope.
      kEndIf,      // Close an `if` that can be passed without taking the arm just written.
      kSecondArm,  // The first arm of an `if` has been written; the other one is `edge` of `node`.
    };
    Kind kind;
    NodeId node = kNoNode;
    NodeId follow = kNoNode;
    uint32_t edge = 0;
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

  void OpenBlocks(absl::Span<const NodeId> nodes) {
    for (size_t i = nodes.size(); i-- > 0;) Open(OpKind::kBlock, BlockScope(nodes[i]), routes_.block[nodes[i]]);
  }
  // Puts what follows the code of a node on the list: for each of `nodes`, the end of its scope and its tree.
  void Postpone(absl::Span<const NodeId> nodes, NodeId follow) {
    for (size_t i = nodes.size(); i-- > 0;) {
      todo_.push_back({Todo::kTree, nodes[i], i + 1 < nodes.size() ? nodes[i + 1] : follow});
      todo_.push_back({Todo::kEnd});
    }
  }

  // Begins a table; its rows are the targets added next.
  size_t BeginTable() {
    Add(OpKind::kBrTable).first_target = static_cast<uint32_t>(out_.targets.size());
    return out_.ops.size() - 1;
  }
  void EndTable(size_t table) {
    Op& op = out_.ops[table];
    op.num_targets = static_cast<uint32_t>(out_.targets.size()) - op.first_target;
    falls_ = false;
  }

  void Dispatch() {
    const NodeId d = routes_.dispatch();
    const absl::Span<const NodeId> nodes = plan_.Inside(d);
    const absl::Span<const NodeId> ways = routes_.flow.Successors(d);
    Open(OpKind::kLoop, LoopScope(d), kNoBlock);
    OpenBlocks(nodes);
    Open(OpKind::kBlock, BlockScope(d), kNoBlock);
    Add(OpKind::kGetLabel);
    size_t num_served = 0;
    for (BlockId entry : graph_.entries) num_served += entry != kNoBlock;
    const bool has_other = graph_.other_entry != kNoBlock;
    const ScopeId other = BlockScope(has_other ? ways[num_served] : d);
    const size_t table = BeginTable();
    size_t next = 0;
    for (BlockId entry : graph_.entries) out_.targets.push_back(entry == kNoBlock ? other : BlockScope(ways[next++]));
    for (NodeId way : ways.subspan(num_served + has_other)) out_.targets.push_back(BlockScope(way));
    out_.targets.push_back(other);
    EndTable(table);
    Add(OpKind::kEnd);
    if (!has_other) Add(OpKind::kUnreachable);
    todo_.push_back({Todo::kEnd});
    Postpone(nodes, kNoNode);
  }

  void Tree(NodeId x, NodeId follow) {
    const absl::Span<const NodeId> inside = plan_.Inside(x);
    const absl::Span<const NodeId> outside = plan_.Outside(x);
    Postpone(outside, follow);
    if (!outside.empty()) follow = outside[0];
    OpenBlocks(outside);
    if (plan_.loop_header[x]) {
      todo_.push_back({Todo::kEnd});
      Open(OpKind::kLoop, LoopScope(x), routes_.block[x]);
    }
    Postpone(inside, follow);
    if (!inside.empty()) follow = inside[0];
    OpenBlocks(inside);
    switch (routes_.kind[x]) {
      case NodeKind::kCode:
        Code(x, graph_.blocks[routes_.block[x]], follow);
        break;
      case NodeKind::kTest:
        Test(x, follow);
        break;
      case NodeKind::kPad:
        Go(x, routes_.flow.first[x], follow);
        break;
      case NodeKind::kDispatch:
        break;  // No tree: Dispatch() writes it.
    }
  }

  void Code(NodeId x, const Block& block, NodeId follow) {
    const uint32_t first = routes_.flow.first[x];
    const uint32_t side = first + static_cast<uint32_t>(block.succ.size());
    Op& code = Add(OpKind::kCode);
    code.block = routes_.block[x];
    code.first_target = static_cast<uint32_t>(out_.targets.size());
    code.num_targets = static_cast<uint32_t>(block.side.size());
    for (uint32_t i = 0; i < block.side.size(); ++i) out_.targets.push_back(Landing(x, side + i));
    switch (block.term) {
      case Terminator::kExit:
        falls_ = false;
        break;
      case Terminator::kJump:
        Go(x, first, follow);
        break;
      case Terminator::kBranch:
        Branch(x, first, first + 1, follow);
        break;
      case Terminator::kSwitch: {
        const size_t table = BeginTable();
        for (uint32_t i = first; i < side; ++i) out_.targets.push_back(Landing(x, i));
        EndTable(table);
        break;
      }
      case Terminator::kIndirect:
        Br(LoopScope(routes_.dispatch()));
        break;
    }
  }

  void Test(NodeId x, NodeId follow) {
    const uint32_t first = routes_.flow.first[x];
    const absl::Span<const uint32_t> numbers = routes_.Numbers(x);
    const uint32_t last = first + static_cast<uint32_t>(numbers.size());
    if (TestsByTable(numbers)) {
      // A few more rows are shorter than a subtraction.
      const uint32_t lowest = numbers.front() <= 3 ? 0 : numbers.front();
      Add(OpKind::kGetLabel).value = lowest;
      const size_t table = BeginTable();
      for (uint32_t e = first, number = lowest; e < last; ++number) {
        out_.targets.push_back(Landing(x, number == routes_.label[e] ? e++ : last));
      }
      out_.targets.push_back(Landing(x, last));
      EndTable(table);
      return;
    }
    for (uint32_t e = first; e + 1 < last; ++e) {
      Add(OpKind::kTestLabel).value = routes_.label[e];
      Add(OpKind::kBrIf).depth = Landing(x, e);
    }
    Add(OpKind::kTestLabel).value = routes_.label[last - 1];
    Branch(x, last - 1, last, follow);
  }

  // The scope that edge e of x, a branch without code of its own, has to name.
  ScopeId Landing(NodeId x, uint32_t e) const {
    const NodeId v = routes_.flow.target[e];
    return plan_.Of(x, v) == Realization::kForward ? BlockScope(v) : LoopScope(v);
  }
  // The number that edge e of x writes.
  uint32_t Written(NodeId x, uint32_t e) const {
    return routes_.kind[x] == NodeKind::kTest ? kNoLabel : routes_.label[e];
  }
  void Br(ScopeId scope) {
    Add(OpKind::kBr).depth = scope;
    falls_ = false;
  }

  enum class Arm : uint8_t { kFall, kBr, kCode };
  Arm ArmOf(NodeId x, uint32_t e, NodeId follow) const {
    const NodeId v = routes_.flow.target[e];
    if (Written(x, e) != kNoLabel) return Arm::kCode;
    if (plan_.Of(x, v) != Realization::kForward) return Arm::kBr;
    return v == follow ? Arm::kFall : plan_.inlined[v] ? Arm::kCode : Arm::kBr;
  }

  // Writes edge e of x, without condition.
  void Go(NodeId x, uint32_t e, NodeId follow) {
    if (Written(x, e) != kNoLabel) Add(OpKind::kSetLabel).value = Written(x, e);
    const NodeId v = routes_.flow.target[e];
    if (plan_.Of(x, v) != Realization::kForward) {
      Br(LoopScope(v));
    } else if (v == follow) {
      falls_ = true;
    } else if (plan_.inlined[v]) {
      todo_.push_back({Todo::kTree, v, follow});
    } else {
      Br(BlockScope(v));
    }
  }

  void Branch(NodeId x, uint32_t yes, uint32_t no, NodeId follow) {
    const Arm yes_arm = ArmOf(x, yes, follow);
    const Arm no_arm = ArmOf(x, no, follow);
    if (routes_.flow.target[yes] == routes_.flow.target[no] && Written(x, yes) == Written(x, no)) {
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
  uint32_t Extent(NodeId x, uint32_t e) const {
    const NodeId v = routes_.flow.target[e];
    if (plan_.Of(x, v) != Realization::kForward) return 0;
    if (!plan_.inlined[v]) return 1;
    if (routes_.kind[v] == NodeKind::kCode) {
      const Terminator term = graph_.blocks[routes_.block[v]].term;
      if (term == Terminator::kExit || term == Terminator::kIndirect) return 0;
    }
    return plan_.dominators.Size(v);
  }

  const Graph& graph_;
  const Plan& plan_;
  const Routes& routes_;
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
  const uint32_t max_fan_in = policy.max_fan_in == 0 ? 0 : std::max(policy.max_fan_in, uint32_t{3});
  if (max_fan_in != 0) LimitFanIn(max_fan_in, num_scopes, result);
  ResolveScopes(num_scopes, result);
#ifndef NDEBUG
  if (absl::Status status = Verify(graph, result, {.max_fan_in = max_fan_in}); !status.ok()) return status;
#endif
  return result;
}

}  // namespace beamfold::cfg
