// SPDX-License-Identifier: Apache-2.0

#include "cfg/stats.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "cfg/control_map.h"
#include "cfg/flow.h"
#include "cfg/loops.h"

namespace beamfold::cfg {
namespace {

void MeasureGraph(const Graph& graph, Stats& stats) {
  const Flow flow = MakeFlow(graph);
  const DepthFirst dfs(flow);
  for (BlockId b = 0; b < graph.blocks.size(); ++b) {
    if (!dfs.Reached(b)) continue;
    ++stats.blocks;
    stats.edges += graph.blocks[b].succ.size() + graph.blocks[b].side.size();
  }
  for (BlockId entry : graph.entries) stats.entries += entry != kNoBlock;
  const LoopForest forest = FindLoops(flow);
  stats.loops = forest.loops.size();
  for (const Loop& loop : forest.loops) stats.multi_entry_loops += loop.multi_entry();
}

// Counts the ways into each op that branches can lead to, and how deep the code lies.
class Merges {
 public:
  Merges(const Graph& graph, const Structured& structured, const ControlMap& map)
      : graph_(graph),
        structured_(structured),
        map_(map),
        ways_(structured.ops.size() + 1),
        row_of_(ways_.size(), kNoRow) {}

  void Measure(Stats& stats) {
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
          stats.max_depth = std::max(stats.max_depth, open.size());
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
    stats.mean_depth = codes == 0 ? 0 : depths / static_cast<double>(codes);
    for (size_t ways : ways_) stats.max_fan_in = std::max(stats.max_fan_in, ways);
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

absl::StatusOr<Stats> Measure(const Graph& graph, const Structured& structured) {
  const absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  Stats stats;
  MeasureGraph(graph, stats);
  stats.internal_entries = structured.internal_entries.size();
  uint32_t dispatch_loop = 0;  // Where a branch to the dispatch leads; no branch leads to op 0.
  for (size_t i = 0; i < structured.ops.size(); ++i) {
    const Op& op = structured.ops[i];
    switch (op.kind) {
      case OpKind::kBlock:
        ++stats.block_ops;
        break;
      case OpKind::kLoop:
        ++stats.loop_ops;
        if (op.block == kNoBlock) dispatch_loop = map->landing[i];
        break;
      case OpKind::kIf:
        ++stats.if_ops;
        break;
      case OpKind::kBr:
        ++stats.br_ops;
        stats.dispatch_branches += dispatch_loop != 0 && map->jump[i] == dispatch_loop;
        break;
      case OpKind::kBrIf:
        ++stats.br_if_ops;
        break;
      case OpKind::kBrTable:
        ++stats.br_table_ops;
        break;
      case OpKind::kCode:
        if (op.block >= graph.blocks.size()) return absl::InternalError("code of a block that does not exist");
        stats.side_exits += op.num_targets;
        break;
      case OpKind::kSetLabel:
        ++stats.label_writes;
        break;
      case OpKind::kTestLabel:
        ++stats.label_tests;
        break;
      case OpKind::kElse:
      case OpKind::kEnd:
      case OpKind::kGetLabel:
      case OpKind::kUnreachable:
        break;
    }
  }
  Merges(graph, structured, *map).Measure(stats);
  return stats;
}

std::string PrintStats(const Stats& s) {
  std::string out;
  const auto line = [&out](const char* name, size_t value) { absl::StrAppendFormat(&out, "%-18s %d\n", name, value); };
  line("blocks", s.blocks);
  line("edges", s.edges);
  line("entries", s.entries);
  line("loops", s.loops);
  line("multi-entry loops", s.multi_entry_loops);
  line("block", s.block_ops);
  line("loop", s.loop_ops);
  line("if", s.if_ops);
  line("br", s.br_ops);
  line("br_if", s.br_if_ops);
  line("br_table", s.br_table_ops);
  line("side exits", s.side_exits);
  line("internal entries", s.internal_entries);
  line("label writes", s.label_writes);
  line("label tests", s.label_tests);
  line("dispatch branches", s.dispatch_branches);
  line("max depth", s.max_depth);
  absl::StrAppendFormat(&out, "%-18s %.2f\n", "mean depth", s.mean_depth);
  line("max fan-in", s.max_fan_in);
  return out;
}

}  // namespace beamfold::cfg
