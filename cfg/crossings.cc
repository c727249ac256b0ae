// SPDX-License-Identifier: Apache-2.0
//
// Problem: order the vertices of each row so that few segments cross, and then give them x coordinates.
//
// Idea: sweep down and up a fixed number of times; each row is sorted by the mean position of its neighbours in the row
// that the sweep comes from. The best order seen is kept. For the coordinates the same sweeps ask each vertex for the
// place it wishes, the mean of its neighbours; the nearest places to the wishes (least squares) that keep the order and
// the distances are found by pooling: neighbours that want to pass each other become one group with a common wish.
//
// Complexity: O(s log s) for s segments: the number of sweeps is a constant.
//
// Source: Sugiyama, Tagawa and Toda (see layers.cc). Counting crossings: W. Barth, M. Jünger, P. Mutzel, "Simple and
// efficient bilayer cross counting", GD 2002. Pooling: M. Ayer et al., "An empirical distribution function for sampling
// with incomplete information", Annals of Mathematical Statistics 1955.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cfg/layers.h"

namespace beamfold::cfg {
namespace {

constexpr int kOrderSweeps = 12;
constexpr int kPlaceSweeps = 16;

void Number(const std::vector<uint32_t>& row, std::vector<uint32_t>& index) {
  for (size_t i = 0; i < row.size(); ++i) index[row[i]] = static_cast<uint32_t>(i);
}

// Segments cross if their ends are ordered differently: inversions, counted with a Fenwick tree.
uint64_t CountCrossings(const Layers& layers, const std::vector<uint32_t>& index) {
  uint64_t crossings = 0;
  std::vector<uint32_t> ends;
  for (size_t r = 0; r + 1 < layers.rows.size(); ++r) {
    std::vector<uint64_t> tree(layers.rows[r + 1].size() + 1);
    uint64_t seen = 0;
    for (uint32_t v : layers.rows[r]) {
      ends.clear();
      for (uint32_t w : layers.below[v]) ends.push_back(index[w] + 1);
      for (uint32_t end : ends) {
        uint64_t not_right = 0;
        for (size_t i = end; i > 0; i -= i & -i) not_right += tree[i];
        crossings += seen - not_right;
      }
      for (uint32_t end : ends) {
        for (size_t i = end; i < tree.size(); i += i & -i) ++tree[i];
      }
      seen += ends.size();
    }
  }
  return crossings;
}

void SortRow(const std::vector<std::vector<uint32_t>>& neighbours, std::vector<uint32_t>& row,
             std::vector<uint32_t>& index) {
  std::vector<std::pair<double, uint32_t>> keyed;
  keyed.reserve(row.size());
  for (uint32_t v : row) {
    double sum = 0;
    for (uint32_t w : neighbours[v]) sum += index[w];
    const double count = static_cast<double>(neighbours[v].size());
    keyed.emplace_back(count == 0 ? index[v] : sum / count, v);
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < row.size(); ++i) row[i] = keyed[i].second;
  Number(row, index);
}

// Moves each vertex of a row to the place nearest to its wish.
class RowPlacer {
 public:
  RowPlacer(const Layers& layers, std::vector<double>& x) : layers_(layers), x_(x) {}

  void Place(const std::vector<uint32_t>& row, bool look_up, bool look_down) {
    groups_.clear();
    double offset = 0;
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) offset += Distance(row[i - 1], row[i]);
      Group group = Wish(row[i], look_up, look_down);
      group.wish -= offset;
      while (!groups_.empty() && groups_.back().wish > group.wish) {
        const Group& left = groups_.back();
        const double weight = left.weight + group.weight;
        group.wish = (left.wish * left.weight + group.wish * group.weight) / weight;
        group.weight = weight;
        group.size += left.size;
        groups_.pop_back();
      }
      groups_.push_back(group);
    }
    size_t i = 0;
    offset = 0;
    for (const Group& group : groups_) {
      for (size_t end = i + group.size; i < end; ++i) {
        if (i > 0) offset += Distance(row[i - 1], row[i]);
        x_[row[i]] = group.wish + offset;
      }
    }
  }

  double Distance(uint32_t left, uint32_t right) const {
    const double gap = layers_.IsNode(left) && layers_.IsNode(right) ? 18 : 10;
    return (layers_.width[left] + layers_.width[right]) / 2 + gap;
  }

 private:
  struct Group {
    double wish = 0;
    double weight = 0;
    size_t size = 1;
  };

  Group Wish(uint32_t v, bool look_up, bool look_down) const {
    Group group;
    double sum = 0;
    const auto add = [&](const std::vector<uint32_t>& neighbours) {
      for (uint32_t w : neighbours) {
        // The inner part of a long edge wants most to be straight.
        const int passing = !layers_.IsNode(v) + !layers_.IsNode(w);
        const double weight = passing == 2 ? 8 : passing == 1 ? 2 : 1;
        sum += weight * x_[w];
        group.weight += weight;
      }
    };
    if (look_up) add(layers_.above[v]);
    if (look_down) add(layers_.below[v]);
    if (group.weight == 0) {
      group.weight = 0.01;
      sum = group.weight * x_[v];
    }
    group.wish = sum / group.weight;
    return group;
  }

  const Layers& layers_;
  std::vector<double>& x_;
  std::vector<Group> groups_;
};

}  // namespace

void ReduceCrossings(Layers& layers) {
  std::vector<uint32_t> index(layers.layer.size());
  for (const std::vector<uint32_t>& row : layers.rows) Number(row, index);
  uint64_t fewest = CountCrossings(layers, index);
  std::vector<std::vector<uint32_t>> best = layers.rows;
  for (int sweep = 0; sweep < kOrderSweeps && fewest > 0; ++sweep) {
    const size_t n = layers.rows.size();
    for (size_t i = 1; i < n; ++i) {
      const bool down = sweep % 2 == 0;
      SortRow(down ? layers.above : layers.below, layers.rows[down ? i : n - 1 - i], index);
    }
    const uint64_t crossings = CountCrossings(layers, index);
    if (crossings >= fewest) continue;
    fewest = crossings;
    best = layers.rows;
  }
  layers.rows = std::move(best);
}

std::vector<double> PlaceVertices(const Layers& layers) {
  std::vector<double> x(layers.layer.size());
  RowPlacer placer(layers, x);
  for (const std::vector<uint32_t>& row : layers.rows) {
    for (size_t i = 1; i < row.size(); ++i) x[row[i]] = x[row[i - 1]] + placer.Distance(row[i - 1], row[i]);
    const double middle = x[row.back()] / 2;
    for (uint32_t v : row) x[v] -= middle;
  }
  const size_t n = layers.rows.size();
  for (int sweep = 0; sweep < kPlaceSweeps; ++sweep) {
    const bool both = sweep >= kPlaceSweeps / 2;
    const bool down = sweep % 2 == 0;
    for (size_t i = 0; i < n; ++i) placer.Place(layers.rows[down ? i : n - 1 - i], both || down, both || !down);
  }
  return x;
}

}  // namespace beamfold::cfg
