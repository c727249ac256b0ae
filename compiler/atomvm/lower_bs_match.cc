// SPDX-License-Identifier: Apache-2.0
//
// bs_match: what compilers since OTP 26 write for a whole pattern of a binary.

#include <algorithm>
#include <string_view>

#include "absl/strings/numbers.h"
#include "compiler/atomvm/lowering.h"
#include "compiler/atomvm/match_state.h"

namespace beamfold {

using match::kBits;
using match::kOffset;
using match::kSaved;
using match::kState;
using match::kValue;

namespace {

// Numbers compared piece by piece need no large integers.
constexpr uint32_t kPieceBits = 24;

}  // namespace

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
    if (has_heap_ptr_) {
      PushField(FieldSpec::Of(piece, 0));
      c_->Call(helpers_.SmallField());
      c_->Const(SmallTerm(static_cast<int32_t>(expected)));
      c_->Op(I::kI32Ne);
      c_->BrIf(fail);
      continue;
    }
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
    } else if (uint32_t spec; command == "integer" && SpecOf(list[i + 3], number(4), SegmentFlags(list[i + 2]), spec)) {
      GetField(spec, list[i + 5], restore);
      i += 6;
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
