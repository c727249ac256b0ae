// SPDX-License-Identifier: Apache-2.0
//
// The graph in layers. What would turn a large picture into a ball of wool is drawn as references: the target's name
// below the source, or the source's above the target. These are the edges to blocks with very many ways in, those from
// blocks with very many ways out, the dispatch's if there are many, and edges that are too long.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/flow.h"
#include "cfg/layout.h"
#include "cfg/loops.h"
#include "cfg/order.h"
#include "cfg/scenes.h"

namespace beamfold::cfg {
namespace {

constexpr size_t kMaxWaysIn = 10;
constexpr size_t kMaxWaysOut = 14;
constexpr size_t kMaxLabel = 12;

class GraphDrawing {
 public:
  explicit GraphDrawing(const Graph& graph) : graph_(graph), dispatch_(static_cast<NodeId>(graph.blocks.size())) {}

  Scene Run() {
    Flow flow = MakeFlow(graph_);
    flow = SortForLayout(flow, FindLoops(flow));
    order_ = ReversePostorder(flow);
    position_.assign(flow.size(), kNoNode);
    for (size_t i = 0; i < order_.size(); ++i) position_[order_[i]] = static_cast<uint32_t>(i);
    CollectEdges();
    MarkHubs(flow);
    MakeNodes(flow);
    LayEdgesOut();
    if (order_.size() <= graph_.blocks.size()) {
      scene_.note =
          absl::StrCat("not drawn: ", graph_.blocks.size() + 1 - order_.size(), " blocks that no entry reaches");
    }
    return std::move(scene_);
  }

 private:
  // Parallel edges of one kind are one line with several labels.
  void Add(LineKind kind, NodeId from, NodeId to, absl::string_view text) {
    if (kind == LineKind::kForward && position_[to] <= position_[from]) kind = LineKind::kBack;
    const uint32_t last = last_edge_[to];
    if (last != kNoNode && last >= first_of_source_ && edges_[last].kind == kind) {
      std::string& label = edges_[last].text;
      if (!text.empty() && label.size() < kMaxLabel) absl::StrAppend(&label, ",", text);
      return;
    }
    last_edge_[to] = static_cast<uint32_t>(edges_.size());
    Line& line = edges_.emplace_back();
    line.kind = kind;
    line.from = from;
    line.to = to;
    line.text = std::string(text);
    line.text_at_end = kind == LineKind::kDispatch;
  }

  void CollectEdges() {
    last_edge_.assign(graph_.blocks.size() + 1, kNoNode);
    for (NodeId v : order_) {
      first_of_source_ = edges_.size();
      if (v == dispatch_) {
        for (size_t label = 0; label < graph_.entries.size(); ++label) {
          if (graph_.entries[label] != kNoBlock) {
            Add(LineKind::kDispatch, v, graph_.entries[label], absl::StrCat(label));
          }
        }
        if (graph_.other_entry != kNoBlock) Add(LineKind::kDispatch, v, graph_.other_entry, "other");
        continue;
      }
      const Block& block = graph_.blocks[v];
      for (const Edge& edge : block.side) Add(LineKind::kSide, v, edge.target, "");
      for (size_t i = 0; i < block.succ.size(); ++i) {
        const BlockId to = block.succ[i].target;
        if (block.term == Terminator::kBranch) {
          Add(LineKind::kForward, v, to, i == 0 ? "T" : "F");
        } else if (block.term == Terminator::kSwitch) {
          Add(LineKind::kForward, v, to, absl::StrCat(i));
        } else {
          Add(LineKind::kForward, v, to, "");
        }
      }
      if (block.term == Terminator::kIndirect) Add(LineKind::kDispatch, v, dispatch_, "");
    }
  }

  void MarkHubs(const Flow& flow) {
    std::vector<size_t> in(flow.size());
    for (const Line& line : edges_) {
      if (line.from != dispatch_) ++in[line.to];
    }
    // Only what does not lead to a hub anyway counts as a way out. The dispatch's ways back count with its ways out.
    std::vector<size_t> out(flow.size());
    for (const Line& line : edges_) {
      if (line.to == dispatch_ || in[line.to] <= kMaxWaysIn) ++out[line.to == dispatch_ ? dispatch_ : line.from];
    }
    many_in_.assign(flow.size(), false);
    many_out_.assign(flow.size(), false);
    for (NodeId v : order_) {
      many_out_[v] = out[v] > kMaxWaysOut;
      many_in_[v] = v == dispatch_ ? many_out_[v] : in[v] > kMaxWaysIn;
      if (many_out_[v] && v != dispatch_) CountWaysOut(v, out[v]);
    }
  }

  void MakeNodes(const Flow& flow) {
    const LoopForest forest = FindLoops(flow);
    std::vector<bool> external(flow.size());
    for (BlockId entry : graph_.entries) {
      if (entry != kNoBlock) external[entry] = true;
    }
    for (NodeId v : order_) {
      Box box = TextBox(v == dispatch_ ? BoxKind::kDispatch : BoxKind::kNode, NodeTitle(graph_, v));
      box.node = v;
      if (v == dispatch_) box.w = 48;
      box.shade = v == dispatch_ ? 0 : forest.Depth(forest.of[v]);
      box.external = external[v];
      widths_.push_back(box.w);
      scene_.nodes.push_back(std::move(box));
    }
  }

  // Tells below a block how many blocks refer to it.
  void CountWaysOut(NodeId v, size_t count) {
    Line& line = edges_.emplace_back();
    line.kind = LineKind::kTree;
    line.from = v;
    Box box = TextBox(BoxKind::kHub, absl::StrCat(count, " blocks"));
    box.h = kRowHeight - 4;
    references_.push_back({static_cast<uint32_t>(edges_.size() - 1), std::move(box)});
  }

  // Adds a box that refers to the target of the edge, connected to its source.
  void AddReference(size_t e) {
    Box box = TextBox(BoxKind::kHub, NodeTitle(graph_, edges_[e].to), 16);
    box.h = kRowHeight - 4;
    box.node = edges_[e].to;
    references_.push_back({static_cast<uint32_t>(e), std::move(box)});
  }

  void LayEdgesOut() {
    for (size_t e = 0; e < edges_.size(); ++e) {
      const Line& line = edges_[e];
      if (line.to == kNoNode) continue;
      if (line.from != dispatch_ && many_in_[line.to]) {
        AddReference(e);
      } else if (many_out_[line.from]) {
        entered_.push_back(static_cast<uint32_t>(e));
      } else {
        lined_.push_back(static_cast<uint32_t>(e));
        layout_edges_.push_back({position_[line.from], position_[line.to]});
      }
    }
    Layout layout = LayOutWithReferences();
    // What was too long for a line becomes a reference in a second round.
    std::vector<uint32_t> kept;
    std::vector<LayoutEdge> kept_edges;
    for (size_t i = 0; i < lined_.size(); ++i) {
      if (layout.route[i].empty()) {
        AddReference(lined_[i]);
      } else {
        kept.push_back(lined_[i]);
        kept_edges.push_back(layout_edges_[i]);
      }
    }
    if (kept.size() < lined_.size()) {
      lined_ = std::move(kept);
      layout_edges_ = std::move(kept_edges);
      layout = LayOutWithReferences();
    }
    Fill(layout);
  }

  // The nodes are numbered by position; references come in between, right after the node they belong to.
  Layout LayOutWithReferences() {
    std::vector<std::vector<uint32_t>> after(order_.size());
    for (uint32_t r = 0; r < references_.size(); ++r) {
      after[position_[edges_[references_[r].edge].from]].push_back(r);
    }
    std::vector<double> widths;
    number_of_.assign(order_.size(), 0);
    number_of_reference_.assign(references_.size(), 0);
    const auto add = [&](double width) {
      widths.push_back(width);
      return static_cast<uint32_t>(widths.size() - 1);
    };
    for (size_t i = 0; i < order_.size(); ++i) {
      number_of_[i] = add(widths_[i]);
      for (uint32_t r : after[i]) number_of_reference_[r] = add(references_[r].box.w);
    }
    std::vector<LayoutEdge> edges;
    for (const LayoutEdge& edge : layout_edges_) edges.push_back({number_of_[edge.from], number_of_[edge.to]});
    for (uint32_t r = 0; r < references_.size(); ++r) {
      edges.push_back({number_of_[position_[edges_[references_[r].edge].from]], number_of_reference_[r]});
    }
    return LayOut(widths, edges);
  }

  void Fill(Layout& layout) {
    const double top = kMargin + (entered_.empty() ? 0 : kRowHeight);
    scene_.width = layout.width + 2 * kMargin;
    scene_.height = layout.height + top + kMargin;
    const auto place = [&](Box& box, uint32_t number) {
      box.x = layout.center[number].x + kMargin - box.w / 2;
      box.y = layout.center[number].y + top - box.h / 2;
    };
    for (size_t i = 0; i < order_.size(); ++i) place(scene_.nodes[i], number_of_[i]);
    const auto draw = [&](uint32_t edge, std::vector<Point>& route) {
      for (Point& point : route) point = {point.x + kMargin, point.y + top};
      edges_[edge].points = std::move(route);
      scene_.lines.push_back(std::move(edges_[edge]));
    };
    for (size_t i = 0; i < lined_.size(); ++i) {
      const LayoutEdge ends = {number_of_[layout_edges_[i].from], number_of_[layout_edges_[i].to]};
      // The references moved the nodes, so now and then another edge has become too long: that one runs straight.
      if (layout.route[i].empty()) layout.route[i] = {layout.center[ends.from], layout.center[ends.to]};
      draw(lined_[i], layout.route[i]);
    }
    for (size_t r = 0; r < references_.size(); ++r) {
      std::vector<Point>& route = layout.route[lined_.size() + r];
      route.back().y += 2;  // References are a little lower than nodes.
      draw(references_[r].edge, route);
      place(references_[r].box, number_of_reference_[r]);
      scene_.nodes.push_back(std::move(references_[r].box));
    }
    std::vector<double> shift(order_.size());
    for (uint32_t e : entered_) {
      Line& line = edges_[e];
      const Box& entry = scene_.nodes[position_[line.to]];
      const std::string source = line.from == dispatch_ ? "D" : absl::StrCat("b", line.from);
      line.text = line.text.empty() ? source : absl::StrCat(source, " ", line.text);
      line.text_at_end = true;
      double& x = shift[position_[line.to]];
      line.points = {{entry.x + x + 5, entry.y - 18}, {entry.x + x + 5, entry.y}};
      x += static_cast<double>(line.text.size()) * 6.2 + 8;
      scene_.lines.push_back(std::move(line));
    }
  }

  struct Reference {
    uint32_t edge;
    Box box;
  };

  const Graph& graph_;
  const NodeId dispatch_;
  std::vector<NodeId> order_;
  std::vector<uint32_t> position_;
  std::vector<Line> edges_;
  size_t first_of_source_ = 0;
  std::vector<uint32_t> last_edge_;
  std::vector<bool> many_in_;
  std::vector<bool> many_out_;
  std::vector<double> widths_;
  // Edges with a line, and the same as positions.
  std::vector<uint32_t> lined_;
  std::vector<LayoutEdge> layout_edges_;
  std::vector<Reference> references_;
  std::vector<uint32_t> entered_;  // Edges from the dispatch that have no line from there.
  std::vector<uint32_t> number_of_;
  std::vector<uint32_t> number_of_reference_;
  Scene scene_;
};

}  // namespace

Scene GraphScene(const Graph& graph) { return GraphDrawing(graph).Run(); }

}  // namespace beamfold::cfg
