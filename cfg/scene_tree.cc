// SPDX-License-Identifier: Apache-2.0
//
// The structured form as nested boxes. Scopes nest as deep as a graph has blocks, so the indentation shrinks when it
// would make the picture too wide; where that leaves little to see, the shade of the stacked boxes and the depths that
// branches name still tell.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"
#include "cfg/scenes.h"

namespace beamfold::cfg {
namespace {

constexpr double kMaxIndents = 300;  // All of them together.
constexpr double kPad = 5;
constexpr double kTitleHeight = 16;
constexpr double kOpHeight = 17;
constexpr size_t kOpColumns = 44;

class TreeDrawing {
 public:
  TreeDrawing(const Graph& graph, const Structured& structured, ControlMap map)
      : graph_(graph),
        structured_(structured),
        map_(std::move(map)),
        dispatch_(static_cast<NodeId>(graph.blocks.size())) {}

  Scene Run() {
    for (BlockId entry : graph_.entries) {
      if (entry != kNoBlock) external_.push_back(entry);
    }
    std::sort(external_.begin(), external_.end());
    size_t depth = 0;
    size_t deepest = 0;
    for (const Op& op : structured_.ops) {
      if (op.kind == OpKind::kBlock || op.kind == OpKind::kLoop || op.kind == OpKind::kIf) ++depth;
      if (op.kind == OpKind::kEnd) --depth;
      deepest = std::max(deepest, depth);
    }
    if (deepest > 0) scene_.indent = std::min(kIndent, kMaxIndents / static_cast<double>(deepest));
    FindArrivals();
    y_ = kMargin;
    for (uint32_t i = 0; i < structured_.ops.size(); ++i) DrawOp(i);
    scene_.height = y_ + kMargin;
    // Only now it is known how wide the rows are.
    const double right = widest_ + kPad;
    for (Box& box : scene_.scopes) {
      box.w = right + static_cast<double>(deepest - 1 - box.shade) * scene_.indent - box.x;
    }
    scene_.width = right + static_cast<double>(deepest) * scene_.indent + kMargin;
    return std::move(scene_);
  }

 private:
  // Where control first does anything, from each op on.
  void FindArrivals() {
    const uint32_t n = static_cast<uint32_t>(structured_.ops.size());
    arrival_.resize(n + 1, n);
    for (uint32_t i = n; i-- > 0;) {
      const OpKind kind = structured_.ops[i].kind;
      const bool passes = kind == OpKind::kBlock || kind == OpKind::kLoop || kind == OpKind::kEnd;
      arrival_[i] = passes ? arrival_[i + 1] : i;
    }
  }

  // The title of a scope that is for no block: a join of branches, a label write, or a trap.
  std::string Aimless(uint32_t i) const {
    constexpr int kMaxHops = 8;
    uint32_t at = arrival_[map_.landing[i]];
    for (int hop = 0; hop < kMaxHops && at < structured_.ops.size() && structured_.ops[at].kind == OpKind::kBr; ++hop) {
      at = arrival_[map_.jump[at]];
    }
    if (at == structured_.ops.size()) return "trap";
    const Op& op = structured_.ops[at];
    switch (op.kind) {
      case OpKind::kUnreachable:
        return "trap";
      case OpKind::kCode:
        return NodeTitle(graph_, op.block);
      case OpKind::kSetLabel:
        return absl::StrCat("label := ", Label(op.value));
      case OpKind::kGetLabel:
        return "D";
      default:
        return "\u2026";
    }
  }

  double Left() const { return kMargin + static_cast<double>(open_.size()) * scene_.indent; }

  void Open(BoxKind kind, uint32_t i, NodeId node, absl::string_view text) {
    const bool title = kind != BoxKind::kBlock;
    Box box = TextBox(kind, text, kOpColumns);
    box.x = Left();
    box.y = y_;
    box.op = i;
    box.node = node;
    box.shade = static_cast<uint32_t>(open_.size());
    widest_ = std::max(widest_, box.x + box.w);
    open_.push_back(static_cast<uint32_t>(scene_.scopes.size()));
    scene_.scopes.push_back(std::move(box));
    y_ += title ? kTitleHeight + 2 : scene_.indent / 3;
  }

  void Close() {
    Box& box = scene_.scopes[open_.back()];
    y_ += box.kind == BoxKind::kBlock ? kTitleHeight : kPad;
    box.h = y_ - box.y;
    open_.pop_back();
    y_ += scene_.indent / 4;
  }

  void Row(BoxKind kind, uint32_t i, NodeId node, absl::string_view text) {
    Box box = TextBox(kind, text, kOpColumns);
    box.h = kind == BoxKind::kOp ? kOpHeight : kRowHeight;
    box.x = Left() + (kind == BoxKind::kOp ? 12 : 0) + kPad - scene_.indent;
    if (open_.empty()) box.x = Left();
    box.y = y_;
    box.op = i;
    box.node = node;
    box.external = kind == BoxKind::kNode && std::binary_search(external_.begin(), external_.end(), node);
    widest_ = std::max(widest_, box.x + box.w);
    y_ += box.h + (kind == BoxKind::kOp ? 0 : 2);
    scene_.nodes.push_back(std::move(box));
  }

  // What a branch leads to: the block that its scope names, D for the dispatch's loop.
  const Box& Scope(uint32_t depth) const { return scene_.scopes[open_[open_.size() - 1 - depth]]; }
  NodeId Reaches(uint32_t depth) const { return Scope(depth).node; }
  std::string Goal(uint32_t depth) const {
    const Box& scope = Scope(depth);
    return scope.node == kNoNode ? Aimless(scope.op) : NodeTitle(graph_, scope.node);
  }
  std::string Branch(absl::string_view what, uint32_t depth) const {
    return absl::StrCat(what, " ", depth, " \u2192 ", Goal(depth));
  }
  std::string Label(uint32_t value) const {
    const size_t external = graph_.entries.size();
    BlockId block = kNoBlock;
    if (value < external) {
      block = graph_.entries[value];
    } else if (value - external < structured_.internal_entries.size()) {
      block = structured_.internal_entries[value - external];
    }
    return block == kNoBlock ? absl::StrCat(value) : absl::StrCat(value, " (b", block, ")");
  }

  void SideExits(uint32_t i) {
    const Op& op = structured_.ops[i];
    for (uint32_t t = 0; t < op.num_targets;) {
      const uint32_t depth = structured_.targets[op.first_target + t];
      uint32_t end = t;
      while (end < op.num_targets && structured_.targets[op.first_target + end] == depth) ++end;
      const std::string times = end - t > 1 ? absl::StrCat(" \u00d7", end - t) : "";
      Row(BoxKind::kOp, i, Reaches(depth), absl::StrCat(Branch("side", depth), times));
      t = end;
    }
  }

  void Table(uint32_t i) {
    const Op& op = structured_.ops[i];
    const bool on_label = i > 0 && structured_.ops[i - 1].kind == OpKind::kGetLabel;
    const bool dispatch = on_label && i - 1 == FindDispatch(structured_);
    const uint32_t first = on_label ? structured_.ops[i - 1].value : 0;
    std::string text = on_label ? "br_table on label:" : "br_table:";
    for (uint32_t t = 0; t < op.num_targets; ++t) {
      const uint32_t depth = structured_.targets[op.first_target + t];
      const std::string row = t + 1 == op.num_targets ? "else" : absl::StrCat(first + t);
      const NodeId to = Reaches(depth);
      absl::StrAppend(&text, " ", row, "\u2192", to < dispatch_ ? absl::StrCat("b", to) : Goal(depth));
    }
    Row(dispatch ? BoxKind::kDispatch : BoxKind::kOp, i, dispatch ? dispatch_ : kNoNode, text);
  }

  void DrawOp(uint32_t i) {
    const Op& op = structured_.ops[i];
    // The first loop for no block may be the dispatch's; other scopes for no block lead to a trap, a label write, a
    // label test or a branch.
    const bool dispatch = op.kind == OpKind::kLoop && i == 0 && BeginsWithDispatch(structured_);
    const NodeId reached = op.block != kNoBlock ? op.block : dispatch ? dispatch_ : kNoNode;
    const std::string title = reached == kNoNode ? "" : NodeTitle(graph_, reached);
    switch (op.kind) {
      case OpKind::kBlock:
        Open(BoxKind::kBlock, i, reached, absl::StrCat("block \u2193 ", reached == kNoNode ? Aimless(i) : title));
        break;
      case OpKind::kLoop:
        Open(BoxKind::kLoop, i, reached, absl::StrCat("loop \u21ba ", reached == kNoNode ? "label?" : title));
        break;
      case OpKind::kIf:
        Open(BoxKind::kIf, i, kNoNode, op.negated ? "if not" : "if");
        break;
      case OpKind::kElse:
        Row(BoxKind::kOp, i, kNoNode, "else");
        break;
      case OpKind::kEnd:
        Close();
        break;
      case OpKind::kCode:
        Row(BoxKind::kNode, i, op.block, NodeTitle(graph_, op.block));
        SideExits(i);
        break;
      case OpKind::kBr:
        Row(BoxKind::kOp, i, Reaches(op.depth), Branch("br", op.depth));
        break;
      case OpKind::kBrIf:
        Row(BoxKind::kOp, i, Reaches(op.depth), Branch(op.negated ? "br_if not" : "br_if", op.depth));
        break;
      case OpKind::kBrTable:
        Table(i);
        break;
      case OpKind::kGetLabel:
        break;  // Part of the table's row.
      case OpKind::kTestLabel:
        Row(BoxKind::kOp, i, kNoNode, absl::StrCat("label = ", Label(op.value), " ?"));
        break;
      case OpKind::kSetLabel:
        Row(BoxKind::kOp, i, kNoNode, absl::StrCat("label := ", Label(op.value)));
        break;
      case OpKind::kUnreachable:
        Row(BoxKind::kOp, i, kNoNode, "unreachable");
        break;
    }
  }

  const Graph& graph_;
  const Structured& structured_;
  const ControlMap map_;
  const NodeId dispatch_;
  std::vector<uint32_t> arrival_;
  std::vector<BlockId> external_;
  Scene scene_;
  std::vector<uint32_t> open_;  // Indices into scene_.scopes.
  double y_ = 0;
  double widest_ = 0;
};

}  // namespace

absl::StatusOr<Scene> TreeScene(const Graph& graph, const Structured& structured) {
  absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  for (const Op& op : structured.ops) {
    if (op.kind == OpKind::kCode && op.block >= graph.blocks.size()) {
      return absl::InternalError("code of a block that does not exist");
    }
  }
  return TreeDrawing(graph, structured, *std::move(map)).Run();
}

}  // namespace beamfold::cfg
