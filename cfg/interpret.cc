// SPDX-License-Identifier: Apache-2.0

#include "cfg/interpret.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"

namespace beamfold::cfg {
namespace {

constexpr uint32_t kUnknownLabel = 0xffffffffu;

uint32_t TerminatorOptions(const Graph& graph, const Block& block) {
  switch (block.term) {
    case Terminator::kExit:
    case Terminator::kJump:
      return 1;
    case Terminator::kBranch:
      return 2;
    case Terminator::kSwitch:
      return static_cast<uint32_t>(block.succ.size()) + 1;
    case Terminator::kIndirect:
      return static_cast<uint32_t>(graph.entries.size()) + 1;
  }
  return 1;
}

uint32_t Ask(const Graph& graph, BlockId b, Decide decide) {
  const Block& block = graph.blocks[b];
  return decide(b, static_cast<uint32_t>(block.side.size()) + TerminatorOptions(graph, block));
}

BlockId Enter(const Graph& graph, uint32_t label) {
  const BlockId block = label < graph.entries.size() ? graph.entries[label] : kNoBlock;
  return block == kNoBlock ? graph.other_entry : block;
}

}  // namespace

Trace Interpret(const Graph& graph, uint32_t label, size_t max_blocks, Decide decide) {
  Trace trace;
  BlockId b = Enter(graph, label);
  for (;;) {
    if (b == kNoBlock) {
      trace.end = Trace::End::kTrap;
      return trace;
    }
    if (trace.blocks.size() == max_blocks) return trace;
    trace.blocks.push_back(b);
    const Block& block = graph.blocks[b];
    uint32_t choice = Ask(graph, b, decide);
    if (choice < block.side.size()) {
      b = block.side[choice].target;
      continue;
    }
    choice -= static_cast<uint32_t>(block.side.size());
    switch (block.term) {
      case Terminator::kExit:
        trace.end = Trace::End::kExit;
        return trace;
      case Terminator::kJump:
      case Terminator::kBranch:
        b = block.succ[choice].target;
        break;
      case Terminator::kSwitch:
        b = choice < block.succ.size() ? block.succ[choice].target : block.succ.back().target;
        break;
      case Terminator::kIndirect:
        b = Enter(graph, choice);
        break;
    }
  }
}

absl::StatusOr<Trace> Interpret(const Graph& graph, const Structured& structured, uint32_t label, size_t max_blocks,
                                Decide decide) {
  const absl::StatusOr<ControlMap> map = MapControl(structured);
  if (!map.ok()) return map.status();
  const std::vector<Op>& ops = structured.ops;
  Trace trace;
  uint32_t operand = 0;  // The condition or index that the last code, or the read of the label, left.
  size_t idle = 0;       // Ops since the last code.
  for (size_t at = 0;;) {
    if (at >= ops.size()) return absl::InternalError("control runs off the end");
    if (++idle > 2 * ops.size() + 16) return absl::InternalError("control goes round without coming to any code");
    const Op& op = ops[at];
    switch (op.kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
      case OpKind::kEnd:
        ++at;
        break;
      case OpKind::kIf:
        at = ((operand != 0) != op.negated) ? at + 1 : map->jump[at];
        break;
      case OpKind::kElse:
      case OpKind::kBr:
        at = map->jump[at];
        break;
      case OpKind::kBrIf:
        at = ((operand != 0) != op.negated) ? map->jump[at] : at + 1;
        break;
      case OpKind::kBrTable: {
        if (op.num_targets == 0) return absl::InternalError(absl::StrCat("op ", at, ": a br_table without a default"));
        const uint32_t row = operand < op.num_targets ? operand : op.num_targets - 1;
        at = map->target[op.first_target + row];
        break;
      }
      case OpKind::kGetLabel:
        operand = label - op.value;
        ++at;
        break;
      case OpKind::kTestLabel:
        operand = label == op.value ? 1 : 0;
        ++at;
        break;
      case OpKind::kSetLabel:
        label = op.value;
        ++at;
        break;
      case OpKind::kUnreachable:
        trace.end = Trace::End::kTrap;
        return trace;
      case OpKind::kCode: {
        if (trace.blocks.size() == max_blocks) return trace;
        if (op.block >= graph.blocks.size()) {
          return absl::InternalError(absl::StrCat("op ", at, ": code of a block that does not exist"));
        }
        trace.blocks.push_back(op.block);
        idle = 0;
        const Block& block = graph.blocks[op.block];
        const uint32_t choice = Ask(graph, op.block, decide);
        if (choice < op.num_targets) {
          at = map->target[op.first_target + choice];
          break;
        }
        const uint32_t way = choice - op.num_targets;
        if (block.term == Terminator::kExit) {
          trace.end = Trace::End::kExit;
          return trace;
        }
        if (block.term == Terminator::kBranch) operand = way == 0 ? 1 : 0;
        if (block.term == Terminator::kSwitch) operand = way;
        if (block.term == Terminator::kIndirect) label = way < graph.entries.size() ? way : kUnknownLabel;
        ++at;
        break;
      }
    }
  }
}

}  // namespace beamfold::cfg
