// SPDX-License-Identifier: Apache-2.0
//
// Binary construction as compilers wrote it until OTP 24: the size is computed (bs_add, bs_utf8_size), a bitstring of
// that size is made (bs_init2, bs_append), then filled by one instruction a field. The runtime does the work; it
// remembers which bitstring is open.

#include "compiler/beamfold/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kValue = kLocalTemp + 5;

}  // namespace

void BeamfoldLowering::LowerBitsSeries(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const auto number = [&](uint32_t i) { return static_cast<uint32_t>(program_.operand(in, i).value); };
  const auto reserve = [&] {
    if (const uint32_t words = HeapWords(arg(2)); words > 0) Reserve(words, number(3));
  };
  // The result of a primitive: 0 fails.
  const auto finish = [&](const Operand& dst) {
    c_->LocalSet(kValue);
    FailIfZero(kValue, FailTarget(arg(0)));
    SetFromLocal(dst, kValue);
  };
  const auto put = [&](uint32_t kind, const Operand& flags, uint32_t unit, const Operand& value, const Operand* size) {
    const Target fail = FailTarget(arg(0));
    PushCtx();
    c_->Const(kind | SegmentFlags(flags) << 8);
    c_->Const(unit);
    Push(value);
    if (size != nullptr) {
      Push(*size);
    } else {
      c_->Const(abi::kNoTerm);
    }
    CallPrimitive(abi::kBsPut);
    c_->Op(I::kI32Eqz);
    c_->BrIf(fail);
  };
  const auto append = [&](const Operand& bits, uint32_t unit, const Operand& base, const Operand& dst) {
    PushCtx();
    Push(bits);
    c_->Const(unit);
    Push(base);
    CallPrimitive(abi::kBsAppend);
    finish(dst);
  };
  switch (in.op) {
    case Opcode::kBsInit2:
    case Opcode::kBsInitBits:
      reserve();
      PushCtx();
      Push(arg(1));
      c_->Const(in.op == Opcode::kBsInit2 ? 8 : 1);
      CallPrimitive(abi::kBsInit);
      finish(arg(5));
      return;
    case Opcode::kBsAppend:
      reserve();
      append(arg(1), number(4), arg(5), arg(7));
      return;
    case Opcode::kBsPrivateAppend:
      append(arg(1), number(2), arg(3), arg(5));
      return;
    case Opcode::kBsPutInteger:
      put(abi::kSegmentInteger, arg(3), number(2), arg(4), &arg(1));
      return;
    case Opcode::kBsPutFloat:
      put(abi::kSegmentFloat, arg(3), number(2), arg(4), &arg(1));
      return;
    case Opcode::kBsPutBinary:
      put(abi::kSegmentBinary, arg(3), number(2), arg(4), &arg(1));
      return;
    case Opcode::kBsPutUtf8:
      put(abi::kSegmentUtf8, arg(1), 0, arg(2), nullptr);
      return;
    case Opcode::kBsPutUtf16:
      put(abi::kSegmentUtf16, arg(1), 0, arg(2), nullptr);
      return;
    case Opcode::kBsPutUtf32:
      put(abi::kSegmentUtf32, arg(1), 0, arg(2), nullptr);
      return;
    case Opcode::kBsPutString:
      c_->GlobalGet(own_.StringsGlobal());
      c_->Const(number(1));
      c_->Op(I::kI32Add);
      c_->Const(number(0));
      CallPrimitive(abi::kBsPutString);
      return;
    case Opcode::kBsAdd:
      PushCtx();
      Push(arg(1));
      Push(arg(2));
      c_->Const(number(3));
      CallPrimitive(abi::kBsAdd);
      finish(arg(4));
      return;
    case Opcode::kBsUtf8Size:
    case Opcode::kBsUtf16Size:
      Push(arg(1));
      c_->Const(in.op == Opcode::kBsUtf8Size ? 8 : 16);
      CallPrimitive(abi::kBsUtfSize);
      c_->LocalSet(kValue);
      SetFromLocal(arg(2), kValue);
      return;
    default:
      return;
  }
}

}  // namespace beamfold
