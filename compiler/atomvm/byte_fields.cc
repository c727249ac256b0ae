// SPDX-License-Identifier: Apache-2.0
//
// Helpers for matching fields of a constant size in binaries. They read the bytes where they are: in the binary itself
// (small ones), behind the head of what counted binaries share, or where a constant one points to. What they cannot
// read, they ask AtomVM's primitives for.
//
// The match state is advanced by what has been read. Those that give a term and may fail give `false` then.

#include <cstdint>

#include "compiler/atomvm/helpers.h"
#include "compiler/atomvm/match_state.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::ValType;
using I = emit::Instr;

// Words of binaries, from a term.
constexpr uint32_t kHeapData = abi::kHeapBinaryData - abi::kTagBoxed;
constexpr uint32_t kRefcFlags = 8 - abi::kTagBoxed;
constexpr uint32_t kRefcShared = 12 - abi::kTagBoxed;
constexpr uint32_t kSubOffset = 8 - abi::kTagBoxed;
constexpr uint32_t kSubParent = 12 - abi::kTagBoxed;
// Flags of a counted binary, and where the bytes are in what it shares. A constant one points to them.
constexpr uint32_t kRefcConstant = 1;
constexpr uint32_t kSharedData = 20;

void LoadInto(CodeBuffer& c, uint32_t local, uint32_t term, uint32_t offset) {
  c.LocalGet(term);
  c.Load(offset);
  c.LocalSet(local);
}

// A small integer of the i32 on the stack.
void MakeSmall(CodeBuffer& c) {
  c.Const(abi::kSmallShift);
  c.Op(I::kI32Shl);
  c.Const(abi::kTagSmall);
  c.Op(I::kI32Or);
}

// Locals of a function that reads a field: of the place, then of the reading.
struct FieldLocals {
  uint32_t state, spec;
  uint32_t binary, offset, bits, skew, bytes, cursor, step, left, value;
};

// value := the field; not advanced. Branches to `none` if there are not so many bits, to `other` if it is not read
// here.
void ReadField(CodeBuffer& c, const FieldLocals& f, uint32_t data, Target none, Target other) {
  LoadInto(c, f.binary, f.state, match::kBinary);
  LoadInto(c, f.offset, f.state, match::kOffset);
  c.LocalGet(f.spec);
  c.Const(FieldSpec::kBitsMask);
  c.Op(I::kI32And);
  c.LocalSet(f.bits);
  c.LocalGet(f.binary);
  c.Load(match::kSize);
  c.Const(3);
  c.Op(I::kI32Shl);
  c.LocalGet(f.offset);
  c.Op(I::kI32Sub);
  c.LocalGet(f.bits);
  c.Op(I::kI32LtU);
  c.BrIf(none);
  c.LocalGet(f.offset);
  c.Const(7);
  c.Op(I::kI32And);
  c.LocalSet(f.skew);
  // Bytes that the field touches.
  c.LocalGet(f.skew);
  c.LocalGet(f.bits);
  c.Op(I::kI32Add);
  c.Const(7);
  c.Op(I::kI32Add);
  c.Const(3);
  c.Op(I::kI32ShrU);
  c.LocalSet(f.bytes);
  c.LocalGet(f.bytes);
  c.Const(8);
  c.Op(I::kI32GtU);
  c.BrIf(other);
  c.LocalGet(f.binary);
  c.Call(data);
  c.LocalSet(f.cursor);
  c.LocalGet(f.cursor);
  c.Op(I::kI32Eqz);
  c.BrIf(other);
  c.LocalGet(f.cursor);
  c.LocalGet(f.offset);
  c.Const(3);
  c.Op(I::kI32ShrU);
  c.Op(I::kI32Add);
  c.LocalSet(f.cursor);
  c.Const(1);
  c.LocalSet(f.step);
  c.LocalGet(f.spec);
  c.Const(abi::kBitsLittle << FieldSpec::kFlagsShift);
  c.Op(I::kI32And);
  c.If();
  // From the last byte to the first, if there are only whole ones.
  c.LocalGet(f.skew);
  c.LocalGet(f.bits);
  c.Op(I::kI32Or);
  c.Const(7);
  c.Op(I::kI32And);
  c.BrIf(other);
  c.LocalGet(f.cursor);
  c.LocalGet(f.bytes);
  c.Op(I::kI32Add);
  c.Const(1);
  c.Op(I::kI32Sub);
  c.LocalSet(f.cursor);
  c.Const(static_cast<uint32_t>(-1));
  c.LocalSet(f.step);
  c.End();
  c.I64Const(0);
  c.LocalSet(f.value);
  c.LocalGet(f.bytes);
  c.LocalSet(f.left);
  const Target again = c.Loop();
  c.LocalGet(f.value);
  c.I64Const(8);
  c.Op(I::kI64Shl);
  c.LocalGet(f.cursor);
  c.Memory(I::kI64Load8U, 0, 0);
  c.Op(I::kI64Or);
  c.LocalSet(f.value);
  c.LocalGet(f.cursor);
  c.LocalGet(f.step);
  c.Op(I::kI32Add);
  c.LocalSet(f.cursor);
  c.LocalGet(f.left);
  c.Const(1);
  c.Op(I::kI32Sub);
  c.LocalTee(f.left);
  c.BrIf(again);
  c.End();
  // What lies before the field is shifted out, what lies behind it, too.
  c.LocalGet(f.value);
  c.LocalGet(f.skew);
  c.LocalGet(f.bytes);
  c.Const(3);
  c.Op(I::kI32Shl);
  c.Op(I::kI32Sub);
  c.Op(I::kI64ExtendI32S);
  c.Op(I::kI64Shl);  // by 64 - 8 * bytes + skew: counts are taken modulo 64
  c.LocalSet(f.value);
  const auto push_shift = [&] {
    c.LocalGet(f.value);
    c.I64Const(0);
    c.LocalGet(f.bits);
    c.Op(I::kI64ExtendI32U);
    c.Op(I::kI64Sub);
  };
  c.LocalGet(f.spec);
  c.Const(abi::kBitsSigned << FieldSpec::kFlagsShift);
  c.Op(I::kI32And);
  c.If(emit::BlockType::kI64);
  push_shift();
  c.Op(I::kI64ShrS);
  c.Else();
  push_shift();
  c.Op(I::kI64ShrU);
  c.End();
  c.LocalSet(f.value);
}

void Advance(CodeBuffer& c, uint32_t state, uint32_t offset, uint32_t bits) {
  c.LocalGet(state);
  c.LocalGet(offset);
  c.LocalGet(bits);
  c.Op(I::kI32Add);
  c.Store(match::kOffset);
}

}  // namespace

// (binary) -> address; 0: not known here.
uint32_t AtomvmHelpers::Data() {
  constexpr char kName[] = "data";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kBinary, kOffset, kFlags };
  CodeBuffer c;
  const Target unknown = c.FastBlock();
  PushHeaderTag(c, kBinary);
  c.Const(abi::kHeaderSubBinary);
  c.Op(I::kI32Eq);
  c.If();
  PushHeader(c, kBinary);
  c.Const(abi::kSubBinaryHeader);
  c.Op(I::kI32Ne);
  c.BrIf(unknown);
  LoadInto(c, kOffset, kBinary, kSubOffset);
  LoadInto(c, kBinary, kBinary, kSubParent);
  c.End();
  PushHeaderTag(c, kBinary);
  c.Const(abi::kHeaderHeapBinary);
  c.Op(I::kI32Eq);
  c.If();
  c.LocalGet(kBinary);
  c.Const(kHeapData);
  c.Op(I::kI32Add);
  c.LocalGet(kOffset);
  c.Op(I::kI32Add);
  c.Return();
  c.End();
  LoadInto(c, kFlags, kBinary, kRefcFlags);
  c.LocalGet(kFlags);
  c.Const(kRefcConstant);
  c.Op(I::kI32GtU);
  c.BrIf(unknown);
  c.LocalGet(kBinary);
  c.Load(kRefcShared);
  c.Const(0);
  c.Const(kSharedData);
  c.LocalGet(kFlags);
  c.Op(I::kI32Select);
  c.Op(I::kI32Add);
  c.LocalGet(kOffset);
  c.Op(I::kI32Add);
  c.Return();
  c.End();
  c.Const(0);
  return Add(kName, "i:i", {"binary", "offset", "flags"}, {ValType::kI32, ValType::kI32}, c);
}

void AtomvmHelpers::PushExtract(CodeBuffer& c, uint32_t state, uint32_t spec, uint32_t binary, uint32_t offset,
                                uint32_t bits, uint32_t result) {
  constexpr uint32_t kPrimitives = 2;
  for (uint32_t local : {0u, 1u, binary, offset, bits, spec}) c.LocalGet(local);
  c.Const(FieldSpec::kFlagsShift);
  c.Op(I::kI32ShrU);
  c.LocalGet(kPrimitives);
  c.Load(4 * avm::kExtractInteger);
  c.CallIndirect(module_.SignatureType(avm::SignatureOf(avm::kExtractInteger)));
  c.LocalTee(result);
  c.Const(abi::kAtomFalse);
  c.Op(I::kI32Ne);
  c.If();
  Advance(c, state, offset, bits);
  c.End();
  c.LocalGet(result);
}

uint32_t AtomvmHelpers::SmallField() {
  constexpr char kName[] = "small field";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kJs, kPrimitives, kState, kSpec, kFirst };
  const FieldLocals f = {kState,     kSpec,      kFirst,     kFirst + 1, kFirst + 2, kFirst + 3,
                         kFirst + 4, kFirst + 5, kFirst + 6, kFirst + 7, kFirst + 8};
  const uint32_t data = Data();
  CodeBuffer c;
  const Target none = c.FastBlock();
  const Target other = c.FastBlock();
  ReadField(c, f, data, none, other);
  Advance(c, f.state, f.offset, f.bits);
  c.LocalGet(f.value);
  c.Op(I::kI32WrapI64);
  MakeSmall(c);
  c.Return();
  c.End();
  PushExtract(c, kState, kSpec, f.binary, f.offset, f.bits, f.left);
  c.Return();
  c.End();
  c.Const(abi::kAtomFalse);
  return Add(kName, "CJiii:i",
             {"ctx", "js", "prims", "state", "spec", "binary", "offset", "bits", "skew", "bytes", "cursor", "step",
              "left", "value"},
             {ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32,
              ValType::kI32, ValType::kI64},
             c);
}

uint32_t AtomvmHelpers::WideField() {
  constexpr char kName[] = "wide field";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kJs, kPrimitives, kState, kSpec, kE, kHp, kFirst };
  const FieldLocals f = {kState,     kSpec,      kFirst,     kFirst + 1, kFirst + 2, kFirst + 3,
                         kFirst + 4, kFirst + 5, kFirst + 6, kFirst + 7, kFirst + 8};
  const uint32_t data = Data();
  const uint32_t box = Box();
  CodeBuffer c;
  const Target none = c.FastBlock();
  const Target other = c.FastBlock();
  ReadField(c, f, data, none, other);
  // Of 64 bits without a sign, the first of which is set: too large for an i64.
  c.LocalGet(f.value);
  c.I64Const(0);
  c.Op(I::kI64LtS);
  c.LocalGet(kSpec);
  c.Const(abi::kBitsSigned << FieldSpec::kFlagsShift);
  c.Op(I::kI32And);
  c.Op(I::kI32Eqz);
  c.Op(I::kI32And);
  c.BrIf(other);
  for (uint32_t local : {uint32_t{kCtx}, uint32_t{kE}, uint32_t{kHp}, f.value}) c.LocalGet(local);
  c.Call(box);
  c.LocalSet(kHp);
  c.LocalTee(f.left);
  c.Op(I::kI32Eqz);
  c.BrIf(other);
  Advance(c, f.state, f.offset, f.bits);
  c.LocalGet(f.left);
  c.LocalGet(kHp);
  c.Return();
  c.End();
  PushExtract(c, kState, kSpec, f.binary, f.offset, f.bits, f.left);
  c.LocalGet(kHp);
  c.Return();
  c.End();
  c.Const(abi::kAtomFalse);
  c.LocalGet(kHp);
  return Add(kName, "CJiiiii:ii",
             {"ctx", "js", "prims", "state", "spec", "e", "hp", "binary", "offset", "bits", "skew", "bytes", "cursor",
              "step", "left", "value"},
             {ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32,
              ValType::kI32, ValType::kI64},
             c);
}

uint32_t AtomvmHelpers::SameField() {
  constexpr char kName[] = "same field";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kJs, kPrimitives, kState, kSpec, kTerm, kOffset };
  const uint32_t field = SmallField();
  CodeBuffer c;
  LoadInto(c, kOffset, kState, match::kOffset);
  for (uint32_t local : {kCtx, kJs, kPrimitives, kState, kSpec}) c.LocalGet(local);
  c.Call(field);
  c.LocalGet(kTerm);
  c.Op(I::kI32Eq);
  c.If();
  c.Const(1);
  c.Return();
  c.End();
  c.LocalGet(kState);
  c.LocalGet(kOffset);
  c.Store(match::kOffset);
  c.Const(0);
  return Add(kName, "CJiiii:i", {"ctx", "js", "prims", "state", "spec", "term", "offset"}, {ValType::kI32}, c);
}

}  // namespace beamfold
