// SPDX-License-Identifier: Apache-2.0
//
// Sending and receiving.

#include "absl/strings/str_cat.h"
#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kValue = kLocalTemp + 5;
constexpr uint32_t kFlagTimeoutExpired = 2;

}  // namespace

// Handles what has come in: exits, kills, collections asked for by others. No x register survives that, and none is
// live in a receive. The process may have been put aside meanwhile, or have been thrown to a handler: then the
// continuation is no longer the one that was set, or there are no reductions, or it is another process's turn. In each
// case AtomVM has to go on with what it gave.
void AtomvmLowering::ProcessSignals(uint32_t entry) {
  const uint32_t continuation = labels_.label_of_entry[entry] + 1;
  BeginCollect(0);
  StoreHome(kLocalCp, abi::kContextCp);
  c_->LocalGet(kLocalJs);
  c_->Const(continuation);
  c_->Store(abi::kJitContinuation);
  c_->LocalGet(kLocalJs);
  c_->LocalGet(kLocalRed);
  c_->Store(abi::kJitReductions);
  PushCtxJs();
  CallPrimitive(avm::kProcessSignals);
  c_->LocalTee(kValue);
  PushCtx();
  c_->Op(I::kI32Ne);
  c_->LocalGet(kLocalJs);
  c_->Load(abi::kJitContinuation);
  c_->Const(continuation);
  c_->Op(I::kI32Ne);
  c_->Op(I::kI32Or);
  c_->LocalGet(kLocalJs);
  c_->Load(abi::kJitReductions);
  c_->Op(I::kI32Eqz);
  c_->Op(I::kI32Or);
  c_->UnlikelyIf();
  c_->LocalGet(kValue);
  c_->Return();
  c_->End();
  EndCollect(0);
}

// Where the loop_rec can be entered again: at the label before it, or here.
uint32_t AtomvmLowering::ReceiveEntry() {
  const uint32_t entry = labels_.of_receive[at_];
  if (entry == kNoEntry) return entries_.of_label[LabelBefore(program_, at_)];
  const cfg::BlockId block = NewBlock(absl::StrCat("receive", entry));
  out_.graph.entries[entry] = block;
  Jump(block);
  StartBlock(block);
  return entry;
}

void AtomvmLowering::LowerSend() {
  BeginCollect(2);
  PushCtxJs();
  CallPrimitive(avm::kSend);
  c_->LocalSet(kValue);
  EndCollect(1);
  FailIfZero(kValue, RaisePending());
}

bool AtomvmLowering::LowerMessage(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const auto call = [&](avm::Primitive primitive) {
    PushCtx();
    CallPrimitive(primitive);
  };
  switch (in.op) {
    case Opcode::kSend:
      LowerSend();
      return true;
    case Opcode::kRemoveMessage:
      call(avm::kCancelTimeout);
      call(avm::kMailboxRemove);
      return true;
    case Opcode::kTimeout:
      call(avm::kTimeout);
      return true;
    case Opcode::kLoopRec: {
      const Target none = FailTarget(arg(0));
      ProcessSignals(ReceiveEntry());
      call(avm::kMailboxPeek);
      c_->LocalSet(kValue);
      FailIfZero(kValue, none);
      SetFromLocal(arg(1), kValue);
      return true;
    }
    case Opcode::kLoopRecEnd: {
      // A mailbox may be long, so this is a place to yield.
      MarkFrame(arg(0).index);
      call(avm::kMailboxNext);
      TakeReduction(entries_.of_label[arg(0).index], 0);
      const cfg::BlockId again = LabelBlock(arg(0).index);
      Jump(again);
      return false;
    }
    case Opcode::kWait:
      MarkFrame(arg(0).index);
      SetContinuation(entries_.of_label[arg(0).index]);
      Leave(avm::kScheduleWait, 0);
      return false;
    case Opcode::kWaitTimeout:
      MarkFrame(arg(0).index);
      SetLeaveArg(0, arg(1));
      SetLeaveArg(1, arg(0).index);
      SetContinuation(entries_.of_return[at_]);
      Leave(avm::kWaitTimeout, 0);
      return false;
    case Opcode::kRecvMarkerReserve:
      LowerInitY(arg(0));
      return true;
    default:
      return true;  // AtomVM has no markers
  }
}

// Whether what waits at the label looks at messages. `receive after 10 -> ok end` does not.
bool AtomvmLowering::LooksAtMessages(uint32_t label) const {
  const uint32_t entry = entries_.of_label[label];
  uint32_t i = entries_.entries[entry].instruction;
  while (i < program_.code.size() && (program_.code[i].op == Opcode::kLabel || program_.code[i].op == Opcode::kLine))
    ++i;
  return i < program_.code.size() && program_.code[i].op == Opcode::kLoopRec;
}

// Behind a wait_timeout: woken by a message, or by the timer. A message that came before the time was over counts even
// if the process had no chance to look at it in time.
void AtomvmLowering::LowerReturnPoint(const Instruction& in) {
  if (in.op != Opcode::kWaitTimeout) return;
  ProcessSignals(entries_.of_return[at_]);
  const cfg::BlockId resume = block_;
  const cfg::BlockId woken = NewBlock("woken");
  StartBlock(woken);
  SetLeaveArg(0, program_.operand(in, 0).index);
  SetContinuation(entries_.of_return[at_]);
  Leave(avm::kWaitTimeoutTrap, 0);
  StartBlock(resume);
  PushCtx();
  c_->Const(kFlagTimeoutExpired);
  CallPrimitive(avm::kFlags);
  c_->Op(I::kI32Eqz);
  c_->BrIf(TargetOf(woken));
  if (!LooksAtMessages(program_.operand(in, 0).index)) return;
  PushCtx();
  CallPrimitive(avm::kMailboxPeek);
  c_->BrIf(TargetOf(LabelBlock(program_.operand(in, 0).index)));
}

}  // namespace beamfold
