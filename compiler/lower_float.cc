// SPDX-License-Identifier: Apache-2.0
//
// Floating point registers are f64 locals: they never live across a call.

#include <algorithm>

#include "compiler/lower.h"

namespace beamfold {

uint32_t Lowering::FrLocal(const Operand& fr) {
  out_.num_fr = std::max(out_.num_fr, fr.index + 1);
  return kLocalFr + fr.index;
}

// The float of the term whose address and tag are on the stack.
void Lowering::PushFloatField() {
  c_->Memory(float32_ ? I::kF32Load : I::kF64Load, 4 - abi::kTagBoxed, 2);
  if (float32_) c_->Op(I::kF64PromoteF32);
}

// Double precision is more than twice as precise as single: the result of one operation, rounded twice, is as if it had
// been rounded once.
void Lowering::RoundFloat() {
  if (!float32_) return;
  c_->Op(I::kF32DemoteF64);
  c_->Op(I::kF64PromoteF32);
}

void Lowering::LowerBoxFloat(const Operand& fr, const Operand& dst) {
  c_->LocalGet(kLocalHp);
  c_->Const(float32_ ? abi::kFloat32Header : abi::kFloatHeader);
  c_->Store(0);
  c_->LocalGet(kLocalHp);
  PushFr(fr);
  if (float32_) c_->Op(I::kF32DemoteF64);
  c_->Memory(float32_ ? I::kF32Store : I::kF64Store, 4, 2);
  BeginSet(dst);
  c_->LocalGet(kLocalHp);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Add);
  EndSet(dst);
  BumpHeap(float32_ ? 2 : 3);
}

void Lowering::LowerFloat(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  switch (in.op) {
    case Opcode::kFmove:
      if (arg(0).kind == Kind::kFr) {
        LowerBoxFloat(arg(0), arg(1));
      } else {
        Push(arg(0));
        PushFloatField();
        c_->LocalSet(FrLocal(arg(1)));
      }
      return;
    case Opcode::kFconv: {
      const Target fail = RaiseReason(atoms::kBadarith);
      const uint32_t local = ToLocal(arg(0), 0);
      c_->LocalGet(local);
      c_->Const(abi::kImmediateMask);
      c_->Op(I::kI32And);
      c_->Const(abi::kTagSmall);
      c_->Op(I::kI32Eq);
      c_->If(emit::BlockType::kF64);
      c_->LocalGet(local);
      c_->Const(abi::kSmallShift);
      c_->Op(I::kI32ShrS);
      c_->Op(I::kF64ConvertI32S);
      c_->Else();
      PushToFloat(local, fail);
      c_->End();
      RoundFloat();
      c_->LocalTee(kLocalF64Temp);
      c_->LocalGet(kLocalF64Temp);
      c_->Op(I::kF64Ne);
      c_->BrIf(fail);
      c_->LocalGet(kLocalF64Temp);
      c_->LocalSet(FrLocal(arg(1)));
      return;
    }
    case Opcode::kFnegate:
      // As Erlang/OTP has it: 0.0 gives 0.0, not -0.0.
      c_->F64Const(0);
      PushFr(arg(1));
      c_->Op(I::kF64Sub);
      c_->LocalSet(FrLocal(arg(2)));
      return;
    default:
      break;
  }
  const Target fail = arg(0).index != 0 ? FailTarget(arg(0)) : RaiseReason(atoms::kBadarith);
  PushFr(arg(1));
  PushFr(arg(2));
  c_->Op(in.op == Opcode::kFadd   ? I::kF64Add
         : in.op == Opcode::kFsub ? I::kF64Sub
         : in.op == Opcode::kFmul ? I::kF64Mul
                                  : I::kF64Div);
  RoundFloat();
  const uint32_t result = FrLocal(arg(3));
  c_->LocalSet(result);
  // r - r is not equal to itself exactly when r is infinite or no number.
  c_->LocalGet(result);
  c_->LocalGet(result);
  c_->Op(I::kF64Sub);
  c_->LocalTee(kLocalF64Temp);
  c_->LocalGet(kLocalF64Temp);
  c_->Op(I::kF64Ne);
  c_->BrIf(fail);
}

}  // namespace beamfold
