// SPDX-License-Identifier: Apache-2.0
//
// Each method fills one reused MCInst and has LLVM's encoder append its bytes to one reused buffer, so that nothing is
// allocated per instruction.

#include "emit/assembler.h"

#include <utility>

#include "absl/base/casts.h"
#include "emit/bytes.h"
#include "emit/mc_context.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/BinaryFormat/Wasm.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCFixup.h"
#include "llvm/MC/MCInst.h"

namespace beamfold::emit {

struct Assembler::Impl {
  const McContext* context;
  llvm::MCInst inst;
  llvm::SmallVector<char, 64> bytes;
  llvm::SmallVector<llvm::MCFixup, 1> fixups;  // stays empty: no operand is a symbol

  void Start(unsigned opcode) {
    inst.clear();
    inst.setOpcode(opcode);
  }
  void Operand(int64_t immediate) { inst.addOperand(llvm::MCOperand::createImm(immediate)); }
  void Encode(std::string& code) {
    bytes.clear();
    context->emitter().encodeInstruction(inst, bytes, fixups, context->subtarget());
    code.append(bytes.data(), bytes.size());
  }

  void Emit(std::string& code, Special special) {
    Start(context->opcode(special));
    Encode(code);
  }
  void Emit(std::string& code, Special special, int64_t immediate) {
    Start(context->opcode(special));
    Operand(immediate);
    Encode(code);
  }
};

absl::Status Assembler::Initialize() { return McContext::Shared().status(); }

// value() ends the process if Initialize() has failed, which the caller was told.
Assembler::Assembler() : impl_(new Impl{McContext::Shared().value(), {}, {}, {}}) {}
Assembler::~Assembler() { delete impl_; }
Assembler::Assembler(Assembler&& other) noexcept
    : impl_(std::exchange(other.impl_, nullptr)),
      code_(std::move(other.code_)),
      notes_(std::move(other.notes_)),
      hints_(std::move(other.hints_)) {}
Assembler& Assembler::operator=(Assembler&& other) noexcept {
  std::swap(impl_, other.impl_);
  code_ = std::move(other.code_);
  notes_ = std::move(other.notes_);
  hints_ = std::move(other.hints_);
  return *this;
}

void Assembler::LocalGet(uint32_t index) { impl_->Emit(code_, Special::kLocalGet, index); }
void Assembler::LocalSet(uint32_t index) { impl_->Emit(code_, Special::kLocalSet, index); }
void Assembler::LocalTee(uint32_t index) { impl_->Emit(code_, Special::kLocalTee, index); }

// LLVM's encoder takes a global by symbol only, and leaves five bytes for the linker to patch. There is no linker here,
// so the instruction's bytes are written directly.
void Assembler::GlobalGet(uint32_t index) {
  AppendByte(code_, llvm::wasm::WASM_OPCODE_GLOBAL_GET);
  AppendU32(code_, index);
}
void Assembler::GlobalSet(uint32_t index) {
  AppendByte(code_, llvm::wasm::WASM_OPCODE_GLOBAL_SET);
  AppendU32(code_, index);
}

void Assembler::I32Const(int32_t value) { impl_->Emit(code_, Special::kI32Const, value); }
void Assembler::I64Const(int64_t value) { impl_->Emit(code_, Special::kI64Const, value); }
void Assembler::F64Const(double value) {
  impl_->Start(impl_->context->opcode(Special::kF64Const));
  impl_->inst.addOperand(llvm::MCOperand::createDFPImm(absl::bit_cast<uint64_t>(value)));
  impl_->Encode(code_);
}

void Assembler::Op(Instr instr) {
  impl_->Start(impl_->context->opcode(instr));
  impl_->Encode(code_);
}

void Assembler::Memory(Instr instr, uint32_t offset, uint32_t align) {
  impl_->Start(impl_->context->opcode(instr));
  impl_->Operand(align);
  impl_->Operand(offset);
  impl_->Encode(code_);
}

void Assembler::Block(BlockType type) { impl_->Emit(code_, Special::kBlock, static_cast<int64_t>(type)); }
void Assembler::Loop(BlockType type) { impl_->Emit(code_, Special::kLoop, static_cast<int64_t>(type)); }
void Assembler::If(BlockType type, Hint hint) {
  RecordHint(hint);
  impl_->Emit(code_, Special::kIf, static_cast<int64_t>(type));
}
void Assembler::Else() { impl_->Emit(code_, Special::kElse); }
void Assembler::End() { impl_->Emit(code_, Special::kEnd); }
void Assembler::Br(uint32_t depth) { impl_->Emit(code_, Special::kBr, depth); }
void Assembler::BrIf(uint32_t depth, Hint hint) {
  RecordHint(hint);
  impl_->Emit(code_, Special::kBrIf, depth);
}

void Assembler::BrTable(absl::Span<const uint32_t> targets) {
  impl_->Start(impl_->context->opcode(Special::kBrTable));
  for (uint32_t target : targets) impl_->Operand(target);
  impl_->Encode(code_);
}

void Assembler::Call(uint32_t function) { impl_->Emit(code_, Special::kCall, function); }

void Assembler::CallIndirect(uint32_t type, uint32_t table) {
  impl_->Start(impl_->context->opcode(Special::kCallIndirect));
  impl_->Operand(type);
  impl_->Operand(table);
  impl_->Encode(code_);
}

void Assembler::Return() { impl_->Emit(code_, Special::kReturn); }
void Assembler::Unreachable() { impl_->Emit(code_, Special::kUnreachable); }

void Assembler::RecordHint(Hint hint) {
  if (hint != Hint::kNone) hints_.push_back({size(), hint == Hint::kLikely});
}

void Assembler::Note(std::string text) { notes_.push_back({size(), std::move(text)}); }

}  // namespace beamfold::emit
