// SPDX-License-Identifier: Apache-2.0

#include "cfg/shape.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace beamfold::cfg {
namespace {

// Counts the ways into each op that branches can lead to, and how deep the code lies.
class Merges {
 public:
  Merges(const Graph& graph, const Structured& structured, const ControlMap& map)
      : graph_(graph),
        structured_(structured),
        map_(map),
        ways_(structured.ops.size() + 1),
        row_of_(ways_.size(), kNoRow) {}

  Shape Measure() {
    Shape shape;
    struct Scope {
      uint32_t start;
      bool live;  // Whether the end can be reached without running through the last arm.
    };
    const std::vector<Op>& ops = structured_.ops;
    for (uint32_t i = 0; i < ops.size(); ++i) CountBranches(i);
    // Falling into a loop or out of a scope is one more way.
    std::vector<Scope> open;
    bool live = true;
    size_t codes = 0;
    double depths = 0;
    for (uint32_t i = 0; i < ops.size(); ++i) {
      const Op& op = ops[i];
      switch (op.kind) {
        case OpKind::kBlock:
          open.push_back({i, ways_[map_.landing[i]] > 0});
          break;
        case OpKind::kLoop:
          open.push_back({i, false});
          ways_[i + 1] += live;
          break;
        case OpKind::kIf:
          // Without an else the end can be reached by not entering at all.
          open.push_back({i, ops[map_.jump[i] - 1].kind == OpKind::kEnd});
          break;
        case OpKind::kElse:
          open.back().live = live;
          ways_[map_.jump[i]] += live;
          live = true;
          break;
        case OpKind::kEnd: {
          const Scope scope = open.back();
          open.pop_back();
          if (ops[scope.start].kind != OpKind::kLoop && i + 1 < ops.size()) {
            ways_[i + 1] += live;
            const bool skipped = ops[scope.start].kind == OpKind::kIf && map_.jump[scope.start] == i + 1;
            ways_[i + 1] += skipped;
          }
          live |= scope.live;
          break;
        }
        case OpKind::kCode:
          live = graph_.blocks[op.block].term != Terminator::kExit;
          shape.max_depth = std::max(shape.max_depth, open.size());
          depths += static_cast<double>(open.size());
          ++codes;
          break;
        case OpKind::kBr:
        case OpKind::kBrTable:
        case OpKind::kUnreachable:
          live = false;
          break;
        case OpKind::kBrIf:
        case OpKind::kGetLabel:
        case OpKind::kTestLabel:
        case OpKind::kSetLabel:
          break;
      }
    }
    shape.mean_depth = codes == 0 ? 0 : depths / static_cast<double>(codes);
    for (size_t ways : ways_) shape.max_fan_in = std::max(shape.max_fan_in, ways);
    return shape;
  }

 private:
  static constexpr uint32_t kNoRow = 0xffffffffu;

  void CountBranches(uint32_t i) {
    const Op& op = structured_.ops[i];
    if (op.kind == OpKind::kBr || op.kind == OpKind::kBrIf) ++ways_[map_.jump[i]];
    if (op.kind != OpKind::kCode && op.kind != OpKind::kBrTable) return;
    for (uint32_t t = op.first_target; t < op.first_target + op.num_targets; ++t) {
      const uint32_t to = map_.target[t];
      if (op.kind == OpKind::kBrTable && row_of_[to] == i) continue;
      row_of_[to] = i;
      ++ways_[to];
    }
  }

  const Graph& graph_;
  const Structured& structured_;
  const ControlMap& map_;
  std::vector<size_t> ways_;
  std::vector<uint32_t> row_of_;  // The last table that had a row to this op.
};

}  // namespace

Shape MeasureShape(const Graph& graph, const Structured& structured, const ControlMap& map) {
  return Merges(graph, structured, map).Measure();
}

}  // namespace beamfold::cfg
