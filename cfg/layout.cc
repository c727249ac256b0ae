// SPDX-License-Identifier: Apache-2.0
//
// Problem: a legible drawing of a graph of two or of thousands of nodes, without an external program.
//
// Idea: nodes in layers, edges downwards as far as their order allows (Sugiyama; the steps are in layers.cc and
// crossings.cc). The caller leaves out edges to nodes that everybody refers to, so a large graph falls into parts; each
// is laid out by itself, and the parts fill shelves, the tallest first.
//
// Complexity: O(m log m).

#include "cfg/layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "cfg/layers.h"

namespace beamfold::cfg {
namespace {

constexpr double kPartGap = 30;

// What is laid out at once: its nodes in order, and its edges by number.
struct Part {
  std::vector<uint32_t> nodes;
  std::vector<uint32_t> edges;
  double width = 0;
  double height = 0;
};

std::vector<Part> FindParts(size_t n, absl::Span<const LayoutEdge> edges, std::vector<uint32_t>& local) {
  std::vector<uint32_t> root(n);
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](uint32_t v) {
    while (root[v] != v) v = root[v] = root[root[v]];
    return v;
  };
  for (const LayoutEdge& edge : edges) {
    const uint32_t a = find(edge.from);
    const uint32_t b = find(edge.to);
    root[std::max(a, b)] = std::min(a, b);
  }
  std::vector<Part> parts;
  std::vector<uint32_t> part_of(n);
  local.resize(n);
  for (uint32_t v = 0; v < n; ++v) {
    const uint32_t top = find(v);
    if (top == v) {
      part_of[v] = static_cast<uint32_t>(parts.size());
      parts.emplace_back();
    }
    Part& part = parts[part_of[v] = part_of[top]];
    local[v] = static_cast<uint32_t>(part.nodes.size());
    part.nodes.push_back(v);
  }
  for (uint32_t e = 0; e < edges.size(); ++e) parts[part_of[edges[e].from]].edges.push_back(e);
  return parts;
}

class PartLayout {
 public:
  PartLayout(absl::Span<const double> widths, absl::Span<const LayoutEdge> edges, const std::vector<uint32_t>& local,
             Layout& out)
      : widths_(widths), edges_(edges), local_(local), out_(out) {}

  // Lays the part out with its upper left corner at the origin.
  void Run(Part& part) {
    std::vector<double> widths;
    std::vector<LayoutEdge> edges;
    for (uint32_t v : part.nodes) widths.push_back(widths_[v]);
    for (uint32_t e : part.edges) edges.push_back({local_[edges_[e].from], local_[edges_[e].to]});
    layers_ = MakeLayers(widths, edges, 3 * (widths.size() + edges.size()) + 2000);
    ReduceCrossings(layers_);
    x_ = PlaceVertices(layers_);
    PlaceRows(part, edges);
    for (size_t i = 0; i < part.nodes.size(); ++i) out_.center[part.nodes[i]] = At(static_cast<uint32_t>(i));
    MakePorts(edges);
    for (size_t i = 0; i < edges.size(); ++i) out_.route[part.edges[i]] = Route(edges, i);
  }

 private:
  Point At(uint32_t v) const { return {x_[v], y_[layers_.layer[v]]}; }

  void PlaceRows(Part& part, const std::vector<LayoutEdge>& edges) {
    double left = 0;
    double right = 0;
    for (size_t v = 0; v < x_.size(); ++v) {
      left = std::min(left, x_[v] - layers_.width[v] / 2);
      right = std::max(right, x_[v] + layers_.width[v] / 2);
    }
    // Edges that run far sideways need a steeper slope to be told apart.
    y_.assign(layers_.rows.size(), kRowHeight / 2);
    std::vector<double> slope(layers_.rows.size());
    for (size_t v = 0; v < x_.size(); ++v) {
      for (uint32_t w : layers_.below[v]) {
        double& widest = slope[layers_.layer[w]];
        widest = std::max(widest, std::abs(x_[v] - x_[w]));
      }
    }
    for (size_t r = 1; r < y_.size(); ++r) y_[r] = y_[r - 1] + kRowHeight + std::clamp(slope[r] / 6, 34.0, 110.0);
    bool self = false;
    for (const LayoutEdge& edge : edges) self |= edge.from == edge.to;
    for (double& x : x_) x -= left;
    part.width = right - left + (self ? 20 : 0);
    part.height = y_.back() + kRowHeight / 2;
  }

  // Where edges leave and enter: side by side along the rim, in the order of where they come from.
  void MakePorts(const std::vector<LayoutEdge>& edges) {
    struct Port {
      uint32_t node;
      double towards;
      uint32_t edge;
    };
    top_.assign(edges.size(), 0);
    bottom_.assign(edges.size(), 0);
    for (const bool at_top : {true, false}) {
      std::vector<Port> ports;
      for (uint32_t e = 0; e < edges.size(); ++e) {
        if (layers_.dropped[e] || edges[e].from == edges[e].to) continue;
        const uint32_t upper = std::min(edges[e].from, edges[e].to);
        const uint32_t lower = std::max(edges[e].from, edges[e].to);
        const uint32_t first = layers_.first_passed[e];
        const uint32_t last = layers_.first_passed[e + 1];
        // The upper node's port is at its bottom, the lower node's at its top.
        if (at_top) {
          ports.push_back({lower, x_[first == last ? upper : last - 1], e});
        } else {
          ports.push_back({upper, x_[first == last ? lower : first], e});
        }
      }
      std::stable_sort(ports.begin(), ports.end(), [](const Port& a, const Port& b) {
        return std::make_pair(a.node, a.towards) < std::make_pair(b.node, b.towards);
      });
      for (size_t i = 0, end = 0; i < ports.size(); i = end) {
        const uint32_t v = ports[i].node;
        while (end < ports.size() && ports[end].node == v) ++end;
        const double width = std::min(layers_.width[v] * 0.8, static_cast<double>(end - i) * 24);
        for (size_t k = i; k < end; ++k) {
          const double part = (static_cast<double>(k - i) + 0.5) / static_cast<double>(end - i) - 0.5;
          (at_top ? top_ : bottom_)[ports[k].edge] = x_[v] + part * width;
        }
      }
    }
  }

  std::vector<Point> Route(const std::vector<LayoutEdge>& edges, size_t e) const {
    const LayoutEdge& edge = edges[e];
    if (layers_.dropped[e]) return {};
    if (edge.from == edge.to) {
      const Point at = At(edge.from);
      const double side = at.x + layers_.width[edge.from] / 2;
      return {{side - 8, at.y + kRowHeight / 2}, {side + 14, at.y}, {side - 8, at.y - kRowHeight / 2}};
    }
    const Point upper = At(std::min(edge.from, edge.to));
    const Point lower = At(std::max(edge.from, edge.to));
    std::vector<Point> points = {{bottom_[e], upper.y + kRowHeight / 2}};
    const uint32_t first = layers_.first_passed[e];
    const uint32_t last = layers_.first_passed[e + 1];
    for (uint32_t v = first; v < last; ++v) {
      // The midst of a straight piece adds nothing.
      const bool straight = v > first && v + 1 < last && std::abs(x_[v] - x_[v - 1]) + std::abs(x_[v] - x_[v + 1]) < 1;
      if (!straight) points.push_back(At(v));
    }
    points.push_back({top_[e], lower.y - kRowHeight / 2});
    if (edge.from > edge.to) std::reverse(points.begin(), points.end());
    return points;
  }

  absl::Span<const double> widths_;
  absl::Span<const LayoutEdge> edges_;
  const std::vector<uint32_t>& local_;
  Layout& out_;
  Layers layers_;
  std::vector<double> x_;
  std::vector<double> y_;  // Of each row.
  // The x coordinates of each edge's ports.
  std::vector<double> top_;
  std::vector<double> bottom_;
};

}  // namespace

Layout LayOut(absl::Span<const double> widths, absl::Span<const LayoutEdge> edges) {
  Layout out;
  out.center.resize(widths.size());
  out.route.resize(edges.size());
  std::vector<uint32_t> local;
  std::vector<Part> parts = FindParts(widths.size(), edges, local);
  PartLayout layout(widths, edges, local, out);
  double area = 0;
  double widest = 0;
  for (Part& part : parts) {
    layout.Run(part);
    area += (part.width + kPartGap) * (part.height + kPartGap);
    widest = std::max(widest, part.width);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.height > b.height; });
  const double shelf = std::max(widest, std::sqrt(area * 1.5));
  // A shelf is as high as its first part; behind that, parts are stacked in columns.
  double x = 0;
  double y = 0;
  double shelf_height = 0;
  double column_width = 0;
  double column_height = 0;
  for (const Part& part : parts) {
    if (column_height > 0 && (part.width > column_width || column_height + kPartGap + part.height > shelf_height)) {
      x += column_width + kPartGap;
      column_height = 0;
    }
    if (x > 0 && x + part.width > shelf) {
      x = 0;
      y += shelf_height + kPartGap;
      shelf_height = column_height = 0;
    }
    const double top = y + (column_height > 0 ? column_height + kPartGap : 0);
    if (column_height == 0) column_width = part.width;
    column_height = top + part.height - y;
    shelf_height = std::max(shelf_height, column_height);
    for (uint32_t v : part.nodes) {
      out.center[v].x += x;
      out.center[v].y += top;
    }
    for (uint32_t e : part.edges) {
      for (Point& point : out.route[e]) {
        point.x += x;
        point.y += top;
      }
    }
    out.width = std::max(out.width, x + part.width);
  }
  out.height = y + shelf_height;
  return out;
}

}  // namespace beamfold::cfg
