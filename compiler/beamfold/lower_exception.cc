// SPDX-License-Identifier: Apache-2.0
//
// try, catch, raise. A handler is entered from outside with x0 = no term, x1 = class, x2 = reason, x3 = raw stack
// trace; code that falls into the handler's label has a term in x0.

#include "compiler/beamfold/lowering.h"

namespace beamfold {

void BeamfoldLowering::PushCatchTerm(uint32_t label) {
  c_->GlobalGet(module_.CpBaseGlobal());
  c_->Const(entries_.of_label[label] << abi::kCatchLabelShift | abi::kTagCatch);
  c_->Op(I::kI32Add);
}

void BeamfoldLowering::LeaveRaising(uint32_t reason_atom) {
  if (reason_atom != 0) {
    c_->Const(reason_atom);
    c_->LocalSet(kLocalArg);
  }
  Leave(reason_atom != 0 ? abi::kError : abi::kRaisePending, LocationPayload(), 0);
}

void BeamfoldLowering::LowerFuncInfo(const Instruction&) {
  Leave(abi::kFunctionClause, entries_.location[at_], function_->arity);
}

void BeamfoldLowering::LowerTryCase(const Instruction& in) {
  LowerInitY(program_.operand(in, 0));
  for (uint32_t i = 0; i < 3; ++i) {
    c_->LocalGet(kLocalX + i + 1);
    c_->LocalSet(kLocalX + i);
  }
}

void BeamfoldLowering::LowerCatchEnd(const Instruction& in) {
  LowerInitY(program_.operand(in, 0));
  c_->LocalGet(kLocalX);
  c_->Op(I::kI32Eqz);
  c_->If();
  PushCtx();
  for (uint32_t i = 1; i <= 3; ++i) c_->LocalGet(kLocalX + i);
  CallPrimitive(abi::kCatchEnd);
  c_->LocalSet(kLocalX);
  c_->End();
}

void BeamfoldLowering::LeaveRaisingTagged(std::string_view tag, const Operand& value) {
  Push(value);
  c_->LocalSet(kLocalArg);
  c_->Const(module_.PredefinedAtom(tag));
  c_->LocalSet(kLocalX);
  Leave(abi::kErrorTagged, LocationPayload(), 1);
}

void BeamfoldLowering::LowerRaise(const Instruction& in) {
  Push(program_.operand(in, 0));
  c_->LocalSet(kLocalTemp);
  Push(program_.operand(in, 1));
  c_->LocalSet(kLocalX + 1);
  c_->LocalGet(kLocalTemp);
  c_->LocalSet(kLocalX);
  Leave(abi::kRaise, LocationPayload(), 2);
}

void BeamfoldLowering::LowerRawRaise() {
  // Only the three classes can be raised; anything else makes the instruction's value badarg.
  SetAction(abi::kRawRaise, LocationPayload());
  const cfg::BlockId ladder = LeaveBlock(3);
  for (uint32_t atom : {atoms::kError, atoms::kExit, atoms::kThrow}) {
    c_->LocalGet(kLocalX);
    c_->Const(atom);
    c_->Op(I::kI32Eq);
    c_->BrIf(TargetOf(ladder));
  }
  c_->Const(atoms::kBadarg);
  c_->LocalSet(kLocalX);
}

void BeamfoldLowering::LowerBuildStacktrace() {
  PushCtx();
  c_->LocalGet(kLocalX);
  CallPrimitive(abi::kBuildStacktrace);
  c_->LocalSet(kLocalX);
}

}  // namespace beamfold
