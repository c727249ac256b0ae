// SPDX-License-Identifier: Apache-2.0

#include "cfg/stats.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_format.h"
#include "cfg/control_map.h"
#include "cfg/flow.h"
#include "cfg/loops.h"
#include "cfg/shape.h"

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

// Bytes of a number in LEB128.
uint64_t UnsignedBytes(uint32_t value) {
  uint64_t bytes = 1;
  for (; value >= 128; value >>= 7) ++bytes;
  return bytes;
}
uint64_t SignedBytes(int32_t value) {
  uint64_t bytes = 1;
  for (; value < -64 || value >= 64; value >>= 7) ++bytes;
  return bytes;
}

// The bytes of an op in WebAssembly. The label local counts as one of the first 128.
uint64_t EncodedBytes(const Structured& structured, const Op& op) {
  const uint64_t constant = 1 + SignedBytes(static_cast<int32_t>(op.value));
  switch (op.kind) {
    case OpKind::kBlock:
    case OpKind::kLoop:
      return 2;
    case OpKind::kIf:
      return 2 + op.negated;
    case OpKind::kElse:
    case OpKind::kEnd:
    case OpKind::kUnreachable:
      return 1;
    case OpKind::kCode:
      return 0;
    case OpKind::kBr:
    case OpKind::kBrIf:
      return 1 + UnsignedBytes(op.depth) + op.negated;
    case OpKind::kBrTable: {
      uint64_t bytes = 1 + UnsignedBytes(op.num_targets);
      for (uint32_t i = 0; i < op.num_targets; ++i) bytes += UnsignedBytes(structured.targets[op.first_target + i]);
      return bytes;
    }
    case OpKind::kGetLabel:
      return op.value == 0 ? 2 : 2 + constant + 1;
    case OpKind::kTestLabel:
      return 2 + constant + 1;
    case OpKind::kSetLabel:
      return constant + 2;
  }
  return 0;
}

// Counts the edges that go through the dispatch.
class Dispatches {
 public:
  Dispatches(const Graph& graph, const Structured& structured, const ControlMap& map, Stats& stats)
      : graph_(graph), structured_(structured), map_(map), stats_(stats) {}

  // Looks at all edges of the block whose code is op `at`.
  void Count(uint32_t at) {
    const Op& code = structured_.ops[at];
    const Block& block = graph_.blocks[code.block];
    const size_t sides = std::min<size_t>(block.side.size(), code.num_targets);
    for (size_t i = 0; i < sides; ++i) Count(block.side[i].weight, map_.target[code.first_target + i]);
    if (at + 1 == structured_.ops.size()) return;
    const Op& next = structured_.ops[at + 1];
    switch (block.term) {
      case Terminator::kExit:
        break;
      case Terminator::kJump:
        Count(block.succ[0].weight, at + 1);
        break;
      case Terminator::kBranch: {
        const bool is_if = next.kind == OpKind::kIf;
        const uint32_t taken = is_if ? at + 2 : map_.jump[at + 1];
        const uint32_t passed = is_if ? map_.jump[at + 1] : at + 2;
        Count(block.succ[next.negated ? 1 : 0].weight, taken);
        Count(block.succ[next.negated ? 0 : 1].weight, passed);
        break;
      }
      case Terminator::kSwitch: {
        const size_t rows = std::min<size_t>(block.succ.size(), next.num_targets);
        for (size_t i = 0; i < rows; ++i) Count(block.succ[i].weight, map_.target[next.first_target + i]);
        break;
      }
      case Terminator::kIndirect:
        Count(1, at + 1);
        break;
    }
  }

 private:
  // An edge writes at most once and then branches; what loops without any code is not followed forever.
  void Count(uint32_t weight, uint32_t at) {
    for (size_t hop = 0; hop < structured_.ops.size(); ++hop) {
      at = map_.settled[at];
      if (at == structured_.ops.size()) return;
      const OpKind kind = structured_.ops[at].kind;
      if (kind == OpKind::kBr) {
        at = map_.jump[at];
      } else if (kind == OpKind::kSetLabel) {
        ++at;
      } else {
        if (at != map_.settled[0] || kind != OpKind::kGetLabel) return;
        ++stats_.dispatch_edges;
        stats_.dispatch_weight += weight;
        return;
      }
    }
  }

  const Graph& graph_;
  const Structured& structured_;
  const ControlMap& map_;
  Stats& stats_;
};

}  // namespace

absl::StatusOr<Stats> Measure(const Graph& graph, const Structured& structured) {
  const absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  for (const Op& op : structured.ops) {
    if (op.kind == OpKind::kCode && op.block >= graph.blocks.size()) {
      return absl::InternalError("code of a block that does not exist");
    }
  }
  for (BlockId block : structured.copies) {
    if (block >= graph.blocks.size()) return absl::InternalError("a copy of a block that does not exist");
  }

  Stats stats;
  MeasureGraph(graph, stats);
  stats.functions = 1;
  stats.internal_entries = structured.internal_entries.size();
  stats.copies = structured.copies.size();
  for (BlockId block : structured.copies) stats.copied_bytes += graph.blocks[block].size;
  const uint32_t dispatch =
      BeginsWithDispatch(structured) ? map->settled[0] : static_cast<uint32_t>(map->settled.size());
  Dispatches dispatches(graph, structured, *map, stats);
  for (uint32_t i = 0; i < structured.ops.size(); ++i) {
    const Op& op = structured.ops[i];
    stats.output_bytes += EncodedBytes(structured, op);
    switch (op.kind) {
      case OpKind::kBlock:
        ++stats.block_ops;
        break;
      case OpKind::kLoop: {
        ++stats.loop_ops;
        const uint32_t head = map->settled[i];
        if (head == dispatch || head == structured.ops.size()) break;
        const OpKind kind = structured.ops[head].kind;
        stats.tested_loops += kind == OpKind::kGetLabel || kind == OpKind::kTestLabel;
        break;
      }
      case OpKind::kIf:
        ++stats.if_ops;
        break;
      case OpKind::kBr:
        ++stats.br_ops;
        stats.dispatch_branches += map->settled[map->jump[i]] == dispatch;
        break;
      case OpKind::kBrIf:
        ++stats.br_if_ops;
        break;
      case OpKind::kBrTable:
        ++stats.br_table_ops;
        break;
      case OpKind::kCode:
        stats.side_exits += op.num_targets;
        stats.output_bytes += graph.blocks[op.block].size;
        dispatches.Count(i);
        break;
      case OpKind::kSetLabel:
        ++stats.label_writes;
        break;
      case OpKind::kGetLabel:
        stats.label_tests += i != dispatch;
        break;
      case OpKind::kTestLabel:
        ++stats.label_tests;
        break;
      case OpKind::kElse:
      case OpKind::kEnd:
      case OpKind::kUnreachable:
        break;
    }
  }
  const Shape shape = MeasureShape(graph, structured, *map);
  stats.max_depth = shape.max_depth;
  stats.mean_depth = shape.mean_depth;
  stats.max_fan_in = shape.max_fan_in;
  return stats;
}

std::string PrintStats(const Stats& s) {
  std::string out;
  const auto line = [&out](const char* name, uint64_t value) {
    absl::StrAppendFormat(&out, "%-18s %d\n", name, value);
  };
  line("blocks", s.blocks);
  line("edges", s.edges);
  line("entries", s.entries);
  line("loops", s.loops);
  line("multi-entry loops", s.multi_entry_loops);
  line("functions", s.functions);
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
  line("tested loops", s.tested_loops);
  line("copies", s.copies);
  line("copied bytes", s.copied_bytes);
  line("dispatch branches", s.dispatch_branches);
  line("dispatch edges", s.dispatch_edges);
  line("dispatch weight", s.dispatch_weight);
  line("max depth", s.max_depth);
  absl::StrAppendFormat(&out, "%-18s %.2f\n", "mean depth", s.mean_depth);
  line("max fan-in", s.max_fan_in);
  line("output bytes", s.output_bytes);
  return out;
}

}  // namespace beamfold::cfg
