// SPDX-License-Identifier: Apache-2.0
//
// Leaving, calls of other modules, of native functions and of funs.

#include <utility>

#include "compiler/beamfold/lowering.h"

namespace beamfold {

// The compiled code's last act: reductions and action, too, are stored, and the runtime reads them.
void BeamfoldLowering::LeaveAtLast() {
  const std::pair<uint32_t, uint32_t> state[] = {
      {kLocalRed, abi::kJitReductions}, {kLocalAction, abi::kJitAction}, {kLocalArg, abi::kJitArg}};
  for (auto [local, offset] : state) {
    c_->LocalGet(kLocalJs);
    c_->LocalGet(local);
    c_->Store(offset);
  }
  PushCtx();
  c_->Return();
  Exit();
}

void BeamfoldLowering::SetAction(uint32_t action, uint32_t payload) {
  c_->Const(action | payload << abi::kActionShift);
  c_->LocalSet(kLocalAction);
}

void BeamfoldLowering::Leave(uint32_t action, uint32_t payload, uint32_t live) {
  SetAction(action, payload);
  const cfg::BlockId ladder = LeaveBlock(live);
  Jump(ladder, 0);
}

CodeBuffer BeamfoldLowering::Stub(uint32_t entry) const {
  CodeBuffer code;
  code.Const(entry == kNoEntry ? abi::kReturn : abi::kContinue | entry << abi::kActionShift);
  code.LocalSet(kLocalAction);
  return code;
}

void BeamfoldLowering::LeaveToInterpreter(uint32_t label, uint32_t arity) {
  Leave(abi::kContinue, entries_.of_label[label], arity);
}

void BeamfoldLowering::LowerCallExt(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  const uint32_t import = static_cast<uint32_t>(program_.operand(in, 1).value);
  if (own_.IsNative(import)) return LowerCallNative(in, program_.imports[import]);
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
void BeamfoldLowering::LowerCallNative(const Instruction& in, const ImportEntry& import) {
  const bool body = in.op == Opcode::kCallExt;
  PushCtx();
  for (uint32_t i = 0; i < import.arity; ++i) c_->LocalGet(kLocalX + i);
  c_->GlobalGet(own_.NativeGlobal(import));
  c_->CallIndirect(own_.NativeType(import.arity));
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

void BeamfoldLowering::LowerApply(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  if (in.op == Opcode::kApply) {
    SetReturnAddress();
  } else {
    LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 1).value));
  }
  Leave(abi::kApply, arity, arity + 2);
}

// call_fun: the fun is in x[arity]; call_fun2 names its register. With deallocate and return behind it, it is a tail
// call.
void BeamfoldLowering::LowerCallFun(uint32_t arity, const Operand* fun) {
  Operand last;
  last.kind = Kind::kX;
  last.index = arity;
  Push(fun != nullptr ? *fun : last);
  c_->LocalSet(kLocalArg);
  if (at_ + 2 < program_.code.size() && program_.code[at_ + 1].op == Opcode::kDeallocate &&
      program_.code[at_ + 2].op == Opcode::kReturn) {
    LowerDeallocate(static_cast<uint32_t>(program_.operand(program_.code[at_ + 1], 0).value));
    has_frame_ = true;  // still so for the code behind, which is lowered but not reached
    c_->LocalGet(kLocalJs);
    c_->Const(entries_.location[at_]);
    c_->Store(abi::kJitArgs);
    Leave(abi::kCallFun, arity | abi::kPayloadTailFun, arity);
    return;
  }
  SetReturnAddress();
  Leave(abi::kCallFun, arity, arity);
}

}  // namespace beamfold
