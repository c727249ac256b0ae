// SPDX-License-Identifier: Apache-2.0
//
// Encodes the instructions of one WebAssembly function through LLVM's MC layer.

#ifndef BEAMFOLD_EMIT_ASSEMBLER_H_
#define BEAMFOLD_EMIT_ASSEMBLER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace beamfold::emit {

enum class ValType : uint8_t { kI32 = 0x7f, kI64 = 0x7e, kF32 = 0x7d, kF64 = 0x7c, kFuncref = 0x70 };

// The type of a block: no result, or one value.
enum class BlockType : uint8_t { kEmpty = 0x40, kI32 = 0x7f, kI64 = 0x7e, kF64 = 0x7c };

// What a conditional branch most often does, for the engine's register allocation and code layout.
enum class Hint : uint8_t { kNone, kUnlikely, kLikely };

// Instructions without immediates, and (from kI32Load on) loads and stores. See instructions.def.
enum class Instr : uint16_t {
#define WASM_INSTR(id, llvm_name) k##id,
#define WASM_MEMORY(id, llvm_name, natural_align) k##id,
#include "emit/instructions.def"
#undef WASM_INSTR
#undef WASM_MEMORY
};

// Appends instructions to a byte string. Operands are WebAssembly's; nothing is checked here (a validator in the tests
// does that).
class Assembler {
 public:
  // Resolves LLVM's opcode names once per process; fails if this LLVM lacks one.
  static absl::Status Initialize();

  // Initialize() must have succeeded.
  Assembler();
  ~Assembler();
  Assembler(Assembler&&) noexcept;
  Assembler& operator=(Assembler&&) noexcept;

  void LocalGet(uint32_t index);
  void LocalSet(uint32_t index);
  void LocalTee(uint32_t index);
  void GlobalGet(uint32_t index);
  void GlobalSet(uint32_t index);
  void I32Const(int32_t value);
  void I64Const(int64_t value);
  void F64Const(double value);
  // Any WASM_INSTR of instructions.def: Op(Instr::kI32Add).
  void Op(Instr instr);
  // Any WASM_MEMORY of instructions.def; align is the exponent (2 = 4 bytes), at most the natural one.
  void Memory(Instr instr, uint32_t offset, uint32_t align);
  void Load32(uint32_t offset) { Memory(Instr::kI32Load, offset, 2); }
  void Store32(uint32_t offset) { Memory(Instr::kI32Store, offset, 2); }

  void Block(BlockType type = BlockType::kEmpty);
  void Loop(BlockType type = BlockType::kEmpty);
  void If(BlockType type = BlockType::kEmpty, Hint hint = Hint::kNone);
  void Else();
  void End();
  void Br(uint32_t depth);
  void BrIf(uint32_t depth, Hint hint = Hint::kNone);
  // The last target is the default.
  void BrTable(absl::Span<const uint32_t> targets);
  void Call(uint32_t function);
  void CallIndirect(uint32_t type, uint32_t table = 0);
  void Return();
  void Unreachable();

  // A remark for the printed form, attached to the next instruction ("is_integer f12 x0").
  void Note(std::string text);

  struct NoteAt {
    uint32_t offset = 0;
    std::string text;
  };
  const std::vector<NoteAt>& notes() const { return notes_; }

  struct HintAt {
    uint32_t offset = 0;  // of an `if` or a `br_if`
    bool likely = false;
  };
  const std::vector<HintAt>& hints() const { return hints_; }
  const std::string& code() const { return code_; }
  uint32_t size() const { return static_cast<uint32_t>(code_.size()); }

 private:
  void RecordHint(Hint hint);

  struct Impl;
  Impl* impl_;
  std::string code_;
  std::vector<NoteAt> notes_;
  std::vector<HintAt> hints_;
};

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_ASSEMBLER_H_
