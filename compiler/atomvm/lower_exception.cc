// SPDX-License-Identifier: Apache-2.0
//
// try, catch, raise. A handler is entered with x0 = class, x1 = reason, x2 = raw stack trace.

#include <algorithm>

#include "compiler/atomvm/lowering.h"

namespace beamfold {

// (module number << 24) | (label << 6) | tag, out of a return address.
void AtomvmLowering::PushCatchTerm(uint32_t label) {
  const uint32_t in_return_address = (labels_.terminate_label + 1) << abi::kCpLabelShift;
  c_->GlobalGet(own_.CpBaseGlobal());
  c_->Const((label << abi::kCatchLabelShift | abi::kTagCatch) - in_return_address);
  c_->Op(I::kI32Add);
}

void AtomvmLowering::LeaveRaising(uint32_t reason_atom) {
  SetLeaveArg(0, Offset());
  if (reason_atom == 0) return Leave(avm::kHandleError, 0);
  SetLeaveArg(1, reason_atom);
  Leave(avm::kRaiseError, 0);
}

void AtomvmLowering::LeaveRaisingTagged(std::string_view tag, const Operand& value) {
  SetLeaveArg(2, value);
  SetLeaveArg(1, own_.PredefinedAtom(tag));
  SetLeaveArg(0, Offset());
  Leave(avm::kRaiseErrorTuple, 0);
}

// AtomVM takes the arguments for the stack trace from the registers in Context, and from no others.
void AtomvmLowering::LowerFuncInfo(const Instruction& in) {
  if (function_->arity > abi::kMaxX) return LeaveRaising(atoms::kFunctionClause);
  SetLeaveArg(0, Offset());
  SetLeaveArg(1, program_.operand(in, 1).index);
  SetLeaveArg(2, function_->arity);
  Leave(avm::kRaiseErrorMfa, function_->arity);
}

void AtomvmLowering::LowerRaise(const Instruction& in) {
  SetLeaveArg(0, program_.operand(in, 0));
  SetLeaveArg(1, program_.operand(in, 1));
  Leave(avm::kRaise, 0);
}

// Only the three classes can be raised; anything else makes the instruction's value badarg.
void AtomvmLowering::LowerRawRaise() {
  const cfg::BlockId resume = block_;
  const cfg::BlockId raise = NewBlock("raw_raise", true);
  StartBlock(raise);
  Leave(avm::kRawRaise, 3);
  StartBlock(resume);
  for (uint32_t atom : {atoms::kError, atoms::kExit, atoms::kThrow}) {
    c_->LocalGet(kLocalX);
    c_->Const(atom);
    c_->Op(I::kI32Eq);
    c_->BrIf(TargetOf(raise));
  }
  c_->Const(atoms::kBadarg);
  c_->LocalSet(kLocalX);
}

void AtomvmLowering::LowerBuildStacktrace() {
  BeginCollect(1);
  PushCtx();
  CallPrimitive(avm::kStacktraceBuild);
  c_->LocalSet(kLocalTemp);
  EndCollect(0);
  c_->LocalGet(kLocalTemp);
  c_->LocalSet(kLocalX);
}

// AtomVM's catch_end cannot tell an exception's class from a value that is an atom like it, or a number; so only what
// was thrown goes there. The label of the catch is two places: who falls into it has a value and leaves it at that, and
// AtomVM, which enters it, goes to a block of its own.
void AtomvmLowering::LowerCatchEnd(const Instruction& in) {
  const Operand& y = program_.operand(in, 0);
  const cfg::BlockId behind = NewBlock("caught");
  const cfg::BlockId handler = NewBlock("handler", true);
  LowerInitY(y);
  Jump(behind);

  StartBlock(handler);
  LowerInitY(y);
  BeginCollect(3);
  PushCtxJs();
  CallPrimitive(avm::kCatchEnd);
  EndCollectOrRaise(1);
  Jump(behind, 0);
  for (uint32_t i = at_; i > 0 && program_.code[i - 1].op == Opcode::kLabel; --i) {
    const uint32_t entry = entries_.of_label[program_.operand(program_.code[i - 1], 0).value];
    if (entry != kNoEntry && entries_.entries[entry].kind == EntryKind::kHandler) out_.graph.entries[entry] = handler;
  }
  StartBlock(behind);
}

}  // namespace beamfold
