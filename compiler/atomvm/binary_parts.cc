// SPDX-License-Identifier: Apache-2.0
//
// Helpers that make terms of binaries (match states, parts), and one for characters.
//
// A part is what AtomVM would make of it: a sub binary of what is not on the heap, if it is large enough; else a copy.

#include <cstdint>

#include "compiler/atomvm/helpers.h"
#include "compiler/atomvm/match_state.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::ValType;
using I = emit::Instr;

constexpr uint32_t kMatchStateHeader = 3u << abi::kHeaderSizeShift | abi::kHeaderMatchState;
constexpr uint32_t kSubOffset = 8 - abi::kTagBoxed;
constexpr uint32_t kSubParent = 12 - abi::kTagBoxed;
constexpr uint32_t kMinSubBytes = 8;
constexpr uint32_t kSubWords = 4;
// What AtomVM asks room for in a copy, beside the bytes: it needs one less.
constexpr uint32_t kCopyWords = 3;

constexpr uint32_t kAscii = 0x80;

// Pushes whether a part of so many bytes is a sub binary.
void PushIsShared(CodeBuffer& c, uint32_t binary, uint32_t bytes) {
  PushHeaderTag(c, binary);
  c.Const(abi::kHeaderHeapBinary);
  c.Op(I::kI32Ne);
  c.LocalGet(bytes);
  c.Const(kMinSubBytes);
  c.Op(I::kI32GeU);
  c.Op(I::kI32And);
}

void PushWordsOf(CodeBuffer& c, uint32_t bytes) {
  c.LocalGet(bytes);
  c.Const(3);
  c.Op(I::kI32Add);
  c.Const(2);
  c.Op(I::kI32ShrU);
}

}  // namespace

uint32_t AtomvmHelpers::MatchState() {
  constexpr char kName[] = "match state";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kHp, kBinary };
  CodeBuffer c;
  c.LocalGet(kHp);
  c.Const(kMatchStateHeader);
  c.Store(0);
  c.LocalGet(kHp);
  c.LocalGet(kBinary);
  c.Store(abi::kMatchBinary);
  for (uint32_t i = abi::kMatchOffset / 4; i < match::kStateWords; ++i) {
    c.LocalGet(kHp);
    c.Const(0);
    c.Store(4 * i);
  }
  c.LocalGet(kHp);
  c.Const(abi::kTagBoxed);
  c.Op(I::kI32Or);
  c.LocalGet(kHp);
  c.Const(4 * match::kStateWords);
  c.Op(I::kI32Add);
  return Add(kName, "ii:ii", {"hp", "binary"}, {}, c);
}

uint32_t AtomvmHelpers::PartWords() {
  constexpr char kName[] = "part words";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kBinary, kBytes };
  CodeBuffer c;
  c.Const(kSubWords);
  PushWordsOf(c, kBytes);
  c.Const(kCopyWords);
  c.Op(I::kI32Add);
  PushIsShared(c, kBinary, kBytes);
  c.Op(I::kI32Select);
  return Add(kName, "ii:i", {"binary", "bytes"}, {}, c);
}

uint32_t AtomvmHelpers::Part() {
  constexpr char kName[] = "part";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kPrimitives, kHp, kState, kBits, kBinary, kOffset, kBytes, kFrom, kTo };
  const uint32_t data = Data();
  CodeBuffer c;
  c.LocalGet(kState);
  c.Load(match::kBinary);
  c.LocalSet(kBinary);
  c.LocalGet(kState);
  c.Load(match::kOffset);
  c.Const(3);
  c.Op(I::kI32ShrU);
  c.LocalSet(kOffset);
  c.LocalGet(kBits);
  c.Const(3);
  c.Op(I::kI32ShrU);
  c.LocalSet(kBytes);
  c.LocalGet(kBinary);
  c.Call(data);
  c.LocalTee(kFrom);
  c.Op(I::kI32Eqz);
  c.If();
  c.LocalGet(kCtx);
  c.LocalGet(kHp);
  c.Store(abi::kContextHeapPtr);
  for (uint32_t local : {kCtx, kBinary, kOffset, kBytes, kPrimitives}) c.LocalGet(local);
  c.Load(4 * avm::kSubBinary);
  c.CallIndirect(module_.SignatureType(avm::SignatureOf(avm::kSubBinary)));
  c.LocalGet(kCtx);
  c.Load(abi::kContextHeapPtr);
  c.Return();
  c.End();

  PushIsShared(c, kBinary, kBytes);
  c.If();
  PushHeaderTag(c, kBinary);
  c.Const(abi::kHeaderSubBinary);
  c.Op(I::kI32Eq);
  c.If();
  c.LocalGet(kOffset);
  c.LocalGet(kBinary);
  c.Load(kSubOffset);
  c.Op(I::kI32Add);
  c.LocalSet(kOffset);
  c.LocalGet(kBinary);
  c.Load(kSubParent);
  c.LocalSet(kBinary);
  c.End();
  c.LocalGet(kHp);
  c.Const(abi::kSubBinaryHeader);
  c.Store(0);
  c.LocalGet(kHp);
  c.LocalGet(kBytes);
  c.Store(abi::kBinarySize);
  c.LocalGet(kHp);
  c.LocalGet(kOffset);
  c.Store(kSubOffset + abi::kTagBoxed);
  c.LocalGet(kHp);
  c.LocalGet(kBinary);
  c.Store(kSubParent + abi::kTagBoxed);
  c.LocalGet(kHp);
  c.Const(abi::kTagBoxed);
  c.Op(I::kI32Or);
  c.LocalGet(kHp);
  c.Const(4 * kSubWords);
  c.Op(I::kI32Add);
  c.Return();
  c.End();

  c.LocalGet(kHp);
  PushWordsOf(c, kBytes);
  c.Const(1);
  c.Op(I::kI32Add);
  c.Const(abi::kHeaderSizeShift);
  c.Op(I::kI32Shl);
  c.Const(abi::kHeaderHeapBinary);
  c.Op(I::kI32Or);
  c.Store(0);
  c.LocalGet(kHp);
  c.LocalGet(kBytes);
  c.Store(abi::kBinarySize);
  c.LocalGet(kFrom);
  c.LocalGet(kOffset);
  c.Op(I::kI32Add);
  c.LocalSet(kFrom);
  c.LocalGet(kHp);
  c.LocalSet(kTo);
  // kOffset counts what is left from here on.
  c.LocalGet(kBytes);
  c.LocalSet(kOffset);
  const Target copied = c.Block();
  const Target again = c.Loop();
  c.LocalGet(kOffset);
  c.Op(I::kI32Eqz);
  c.BrIf(copied);
  c.LocalGet(kTo);
  c.LocalGet(kFrom);
  c.Memory(I::kI32Load8U, 0, 0);
  c.Memory(I::kI32Store8, abi::kHeapBinaryData, 0);
  for (uint32_t local : {kTo, kFrom}) {
    c.LocalGet(local);
    c.Const(1);
    c.Op(I::kI32Add);
    c.LocalSet(local);
  }
  c.LocalGet(kOffset);
  c.Const(1);
  c.Op(I::kI32Sub);
  c.LocalSet(kOffset);
  c.Br(again);
  c.End();
  c.End();
  c.LocalGet(kHp);
  c.Const(abi::kTagBoxed);
  c.Op(I::kI32Or);
  c.LocalGet(kHp);
  PushWordsOf(c, kBytes);
  c.Const(2);
  c.Op(I::kI32Shl);
  c.Op(I::kI32Add);
  c.Const(abi::kHeapBinaryData);
  c.Op(I::kI32Add);
  return Add(kName, "Ciiii:ii", {"ctx", "prims", "hp", "state", "bits", "binary", "offset", "bytes", "from", "to"},
             {ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32, ValType::kI32}, c);
}

// One byte, which begins a byte of the binary: so most characters are. AtomVM reads the others.
uint32_t AtomvmHelpers::Utf8() {
  constexpr char kName[] = "utf8";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kPrimitives, kState, kOffset, kAddress };
  const uint32_t data = Data();
  CodeBuffer c;
  const Target other = c.Block();
  c.LocalGet(kState);
  c.Load(match::kOffset);
  c.LocalTee(kOffset);
  c.Const(7);
  c.Op(I::kI32And);
  c.BrIf(other);
  c.LocalGet(kOffset);
  c.Const(3);
  c.Op(I::kI32ShrU);
  c.LocalGet(kState);
  c.Load(match::kBinary);
  c.Load(match::kSize);
  c.Op(I::kI32GeU);
  c.BrIf(other);
  c.LocalGet(kState);
  c.Load(match::kBinary);
  c.Call(data);
  c.LocalTee(kAddress);
  c.Op(I::kI32Eqz);
  c.BrIf(other);
  c.LocalGet(kAddress);
  c.LocalGet(kOffset);
  c.Const(3);
  c.Op(I::kI32ShrU);
  c.Op(I::kI32Add);
  c.Memory(I::kI32Load8U, 0, 0);
  c.LocalTee(kAddress);
  c.Const(kAscii);
  c.Op(I::kI32GeU);
  c.BrIf(other);
  c.LocalGet(kState);
  c.LocalGet(kOffset);
  c.Const(8);
  c.Op(I::kI32Add);
  c.Store(match::kOffset);
  c.LocalGet(kAddress);
  c.Const(abi::kSmallShift);
  c.Op(I::kI32Shl);
  c.Const(abi::kTagSmall);
  c.Op(I::kI32Or);
  c.Return();
  c.End();
  c.LocalGet(kState);
  c.LocalGet(kPrimitives);
  c.Load(4 * avm::kGetUtf8);
  c.CallIndirect(module_.SignatureType(avm::SignatureOf(avm::kGetUtf8)));
  return Add(kName, "ii:i", {"prims", "state", "offset", "address"}, {ValType::kI32, ValType::kI32}, c);
}

}  // namespace beamfold
