// SPDX-License-Identifier: Apache-2.0
//
// A helper that finds a key in a map. Keys that are immediates, such as atoms and small integers, are equal to nothing
// but themselves, so their word is looked for among the words of the keys. The others are AtomVM's to compare.

#include <cstdint>

#include "compiler/atomvm/helpers.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::ValType;
using I = emit::Instr;

}  // namespace

uint32_t AtomvmHelpers::FindKey() {
  constexpr char kName[] = "find key";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kPrimitives, kMap, kKey, kKeys, kCursor, kEnd };
  constexpr int32_t kNone = -1;
  CodeBuffer c;
  c.LocalGet(kKey);
  c.Const(abi::kPrimaryMask);
  c.Op(I::kI32And);
  c.Const(abi::kPrimaryMask);
  c.Op(I::kI32Eq);
  c.If();
  c.LocalGet(kMap);
  c.Load(abi::kMapKeys - abi::kTagBoxed);
  c.Const(abi::kTagBoxed);
  c.Op(I::kI32Sub);
  c.LocalTee(kKeys);
  c.LocalTee(kCursor);
  // The last key is so many bytes behind the tuple's header as there are in its elements.
  c.LocalGet(kKeys);
  c.Load(0);
  c.Const(abi::kHeaderSizeShift);
  c.Op(I::kI32ShrU);
  c.Const(2);
  c.Op(I::kI32Shl);
  c.Op(I::kI32Add);
  c.LocalSet(kEnd);
  const Target none = c.Block();
  const Target again = c.Loop();
  c.LocalGet(kCursor);
  c.LocalGet(kEnd);
  c.Op(I::kI32Eq);
  c.BrIf(none);
  c.LocalGet(kCursor);
  c.Const(4);
  c.Op(I::kI32Add);
  c.LocalTee(kCursor);
  c.Load(0);
  c.LocalGet(kKey);
  c.Op(I::kI32Ne);
  c.BrIf(again);
  c.LocalGet(kMap);
  c.LocalGet(kCursor);
  c.Op(I::kI32Add);
  c.LocalGet(kKeys);
  c.Op(I::kI32Sub);
  c.Const(4);
  c.Op(I::kI32Sub);
  c.Return();
  c.End();
  c.End();
  c.Const(0);
  c.Return();
  c.End();
  for (uint32_t local : {kCtx, kMap, kKey, kPrimitives}) c.LocalGet(local);
  c.Load(4 * avm::kFindMapPos);
  c.CallIndirect(module_.SignatureType(avm::SignatureOf(avm::kFindMapPos)));
  c.LocalTee(kEnd);
  c.Const(0);
  c.Op(I::kI32LtS);
  c.If();
  c.LocalGet(kEnd);
  c.Const(static_cast<uint32_t>(kNone));
  c.Op(I::kI32Ne);
  c.Return();
  c.End();
  c.LocalGet(kMap);
  c.LocalGet(kEnd);
  c.Const(2);
  c.Op(I::kI32Shl);
  c.Op(I::kI32Add);
  return Add(kName, "Ciii:i", {"ctx", "prims", "map", "key", "keys", "cursor", "end"},
             {ValType::kI32, ValType::kI32, ValType::kI32}, c);
}

}  // namespace beamfold
