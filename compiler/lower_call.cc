// SPDX-License-Identifier: Apache-2.0
//
// Calls, returns, and what happens at a function's entry.

#include "absl/strings/str_cat.h"
#include "compiler/lower.h"

namespace beamfold {

// Every function takes a reduction when it is entered, from wherever, and yields when there is none left.
void Lowering::LowerFunctionEntry(const FunctionRange& f) { TakeReduction(entries_.of_label[f.entry_label], f.arity); }

void Lowering::TakeReduction(uint32_t entry, uint32_t live) {
  const cfg::BlockId resume = block_;
  const cfg::BlockId yield = NewBlock(absl::StrCat("yield", entry), true);
  StartBlock(yield);
  Leave(abi::kContinue, entry, live);
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
    Leave(abi::kContinue, entries_.of_label[label], arity);
  }
}

void Lowering::LowerCall(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  if (in.op == Opcode::kCall) SetReturnAddress();
  if (in.op == Opcode::kCallLast) LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 2).value));
  GoToFunction(program_.operand(in, 1).index, arity);
}

void Lowering::LowerCallExt(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  const uint32_t import = static_cast<uint32_t>(program_.operand(in, 1).value);
  if (module_.IsNative(import)) return LowerCallNative(in, program_.imports[import]);
  if (in.op == Opcode::kCallExt) {
    SetReturnAddress();
  } else {
    // A native function that raises here has no return address to tell the place by.
    c_->Const(entries_.location[at_]);
    c_->LocalSet(kLocalArg);
  }
  if (in.op == Opcode::kCallExtLast) LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 2).value));
  Leave(abi::kCallExt, import | (in.op == Opcode::kCallExt ? abi::kPayloadHasFrame : 0), arity);
}

// A native function neither collects nor calls Erlang code, so it is called like a primitive. But what it has made may
// be much: then the code is left for a collection.
void Lowering::LowerCallNative(const Instruction& in, const ImportEntry& import) {
  const bool body = in.op == Opcode::kCallExt;
  PushCtx();
  for (uint32_t i = 0; i < import.arity; ++i) c_->LocalGet(kLocalX + i);
  c_->GlobalGet(module_.NativeGlobal(import));
  c_->CallIndirect(module_.NativeType(import.arity));
  c_->LocalSet(kLocalX);
  FailIfZero(kLocalX, RaisePending());
  if (in.op == Opcode::kCallExtLast) LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 2).value));
  const cfg::BlockId resume = block_;
  const cfg::BlockId collect = NewBlock("collect", true);
  StartBlock(collect);
  if (body) {
    Leave(abi::kContinue, entries_.of_return[at_], 1);
  } else {
    Leave(abi::kReturn, 0, 1);
  }
  StartBlock(resume);
  PushCtx();
  c_->Load(abi::kContextPressure);
  c_->BrIf({collect, /*cold=*/false});  // not worth the bytes of a hint
  if (!body) LowerReturn();
}

void Lowering::LowerApply(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  if (in.op == Opcode::kApply) {
    SetReturnAddress();
  } else {
    LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 1).value));
  }
  Leave(abi::kApply, arity, arity + 2);
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
