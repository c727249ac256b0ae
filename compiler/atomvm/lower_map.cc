// SPDX-License-Identifier: Apache-2.0
//
// Maps. AtomVM's are flat: a tuple of the keys, then the values in their order. Keys are looked up by a helper
// (map_lookup.cc), and values are read and written in place.

#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kMap = kLocalTemp + 2;
constexpr uint32_t kPairs = kLocalTemp + 3;
constexpr uint32_t kNew = kLocalTemp + 1;
constexpr uint32_t kValue = kLocalTemp + 5;
// What FindMapPos gives beside a position.
constexpr uint32_t kOutOfMemory = static_cast<uint32_t>(-2);
constexpr uint32_t kValues = abi::kMapValues - abi::kTagBoxed;
// Of a new map: header, keys, and the tuple's header.
constexpr uint32_t kMapWords = 3;
constexpr uint32_t kCopiedMapWords = 2;

}  // namespace

// Leaves in kValue the address whose word at kValues is the key's value.
void AtomvmLowering::FindPosition(uint32_t map, const Operand& key, Target fail) {
  if (has_heap_ptr_) {
    PushCtx();
    c_->LocalGet(kLocalPrimitives);
    c_->LocalGet(map);
    Push(key);
    c_->Call(helpers_.FindKey());
    c_->LocalSet(kValue);
    if (!IsImmediate(key)) {
      c_->LocalGet(kValue);
      c_->Const(1);
      c_->Op(I::kI32Eq);
      c_->BrIf(RaiseReason(atoms::kOutOfMemory));
    }
    return FailIfZero(kValue, fail);
  }
  PushCtx();
  c_->LocalGet(map);
  Push(key);
  CallPrimitive(avm::kFindMapPos);
  c_->LocalTee(kValue);
  c_->Const(0);
  c_->Op(I::kI32LtS);
  c_->If();
  c_->LocalGet(kValue);
  c_->Const(kOutOfMemory);
  c_->Op(I::kI32Eq);
  c_->BrIf(RaiseReason(atoms::kOutOfMemory));
  c_->Br(fail);
  c_->End();
  c_->LocalGet(kValue);
  c_->Const(2);
  c_->Op(I::kI32Shl);
  c_->LocalGet(map);
  c_->Op(I::kI32Add);
  c_->LocalSet(kValue);
}

// Pushes the number of the map's pairs.
void AtomvmLowering::PushMapSize(uint32_t map) {
  LoadField(map, abi::kMapKeys / 4);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Sub);
  c_->Load(0);
  c_->Const(abi::kHeaderSizeShift);
  c_->Op(I::kI32ShrU);
}

void AtomvmLowering::LowerMap(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  if (in.op == Opcode::kPutMapAssoc) return LowerPutMapAssoc(in);
  if (in.op == Opcode::kPutMapExact) return LowerPutMapExact(in);
  const Target fail = FailTarget(arg(0));
  // A destination may be the map's own register.
  Push(arg(1));
  c_->LocalSet(kMap);
  const absl::Span<const Operand> list = List(arg(2));
  if (in.op == Opcode::kHasMapFields) {
    for (const Operand& key : list) FindPosition(kMap, key, fail);
    return;
  }
  for (size_t i = 0; i + 1 < list.size(); i += 2) {
    FindPosition(kMap, list[i], fail);
    BeginSet(list[i + 1]);
    c_->LocalGet(kValue);
    c_->Load(kValues);
    EndSet(list[i + 1]);
  }
}

// What is no map raises badarg: AtomVM's native code has no badmap, and compilers ask before.
void AtomvmLowering::PushSourceMap(const Operand& source, Target bad) {
  Push(source);
  c_->LocalSet(kMap);
  if (TypeOf(source).classes == TypeEntry::kMap) return;
  TestBoxed(kMap, bad);
  TestHeader(kMap, abi::kHeaderTagMask, abi::kHeaderMap, bad);
}

// The pairs are handed over in an array of malloc's. Room is made for all of their keys to be new.
void AtomvmLowering::LowerPutMapAssoc(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const absl::Span<const Operand> list = List(arg(4));
  const uint32_t pairs = static_cast<uint32_t>(list.size() / 2);
  const Target bad = arg(0).index != 0 ? FailTarget(arg(0)) : RaiseReason(atoms::kBadarg);
  PushSourceMap(arg(1), bad);
  ReserveKeeping(kMap, static_cast<uint32_t>(arg(3).value), [&] {
    PushMapSize(kMap);
    c_->Const(1);
    c_->Op(I::kI32Shl);
    c_->Const(kMapWords + 2 * pairs);
    c_->Op(I::kI32Add);
  });
  PushCtxJs();
  c_->Const(8 * pairs);
  CallPrimitive(avm::kMalloc);
  c_->LocalSet(kPairs);
  FailIfZero(kPairs, RaisePending());
  for (uint32_t i = 0; i < 2 * pairs; ++i) {
    c_->LocalGet(kPairs);
    Push(list[i]);
    c_->Store(4 * i);
  }
  // How many of the keys are new: the primitive wants to know.
  c_->Const(0);
  c_->LocalSet(kNew);
  for (uint32_t i = 0; i < pairs; ++i) {
    PushCtx();
    if (has_heap_ptr_) c_->LocalGet(kLocalPrimitives);
    c_->LocalGet(kMap);
    c_->LocalGet(kPairs);
    c_->Load(8 * i);
    if (has_heap_ptr_) {
      c_->Call(helpers_.FindKey());
      c_->Op(I::kI32Eqz);
    } else {
      CallPrimitive(avm::kFindMapPos);
      c_->Const(static_cast<uint32_t>(-1));
      c_->Op(I::kI32Eq);
    }
    c_->LocalGet(kNew);
    c_->Op(I::kI32Add);
    c_->LocalSet(kNew);
  }
  BeginBump();
  PushCtxJs();
  c_->LocalGet(kMap);
  c_->LocalGet(kNew);
  c_->Const(pairs);
  c_->LocalGet(kPairs);
  EndBump(avm::kPutMapAssoc);
  c_->LocalSet(kValue);
  c_->LocalGet(kPairs);
  CallPrimitive(avm::kFree);
  FailIfZero(kValue, RaisePending());
  SetFromLocal(arg(2), kValue);
}

void AtomvmLowering::LowerPutMapExact(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const absl::Span<const Operand> list = List(arg(4));
  const Target bad = arg(0).index != 0 ? FailTarget(arg(0)) : RaiseReason(atoms::kBadarg);
  PushSourceMap(arg(1), bad);
  ReserveKeeping(kMap, static_cast<uint32_t>(arg(3).value), [&] {
    PushMapSize(kMap);
    c_->Const(kCopiedMapWords);
    c_->Op(I::kI32Add);
  });
  BeginBump();
  PushCtx();
  c_->LocalGet(kMap);
  EndBump(avm::kCopyMap);
  c_->LocalSet(kMap);
  for (size_t i = 0; i + 1 < list.size(); i += 2) {
    FindPosition(kMap, list[i], bad);
    c_->LocalGet(kValue);
    Push(list[i + 1]);
    c_->Store(kValues);
  }
  SetFromLocal(arg(2), kMap);
}

}  // namespace beamfold
