// SPDX-License-Identifier: Apache-2.0
//
// Leaving, and calls of other modules, of native functions and of funs.

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

// The action local: the primitive's place in the table << kActionArgsBits, and how many arguments it has.
constexpr uint32_t kActionArgsBits = 3;
constexpr uint32_t kActionArgsMask = (1 << kActionArgsBits) - 1;
// In the place of the number of arguments: no primitive; AtomVM goes on at the continuation.
constexpr uint32_t kActionContinue = 5;

constexpr uint32_t ActionOf(avm::Primitive primitive, uint32_t args) { return 4 * primitive << kActionArgsBits | args; }

uint32_t ArgsOf(avm::Primitive primitive) {
  const std::string_view signature = avm::SignatureOf(primitive);
  return static_cast<uint32_t>(signature.find(':')) - 2;
}

}  // namespace

void AtomvmLowering::WritePrologue(uint32_t live, CodeBuffer& code) const {
  // A return address is never 0.
  code.GlobalGet(own_.CpBaseGlobal());
  code.Op(I::kI32Eqz);
  code.UnlikelyIf();
  code.LocalGet(kLocalJs);
  code.LocalGet(kLocalPrimitives);
  code.Call(init_function_);
  code.End();
  Lowering::WritePrologue(live, code);
}

CodeBuffer AtomvmLowering::Stub(uint32_t entry) const {
  CodeBuffer code;
  if (entry == kNoEntry) {
    code.Const(ActionOf(avm::kReturn, 0));
  } else {
    code.Const(labels_.label_of_entry[entry] + 1);
    code.LocalSet(kLocalLabel);
    code.Const(kActionContinue);
  }
  code.LocalSet(kLocalAction);
  return code;
}

void AtomvmLowering::SetLeaveArg(uint32_t i, uint32_t value) {
  c_->Const(value);
  c_->LocalSet(LeaveArg(i));
}

void AtomvmLowering::SetLeaveArg(uint32_t i, const Operand& operand) {
  Push(operand);
  c_->LocalSet(LeaveArg(i));
}

void AtomvmLowering::SetContinuation(uint32_t entry) {
  c_->Const(labels_.label_of_entry[entry] + 1);
  c_->LocalSet(kLocalLabel);
}

void AtomvmLowering::Leave(avm::Primitive primitive, uint32_t live) {
  c_->Const(ActionOf(primitive, ArgsOf(primitive)));
  c_->LocalSet(kLocalAction);
  const cfg::BlockId ladder = LeaveBlock(live);
  Jump(ladder, 0);
}

void AtomvmLowering::LeaveYielding(uint32_t entry, uint32_t live) {
  SetContinuation(entry);
  Leave(avm::kScheduleNext, live);
}

// Reductions and continuation, then the call: one block for each number of arguments, for a call has one signature.
void AtomvmLowering::LeaveAtLast() {
  for (auto [local, offset] :
       {std::pair(kLocalRed, abi::kJitReductions), std::pair(kLocalLabel, abi::kJitContinuation)}) {
    c_->LocalGet(kLocalJs);
    c_->LocalGet(local);
    c_->Store(offset);
  }
  c_->LocalGet(kLocalAction);
  c_->Const(kActionArgsMask);
  c_->Op(I::kI32And);
  std::vector<cfg::BlockId> calls;
  for (uint32_t args = 0; args <= kActionContinue; ++args) {
    calls.push_back(NewBlock(absl::StrCat("leave_by", args), true));
  }
  Switch(calls);
  static constexpr std::string_view kSignatures[] = {"CJ:C", "CJi:C", "CJii:C", "CJiii:C", "CJiiii:C"};
  for (uint32_t args = 0; args <= kActionContinue; ++args) {
    StartBlock(calls[args]);
    out_.group[calls[args]] = cfg::kSharedGroup;
    PushCtx();
    if (args < kActionContinue) {
      c_->LocalGet(kLocalJs);
      for (uint32_t i = 0; i < args; ++i) c_->LocalGet(LeaveArg(i));
      c_->LocalGet(kLocalPrimitives);
      c_->LocalGet(kLocalAction);
      c_->Const(kActionArgsBits);
      c_->Op(I::kI32ShrU);
      c_->Op(I::kI32Add);
      c_->Load(0);
      c_->CallIndirect(own_.SignatureType(kSignatures[args]));
    }
    c_->Return();
    Exit();
  }
}

// A tail call pops the frame here. AtomVM would pop it, too, but not where a native function puts the process aside,
// which then goes on with a frame too many.
void AtomvmLowering::LowerCallExt(const Instruction& in) {
  constexpr uint32_t kBodyCall = static_cast<uint32_t>(-2);
  constexpr uint32_t kTailCall = static_cast<uint32_t>(-1);
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  const uint32_t import = static_cast<uint32_t>(program_.operand(in, 1).value);
  if (arity > 0 && avm::KindOfBif(program_, program_.imports[import]) != avm::BifKind::kNone) {
    return LowerCallOfBif(in, import);
  }
  if (in.op == Opcode::kCallExt) SetReturnAddress();
  if (in.op == Opcode::kCallExtLast) LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 2).value));
  SetLeaveArg(0, Offset());
  SetLeaveArg(1, arity);
  SetLeaveArg(2, import);
  SetLeaveArg(3, in.op == Opcode::kCallExt ? kBodyCall : kTailCall);
  SetContinuation(in.op == Opcode::kCallExt ? entries_.of_return[at_] : labels_.return_entry);
  Leave(avm::kCallExt, arity);
}

// A BIF needs no dispatch; and some of them AtomVM could not call that way for their arity.
void AtomvmLowering::LowerCallOfBif(const Instruction& in, uint32_t import) {
  std::vector<Operand> args(program_.imports[import].arity);
  for (uint32_t i = 0; i < args.size(); ++i) {
    args[i].kind = Kind::kX;
    args[i].index = i;
  }
  Operand x0;
  x0.kind = Kind::kX;
  CallBif({program_.imports[import], args, x0, RaisePending(), 0}, kLocalX);
  if (in.op == Opcode::kCallExt) return;
  if (in.op == Opcode::kCallExtLast) LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 2).value));
  LowerReturn();
}

void AtomvmLowering::LowerApply(const Instruction& in) {
  const uint32_t arity = static_cast<uint32_t>(program_.operand(in, 0).value);
  const Target bad = RaiseReason(atoms::kBadarg);
  for (uint32_t i = 0; i < 2; ++i) {
    Operand x;
    x.kind = Kind::kX;
    x.index = arity + i;
    Push(x);
    c_->LocalTee(LeaveArg(1 + i));
    c_->Const(abi::kImmediate2Mask);
    c_->Op(I::kI32And);
    c_->Const(abi::kTagAtom);
    c_->Op(I::kI32Ne);
    c_->BrIf(bad);
  }
  if (in.op == Opcode::kApply) {
    SetReturnAddress();
    SetContinuation(entries_.of_return[at_]);
  } else {
    LowerDeallocate(static_cast<uint32_t>(program_.operand(in, 1).value));
    SetContinuation(labels_.return_entry);
  }
  SetLeaveArg(0, Offset());
  SetLeaveArg(3, arity);
  Leave(avm::kApply, arity);
}

// call_fun: the fun is in x[arity]; call_fun2 names its register. With deallocate and return behind it, it is a tail
// call. A native function that puts the process aside goes on at the continuation, not at cp: in a tail call that is
// the entry that does nothing but return.
void AtomvmLowering::LowerCallFun(uint32_t arity, const Operand* fun) {
  Operand last;
  last.kind = Kind::kX;
  last.index = arity;
  const Operand& callee = fun != nullptr ? *fun : last;
  SetLeaveArg(1, callee);
  const cfg::BlockId resume = block_;
  const cfg::BlockId badfun = NewBlock("badfun", true);
  StartBlock(badfun);
  LeaveRaisingTagged("badfun", callee);
  StartBlock(resume);
  TestBoxed(LeaveArg(1), TargetOf(badfun));
  TestHeader(LeaveArg(1), abi::kHeaderTagMask, abi::kHeaderFun, TargetOf(badfun));
  if (at_ + 2 < program_.code.size() && program_.code[at_ + 1].op == Opcode::kDeallocate &&
      program_.code[at_ + 2].op == Opcode::kReturn) {
    LowerDeallocate(static_cast<uint32_t>(program_.operand(program_.code[at_ + 1], 0).value));
    has_frame_ = true;  // still so for the code behind, which is lowered but not reached
    SetContinuation(labels_.return_entry);
  } else {
    SetReturnAddress();
    SetContinuation(entries_.of_return[at_]);
  }
  SetLeaveArg(0, Offset());
  SetLeaveArg(2, arity);
  Leave(avm::kCallFun, arity);
}

}  // namespace beamfold
