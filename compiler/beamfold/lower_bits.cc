// SPDX-License-Identifier: Apache-2.0
//
// Binary matching and construction. A match state holds the current and the end position in bits (runtime/abi.h), so
// the checks of what is left are inline; extraction is left to primitives, which advance the state.

#include <iterator>
#include <string_view>

#include "compiler/beamfold/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kState = kLocalTemp;
constexpr uint32_t kBits = kLocalTemp + 1;
constexpr uint32_t kSaved = kLocalTemp + 3;
constexpr uint32_t kValue = kLocalTemp + 5;
// A field longer than this cannot be in any binary of a 32-bit memory.
constexpr int64_t kMaxFieldBits = int64_t{1} << 31;

constexpr uint32_t Field(uint32_t offset) { return offset - abi::kTagBoxed; }

}  // namespace

// Unsigned remaining bits < bits: fail.
void BeamfoldLowering::CheckBits(uint32_t state, uint32_t bits, Target fail) {
  c_->LocalGet(state);
  c_->Load(Field(abi::kMatchEnd));
  c_->LocalGet(state);
  c_->Load(Field(abi::kMatchOffset));
  c_->Op(I::kI32Sub);
  c_->Const(bits);
  c_->Op(I::kI32LtU);
  c_->BrIf(fail);
}

void BeamfoldLowering::BitsOf(const Operand& size, uint32_t unit, uint32_t state, uint32_t bits, Target fail) {
  if (size.kind == Kind::kAtom) {  // all
    c_->LocalGet(state);
    c_->Load(Field(abi::kMatchEnd));
    c_->LocalGet(state);
    c_->Load(Field(abi::kMatchOffset));
    c_->Op(I::kI32Sub);
    c_->LocalSet(bits);
    if (unit > 1) {
      c_->LocalGet(bits);
      c_->Const(unit);
      c_->Op(I::kI32RemU);
      c_->BrIf(fail);
    }
    return;
  }
  int32_t small;
  if (SmallValue(size, small)) {
    const int64_t total = static_cast<int64_t>(small) * unit;
    if (total < 0 || total >= kMaxFieldBits) {
      c_->Const(1);
      c_->BrIf(fail);
      c_->Const(0);
    } else {
      c_->Const(static_cast<uint32_t>(total));
    }
    c_->LocalSet(bits);
    return;
  }
  Push(size);
  c_->Const(unit);
  CallPrimitive(abi::kBsFieldBits);
  c_->LocalTee(bits);
  c_->Const(0);
  c_->Op(I::kI32LtS);
  c_->BrIf(fail);
}

void BeamfoldLowering::SkipBits(uint32_t state, uint32_t bits_local, Target fail) {
  c_->LocalGet(state);
  c_->Load(Field(abi::kMatchEnd));
  c_->LocalGet(state);
  c_->Load(Field(abi::kMatchOffset));
  c_->Op(I::kI32Sub);
  c_->LocalGet(bits_local);
  c_->Op(I::kI32LtU);
  c_->BrIf(fail);
  c_->LocalGet(state);
  c_->LocalGet(state);
  c_->Load(Field(abi::kMatchOffset));
  c_->LocalGet(bits_local);
  c_->Op(I::kI32Add);
  c_->Store(Field(abi::kMatchOffset));
}

void BeamfoldLowering::GetBits(Opcode op, uint32_t state, const Operand& size, uint32_t unit, uint32_t flags,
                               const Operand* dst, Target fail) {
  int32_t small;
  const bool constant = SmallValue(size, small) && small >= 0 && static_cast<int64_t>(small) * unit < kMaxFieldBits;
  const uint32_t constant_bits = constant ? static_cast<uint32_t>(small) * unit : 0;
  if (!constant) BitsOf(size, unit, state, kBits, fail);
  const auto push_bits = [&] {
    if (constant) {
      c_->Const(constant_bits);
    } else {
      c_->LocalGet(kBits);
    }
  };
  switch (op) {
    case Opcode::kBsGetInteger2:
      if (constant && constant_bits <= 27) {
        c_->LocalGet(state);
        push_bits();
        c_->Const(flags);
        CallPrimitive(abi::kBsGetIntegerSmall);
        break;
      }
      PushCtx();
      c_->LocalGet(state);
      push_bits();
      c_->Const(flags);
      CallPrimitive(abi::kBsGetInteger);
      break;
    case Opcode::kBsGetFloat2:
      PushCtx();
      c_->LocalGet(state);
      push_bits();
      c_->Const(flags);
      CallPrimitive(abi::kBsGetFloat);
      break;
    case Opcode::kBsGetBinary2:
      PushCtx();
      c_->LocalGet(state);
      push_bits();
      CallPrimitive(abi::kBsGetBinary);
      break;
    default:  // skip
      if (constant) {
        c_->Const(constant_bits);
        c_->LocalSet(kBits);
      }
      SkipBits(state, kBits, fail);
      return;
  }
  c_->LocalSet(kValue);
  FailIfZero(kValue, fail);
  if (dst != nullptr) SetFromLocal(*dst, kValue);
}

void BeamfoldLowering::LowerBits(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const auto number = [&](uint32_t i) { return static_cast<uint32_t>(program_.operand(in, i).value); };
  const auto state_of = [&](uint32_t i) {
    Push(arg(i));
    c_->LocalSet(kState);
    return kState;
  };
  switch (in.op) {
    case Opcode::kBsStartMatch3:
    case Opcode::kBsStartMatch4: {
      const bool three = in.op == Opcode::kBsStartMatch3;
      const Operand& source = three ? arg(1) : arg(2);
      PushCtx();
      Push(source);
      CallPrimitive(abi::kBsStartMatch);
      c_->LocalSet(kValue);
      if (arg(0).kind == Kind::kLabel) FailIfZero(kValue, FailTarget(arg(0)));
      SetFromLocal(arg(3), kValue);
      return;
    }
    case Opcode::kBsGetInteger2:
    case Opcode::kBsGetFloat2:
    case Opcode::kBsGetBinary2:
      GetBits(in.op, state_of(1), arg(3), number(4), number(5), &arg(6), FailTarget(arg(0)));
      return;
    case Opcode::kBsSkipBits2:
      GetBits(in.op, state_of(1), arg(2), number(3), number(4), nullptr, FailTarget(arg(0)));
      return;
    case Opcode::kBsTestTail2:
    case Opcode::kBsTestUnit: {
      const uint32_t state = state_of(1);
      const Target fail = FailTarget(arg(0));
      c_->LocalGet(state);
      c_->Load(Field(abi::kMatchEnd));
      c_->LocalGet(state);
      c_->Load(Field(abi::kMatchOffset));
      c_->Op(I::kI32Sub);
      if (in.op == Opcode::kBsTestUnit) {
        c_->Const(number(2));
        c_->Op(I::kI32RemU);
      } else if (number(2) != 0) {
        c_->Const(number(2));
        c_->Op(I::kI32Ne);
      }
      c_->BrIf(fail);
      return;
    }
    case Opcode::kBsMatchString: {
      const Target fail = FailTarget(arg(0));
      Push(arg(1));
      c_->Const(number(2));
      c_->GlobalGet(own_.StringsGlobal());
      c_->Const(number(3));
      c_->Op(I::kI32Add);
      CallPrimitive(abi::kBsMatchString);
      c_->Op(I::kI32Eqz);
      c_->BrIf(fail);
      return;
    }
    case Opcode::kBsGetTail:
    case Opcode::kBsGetPosition:
      PushCtx();
      Push(arg(0));
      CallPrimitive(in.op == Opcode::kBsGetTail ? abi::kBsGetTail : abi::kBsGetPosition);
      c_->LocalSet(kValue);
      SetFromLocal(arg(1), kValue);
      return;
    case Opcode::kBsSetPosition:
      Push(arg(0));
      Push(arg(1));
      CallPrimitive(abi::kBsSetPosition);
      return;
    case Opcode::kBsGetUtf8:
    case Opcode::kBsSkipUtf8:
    case Opcode::kBsGetUtf16:
    case Opcode::kBsSkipUtf16:
    case Opcode::kBsGetUtf32:
    case Opcode::kBsSkipUtf32: {
      const Target fail = FailTarget(arg(0));
      const bool utf8 = in.op == Opcode::kBsGetUtf8 || in.op == Opcode::kBsSkipUtf8;
      const bool utf16 = in.op == Opcode::kBsGetUtf16 || in.op == Opcode::kBsSkipUtf16;
      PushCtx();
      Push(arg(1));
      if (!utf8) c_->Const(number(3));
      CallPrimitive(utf8 ? abi::kBsGetUtf8 : utf16 ? abi::kBsGetUtf16 : abi::kBsGetUtf32);
      c_->LocalSet(kValue);
      FailIfZero(kValue, fail);
      if (in.num_operands == 5) SetFromLocal(arg(4), kValue);
      return;
    }
    case Opcode::kBsInitWritable:
      PushCtx();
      c_->LocalGet(kLocalX);
      CallPrimitive(abi::kBsInitWritable);
      c_->LocalSet(kLocalX);
      return;
    case Opcode::kBsCreateBin:
      LowerBsCreateBin(in);
      return;
    case Opcode::kBsMatch:
      LowerBsMatch(in);
      return;
    default:
      LowerBitsSeries(in);
      return;
  }
}

// bs_match Fail State [Command, Argument...]: a sequence that fails as a whole, with the state where it was.
void BeamfoldLowering::LowerBsMatch(const Instruction& in) {
  const Target fail = FailTarget(program_.operand(in, 0));
  const absl::Span<const Operand> list = List(program_.operand(in, 2));
  Push(program_.operand(in, 1));
  c_->LocalSet(kState);
  c_->LocalGet(kState);
  c_->Load(Field(abi::kMatchOffset));
  c_->LocalSet(kSaved);
  size_t i = 0;
  const auto number = [&](size_t k) { return static_cast<uint32_t>(list[i + k].value); };
  while (i < list.size()) {
    const std::string_view command = program_.atoms[list[i].index];
    if (command == "ensure_at_least") {
      CheckBits(kState, number(1), fail);
      if (number(2) > 1) {
        c_->LocalGet(kState);
        c_->Load(Field(abi::kMatchEnd));
        c_->LocalGet(kState);
        c_->Load(Field(abi::kMatchOffset));
        c_->Op(I::kI32Sub);
        c_->Const(number(1));
        c_->Op(I::kI32Sub);
        c_->Const(number(2));
        c_->Op(I::kI32RemU);
        c_->BrIf(fail);
      }
      i += 3;
    } else if (command == "ensure_exactly") {
      c_->LocalGet(kState);
      c_->Load(Field(abi::kMatchEnd));
      c_->LocalGet(kState);
      c_->Load(Field(abi::kMatchOffset));
      c_->Op(I::kI32Sub);
      c_->Const(number(1));
      c_->Op(I::kI32Ne);
      c_->BrIf(fail);
      i += 2;
    } else if (command == "integer" || command == "binary") {
      GetBits(command == "integer" ? Opcode::kBsGetInteger2 : Opcode::kBsGetBinary2, kState, list[i + 3], number(4),
              SegmentFlags(list[i + 2]), &list[i + 5], fail);
      i += 6;
    } else if (command == "get_tail") {
      PushCtx();
      c_->LocalGet(kState);
      CallPrimitive(abi::kBsGetTail);
      c_->LocalSet(kValue);
      SetFromLocal(list[i + 3], kValue);
      i += 4;
    } else if (command == "=:=") {
      PushCtx();
      c_->LocalGet(kState);
      c_->Const(number(2));
      c_->Const(0);
      CallPrimitive(abi::kBsGetInteger);
      c_->LocalSet(kValue);
      c_->LocalGet(kValue);
      Push(list[i + 3]);
      c_->Op(I::kI32Ne);
      c_->If();
      int32_t small;
      Target differs = fail;
      if (!SmallValue(list[i + 3], small)) {
        // A boxed integer: equal if the runtime says so.
        FailIfZero(kValue, fail);
        PushCtxJs();
        c_->LocalGet(kValue);
        Push(list[i + 3]);
        c_->Const(1);
        CallPrimitive(abi::kTermCompare);
        c_->Const(1);
        c_->Op(I::kI32Ne);
        c_->If();
      }
      c_->LocalGet(kState);
      c_->LocalGet(kSaved);
      c_->Store(Field(abi::kMatchOffset));
      c_->Br(differs);
      if (!SmallValue(list[i + 3], small)) c_->End();
      c_->End();
      i += 4;
    } else {  // skip
      c_->LocalGet(kState);
      c_->LocalGet(kState);
      c_->Load(Field(abi::kMatchOffset));
      c_->Const(number(1));
      c_->Op(I::kI32Add);
      c_->Store(Field(abi::kMatchOffset));
      i += 2;
    }
  }
}

void BeamfoldLowering::LowerBsCreateBin(const Instruction& in) {
  // What follows takes words from the heap without asking.
  const uint32_t heap_words = HeapWords(program_.operand(in, 1));
  if (heap_words > 0) Reserve(heap_words, static_cast<uint32_t>(program_.operand(in, 2).value));
  const Target fail = FailTarget(program_.operand(in, 0));
  const Operand& dst = program_.operand(in, 4);
  const absl::Span<const Operand> list = List(program_.operand(in, 5));
  static constexpr std::string_view kKinds[] = {"integer", "float", "binary", "append", "private_append",
                                                "string",  "utf8",  "utf16",  "utf32"};
  uint32_t word = 0;
  const auto store = [&](auto push) {
    c_->LocalGet(kLocalJs);
    push();
    c_->Store(abi::kJitArgs + 4 * word++);
  };
  for (size_t i = 0; i + 5 < list.size(); i += 6) {
    const std::string_view type = program_.atoms[list[i].index];
    uint32_t kind = 0;
    while (kind + 1 < std::size(kKinds) && kKinds[kind] != type) ++kind;
    const uint32_t unit = static_cast<uint32_t>(list[i + 2].value);
    const Operand& value = list[i + 4];
    const Operand& size = list[i + 5];
    store([&] { c_->Const(kind | SegmentFlags(list[i + 3]) << 8); });
    store([&] { c_->Const(unit); });
    store([&] {
      if (kind == abi::kSegmentString) {
        c_->GlobalGet(own_.StringsGlobal());
        c_->Const(static_cast<uint32_t>(value.value));
        c_->Op(I::kI32Add);
      } else {
        Push(value);
      }
    });
    store([&] {
      if (kind == abi::kSegmentString) {
        c_->Const(static_cast<uint32_t>(size.value));
      } else if (kind >= abi::kSegmentUtf8 || (size.kind == Kind::kAtom && program_.atoms[size.index] == "undefined")) {
        c_->Const(abi::kNoTerm);
      } else {
        Push(size);
      }
    });
  }
  PushCtxJs();
  c_->Const(word / abi::kSegmentWords);
  CallPrimitive(abi::kBsCreateBin);
  c_->LocalSet(kValue);
  FailIfZero(kValue, fail);
  SetFromLocal(dst, kValue);
}

}  // namespace beamfold
