// SPDX-License-Identifier: Apache-2.0

#include "compiler/lower.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "compiler/dump.h"

namespace beamfold {

using cfg::BlockId;
using cfg::kNoBlock;
using cfg::Terminator;

Lowering::Lowering(const Program& program, const EntryTable& entries, ModuleContext& module, bool notes)
    : program_(program), entries_(entries), module_(module), notes_(notes) {}

BlockId Lowering::NewBlock(std::string name, bool cold) {
  const BlockId id = static_cast<BlockId>(out_.graph.blocks.size());
  out_.graph.blocks.emplace_back();
  out_.graph.blocks.back().name = std::move(name);
  out_.code.emplace_back();
  out_.group.push_back(cfg::kSharedGroup);
  cold_.push_back(cold);
  return id;
}

BlockId Lowering::LabelBlock(uint32_t label) {
  if (label_block_[label] == kNoBlock) {
    const BlockId id = NewBlock(absl::StrCat("L", label));
    label_block_[label] = id;
  }
  return label_block_[label];
}

void Lowering::StartBlock(BlockId block) {
  block_ = block;
  c_ = &out_.code[block];
  // Calls name a block before its own function starts it.
  if (out_.group[block] == cfg::kSharedGroup) out_.group[block] = group_;
}

void Lowering::Terminate(Terminator term, std::vector<cfg::Edge> succ) {
  cfg::Block& block = out_.graph.blocks[block_];
  block.term = term;
  block.succ = std::move(succ);
  block_ = kNoBlock;
  c_ = nullptr;
}

void Lowering::Jump(BlockId target, uint32_t weight) { Terminate(Terminator::kJump, {{target, weight}}); }
void Lowering::Indirect() { Terminate(Terminator::kIndirect, {}); }
void Lowering::Exit() { Terminate(Terminator::kExit, {}); }

void Lowering::Switch(std::vector<BlockId> targets) {
  std::vector<cfg::Edge> succ;
  succ.reserve(targets.size());
  for (BlockId target : targets) succ.push_back({target, 1});
  Terminate(Terminator::kSwitch, std::move(succ));
}

BlockId Lowering::LeaveBlock(uint32_t live) {
  live = std::min(live, abi::kMaxX);  // the others live in memory anyway
  if (out_.leave[live] != kNoBlock) return out_.leave[live];
  const BlockId below = live > 0 ? LeaveBlock(live - 1) : kNoBlock;
  const BlockId id = NewBlock(absl::StrCat("leave", live), true);
  out_.leave[live] = id;
  const BlockId resume = block_;
  StartBlock(id);
  out_.group[id] = cfg::kSharedGroup;
  if (live > 0) {
    StoreHome(kLocalX + live - 1, abi::kContextX + 4 * (live - 1));
    Jump(below, 0);
  } else {
    const std::pair<uint32_t, uint32_t> homes[] = {
        {kLocalE, abi::kContextE}, {kLocalHp, abi::kContextHeapPtr}, {kLocalCp, abi::kContextCp}};
    for (auto [local, offset] : homes) {
      if (local != kLocalHp || has_heap_ptr_) StoreHome(local, offset);
    }
    LeaveAtLast();
  }
  if (resume != kNoBlock) StartBlock(resume);
  return id;
}

// One block serves all instructions that fail the same way at the same source location.
Target Lowering::RaiseReason(uint32_t reason_atom) {
  const uint64_t place = static_cast<uint64_t>(entries_.location[at_]) << 1 | (has_frame_ ? 1 : 0);
  const uint64_t key = place << 32 | reason_atom;
  auto it = raise_block_.find(key);
  if (it != raise_block_.end()) return TargetOf(it->second);
  const BlockId resume = block_;
  const BlockId id = NewBlock(absl::StrCat("raise", entries_.location[at_]), true);
  raise_block_[key] = id;
  StartBlock(id);
  LeaveRaising(reason_atom);
  StartBlock(resume);
  return TargetOf(id);
}

Target Lowering::FailTarget(const Operand& label) {
  if (label.kind != Kind::kLabel || label.index == 0) return RaisePending();
  MarkFrame(label.index);
  return TargetOf(LabelBlock(label.index));
}

void Lowering::MarkFrame(uint32_t label) {
  if (label_frame_[label] == 0) label_frame_[label] = has_frame_ ? 2 : 1;
}

void Lowering::WritePrologue(uint32_t live, CodeBuffer& code) const {
  const std::pair<uint32_t, uint32_t> homes[] = {
      {kLocalE, abi::kContextE}, {kLocalHp, abi::kContextHeapPtr}, {kLocalCp, abi::kContextCp}};
  for (auto [local, offset] : homes) {
    if (local == kLocalHp && !has_heap_ptr_) continue;
    code.LocalGet(kLocalCtx);
    code.Load(offset);
    code.LocalSet(local);
  }
  code.LocalGet(kLocalJs);
  code.Load(abi::kJitReductions);
  code.LocalSet(kLocalRed);
  for (uint32_t i = 0; i < std::min(live, abi::kMaxX); ++i) {
    code.LocalGet(kLocalCtx);
    code.Load(abi::kContextX + 4 * i);
    code.LocalSet(kLocalX + i);
  }
}

Lowered Lowering::Run() {
  label_block_.assign(program_.label_count, kNoBlock);
  label_frame_.assign(program_.label_count, 0);
  out_.leave.assign(abi::kMaxX + 1, kNoBlock);
  function_compiled_.assign(program_.label_count, false);
  out_.entry_compiled.assign(entries_.entries.size(), false);
  out_.graph.entries.assign(entries_.entries.size(), kNoBlock);

  std::vector<bool> supported(program_.functions.size());
  for (uint32_t f = 0; f < program_.functions.size(); ++f) {
    SkippedFunction why;
    supported[f] = FunctionIsSupported(program_.functions[f], why);
    if (supported[f] && FunctionIsLeftOut(program_.functions[f])) {
      supported[f] = false;
    } else if (!supported[f]) {
      why.function = program_.FunctionName(f);
      out_.skipped.push_back(std::move(why));
    }
    function_compiled_[program_.functions[f].entry_label] = supported[f];
  }
  for (uint32_t f = 0; f < program_.functions.size(); ++f) {
    if (!supported[f]) continue;
    group_ = group_ == cfg::kSharedGroup ? 0 : group_ + 1;
    LowerFunction(program_.functions[f]);
  }
  group_ = cfg::kSharedGroup;
  LowerOtherEntries();

  // A label that names no entry of ours: a return address of another module or of an interpreted function.
  const BlockId other = NewBlock("other");
  StartBlock(other);
  LeaveReturning();
  out_.graph.other_entry = other;

  for (uint32_t i = 0; i < entries_.entries.size(); ++i) out_.entry_compiled[i] = out_.graph.entries[i] != kNoBlock;
  for (BlockId b = 0; b < out_.graph.blocks.size(); ++b) {
    cfg::Block& block = out_.graph.blocks[b];
    block.size = out_.code[b].EstimateSize();
    for (BlockId exit : out_.code[b].exits()) block.side.push_back({exit, cold_[exit] ? 0u : 1u});
  }
  return std::move(out_);
}

bool Lowering::FunctionIsSupported(const FunctionRange& f, SkippedFunction& why) const {
  for (uint32_t i = f.begin; i < f.end; ++i) {
    const Instruction& in = program_.code[i];
    if (!InstructionIsSupported(in, why.reason)) {
      why.opcode = std::string(GetOpcodeInfo(in.op).name);
      return false;
    }
  }
  return true;
}

void Lowering::LowerFunction(const FunctionRange& f) {
  function_ = &f;
  has_frame_ = false;
  for (at_ = f.begin; at_ < f.end; ++at_) {
    const Instruction& in = program_.code[at_];
    if (in.op == Opcode::kLabel) {
      const uint32_t label = static_cast<uint32_t>(program_.operand(in, 0).value);
      const BlockId block = LabelBlock(label);
      const uint32_t entry = entries_.of_label[label];
      if (entry != kNoEntry) out_.graph.entries[entry] = block;
      if (label_frame_[label] != 0) {
        has_frame_ = label_frame_[label] == 2;
      } else if (entry != kNoEntry) {
        has_frame_ = entries_.entries[entry].kind != EntryKind::kFunction;
      }
      if (open()) Jump(block);
      StartBlock(block);
      if (notes_) c_->Note(absl::StrCat("label ", label));
      // Every function takes a reduction when it is entered, from wherever.
      if (label == f.entry_label) TakeReduction(entry, f.arity);
      continue;
    }
    if (!open()) continue;  // behind a jump and without a label: nothing goes there
    if (notes_) c_->Note(InstructionText(program_, in));
    const bool falls_through = LowerInstruction(in);
    const uint32_t ret = entries_.of_return[at_];
    if (ret != kNoEntry) {
      const BlockId block = NewBlock(absl::StrCat("ret", ret));
      out_.graph.entries[ret] = block;
      if (open()) Jump(block);
      StartBlock(block);
      LowerReturnPoint(in);
    } else if (!falls_through && open()) {
      Exit();
    }
  }
  // Code that runs off the end of a function cannot come from a compiler.
  if (open()) LeaveRaising(0);
}

}  // namespace beamfold
