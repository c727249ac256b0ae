// SPDX-License-Identifier: Apache-2.0
//
// Matching: integers and floats. Those of a constant size that helpers can read are read by them, the others by
// AtomVM's primitives.

#include "compiler/atomvm/lowering.h"
#include "compiler/atomvm/match_state.h"

namespace beamfold {

using match::kBinary;
using match::kBits;
using match::kFloatWords;
using match::kOffset;
using match::kState;
using match::kValue;

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

bool AtomvmLowering::SpecOf(const Operand& size, uint32_t unit, uint32_t flags, uint32_t& spec) const {
  int32_t small;
  if (!has_heap_ptr_ || !SmallValue(size, small)) return false;
  const int64_t bits = static_cast<int64_t>(small) * unit;
  if (bits < 1 || bits > FieldSpec::kMaxBits) return false;
  spec = FieldSpec::Of(static_cast<uint32_t>(bits), flags);
  return true;
}

// Whether so many bits of the string pool are as good as a field with a known value.
bool AtomvmLowering::ShortString(uint32_t offset, uint32_t bits, uint32_t& value) const {
  const size_t bytes = (bits + 7) / 8;
  if (!has_heap_ptr_ || bits == 0 || bytes > 3 || program_.strings.size() < offset + bytes) return false;
  value = 0;
  for (size_t i = 0; i < bytes; ++i) value = value << 8 | static_cast<uint8_t>(program_.strings[offset + i]);
  value >>= 8 * bytes - bits;
  return true;
}

void AtomvmLowering::PushField(uint32_t spec) {
  PushCtxJs();
  c_->LocalGet(kLocalPrimitives);
  c_->LocalGet(kState);
  c_->Const(spec);
}

// In one go: the helpers look whether there are so many bits, too.
void AtomvmLowering::GetField(uint32_t spec, const Operand& dst, Target fail) {
  PushField(spec);
  if ((spec & FieldSpec::kBitsMask) <= FieldSpec::kMaxSmallBits) {
    c_->Call(helpers_.SmallField());
    c_->LocalSet(kValue);
  } else {
    c_->LocalGet(kLocalE);
    c_->LocalGet(kLocalHp);
    c_->Call(helpers_.WideField());
    c_->LocalSet(kLocalHp);
    c_->LocalSet(kValue);
    FailIfZero(kValue, RaisePending());
  }
  c_->LocalGet(kValue);
  c_->Const(abi::kAtomFalse);
  c_->Op(I::kI32Eq);
  c_->BrIf(fail);
  SetFromLocal(dst, kValue);
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

}  // namespace beamfold
