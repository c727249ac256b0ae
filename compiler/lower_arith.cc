// SPDX-License-Identifier: Apache-2.0
//
// Arithmetic. Small integers are computed in place; everything else is a call.

#include "compiler/lower.h"

namespace beamfold {
namespace {

constexpr uint32_t kResult = kLocalTemp + 5;

}  // namespace

void Lowering::CheckSmall(const Operand& operand, uint32_t local, Target slow) {
  if (KnownSmall(operand)) return;
  c_->LocalGet(local);
  c_->Const(abi::kImmediateMask);
  c_->Op(I::kI32And);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Ne);
  c_->BrIf(slow);
}

// The shape of all of these:
//   block done
//     block slow
//       checks, each br_if slow;  result := ...;  br done
//     end
//     result := call;  result == 0: br_if fail
//   end
//   dst := result
void Lowering::LowerAddSubtract(bool add, const BifCall& call) {
  int32_t constant;
  // A sum of constant and variable is one of variable and constant.
  const bool swap = add && SmallValue(call.args[0], constant);
  const Operand& a = call.args[swap ? 1 : 0];
  const Operand& b = call.args[swap ? 0 : 1];
  const Target done = c_->Block();
  const Target slow = c_->FastBlock();
  const uint32_t la = ToLocal(a, 0);
  uint32_t lb = 0;
  if (SmallValue(b, constant)) {
    CheckSmall(a, la, slow);
    const int64_t delta = add ? constant : -static_cast<int64_t>(constant);
    c_->LocalGet(la);
    c_->Const(static_cast<uint32_t>(delta) << abi::kSmallShift);
    c_->Op(I::kI32Add);
    c_->LocalSet(kResult);
    const TypeEntry& type = TypeOf(a);
    const bool fits = KnownSmall(a) && FitsSmall(type.min + delta) && FitsSmall(type.max + delta);
    if (!fits && delta != 0) {
      c_->LocalGet(kResult);
      c_->LocalGet(la);
      c_->Op(delta > 0 ? I::kI32LtS : I::kI32GtS);
      c_->BrIf(slow);
    }
  } else {
    lb = ToLocal(b, 1);
    if (PushNotBothSmall(a, la, b, lb)) c_->BrIf(slow);
    c_->LocalGet(la);
    if (add) {
      c_->Const(abi::kTagSmall);
      c_->Op(I::kI32Sub);
      c_->LocalGet(lb);
      c_->Op(I::kI32Add);
    } else {
      c_->LocalGet(lb);
      c_->Op(I::kI32Sub);
      c_->Const(abi::kTagSmall);
      c_->Op(I::kI32Add);
    }
    c_->LocalSet(kResult);
    // Overflow: the sum's sign differs from both operands'; the difference's from a's, where a and b differ.
    c_->LocalGet(la);
    c_->LocalGet(kResult);
    c_->Op(I::kI32Xor);
    c_->LocalGet(lb);
    c_->LocalGet(add ? kResult : la);
    c_->Op(I::kI32Xor);
    c_->Op(I::kI32And);
    c_->Const(0);
    c_->Op(I::kI32LtS);
    c_->BrIf(slow);
  }
  c_->Br(done);
  c_->End();
  FinishSlowPath(call);
}

void Lowering::FinishSlowPath(const BifCall& call) {
  CallBif(call, kResult);
  c_->End();
  SetFromLocal(call.dst, kResult);
}

void Lowering::LowerMultiply(const BifCall& call) {
  const Operand& a = call.args[0];
  const Operand& b = call.args[1];
  const Target done = c_->Block();
  const Target slow = c_->FastBlock();
  const uint32_t la = ToLocal(a, 0);
  const uint32_t lb = ToLocal(b, 1);
  if (PushNotBothSmall(a, la, b, lb)) c_->BrIf(slow);
  // value(a) * (value(b) << 4) in 64 bits; it must fit 32.
  c_->LocalGet(la);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32ShrS);
  c_->Op(I::kI64ExtendI32S);
  c_->LocalGet(lb);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Sub);
  c_->Op(I::kI64ExtendI32S);
  c_->Op(I::kI64Mul);
  c_->LocalTee(kLocalI64Temp);
  c_->LocalGet(kLocalI64Temp);
  c_->Op(I::kI64Extend32S);
  c_->Op(I::kI64Ne);
  c_->BrIf(slow);
  c_->LocalGet(kLocalI64Temp);
  c_->Op(I::kI32WrapI64);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Or);
  c_->LocalSet(kResult);
  c_->Br(done);
  c_->End();
  FinishSlowPath(call);
}

void Lowering::LowerBitwise(I op, const BifCall& call) {
  const Operand& a = call.args[0];
  const Operand& b = call.args[1];
  const Target done = c_->Block();
  const Target slow = c_->FastBlock();
  const uint32_t la = ToLocal(a, 0);
  const uint32_t lb = ToLocal(b, 1);
  if (PushNotBothSmall(a, la, b, lb)) c_->BrIf(slow);
  c_->LocalGet(la);
  c_->LocalGet(lb);
  c_->Op(op);
  if (op == I::kI32Xor) {
    c_->Const(abi::kTagSmall);
    c_->Op(I::kI32Or);
  }
  c_->LocalSet(kResult);
  c_->Br(done);
  c_->End();
  FinishSlowPath(call);
}

void Lowering::LowerDivide(bool rem, const BifCall& call) {
  const Operand& a = call.args[0];
  const Operand& b = call.args[1];
  int32_t divisor;
  const bool constant = SmallValue(b, divisor);
  if (constant && (divisor == 0 || divisor == -1)) return LowerBifCall(call);
  const Target done = c_->Block();
  const Target slow = c_->FastBlock();
  const uint32_t la = ToLocal(a, 0);
  const uint32_t lb = ToLocal(b, 1);
  if (PushNotBothSmall(a, la, b, lb)) c_->BrIf(slow);
  if (!constant) {
    // Zero raises, and the smallest number divided by -1 is no small integer.
    for (int32_t special : {0, -1}) {
      c_->LocalGet(lb);
      c_->Const(SmallTerm(special));
      c_->Op(I::kI32Eq);
      c_->BrIf(slow);
    }
  }
  for (uint32_t local : {la, lb}) {
    c_->LocalGet(local);
    c_->Const(abi::kSmallShift);
    c_->Op(I::kI32ShrS);
  }
  c_->Op(rem ? I::kI32RemS : I::kI32DivS);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32Shl);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Or);
  c_->LocalSet(kResult);
  c_->Br(done);
  c_->End();
  FinishSlowPath(call);
}

void Lowering::LowerShift(bool left, const BifCall& call) {
  const Operand& a = call.args[0];
  const Operand& b = call.args[1];
  int32_t count;
  if (!SmallValue(b, count) || count < 0 || count > 27) return LowerBifCall(call);
  const Target done = c_->Block();
  const Target slow = c_->FastBlock();
  const uint32_t la = ToLocal(a, 0);
  CheckSmall(a, la, slow);
  c_->LocalGet(la);
  if (left) {
    c_->Const(abi::kTagSmall);
    c_->Op(I::kI32Sub);
    c_->Const(static_cast<uint32_t>(count));
    c_->Op(I::kI32Shl);
    c_->LocalTee(kResult);
    c_->Const(static_cast<uint32_t>(count));
    c_->Op(I::kI32ShrS);
    c_->LocalGet(la);
    c_->Const(abi::kTagSmall);
    c_->Op(I::kI32Sub);
    c_->Op(I::kI32Ne);
    c_->BrIf(slow);
    c_->LocalGet(kResult);
  } else {
    c_->Const(static_cast<uint32_t>(count));
    c_->Op(I::kI32ShrS);
  }
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Or);
  c_->LocalSet(kResult);
  c_->Br(done);
  c_->End();
  FinishSlowPath(call);
}

}  // namespace beamfold
