// SPDX-License-Identifier: Apache-2.0
//
// Making binaries: the sizes of the segments are added up and their values looked at, then memory is asked for, once,
// and the segments are written one after the other.

#include <iterator>
#include <string_view>

#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kBinary = kLocalTemp;
constexpr uint32_t kOffset = kLocalTemp + 1;  // of the next segment, in bits
constexpr uint32_t kBytes = kLocalTemp + 2;
constexpr uint32_t kBits = kLocalTemp + 3;
constexpr uint32_t kValue = kLocalTemp + 5;

// What AtomVM may take for a binary of so many bytes: on the heap, and for a longer one beside it.
constexpr uint32_t kHeapBinaryLimit = 32;
constexpr uint32_t kHeapBinaryOverhead = 3;
constexpr uint32_t kRefcBinaryWords = 8;
// Places in a binary are 32-bit numbers of bits.
constexpr int64_t kMaxBits = int64_t{1} << 32;

}  // namespace

struct AtomvmLowering::Segment {
  abi::SegmentKind kind;
  uint32_t unit;
  uint32_t flags;
  const Operand& value;
  const Operand& size;
  bool whole;  // all of the binary `value`
  bool is_utf() const { return kind >= abi::kSegmentUtf8; }
  bool is_binary() const {
    return kind == abi::kSegmentBinary || kind == abi::kSegmentAppend || kind == abi::kSegmentPrivateAppend;
  }
};

std::vector<AtomvmLowering::Segment> AtomvmLowering::SegmentsOf(const Operand& list) const {
  static constexpr std::string_view kKinds[] = {"integer", "float", "binary", "append", "private_append",
                                                "string",  "utf8",  "utf16",  "utf32"};
  const absl::Span<const Operand> operands = List(list);
  std::vector<Segment> segments;
  for (size_t i = 0; i + 5 < operands.size(); i += 6) {
    const std::string_view type = program_.atoms[operands[i].index];
    uint32_t kind = 0;
    while (kind + 1 < std::size(kKinds) && kKinds[kind] != type) ++kind;
    const Operand& size = operands[i + 5];
    const bool whole = size.kind == Kind::kAtom && program_.atoms[size.index] == "all";
    segments.push_back({static_cast<abi::SegmentKind>(kind), static_cast<uint32_t>(operands[i + 2].value),
                        SegmentFlags(operands[i + 3]), operands[i + 4], size, whole});
  }
  return segments;
}

void AtomvmLowering::LowerCreation(const Instruction& in) {
  if (in.op == Opcode::kBsInitWritable) return LowerInitWritable();
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const bool has_label = arg(0).index != 0;
  const auto bad_for = [&](uint32_t reason) { return has_label ? FailTarget(arg(0)) : RaiseReason(reason); };
  const Target bad = bad_for(atoms::kBadarg);
  const std::vector<Segment> segments = SegmentsOf(arg(5));

  c_->I64Const(0);
  c_->LocalSet(kLocalI64Temp);
  for (const Segment& segment : segments) {
    PushSegmentSize(segment, bad);
    c_->LocalGet(kLocalI64Temp);
    c_->Op(I::kI64Add);
    c_->LocalSet(kLocalI64Temp);
  }
  c_->LocalGet(kLocalI64Temp);
  c_->Op(I::kI32WrapI64);
  c_->Const(7);
  c_->Op(I::kI32And);
  c_->BrIf(bad_for(atoms::kUnsupported));
  c_->LocalGet(kLocalI64Temp);
  c_->I64Const(kMaxBits);
  c_->Op(I::kI64GeU);
  c_->BrIf(bad_for(atoms::kOutOfMemory));
  c_->LocalGet(kLocalI64Temp);
  c_->I64Const(3);
  c_->Op(I::kI64ShrU);
  c_->Op(I::kI32WrapI64);
  c_->LocalSet(kBytes);

  const uint32_t heap = HeapWords(arg(1));
  ReserveKeeping(kNothing, static_cast<uint32_t>(arg(2).value), [&] {
    c_->Const(kRefcBinaryWords + heap);
    c_->LocalGet(kBytes);
    c_->Const(3);
    c_->Op(I::kI32Add);
    c_->Const(2);
    c_->Op(I::kI32ShrU);
    c_->Const(kHeapBinaryOverhead + heap);
    c_->Op(I::kI32Add);
    c_->LocalGet(kBytes);
    c_->Const(kHeapBinaryLimit);
    c_->Op(I::kI32GeU);
    c_->Op(I::kI32Select);
  });

  const bool reuse = !segments.empty() && segments[0].kind == abi::kSegmentPrivateAppend && segments[0].whole;
  c_->Const(0);
  c_->LocalSet(kOffset);
  if (reuse) {
    Push(segments[0].value);
    c_->LocalTee(kValue);
    c_->Load(abi::kBinarySize - abi::kTagBoxed);
    c_->Const(3);
    c_->Op(I::kI32Shl);
    c_->LocalSet(kOffset);
  }
  BeginBump();
  PushCtx();
  if (reuse) c_->LocalGet(kValue);
  c_->LocalGet(kBytes);
  EndBump(reuse ? avm::kReuseBinary : avm::kEmptyBinary);
  c_->LocalSet(kBinary);
  FailIfZero(kBinary, RaiseReason(atoms::kOutOfMemory));
  for (size_t i = reuse ? 1 : 0; i < segments.size(); ++i) WriteSegment(segments[i], bad);
  SetFromLocal(arg(4), kBinary);
}

// The size as the program gives it, in bits. Branches to bad if it is none.
void AtomvmLowering::PushGivenSize(const Segment& segment, Target bad) {
  if (int32_t small; SmallValue(segment.size, small) && small >= 0) {
    c_->I64Const(static_cast<int64_t>(small) * segment.unit);
    return;
  }
  Push(segment.size);
  c_->LocalSet(kValue);
  CheckSmall(segment.size, kValue, bad);
  c_->LocalGet(kValue);
  c_->Const(0);
  c_->Op(I::kI32LtS);
  c_->BrIf(bad);
  c_->LocalGet(kValue);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32ShrU);
  c_->Op(I::kI64ExtendI32U);
  c_->I64Const(segment.unit);
  c_->Op(I::kI64Mul);
}

void AtomvmLowering::PushSegmentSize(const Segment& segment, Target bad) {
  if (segment.kind == abi::kSegmentString) {
    c_->I64Const(8 * segment.size.value);
    return;
  }
  const absl::Span<const Operand> value(&segment.value, 1);
  if (segment.is_utf()) {
    const uint32_t local = ToLocal(segment.value, 5);
    CheckSmall(segment.value, local, bad);
    c_->LocalGet(local);
    c_->Const(abi::kSmallShift);
    c_->Op(I::kI32ShrS);
    CallPrimitive(segment.kind == abi::kSegmentUtf16 ? avm::kUtf16Size : avm::kUtf8Size);
    c_->LocalTee(kBits);
    c_->Op(I::kI32Eqz);
    c_->BrIf(bad);
    if (segment.kind == abi::kSegmentUtf32) {
      c_->I64Const(32);
    } else {
      c_->LocalGet(kBits);
      c_->Op(I::kI64ExtendI32U);
      c_->I64Const(3);
      c_->Op(I::kI64Shl);
    }
    return;
  }
  if (segment.kind == abi::kSegmentInteger || segment.kind == abi::kSegmentFloat) {
    Test(segment.kind == abi::kSegmentInteger ? Opcode::kIsInteger : Opcode::kIsNumber, value, bad);
    PushGivenSize(segment, bad);
    if (segment.kind == abi::kSegmentInteger) return;
    // Any other size AtomVM would write as 64 bits.
    c_->Op(I::kI32WrapI64);
    c_->LocalSet(kBits);
    const Target good = c_->Block();
    for (uint32_t bits : {64, 32, 16}) {
      c_->LocalGet(kBits);
      c_->Const(bits);
      c_->Op(I::kI32Eq);
      c_->BrIf(good);
    }
    c_->Br(bad);
    c_->End();
    c_->LocalGet(kBits);
    c_->Op(I::kI64ExtendI32U);
    return;
  }
  Test(Opcode::kIsBitstr, value, bad);
  const auto push_source_bits = [&] {
    Push(segment.value);
    c_->Load(abi::kBinarySize - abi::kTagBoxed);
    c_->Op(I::kI64ExtendI32U);
    c_->I64Const(3);
    c_->Op(I::kI64Shl);
  };
  if (segment.whole) return push_source_bits();
  push_source_bits();
  PushGivenSize(segment, bad);
  c_->Op(I::kI64LtU);
  c_->BrIf(bad);
  PushGivenSize(segment, bad);
}

void AtomvmLowering::WriteSegment(const Segment& segment, Target bad) {
  const auto push_place = [&] {
    c_->LocalGet(kBinary);
    c_->LocalGet(kOffset);
  };
  const auto push_character = [&] {
    push_place();
    Push(segment.value);
    c_->Const(abi::kSmallShift);
    c_->Op(I::kI32ShrS);
  };
  const auto bytes_written = [&] {
    c_->LocalTee(kBits);
    c_->Op(I::kI32Eqz);
    c_->BrIf(bad);
    c_->LocalGet(kBits);
    c_->Const(3);
    c_->Op(I::kI32Shl);
    c_->LocalSet(kBits);
  };
  if (!segment.whole && !segment.is_utf() && segment.kind != abi::kSegmentString) {
    PushGivenSize(segment, bad);
    c_->Op(I::kI32WrapI64);
    c_->LocalSet(kBits);
  }
  switch (segment.kind) {
    case abi::kSegmentInteger:
    case abi::kSegmentFloat:
      push_place();
      Push(segment.value);
      c_->LocalGet(kBits);
      c_->Const(segment.flags);
      CallPrimitive(segment.kind == abi::kSegmentInteger ? avm::kInsertInteger : avm::kInsertFloat);
      c_->Op(I::kI32Eqz);
      c_->BrIf(bad);
      break;
    case abi::kSegmentString:
      PushCtxJs();
      push_place();
      c_->Const(static_cast<uint32_t>(segment.value.value));
      c_->Const(8 * static_cast<uint32_t>(segment.size.value));
      CallPrimitive(avm::kCopyString);
      c_->Const(8 * static_cast<uint32_t>(segment.size.value));
      c_->LocalSet(kBits);
      break;
    case abi::kSegmentUtf8:
      push_character();
      CallPrimitive(avm::kInsertUtf8);
      bytes_written();
      break;
    case abi::kSegmentUtf16:
      push_character();
      c_->Const(segment.flags);
      CallPrimitive(avm::kInsertUtf16);
      bytes_written();
      break;
    case abi::kSegmentUtf32:
      push_character();
      c_->Const(segment.flags);
      CallPrimitive(avm::kInsertUtf32);
      c_->Op(I::kI32Eqz);
      c_->BrIf(bad);
      c_->Const(32);
      c_->LocalSet(kBits);
      break;
    default:
      PushCtxJs();
      push_place();
      Push(segment.value);
      if (segment.whole) {
        c_->Const(atoms::kAll);
      } else {
        c_->LocalGet(kBits);
        c_->Const(abi::kSmallShift);
        c_->Op(I::kI32Shl);
        c_->Const(abi::kTagSmall);
        c_->Op(I::kI32Or);
      }
      CallPrimitive(avm::kCopyBinary);
      c_->LocalTee(kBits);
      c_->Const(0);
      c_->Op(I::kI32LtS);
      c_->BrIf(RaisePending());
      break;
  }
  c_->LocalGet(kOffset);
  c_->LocalGet(kBits);
  c_->Op(I::kI32Add);
  c_->LocalSet(kOffset);
}

// An empty binary to append to. AtomVM appends to any.
void AtomvmLowering::LowerInitWritable() {
  Reserve(kHeapBinaryOverhead, 0);
  BeginBump();
  PushCtx();
  c_->Const(0);
  EndBump(avm::kEmptyBinary);
  c_->LocalSet(kLocalX);
  FailIfZero(kLocalX, RaiseReason(atoms::kOutOfMemory));
}

}  // namespace beamfold
