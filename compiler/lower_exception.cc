// SPDX-License-Identifier: Apache-2.0
//
// try, catch, raise. A handler is entered from outside with x0 = no term, x1 = class, x2 = reason, x3 = raw stack
// trace; code that falls into the handler's label has a term in x0.

#include "compiler/lower.h"

namespace beamfold {

void Lowering::LowerTry(const Instruction& in) {
  const Operand& y = program_.operand(in, 0);
  BeginSet(y);
  c_->GlobalGet(module_.CpBaseGlobal());
  c_->Const(entries_.of_label[program_.operand(in, 1).index] << abi::kCatchLabelShift | abi::kTagCatch);
  c_->Op(I::kI32Add);
  EndSet(y);
}

void Lowering::LowerTryCase(const Instruction& in) {
  LowerInitY(program_.operand(in, 0));
  for (uint32_t i = 0; i < 3; ++i) {
    c_->LocalGet(kLocalX + i + 1);
    c_->LocalSet(kLocalX + i);
  }
}

void Lowering::LowerCatchEnd(const Instruction& in) {
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

void Lowering::LowerErrorTagged(std::string_view tag, const Operand& value) {
  Push(value);
  c_->LocalSet(kLocalArg);
  c_->Const(ModuleContext::PredefinedAtom(tag));
  c_->LocalSet(kLocalX);
  Leave(abi::kErrorTagged, LocationPayload(), 1);
}

void Lowering::LowerRaise(const Instruction& in) {
  Push(program_.operand(in, 0));
  c_->LocalSet(kLocalTemp);
  Push(program_.operand(in, 1));
  c_->LocalSet(kLocalX + 1);
  c_->LocalGet(kLocalTemp);
  c_->LocalSet(kLocalX);
  Leave(abi::kRaise, LocationPayload(), 2);
}

void Lowering::LowerRawRaise() {
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

void Lowering::LowerBuildStacktrace() {
  PushCtx();
  c_->LocalGet(kLocalX);
  CallPrimitive(abi::kBuildStacktrace);
  c_->LocalSet(kLocalX);
}

}  // namespace beamfold
