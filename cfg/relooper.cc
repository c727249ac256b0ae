// SPDX-License-Identifier: Apache-2.0
//
// Problem: write any graph down in a language without jumps; the best known answer before dominators were used for it,
// and still in use. Here to compare with and to learn from.
//
// Idea (Zakai's relooper): first divide the graph into shapes, simple, loop and multiple (relooper_shapes.cc). Then
// each edge leads to the beginning of a shape: to its first time, which is a branch out of a `block` that ends there,
// or to a loop shape's next round. If the shape has several entries, the edge also sets the label, which the shape
// tests:
//
//     block next
//       label == b1   if  the group of b1   end      a multiple shape: each group ends with branches to elsewhere
//       label == b2   if  the group of b2   end
//     end                                            all other labels arrive here, and perhaps are tested again
//
// Right behind a simple shape the label is not needed: the block's branches lead to the groups directly. Without that,
// each `if` of a source program would cost a label.
//
// The root is the dispatch D: a simple shape whose node is a br_table on the label that comes from outside, in a loop
// to which indirect jumps go back. An external entry's number is its block's label in tests, too.
//
// How it compares. It uses labels for graphs which need none: two blocks that both lead to the same two others (a
// ladder) are a multiple shape with two entries behind, though a `block` for each would do. Whoever enters a shape of n
// entries may pass n tests; D would be one br_table. On the other hand a loop with several entries stays in one place:
// its edges need not go out to D and back in, through all the loops around it.
//
// Complexity: O(blocks + edges) on top of FindShapes.
//
// Source: A. Zakai, "Emscripten: an LLVM-to-JavaScript compiler", SPLASH 2011, section 3.2.

#include "cfg/relooper.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "cfg/flow.h"
#include "cfg/relooper_shapes.h"
#include "cfg/scopes.h"

namespace beamfold::cfg {
namespace relooper {
namespace {

constexpr uint32_t kNoLabel = 0xffffffffu;
constexpr ScopeId kNoScope = 0xffffffffu;

class Writer {
 public:
  Writer(const Graph& graph, const Flow& flow, const Shapes& shapes)
      : graph_(graph),
        flow_(flow),
        shapes_(shapes),
        num_scopes_(2 * shapes.all.size()),
        number_(flow.size(), kNoLabel),
        trampoline_of_(flow.size()) {
    for (uint32_t label = 0; label < graph.entries.size(); ++label) {
      if (graph.entries[label] != kNoBlock) number_[graph.entries[label]] = label;
    }
  }

  Structured Run(size_t& num_scopes) {
    todo_.push_back({Todo::kShape, shapes_.root, kNoShape});
    while (!todo_.empty()) {
      const Todo item = todo_.back();
      todo_.pop_back();
      switch (item.kind) {
        case Todo::kShape:
          Write(item.shape, item.follow);
          break;
        case Todo::kTest:
          Test(shapes_.all[item.shape].entries[0]);
          break;
        case Todo::kEnd:
          Add(OpKind::kEnd);
          break;
      }
    }
    // The function has a result, and no code gets here.
    Add(OpKind::kUnreachable);
    num_scopes = num_scopes_;
    return std::move(out_);
  }

 private:
  struct Todo {
    enum Kind : uint8_t {
      kShape,  // Write `shape`, and what follows it.
      kTest,   // Write the test of the label for the group `shape`, and the `if`.
      kEnd,
    };
    Kind kind;
    ShapeId shape = kNoShape;
    ShapeId follow = kNoShape;
  };
  // "label := number of the target; go the way", for edges that come from where no code can be written.
  struct Trampoline {
    ScopeId scope;
    NodeId target;
    Shapes::Way way;
  };

  // A block scope, which ends where the shape begins, and a loop scope for each shape.
  static ScopeId BlockScope(ShapeId s) { return 2 * s; }
  static ScopeId LoopScope(ShapeId s) { return 2 * s + 1; }

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
  // The one block that a branch to the shape reaches, or kNoBlock.
  BlockId Reached(ShapeId s) const {
    const std::vector<NodeId>& entries = shapes_.all[s].entries;
    return entries.size() == 1 && entries[0] != flow_.root ? entries[0] : kNoBlock;
  }
  bool Empty(ShapeId s) const { return shapes_.all[s].kind == Shape::Kind::kNothing; }
  uint32_t LabelOf(NodeId v) {
    if (number_[v] == kNoLabel) {
      number_[v] = static_cast<uint32_t>(graph_.entries.size() + out_.internal_entries.size());
      out_.internal_entries.push_back(v);
    }
    return number_[v];
  }

  // Opens a block scope that ends where `s` will begin, and puts `s` on the list.
  void OpenBefore(ShapeId s, ShapeId follow) {
    if (Empty(s)) return;
    Open(OpKind::kBlock, BlockScope(s), Reached(s));
    todo_.push_back({Todo::kShape, s, follow});
    todo_.push_back({Todo::kEnd});
  }

  // Writes the shape `s` and those behind it. `follow` is the shape that comes right behind these, kNoShape when
  // control must not get there.
  void Write(ShapeId s, ShapeId follow) {
    const Shape& shape = shapes_.all[s];
    switch (shape.kind) {
      case Shape::Kind::kNothing:
        break;
      case Shape::Kind::kSimple:
        Simple(s, follow);
        break;
      case Shape::Kind::kLoop:
        OpenBefore(shape.next, follow);
        Open(OpKind::kLoop, LoopScope(s), Reached(s));
        todo_.push_back({Todo::kEnd});
        todo_.push_back({Todo::kShape, shape.inner, Empty(shape.next) ? follow : shape.next});
        break;
      case Shape::Kind::kMultiple:
        Multiple(shape, follow);
        break;
    }
  }

  // A multiple shape whose label has been set.
  void Multiple(const Shape& shape, ShapeId follow) {
    OpenBefore(shape.next, follow);
    const ShapeId behind = Empty(shape.next) ? follow : shape.next;
    const size_t last = shape.groups.size() - 1;
    for (size_t i = last + 1; i-- > 0;) {
      const ShapeId group = shape.groups[i];
      // When each entry has a group, what is none of the others is the last one.
      const bool tested = i < last || shape.groups.size() < shape.entries.size();
      if (tested) todo_.push_back({Todo::kEnd});
      todo_.push_back({Todo::kShape, group, i == last ? behind : kNoShape});
      if (tested) todo_.push_back({Todo::kTest, group});
    }
  }
  void Test(NodeId entry) {
    Add(OpKind::kTestLabel).value = LabelOf(entry);
    Add(OpKind::kIf);
  }

  void Simple(ShapeId s, ShapeId follow) {
    const Shape& shape = shapes_.all[s];
    const Shape& next = shapes_.all[shape.next];
    if (shape.node == flow_.root && NeedsDispatch()) {
      dispatch_ = LoopScope(s);
      Open(OpKind::kLoop, dispatch_, kNoBlock);
      todo_.push_back({Todo::kEnd});
      follow = kNoShape;
    }
    if (!next.fused) {
      OpenBefore(shape.next, follow);
      if (!Empty(shape.next)) follow = shape.next;
    } else {
      OpenBefore(next.next, follow);
      const ShapeId behind = Empty(next.next) ? follow : next.next;
      for (size_t i = next.groups.size(); i-- > 0;) {
        OpenBefore(next.groups[i], i + 1 == next.groups.size() ? behind : kNoShape);
      }
      follow = next.groups[0];
    }
    if (shape.node != flow_.root) {
      Node(shape.node, follow);
    } else if (dispatch_ != kNoScope) {
      Dispatch(follow);
    }
  }

  // The way of the edge number `edge` of node x.
  Shapes::Way Way(NodeId x, size_t edge) const { return shapes_.ways[flow_.first[x] + edge]; }
  static ScopeId Scope(Shapes::Way way) { return way.continues ? LoopScope(way.to) : BlockScope(way.to); }
  // Whether someone who comes there looks at the label.
  bool Labelled(Shapes::Way way) const { return shapes_.all[way.to].entries.size() > 1; }
  static bool Falls(Shapes::Way way, ShapeId follow) { return !way.continues && way.to == follow; }

  // Where an edge to v has to branch to when no code can be written for it.
  ScopeId Landing(Shapes::Way way, NodeId v) {
    if (!Labelled(way)) return Scope(way);
    // All edges of one node to v go the same way.
    uint32_t& trampoline = trampoline_of_[v];
    if (trampoline >= trampolines_.size() || trampolines_[trampoline].target != v) {
      trampoline = static_cast<uint32_t>(trampolines_.size());
      trampolines_.push_back({static_cast<ScopeId>(num_scopes_++), v, way});
    }
    return trampolines_[trampoline].scope;
  }
  void OpenTrampolines() {
    for (size_t i = trampolines_.size(); i-- > 0;) Open(OpKind::kBlock, trampolines_[i].scope, kNoBlock);
  }
  void CloseTrampolines(ShapeId follow) {
    for (const Trampoline& trampoline : trampolines_) {
      Add(OpKind::kEnd);
      Go(trampoline.way, trampoline.target, &trampoline == &trampolines_.back() ? follow : kNoShape);
    }
    trampolines_.clear();
  }

  void Go(Shapes::Way way, NodeId v, ShapeId follow) {
    if (Labelled(way)) Add(OpKind::kSetLabel).value = LabelOf(v);
    if (!Falls(way, follow)) Add(OpKind::kBr).depth = Scope(way);
  }

  bool NeedsDispatch() const {
    if (graph_.entries.size() != 1 || graph_.entries[0] == kNoBlock || graph_.other_entry != kNoBlock) return true;
    return std::any_of(shapes_.all.begin(), shapes_.all.end(), [this](const Shape& shape) {
      return shape.kind == Shape::Kind::kSimple && shape.node != flow_.root &&
             graph_.blocks[shape.node].term == Terminator::kIndirect;
    });
  }

  void Dispatch(ShapeId follow) {
    const bool traps = graph_.other_entry == kNoBlock;
    const NodeId d = flow_.root;
    // The last edge of D is that to `other_entry`. A label that leads there by default is not its number.
    const ScopeId other = traps ? static_cast<ScopeId>(num_scopes_++)
                                : Landing(Way(d, flow_.Successors(d).size() - 1), graph_.other_entry);
    OpenTrampolines();
    if (traps) Open(OpKind::kBlock, other, kNoBlock);
    Add(OpKind::kGetLabel);
    Op& table = Add(OpKind::kBrTable);
    table.first_target = static_cast<uint32_t>(out_.targets.size());
    table.num_targets = static_cast<uint32_t>(graph_.entries.size()) + 1;
    size_t edge = 0;
    for (BlockId entry : graph_.entries) out_.targets.push_back(entry == kNoBlock ? other : Scope(Way(d, edge++)));
    out_.targets.push_back(other);
    if (traps) {
      Add(OpKind::kEnd);
      Add(OpKind::kUnreachable);
    }
    CloseTrampolines(follow);
  }

  void Node(NodeId x, ShapeId follow) {
    const Block& block = graph_.blocks[x];
    std::vector<ScopeId> side;
    std::vector<ScopeId> rows;
    for (const Edge& e : block.side) side.push_back(Landing(Way(x, block.succ.size() + side.size()), e.target));
    if (block.term == Terminator::kSwitch) {
      for (const Edge& e : block.succ) rows.push_back(Landing(Way(x, rows.size()), e.target));
    }
    OpenTrampolines();
    Op& code = Add(OpKind::kCode);
    code.block = x;
    AddTargets(side, code);
    const ShapeId behind = trampolines_.empty() ? follow : kNoShape;
    switch (block.term) {
      case Terminator::kExit:
        break;
      case Terminator::kJump:
        Go(Way(x, 0), block.succ[0].target, behind);
        break;
      case Terminator::kBranch:
        Branch(x, block.succ[0].target, block.succ[1].target, behind);
        break;
      case Terminator::kSwitch:
        AddTargets(rows, Add(OpKind::kBrTable));
        break;
      case Terminator::kIndirect:
        Add(OpKind::kBr).depth = dispatch_;
        break;
    }
    CloseTrampolines(follow);
  }
  void AddTargets(absl::Span<const ScopeId> targets, Op& op) {
    op.first_target = static_cast<uint32_t>(out_.targets.size());
    op.num_targets = static_cast<uint32_t>(targets.size());
    out_.targets.insert(out_.targets.end(), targets.begin(), targets.end());
  }

  void Branch(NodeId x, NodeId yes, NodeId no, ShapeId follow) {
    const Shapes::Way yes_way = Way(x, 0);
    const Shapes::Way no_way = Way(x, 1);
    // What one instruction does, the br_if itself.
    const auto is_bare = [&](Shapes::Way way) { return !Labelled(way) && !Falls(way, follow); };
    if (yes == no) {
      // There is no instruction to drop the condition, and this pair is as short as one would be.
      Add(OpKind::kIf);
      Add(OpKind::kEnd);
      Go(no_way, no, follow);
    } else if (is_bare(yes_way)) {
      Add(OpKind::kBrIf).depth = Scope(yes_way);
      Go(no_way, no, follow);
    } else if (is_bare(no_way)) {
      Op& br = Add(OpKind::kBrIf);
      br.negated = true;
      br.depth = Scope(no_way);
      Go(yes_way, yes, follow);
    } else {
      // At least one arm sets the label; the other one does too, or is nothing at all.
      const bool negated = !Labelled(yes_way);
      Add(OpKind::kIf).negated = negated;
      Go(negated ? no_way : yes_way, negated ? no : yes, kNoShape);
      Add(OpKind::kEnd);
      Go(negated ? yes_way : no_way, negated ? yes : no, follow);
    }
  }

  const Graph& graph_;
  const Flow& flow_;
  const Shapes& shapes_;
  size_t num_scopes_;
  Structured out_;
  std::vector<Todo> todo_;
  // The loop scope of the dispatch; kNoScope when there is none.
  ScopeId dispatch_ = kNoScope;
  // The label of each block, kNoLabel until it is needed. External entries have their own.
  std::vector<uint32_t> number_;
  // Of the node that is being written.
  std::vector<Trampoline> trampolines_;
  std::vector<uint32_t> trampoline_of_;
};

}  // namespace
}  // namespace relooper

Structured Reloop(const Graph& graph, size_t& num_scopes) {
  const Flow flow = MakeFlow(graph);
  const relooper::Shapes shapes = relooper::FindShapes(flow);
  return relooper::Writer(graph, flow, shapes).Run(num_scopes);
}

}  // namespace beamfold::cfg
