// SPDX-License-Identifier: Apache-2.0
//
// Matching of binaries. AtomVM's match state is the binary and the current bit offset; where it ends is the binary's
// size. Binaries are whole bytes; parts of them that are taken out have to begin and end on bytes, too.

#include <algorithm>
#include <string_view>

#include "absl/strings/numbers.h"
#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kState = kLocalTemp;
constexpr uint32_t kBits = kLocalTemp + 1;
constexpr uint32_t kWords = kLocalTemp + 2;
constexpr uint32_t kSaved = kLocalTemp + 3;
constexpr uint32_t kValue = kLocalTemp + 5;

constexpr uint32_t kStateWords = 4;
constexpr uint32_t kFloatWords = 3;
// Fields of the match state, and of its binary.
constexpr uint32_t kBinary = abi::kMatchBinary - abi::kTagBoxed;
constexpr uint32_t kOffset = abi::kMatchOffset - abi::kTagBoxed;
constexpr uint32_t kSize = abi::kBinarySize - abi::kTagBoxed;
// Numbers compared piece by piece need no large integers.
constexpr uint32_t kPieceBits = 24;

}  // namespace

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

// kValue := the next kBits bits; not advanced.
void AtomvmLowering::ExtractInteger(uint32_t flags) {
  PushCtxJs();
  c_->LocalGet(kState);
  c_->Load(kBinary);
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->LocalGet(kBits);
  c_->Const(flags);
  CallPrimitive(avm::kExtractInteger);
  c_->LocalSet(kValue);
}

void AtomvmLowering::GetInteger(uint32_t flags, const Operand& dst, Target fail) {
  ExtractInteger(flags);
  FailIfZero(kValue, RaisePending());
  c_->LocalGet(kValue);
  c_->Const(abi::kAtomFalse);
  c_->Op(I::kI32Eq);
  c_->BrIf(fail);
  Advance();
  SetFromLocal(dst, kValue);
}

void AtomvmLowering::GetFloat(uint32_t flags, uint32_t live, const Operand& dst, Target fail) {
  ReserveKeeping(kState, live, [&] { c_->Const(kFloatWords); });
  BeginBump();
  PushCtx();
  c_->LocalGet(kState);
  c_->Load(kBinary);
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->LocalGet(kBits);
  c_->Const(flags);
  EndBump(avm::kExtractFloat);
  c_->LocalSet(kValue);
  c_->LocalGet(kValue);
  c_->Const(abi::kAtomFalse);
  c_->Op(I::kI32Eq);
  c_->BrIf(fail);
  Advance();
  SetFromLocal(dst, kValue);
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
  CallPrimitive(avm::kSubBinaryWords);
  c_->LocalSet(kWords);
  ReserveKeeping(kState, live, [&] { c_->LocalGet(kWords); });
  BeginBump();
  PushCtx();
  c_->LocalGet(kState);
  c_->Load(kBinary);
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->Const(3);
  c_->Op(I::kI32ShrU);
  push_bytes();
  EndBump(avm::kSubBinary);
  c_->LocalSet(kValue);
  if (advance) Advance();
  SetFromLocal(dst, kValue);
}

// The next bits are those of a number. What has been compared is behind the position, be it equal or not.
void AtomvmLowering::MatchConstant(const Operand& value, uint32_t bits, Target fail) {
  uint64_t number = static_cast<uint64_t>(value.value);
  if (value.kind == Kind::kBigInteger) {
    // More than 64 bits are refused by InstructionIsSupported.
    (void)absl::SimpleAtoi(program_.big_integers[value.index], &number);
  }
  for (uint32_t left = bits; left > 0;) {
    const uint32_t piece = std::min(left, kPieceBits);
    left -= piece;
    const uint32_t expected = static_cast<uint32_t>(left < 64 ? number >> left : 0) & ((1u << piece) - 1);
    c_->Const(piece);
    c_->LocalSet(kBits);
    ExtractInteger(0);
    Advance();
    c_->LocalGet(kValue);
    c_->Const(SmallTerm(static_cast<int32_t>(expected)));
    c_->Op(I::kI32Ne);
    c_->BrIf(fail);
  }
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
  BeginBump();
  PushCtx();
  c_->LocalGet(kState);
  c_->Const(0);
  EndBump(avm::kAllocMatchState);
  c_->LocalSet(kState);
  c_->End();
  SetFromLocal(dst, kState);
}

void AtomvmLowering::GetUtf(const Instruction& in) {
  const Target fail = FailTarget(program_.operand(in, 0));
  const bool utf8 = in.op == Opcode::kBsGetUtf8 || in.op == Opcode::kBsSkipUtf8;
  const bool utf16 = in.op == Opcode::kBsGetUtf16 || in.op == Opcode::kBsSkipUtf16;
  Push(program_.operand(in, 1));
  if (!utf8) c_->Const(static_cast<uint32_t>(program_.operand(in, 3).value));
  CallPrimitive(utf8 ? avm::kGetUtf8 : utf16 ? avm::kGetUtf16 : avm::kGetUtf32);
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

// bs_match Fail State [Command, Argument...]: a sequence that fails as a whole, with the state where it was.
void AtomvmLowering::LowerBsMatch(const Instruction& in) {
  const Target fail = FailTarget(program_.operand(in, 0));
  const absl::Span<const Operand> list = List(program_.operand(in, 2));
  Push(program_.operand(in, 1));
  c_->LocalSet(kState);
  c_->LocalGet(kState);
  c_->Load(kOffset);
  c_->LocalSet(kSaved);
  // Once something has been read, a failure has to take it back.
  const Target done = c_->Block();
  const Target restore = c_->Block();
  size_t i = 0;
  const auto number = [&](size_t k) { return static_cast<uint32_t>(list[i + k].value); };
  const auto set_bits = [&](uint32_t bits) {
    c_->Const(bits);
    c_->LocalSet(kBits);
  };
  while (i < list.size()) {
    const std::string_view command = program_.atoms[list[i].index];
    if (command == "ensure_at_least") {
      PushRemaining();
      c_->LocalTee(kBits);
      c_->Const(number(1));
      c_->Op(I::kI32LtU);
      c_->BrIf(fail);
      if (number(2) > 1) {
        c_->LocalGet(kBits);
        c_->Const(number(1));
        c_->Op(I::kI32Sub);
        c_->Const(number(2));
        c_->Op(I::kI32RemU);
        c_->BrIf(fail);
      }
      i += 3;
    } else if (command == "ensure_exactly") {
      PushRemaining();
      c_->Const(number(1));
      c_->Op(I::kI32Ne);
      c_->BrIf(fail);
      i += 2;
    } else if (command == "integer" || command == "binary") {
      BitsOf(list[i + 3], number(4), restore);
      if (command == "integer") {
        GetInteger(SegmentFlags(list[i + 2]), list[i + 5], restore);
      } else {
        GetBinary(number(1), list[i + 5], /*advance=*/true);
      }
      i += 6;
    } else if (command == "get_tail") {
      PushRemaining();
      c_->LocalSet(kBits);
      GetBinary(number(1), list[i + 3], /*advance=*/false);
      i += 4;
    } else if (command == "=:=") {
      MatchConstant(list[i + 3], number(2), restore);
      i += 4;
    } else {  // skip
      set_bits(number(1));
      Advance();
      i += 2;
    }
  }
  c_->Br(done);
  c_->End();
  c_->LocalGet(kState);
  c_->LocalGet(kSaved);
  c_->Store(kOffset);
  c_->Br(fail);
  c_->End();
}

}  // namespace beamfold
