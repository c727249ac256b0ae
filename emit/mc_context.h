// SPDX-License-Identifier: Apache-2.0
//
// LLVM's WebAssembly target, set up once per process: the encoder, and the opcodes by our names.

#ifndef BEAMFOLD_EMIT_MC_CONTEXT_H_
#define BEAMFOLD_EMIT_MC_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "emit/assembler.h"

namespace llvm {
class MCCodeEmitter;
class MCContext;
class MCInst;
class MCDisassembler;
class MCInstPrinter;
class MCInstrInfo;
class MCSubtargetInfo;
}  // namespace llvm

namespace beamfold::emit {

// The instructions with a method of their own in Assembler.
enum class Special : uint16_t {
#define WASM_SPECIAL(id, llvm_name) k##id,
#include "emit/instructions.def"
};

class McContext {
 public:
  // Everything that LLVM needs to encode and to decode. One object serves one thread at a time for decoding; encoding
  // changes nothing in it.
  static absl::StatusOr<std::unique_ptr<McContext>> Create();

  // The process's own, for encoding only. The first call creates it; it is never destroyed.
  static absl::StatusOr<const McContext*> Shared();

  ~McContext();
  McContext(const McContext&) = delete;
  McContext& operator=(const McContext&) = delete;

  unsigned opcode(Instr instr) const { return opcodes_[static_cast<size_t>(instr)]; }
  unsigned opcode(Special special) const { return special_opcodes_[static_cast<size_t>(special)]; }

  const llvm::MCCodeEmitter& emitter() const;
  const llvm::MCSubtargetInfo& subtarget() const;
  const llvm::MCDisassembler& disassembler() const;
  // "i32.add", as in LLVM's assembly language.
  const char* Mnemonic(const llvm::MCInst& inst) const;

 private:
  struct Llvm;
  explicit McContext(std::unique_ptr<Llvm> llvm);
  absl::Status ResolveOpcodes();

  std::unique_ptr<Llvm> llvm_;
  std::vector<unsigned> opcodes_;          // by Instr
  std::vector<unsigned> special_opcodes_;  // by Special
};

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_MC_CONTEXT_H_
