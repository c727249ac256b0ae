// SPDX-License-Identifier: Apache-2.0
//
// Matching of binaries. AtomVM's match state is the binary and the current bit offset; where it ends is the binary's
// size. Binaries are whole bytes; parts of them that are taken out have to begin and end on bytes, too.
//
// Match states and parts are made by helpers (binary_parts.cc) where room has been made for them.

#include "compiler/atomvm/lowering.h"
#include "compiler/atomvm/match_state.h"

namespace beamfold {

using match::kBinary;
using match::kBits;
using match::kOffset;
using match::kSize;
using match::kState;
using match::kStateWords;
using match::kValue;
using match::kWords;

// The bits behind the current position.
void AtomvmLowering::PushRemaining() {
  c_->LocalGet(kState);
  c_->Load(kBinary);
  c_->Load(kSize);
  c_->Const(3);
  c_->Op(I::kI32Shl);
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->Op(I::kI32Sub);
}

// byte_size and bit_size of what may be a match state: since Erlang/OTP 27 compilers ask for the size of what is left
// of a binary without making it one. AtomVM's BIFs take binaries alone.
void AtomvmLowering::CallSize(const BifCall& call, bool bytes, uint32_t result) {
  Push(call.args[0]);
  c_->LocalSet(kState);
  const Target done = c_->Block();
  const Target other = c_->Block();
  TestBoxed(kState, other);
  TestHeader(kState, abi::kHeaderTagMask, abi::kHeaderMatchState, other);
  PushRemaining();
  if (bytes) {
    c_->Const(7);
    c_->Op(I::kI32Add);
    c_->Const(3);
    c_->Op(I::kI32ShrU);
  }
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32Shl);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Or);
  c_->LocalSet(result);
  c_->Br(done);
  c_->End();
  CallAnyBif(call, result);
  c_->End();
}

void AtomvmLowering::BitsOf(const Operand& size, uint32_t unit, Target fail) {
  int32_t small;
  const bool constant = SmallValue(size, small);
  if (size.kind == Kind::kAtom) {  // all
    PushRemaining();
    c_->LocalSet(kBits);
    if (unit > 1) {
      c_->LocalGet(kBits);
      c_->Const(unit);
      c_->Op(I::kI32RemU);
      c_->BrIf(fail);
    }
    return;
  }
  // How many units there are, which no size can exceed; so nothing overflows.
  const int64_t bits = static_cast<int64_t>(small) * unit;
  if (constant && bits >= 0 && bits <= INT32_MAX) {
    PushRemaining();
    c_->Const(static_cast<uint32_t>(bits));
    c_->LocalTee(kBits);
    c_->Op(I::kI32LtU);
    c_->BrIf(fail);
    return;
  }
  const uint32_t local = ToLocal(size, 5);
  CheckSmall(size, local, fail);
  PushRemaining();
  if (unit > 1) {
    c_->Const(unit);
    c_->Op(I::kI32DivU);
  }
  c_->LocalGet(local);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32ShrS);
  c_->LocalTee(kBits);
  c_->Op(I::kI32LtU);  // a negative one is large
  c_->BrIf(fail);
  if (unit > 1) {
    c_->LocalGet(kBits);
    c_->Const(unit);
    c_->Op(I::kI32Mul);
    c_->LocalSet(kBits);
  }
}

// The state's offset += kBits.
void AtomvmLowering::Advance() {
  c_->LocalGet(kState);
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->LocalGet(kBits);
  c_->Op(I::kI32Add);
  c_->Store(kOffset);
}

void AtomvmLowering::GetBinary(uint32_t live, const Operand& dst, bool advance) {
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->Const(7);
  c_->Op(I::kI32And);
  c_->BrIf(RaiseReason(atoms::kBadarg));
  c_->LocalGet(kBits);
  c_->Const(7);
  c_->Op(I::kI32And);
  c_->BrIf(RaiseReason(atoms::kUnsupported));
  const auto push_bytes = [&] {
    c_->LocalGet(kBits);
    c_->Const(3);
    c_->Op(I::kI32ShrU);
  };
  c_->LocalGet(kState);
  c_->Load(kBinary);
  push_bytes();
  if (has_heap_ptr_) {
    c_->Call(helpers_.PartWords());
  } else {
    CallPrimitive(avm::kSubBinaryWords);
  }
  c_->LocalSet(kWords);
  ReserveKeeping(kState, live, [&] { c_->LocalGet(kWords); });
  if (has_heap_ptr_) {
    for (uint32_t local : {kLocalCtx, kLocalPrimitives, kLocalHp}) c_->LocalGet(local);
    c_->LocalGet(kState);
    c_->LocalGet(kBits);
    c_->Call(helpers_.Part());
    c_->LocalSet(kLocalHp);
  } else {
    PushCtx();
    c_->LocalGet(kState);
    c_->Load(kBinary);
    c_->LocalGet(kState);
    c_->Load(kOffset);
    c_->Const(3);
    c_->Op(I::kI32ShrU);
    push_bytes();
    CallPrimitive(avm::kSubBinary);
  }
  c_->LocalSet(kValue);
  if (advance) Advance();
  SetFromLocal(dst, kValue);
}

void AtomvmLowering::LowerStartMatch(const Instruction& in) {
  const bool three = in.op == Opcode::kBsStartMatch3;
  const Operand& fail_operand = program_.operand(in, 0);
  const Operand& source = program_.operand(in, three ? 1 : 2);
  const Operand& dst = program_.operand(in, 3);
  const uint32_t live = static_cast<uint32_t>(program_.operand(in, three ? 2 : 1).value);
  Push(source);
  c_->LocalSet(kState);
  // A state that is there already goes on being used, as in Erlang/OTP.
  const Target done = c_->Block();
  const bool checked = fail_operand.kind == Kind::kLabel;
  const Target fail = checked ? FailTarget(fail_operand) : done;
  if (checked) TestBoxed(kState, fail);
  LoadHeader(kState);
  c_->Const(abi::kHeaderTagMask);
  c_->Op(I::kI32And);
  c_->LocalSet(kValue);
  c_->LocalGet(kValue);
  c_->Const(abi::kHeaderMatchState);
  c_->Op(I::kI32Eq);
  c_->BrIf(done);
  if (checked) {
    c_->LocalGet(kValue);
    c_->Const(abi::kHeaderRefcBinary);
    c_->Op(I::kI32Sub);
    c_->Const(abi::kHeaderSubBinary - abi::kHeaderRefcBinary);
    c_->Op(I::kI32GtU);
    c_->BrIf(fail);
  }
  ReserveKeeping(kState, live, [&] { c_->Const(kStateWords); });
  if (has_heap_ptr_) {
    c_->LocalGet(kLocalHp);
    c_->LocalGet(kState);
    c_->Call(helpers_.MatchState());
    c_->LocalSet(kLocalHp);
  } else {
    PushCtx();
    c_->LocalGet(kState);
    c_->Const(0);
    CallPrimitive(avm::kAllocMatchState);
  }
  c_->LocalSet(kState);
  c_->End();
  SetFromLocal(dst, kState);
}

void AtomvmLowering::GetUtf(const Instruction& in) {
  const Target fail = FailTarget(program_.operand(in, 0));
  const bool utf8 = in.op == Opcode::kBsGetUtf8 || in.op == Opcode::kBsSkipUtf8;
  const bool utf16 = in.op == Opcode::kBsGetUtf16 || in.op == Opcode::kBsSkipUtf16;
  if (utf8 && has_heap_ptr_) {
    c_->LocalGet(kLocalPrimitives);
    Push(program_.operand(in, 1));
    c_->Call(helpers_.Utf8());
  } else {
    Push(program_.operand(in, 1));
    if (!utf8) c_->Const(static_cast<uint32_t>(program_.operand(in, 3).value));
    CallPrimitive(utf8 ? avm::kGetUtf8 : utf16 ? avm::kGetUtf16 : avm::kGetUtf32);
  }
  c_->LocalSet(kValue);
  FailIfZero(kValue, fail);
  if (in.num_operands == 5) SetFromLocal(program_.operand(in, 4), kValue);
}

void AtomvmLowering::LowerBits(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const auto number = [&](uint32_t i) { return static_cast<uint32_t>(program_.operand(in, i).value); };
  const auto load_state = [&](uint32_t i) {
    Push(arg(i));
    c_->LocalSet(kState);
  };
  switch (in.op) {
    case Opcode::kBsStartMatch3:
    case Opcode::kBsStartMatch4:
      return LowerStartMatch(in);
    case Opcode::kBsGetInteger2:
    case Opcode::kBsGetFloat2:
    case Opcode::kBsGetBinary2: {
      const Target fail = FailTarget(arg(0));
      load_state(1);
      uint32_t spec;
      if (in.op == Opcode::kBsGetInteger2 && SpecOf(arg(3), number(4), number(5), spec)) {
        return GetField(spec, arg(6), fail);
      }
      BitsOf(arg(3), number(4), fail);
      if (in.op == Opcode::kBsGetInteger2) return GetInteger(number(5), arg(6), fail);
      if (in.op == Opcode::kBsGetFloat2) return GetFloat(number(5), number(2), arg(6), fail);
      return GetBinary(number(2), arg(6), /*advance=*/true);
    }
    case Opcode::kBsSkipBits2:
      load_state(1);
      BitsOf(arg(2), number(3), FailTarget(arg(0)));
      return Advance();
    case Opcode::kBsTestTail2:
    case Opcode::kBsTestUnit: {
      const Target fail = FailTarget(arg(0));
      load_state(1);
      PushRemaining();
      if (in.op == Opcode::kBsTestUnit || number(2) != 0) {
        c_->Const(number(2));
        c_->Op(in.op == Opcode::kBsTestUnit ? I::kI32RemU : I::kI32Ne);
      }
      return c_->BrIf(fail);
    }
    case Opcode::kBsMatchString: {
      const Target fail = FailTarget(arg(0));
      load_state(1);
      if (uint32_t expected; ShortString(number(3), number(2), expected)) {
        PushField(FieldSpec::Of(number(2), 0));
        c_->Const(SmallTerm(static_cast<int32_t>(expected)));
        c_->Call(helpers_.SameField());
        c_->Op(I::kI32Eqz);
        return c_->BrIf(fail);
      }
      c_->Const(number(2));
      c_->LocalSet(kBits);
      // AtomVM compares what is there, be it behind the end.
      PushRemaining();
      c_->LocalGet(kBits);
      c_->Op(I::kI32LtU);
      c_->BrIf(fail);
      PushCtxJs();
      c_->LocalGet(kState);
      c_->Load(kBinary);
      c_->LocalGet(kState);
      c_->Load(kOffset);
      c_->Const(number(3));
      c_->LocalGet(kBits);
      CallPrimitive(avm::kMatchString);
      c_->Op(I::kI32Eqz);
      c_->BrIf(fail);
      return Advance();
    }
    case Opcode::kBsGetTail:
      load_state(0);
      PushRemaining();
      c_->LocalSet(kBits);
      return GetBinary(number(2), arg(1), /*advance=*/false);
    case Opcode::kBsGetPosition:
      BeginSet(arg(1));
      Push(arg(0));
      c_->Load(kOffset);
      c_->Const(abi::kSmallShift);
      c_->Op(I::kI32Shl);
      c_->Const(abi::kTagSmall);
      c_->Op(I::kI32Or);
      return EndSet(arg(1));
    case Opcode::kBsSetPosition:
      Push(arg(0));
      Push(arg(1));
      c_->Const(abi::kSmallShift);
      c_->Op(I::kI32ShrU);
      return c_->Store(kOffset);
    case Opcode::kBsGetUtf8:
    case Opcode::kBsSkipUtf8:
    case Opcode::kBsGetUtf16:
    case Opcode::kBsSkipUtf16:
    case Opcode::kBsGetUtf32:
    case Opcode::kBsSkipUtf32:
      return GetUtf(in);
    case Opcode::kBsMatch:
      return LowerBsMatch(in);
    default:
      return LowerCreation(in);
  }
}

}  // namespace beamfold
