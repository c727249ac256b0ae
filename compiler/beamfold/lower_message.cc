// SPDX-License-Identifier: Apache-2.0
//
// Sending and receiving. The mailbox is the runtime's; what is left here are the branches: no message, go and wait;
// woken, look again. A process that waits leaves with the entry number of the receive's label.

#include "absl/strings/str_cat.h"
#include "compiler/beamfold/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kValue = kLocalTemp + 5;

}  // namespace

bool BeamfoldLowering::LowerMessage(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const auto call = [&](uint32_t primitive, uint32_t operands) {
    PushCtx();
    for (uint32_t i = 0; i < operands; ++i) Push(arg(i));
    CallPrimitive(primitive);
  };
  switch (in.op) {
    case Opcode::kSend:
      PushCtx();
      c_->LocalGet(kLocalX);
      c_->LocalGet(kLocalX + 1);
      CallPrimitive(abi::kSend);
      c_->LocalSet(kLocalX);
      FailIfZero(kLocalX, RaisePending());
      return true;
    case Opcode::kRemoveMessage:
      call(abi::kRemoveMessage, 0);
      return true;
    case Opcode::kTimeout:
      call(abi::kTimeout, 0);
      return true;
    case Opcode::kLoopRec: {
      const Target none = FailTarget(arg(0));
      call(abi::kLoopRec, 0);
      c_->LocalSet(kValue);
      FailIfZero(kValue, none);
      SetFromLocal(arg(1), kValue);
      return true;
    }
    case Opcode::kLoopRecEnd: {
      // A mailbox may be long, so this is a place to yield.
      MarkFrame(arg(0).index);
      call(abi::kLoopRecEnd, 0);
      TakeReduction(entries_.of_label[arg(0).index], 0);
      const cfg::BlockId again = LabelBlock(arg(0).index);
      Jump(again);
      return false;
    }
    case Opcode::kWait:
      MarkFrame(arg(0).index);
      Leave(abi::kWait, entries_.of_label[arg(0).index], 0);
      return false;
    case Opcode::kWaitTimeout: {
      MarkFrame(arg(0).index);
      const Target failed = RaisePending();
      const uint32_t entry = entries_.of_label[arg(0).index];
      const cfg::BlockId resume = block_;
      const cfg::BlockId wait = NewBlock(absl::StrCat("wait", entry), true);
      StartBlock(wait);
      Leave(abi::kWait, entry, 0);
      StartBlock(resume);
      PushCtx();
      Push(arg(1));
      CallPrimitive(abi::kWaitTimeout);
      c_->LocalSet(kValue);
      c_->LocalGet(kValue);
      c_->Const(static_cast<uint32_t>(abi::WaitVerdict::kFailed));
      c_->Op(I::kI32Eq);
      c_->BrIf(failed);
      c_->LocalGet(kValue);
      c_->BrIf(TargetOf(wait));
      return true;
    }
    case Opcode::kRecvMarkerReserve:
      call(abi::kRecvMarkerReserve, 0);
      c_->LocalSet(kValue);
      SetFromLocal(arg(0), kValue);
      return true;
    case Opcode::kRecvMarkerBind:
      call(abi::kRecvMarkerBind, 2);
      return true;
    case Opcode::kRecvMarkerClear:
      call(abi::kRecvMarkerClear, 1);
      return true;
    case Opcode::kRecvMarkerUse:
      call(abi::kRecvMarkerUse, 1);
      return true;
    default:
      return true;  // recv_mark, recv_set: hints of OTP 23 and older
  }
}

}  // namespace beamfold
