// SPDX-License-Identifier: Apache-2.0

#include "compiler/encode.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "cfg/structure.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::Instr;
using emit::ValType;

// V8's limit on the targets of one br_table.
constexpr size_t kMaxTableTargets = 65520;

std::vector<std::string> LocalNames(uint32_t num_fr) {
  std::vector<std::string> names = {"ctx", "js", "prims", "label", "e", "hp", "cp", "red", "action", "arg"};
  for (uint32_t i = 0; i < abi::kMaxX; ++i) names.push_back(absl::StrCat("x", i));
  for (uint32_t i = 0; i < kNumTemps; ++i) names.push_back(absl::StrCat("t", i));
  names.push_back("f");
  names.push_back("w");
  for (uint32_t i = 0; i < num_fr; ++i) names.push_back(absl::StrCat("fr", i));
  return names;
}

void Encode(absl::Span<const CodeBuffer* const> code, const cfg::Structured& structured, emit::Assembler& out) {
  const auto depths = [&](const cfg::Op& op) {
    return absl::MakeConstSpan(structured.targets).subspan(op.first_target, op.num_targets);
  };
  for (const cfg::Op& op : structured.ops) {
    switch (op.kind) {
      case cfg::OpKind::kBlock:
        out.Block();
        break;
      case cfg::OpKind::kLoop:
        out.Loop();
        break;
      case cfg::OpKind::kIf:
        if (op.negated) out.Op(Instr::kI32Eqz);
        out.If();
        break;
      case cfg::OpKind::kElse:
        out.Else();
        break;
      case cfg::OpKind::kEnd:
        out.End();
        break;
      case cfg::OpKind::kCode:
        code[op.block]->Replay(depths(op), out);
        break;
      case cfg::OpKind::kBr:
        out.Br(op.depth);
        break;
      case cfg::OpKind::kBrIf:
        if (op.negated) out.Op(Instr::kI32Eqz);
        out.BrIf(op.depth);
        break;
      case cfg::OpKind::kBrTable:
        out.BrTable(depths(op));
        break;
      case cfg::OpKind::kGetLabel:
        out.LocalGet(kLocalLabel);
        if (op.value != 0) {
          out.I32Const(static_cast<int32_t>(op.value));
          out.Op(Instr::kI32Sub);
        }
        break;
      case cfg::OpKind::kTestLabel:
        out.LocalGet(kLocalLabel);
        out.I32Const(static_cast<int32_t>(op.value));
        out.Op(Instr::kI32Eq);
        break;
      case cfg::OpKind::kSetLabel:
        out.I32Const(static_cast<int32_t>(op.value));
        out.LocalSet(kLocalLabel);
        break;
      case cfg::OpKind::kUnreachable:
        out.Unreachable();
        break;
    }
  }
  // No control gets here; the validator wants to see it.
  out.Unreachable();
}

// Writes the stubs of a part: their code, in the order of their blocks, and where they jump to.
absl::StatusOr<std::deque<CodeBuffer>> WriteStubs(const cfg::Partition& partition, cfg::Part& part,
                                                  const Lowering& lowering, const Lowered& lowered,
                                                  const EntryTable& entries) {
  absl::flat_hash_map<cfg::BlockId, uint32_t> entry_of;
  for (uint32_t i = 0; i < entries.entries.size(); ++i) entry_of[partition.labels[i]] = i;
  std::deque<CodeBuffer> stubs;
  for (cfg::BlockId b = part.first_stub; b < part.graph.blocks.size(); ++b) {
    uint32_t label = kNoEntry;
    uint32_t live = 1;
    if (part.origin[b] != cfg::kNoBlock) {
      const auto entry = entry_of.find(part.origin[b]);
      if (entry == entry_of.end()) {
        return absl::InternalError("an edge to another function does not lead to its entry");
      }
      label = entry->second;
      live = std::min(entries.entries[label].live, abi::kMaxX);
    }
    CodeBuffer& code = stubs.emplace_back(lowering.Stub(label));
    // The ladder is shared. Its rung is there, because the function that yields at this entry needs it too.
    const auto rung = std::lower_bound(partition.shared.begin(), partition.shared.end(), lowered.leave[live]);
    cfg::Block& block = part.graph.blocks[b];
    block.term = cfg::Terminator::kJump;
    block.succ = {{static_cast<cfg::BlockId>(rung - partition.shared.begin()), 0}};
    block.size = code.EstimateSize();
  }
  return stubs;
}

}  // namespace

absl::StatusOr<emit::FunctionBody> EncodePart(cfg::Partition& partition, uint32_t number, const Lowering& lowering,
                                              const Lowered& lowered, const EntryTable& entries,
                                              const cfg::Policy& policy) {
  cfg::Part& part = partition.parts[number];
  std::deque<CodeBuffer> stubs;
  if (partition.parts.size() > 1) {
    absl::StatusOr<std::deque<CodeBuffer>> written = WriteStubs(partition, part, lowering, lowered, entries);
    if (!written.ok()) return written.status();
    stubs = *std::move(written);
  }
  const absl::StatusOr<cfg::Structured> structured = cfg::Structure(part.graph, policy);
  if (!structured.ok()) return structured.status();
  const size_t num_labels = part.graph.entries.size() + structured->internal_entries.size();
  if (num_labels >= kMaxTableTargets) {
    return absl::ResourceExhaustedError(
        absl::StrCat(num_labels, " labels; one dispatch serves at most ", kMaxTableTargets - 1));
  }

  std::vector<const CodeBuffer*> code;
  code.reserve(part.graph.blocks.size());
  for (cfg::BlockId b = 0; b < part.graph.blocks.size(); ++b) {
    code.push_back(b < part.first_stub ? &lowered.code[part.origin[b]] : &stubs[b - part.first_stub]);
  }
  uint32_t live = 0;
  for (uint32_t i = 0; i < entries.entries.size(); ++i) {
    if (part.graph.entries[i] != cfg::kNoBlock) live = std::max(live, entries.entries[i].live);
  }
  emit::Assembler assembler;
  CodeBuffer prologue;
  lowering.WritePrologue(live, prologue);
  prologue.Replay({}, assembler);
  Encode(code, *structured, assembler);

  emit::FunctionBody body;
  body.locals.assign(kLocalF64Temp - kLocalE, ValType::kI32);
  body.locals.push_back(ValType::kF64);
  body.locals.push_back(ValType::kI64);
  body.locals.resize(body.locals.size() + lowered.num_fr, ValType::kF64);
  body.local_names = LocalNames(lowered.num_fr);
  body.code = assembler.code();
  body.notes = assembler.notes();
  body.hints = assembler.hints();
  return body;
}

}  // namespace beamfold
