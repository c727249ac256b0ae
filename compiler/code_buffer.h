// SPDX-License-Identifier: Apache-2.0
//
// The code of one block before the graph is structured: WebAssembly instructions whose branches name blocks.
//
// Problem: a branch's depth is known only after structuring, but structuring wants to know the edges and the size of
// each block, which lowering finds out while it writes the code. So a block is lowered into this buffer first; side
// exits are recorded as they are written; when the structure is known the buffer is replayed into the assembler.

#ifndef BEAMFOLD_COMPILER_CODE_BUFFER_H_
#define BEAMFOLD_COMPILER_CODE_BUFFER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cfg/graph.h"
#include "emit/assembler.h"

namespace beamfold {

// A branch target: a block of the graph, or a scope opened in the same buffer.
struct Target {
  uint32_t value = 0;
  bool cold = false;  // going there is the exception: a failure or a slow path
  bool is_local() const { return (value & kLocalBit) != 0; }
  static constexpr uint32_t kLocalBit = 0x80000000u;
};

class CodeBuffer {
 public:
  void LocalGet(uint32_t index);
  void LocalSet(uint32_t index) { Push(Kind::kLocalSet, index); }
  void LocalTee(uint32_t index) { Push(Kind::kLocalTee, index); }
  void GlobalGet(uint32_t index) { Push(Kind::kGlobalGet, index); }
  void Const(uint32_t value) { Push(Kind::kI32Const, value); }
  void I64Const(int64_t value);
  void F64Const(double value);
  void Op(emit::Instr instr) { Push(Kind::kOp, static_cast<uint32_t>(instr)); }
  void Load(uint32_t offset) { Memory(emit::Instr::kI32Load, offset, 2); }
  void Store(uint32_t offset) { Memory(emit::Instr::kI32Store, offset, 2); }
  void Memory(emit::Instr instr, uint32_t offset, uint32_t align) {
    Push(Kind::kMemory, static_cast<uint32_t>(instr) | align << 16, offset);
  }
  void CallIndirect(uint32_t type) { Push(Kind::kCallIndirect, type); }
  void Call(uint32_t function) { Push(Kind::kCall, function); }
  void Return() { Push(Kind::kReturn); }

  // Scopes inside the block. Branching to a block scope leaves it, to a loop scope starts it again.
  Target Block() { return Open(Kind::kBlock, emit::BlockType::kEmpty); }
  Target Loop() { return Open(Kind::kLoop, emit::BlockType::kEmpty); }
  // A block that only exceptional cases leave early, for the slow path that stands behind it.
  Target FastBlock() {
    Target scope = Block();
    scope.cold = true;
    return scope;
  }
  Target If(emit::BlockType type = emit::BlockType::kEmpty) { return Open(Kind::kIf, type); }
  Target UnlikelyIf(emit::BlockType type = emit::BlockType::kEmpty) { return Open(Kind::kUnlikelyIf, type); }
  void Else() { Push(Kind::kElse); }
  void End() { Push(Kind::kEnd); }
  void Br(Target target) { Branch(Kind::kBr, target); }
  void BrIf(Target target) { Branch(target.cold ? Kind::kUnlikelyBrIf : Kind::kBrIf, target); }

  void Note(std::string text);

  // Blocks that br and br_if name, each once, in order of first use.
  const std::vector<cfg::BlockId>& exits() const { return exits_; }
  // Bytes of the encoded form, roughly.
  uint32_t EstimateSize() const;
  bool empty() const { return ops_.empty(); }

  // Writes the code; exit_depths[i] is the depth of exits()[i] at the start of the buffer.
  void Replay(absl::Span<const uint32_t> exit_depths, emit::Assembler& out) const;

 private:
  enum class Kind : uint8_t {
    kLocalGet,
    kLocalSet,
    kLocalTee,
    kGlobalGet,
    kI32Const,
    kI64Const,
    kF64Const,
    kOp,
    kMemory,
    kCallIndirect,
    kCall,
    kReturn,
    kBlock,
    kLoop,
    kIf,
    kUnlikelyIf,
    kElse,
    kEnd,
    kBr,
    kBrIf,
    kUnlikelyBrIf,
    kNote,
  };
  struct Item {
    Kind kind;
    uint32_t a;
    uint32_t b;
  };

  void Push(Kind kind, uint32_t a = 0, uint32_t b = 0) { ops_.push_back({kind, a, b}); }
  Target Open(Kind kind, emit::BlockType type);
  void Branch(Kind kind, Target target);

  std::vector<Item> ops_;
  std::vector<cfg::BlockId> exits_;
  std::vector<double> doubles_;
  std::vector<std::string> notes_;
  uint32_t num_scopes_ = 0;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_CODE_BUFFER_H_
