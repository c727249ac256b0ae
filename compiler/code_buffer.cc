// SPDX-License-Identifier: Apache-2.0

#include "compiler/code_buffer.h"

#include <algorithm>
#include <utility>

namespace beamfold {

void CodeBuffer::LocalGet(uint32_t index) {
  // set, get of the same local is tee.
  if (!ops_.empty() && ops_.back().kind == Kind::kLocalSet && ops_.back().a == index) {
    ops_.back().kind = Kind::kLocalTee;
    return;
  }
  Push(Kind::kLocalGet, index);
}

void CodeBuffer::I64Const(int64_t value) {
  Push(Kind::kI64Const, static_cast<uint32_t>(value), static_cast<uint32_t>(static_cast<uint64_t>(value) >> 32));
}

void CodeBuffer::F64Const(double value) {
  Push(Kind::kF64Const, static_cast<uint32_t>(doubles_.size()));
  doubles_.push_back(value);
}

void CodeBuffer::Note(std::string text) {
  Push(Kind::kNote, static_cast<uint32_t>(notes_.size()));
  notes_.push_back(std::move(text));
}

Target CodeBuffer::Open(Kind kind, emit::BlockType type) {
  const uint32_t scope = num_scopes_++ | Target::kLocalBit;
  Push(kind, scope, static_cast<uint32_t>(type));
  return {scope, false};
}

void CodeBuffer::Branch(Kind kind, Target target) {
  if (target.is_local()) {
    Push(kind, target.value);
    return;
  }
  auto it = std::find(exits_.begin(), exits_.end(), target.value);
  const uint32_t index = static_cast<uint32_t>(it - exits_.begin());
  if (it == exits_.end()) exits_.push_back(target.value);
  Push(kind, index);
}

uint32_t CodeBuffer::EstimateSize() const {
  uint32_t size = 0;
  for (const Item& item : ops_) {
    switch (item.kind) {
      case Kind::kNote:
        break;
      case Kind::kOp:
      case Kind::kElse:
      case Kind::kEnd:
      case Kind::kReturn:
        size += 1;
        break;
      case Kind::kI64Const:
        size += 6;
        break;
      case Kind::kF64Const:
        size += 9;
        break;
      case Kind::kI32Const:
        size += item.a + 64 < 128 ? 2 : item.a + 8192 < 16384 ? 3 : 5;
        break;
      case Kind::kMemory:
      case Kind::kCallIndirect:
        size += 3;
        break;
      default:
        size += 2;
    }
  }
  return size;
}

void CodeBuffer::Replay(absl::Span<const uint32_t> exit_depths, emit::Assembler& out) const {
  std::vector<uint32_t> scopes;
  for (const Item& item : ops_) {
    switch (item.kind) {
      case Kind::kLocalGet:
        out.LocalGet(item.a);
        break;
      case Kind::kLocalSet:
        out.LocalSet(item.a);
        break;
      case Kind::kLocalTee:
        out.LocalTee(item.a);
        break;
      case Kind::kGlobalGet:
        out.GlobalGet(item.a);
        break;
      case Kind::kI32Const:
        out.I32Const(static_cast<int32_t>(item.a));
        break;
      case Kind::kI64Const:
        out.I64Const(static_cast<int64_t>(item.a | static_cast<uint64_t>(item.b) << 32));
        break;
      case Kind::kF64Const:
        out.F64Const(doubles_[item.a]);
        break;
      case Kind::kOp:
        out.Op(static_cast<emit::Instr>(item.a));
        break;
      case Kind::kMemory:
        out.Memory(static_cast<emit::Instr>(item.a & 0xffff), item.b, item.a >> 16);
        break;
      case Kind::kCallIndirect:
        out.CallIndirect(item.a);
        break;
      case Kind::kCall:
        out.Call(item.a);
        break;
      case Kind::kReturn:
        out.Return();
        break;
      case Kind::kBlock:
        scopes.push_back(item.a);
        out.Block(static_cast<emit::BlockType>(item.b));
        break;
      case Kind::kLoop:
        scopes.push_back(item.a);
        out.Loop();
        break;
      case Kind::kIf:
      case Kind::kUnlikelyIf:
        scopes.push_back(item.a);
        out.If(static_cast<emit::BlockType>(item.b),
               item.kind == Kind::kIf ? emit::Hint::kNone : emit::Hint::kUnlikely);
        break;
      case Kind::kElse:
        out.Else();
        break;
      case Kind::kEnd:
        scopes.pop_back();
        out.End();
        break;
      case Kind::kBr:
      case Kind::kBrIf:
      case Kind::kUnlikelyBrIf: {
        uint32_t depth = 0;
        if ((item.a & Target::kLocalBit) != 0) {
          while (scopes[scopes.size() - 1 - depth] != item.a) ++depth;
        } else {
          depth = exit_depths[item.a] + static_cast<uint32_t>(scopes.size());
        }
        if (item.kind == Kind::kBr) {
          out.Br(depth);
        } else {
          out.BrIf(depth, item.kind == Kind::kBrIf ? emit::Hint::kNone : emit::Hint::kUnlikely);
        }
        break;
      }
      case Kind::kNote:
        out.Note(notes_[item.a]);
        break;
    }
  }
}

}  // namespace beamfold
