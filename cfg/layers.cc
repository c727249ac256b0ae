// SPDX-License-Identifier: Apache-2.0
//
// Problem: put the nodes of a graph into layers so that edges run down, rows do not get too wide, and edges are short.
//
// Idea: the longest path from above gives the layer; a full row passes its nodes on to the next one that is not full. A
// node with no edge from above moves down to its highest successor. An edge gets a vertex in each layer that it passes,
// so that later steps can bend it around nodes; as that is quadratic for long chains with long edges, the total is
// limited and the longest edges are left to the caller.
//
// Complexity: O(m log m).
//
// Source: K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE
// Transactions on Systems, Man, and Cybernetics 1981. Rows of bounded width: E. G. Coffman, R. L. Graham, "Optimal
// scheduling for two-processor systems", Acta Informatica 1972.

#include "cfg/layers.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace beamfold::cfg {
namespace {

constexpr double kPassWidth = 4;
constexpr size_t kLeastRow = 10;

// Counts the nodes in each row and finds rows that have a place.
class Places {
 public:
  Places(size_t num_rows, size_t capacity) : next_(num_rows + 1), used_(num_rows + 1), capacity_(capacity) {
    std::iota(next_.begin(), next_.end(), 0);
  }
  // The first row from `row` on with a free place, which is taken.
  uint32_t Take(uint32_t row) {
    uint32_t found = row;
    while (next_[found] != found) found = next_[found];
    while (next_[row] != found) {
      const uint32_t next = next_[row];
      next_[row] = found;
      row = next;
    }
    if (++used_[found] == capacity_) next_[found] = found + 1;
    return found;
  }

 private:
  std::vector<uint32_t> next_;
  std::vector<size_t> used_;
  size_t capacity_;
};

std::vector<uint32_t> NodeLayers(size_t n, absl::Span<const LayoutEdge> edges) {
  // Edges downwards in the order of their sources.
  std::vector<LayoutEdge> down;
  for (const LayoutEdge& edge : edges) {
    if (edge.from != edge.to) down.push_back({std::min(edge.from, edge.to), std::max(edge.from, edge.to)});
  }
  std::stable_sort(down.begin(), down.end(), [](const LayoutEdge& a, const LayoutEdge& b) { return a.from < b.from; });
  const size_t capacity = std::max(kLeastRow, static_cast<size_t>(1.2 * std::sqrt(static_cast<double>(n))));
  Places places(n, capacity);
  std::vector<uint32_t> layer(n);
  std::vector<bool> source(n, true);
  size_t e = 0;
  for (uint32_t v = 0; v < n; ++v) {
    layer[v] = places.Take(layer[v]);
    for (; e < down.size() && down[e].from == v; ++e) {
      layer[down[e].to] = std::max(layer[down[e].to], layer[v] + 1);
      source[down[e].to] = false;
    }
  }
  while (e > 0) {
    const uint32_t v = down[e - 1].from;
    uint32_t highest = layer[down[e - 1].to];
    for (; e > 0 && down[e - 1].from == v; --e) highest = std::min(highest, layer[down[e - 1].to]);
    if (source[v]) layer[v] = highest - 1;
  }
  // Rows that became empty go.
  std::vector<uint32_t> rank(n + 1);
  for (uint32_t row : layer) rank[row] = 1;
  std::exclusive_scan(rank.begin(), rank.end(), rank.begin(), 0u);
  for (uint32_t& row : layer) row = rank[row];
  return layer;
}

}  // namespace

Layers MakeLayers(absl::Span<const double> widths, absl::Span<const LayoutEdge> edges, size_t max_passed) {
  Layers out;
  out.num_nodes = static_cast<uint32_t>(widths.size());
  out.layer = NodeLayers(widths.size(), edges);
  out.width.assign(widths.begin(), widths.end());
  out.dropped.assign(edges.size(), false);

  const auto span = [&](const LayoutEdge& edge) {
    const uint32_t a = out.layer[edge.from];
    const uint32_t b = out.layer[edge.to];
    return a < b ? b - a : a - b;
  };
  std::vector<uint32_t> by_span(edges.size());
  std::iota(by_span.begin(), by_span.end(), 0);
  std::stable_sort(by_span.begin(), by_span.end(),
                   [&](uint32_t a, uint32_t b) { return span(edges[a]) < span(edges[b]); });
  size_t passed = 0;
  for (uint32_t e : by_span) {
    if (edges[e].from == edges[e].to) continue;
    passed += span(edges[e]) - 1;
    if (passed > max_passed) out.dropped[e] = true;
  }

  std::vector<LayoutEdge> segments;
  for (size_t e = 0; e < edges.size(); ++e) {
    out.first_passed.push_back(static_cast<uint32_t>(out.layer.size()));
    if (out.dropped[e] || edges[e].from == edges[e].to) continue;
    uint32_t at = std::min(edges[e].from, edges[e].to);
    const uint32_t bottom = std::max(edges[e].from, edges[e].to);
    for (uint32_t row = out.layer[at] + 1; row < out.layer[bottom]; ++row) {
      const uint32_t next = static_cast<uint32_t>(out.layer.size());
      out.layer.push_back(row);
      out.width.push_back(kPassWidth);
      segments.push_back({at, next});
      at = next;
    }
    segments.push_back({at, bottom});
  }
  out.first_passed.push_back(static_cast<uint32_t>(out.layer.size()));

  out.above.resize(out.layer.size());
  out.below.resize(out.layer.size());
  for (const LayoutEdge& segment : segments) {
    out.below[segment.from].push_back(segment.to);
    out.above[segment.to].push_back(segment.from);
  }
  out.rows.resize(*std::max_element(out.layer.begin(), out.layer.end()) + 1);
  for (uint32_t v = 0; v < out.layer.size(); ++v) out.rows[out.layer[v]].push_back(v);
  return out;
}

}  // namespace beamfold::cfg
