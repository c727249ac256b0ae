// SPDX-License-Identifier: Apache-2.0
//
// Calls inside the module, returns, and reductions.

#include "absl/strings/str_cat.h"
#include "compiler/lower.h"

namespace beamfold {

void Lowering::TakeReduction(uint32_t entry, uint32_t live) {
  const cfg::BlockId resume = block_;
  const cfg::BlockId yield = NewBlock(absl::StrCat("yield", entry), true);
  StartBlock(yield);
  LeaveYielding(entry, live);
  StartBlock(resume);
  c_->LocalGet(kLocalRed);
  c_->Const(1);
  c_->Op(I::kI32Sub);
  c_->LocalTee(kLocalRed);
  c_->Const(0);
  c_->Op(I::kI32LeS);
  c_->BrIf(TargetOf(yield));
}

// cp := the point behind this instruction.
void Lowering::SetReturnAddress() {
  c_->GlobalGet(module_.CpBaseGlobal());
  c_->Const(entries_.of_return[at_] << abi::kCpLabelShift);
  c_->Op(I::kI32Add);
  c_->LocalSet(kLocalCp);
}

void Lowering::GoToFunction(uint32_t label, uint32_t arity) {
  if (function_compiled_[label]) {
    const cfg::BlockId target = LabelBlock(label);
    Jump(target);
  } else {
    LeaveToInterpreter(label, arity);
  }
}

void Lowering::LowerCall(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  if (in.op == Opcode::kCall) SetReturnAddress();
  if (in.op == Opcode::kCallLast) LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 2).value));
  GoToFunction(program_.operand(in, 1).index, arity);
}

void Lowering::LowerReturn() {
  c_->LocalGet(kLocalCp);
  c_->GlobalGet(module_.CpBaseGlobal());
  c_->Op(I::kI32Sub);
  c_->Const(abi::kCpLabelShift);
  c_->Op(I::kI32ShrU);
  c_->LocalSet(kLocalLabel);
  Indirect();
}

}  // namespace beamfold
