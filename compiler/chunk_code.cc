// SPDX-License-Identifier: Apache-2.0
//
// Code: u32 size of the rest of the header (16), u32 instruction set (0), u32 highest opcode, u32 label count, u32
// function count; then the instructions, each an opcode byte and as many compact terms as its row in opcodes.def says.
// The last one is int_code_end.

#include <string>

#include "absl/strings/str_format.h"
#include "compiler/check_operands.h"
#include "compiler/chunks.h"
#include "compiler/compact_term.h"
#include "compiler/find_functions.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr uint32_t kHeaderSize = 16;
constexpr uint32_t kInstructionSet = 0;
constexpr uint32_t kUndefined = 0xffffffffu;

absl::Status ReadHeader(ByteReader& reader, Program& program, uint32_t* function_count) {
  uint32_t size, instruction_set;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
  if (size < kHeaderSize || size > reader.remaining()) {
    return reader.ErrorAt(0, absl::StrFormat("a header of %d bytes", size));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&instruction_set));
  if (instruction_set != kInstructionSet) {
    return reader.ErrorAt(4, absl::StrFormat("unknown instruction set %d", instruction_set));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&program.highest_opcode));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&program.label_count));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(function_count));
  std::string_view more;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(size - kHeaderSize, &more));

  if (reader.remaining() > kMaxCodeBytes) {
    return reader.Error(absl::StrFormat("%d bytes of code, %d are the most", reader.remaining(), kMaxCodeBytes));
  }
  program.code_size = static_cast<uint32_t>(reader.remaining());
  if (program.label_count == 0) return reader.ErrorAt(12, "a label count of 0");
  // A label takes two bytes, and label 0 is none.
  return reader.CheckCount(uint64_t{program.label_count} - 1, 2, "labels");
}

absl::Status DefineLabel(const ByteReader& reader, size_t start, uint32_t label, Program& program) {
  if (program.label_position[label] != kUndefined) {
    return reader.ErrorAt(start, absl::StrFormat("label %d is defined twice", label));
  }
  program.label_position[label] = static_cast<uint32_t>(program.code.size() - 1);
  return absl::OkStatus();
}

absl::Status ReadInstruction(ByteReader& reader, size_t code_start, OperandReader& operands, Program& program) {
  const size_t start = reader.position();
  uint8_t number;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&number));
  const OpcodeInfo& info = GetOpcodeInfo(number);
  if (info.name.empty()) {
    return reader.ErrorAt(start, absl::StrFormat("unknown opcode %d (the file's highest is %d, %d is known)", number,
                                                 program.highest_opcode, kMaxOpcode));
  }
  if (info.area == Area::kObsolete) {
    return reader.ErrorAt(
        start, absl::StrFormat("opcode %d (%s) is of OTP 23 or older: compile the module anew", number, info.name));
  }
  Instruction instruction;
  instruction.op = static_cast<Opcode>(number);
  instruction.first_operand = static_cast<uint32_t>(program.operand_pool.size());
  instruction.num_operands = info.arity;
  instruction.offset = static_cast<uint32_t>(start - code_start);
  program.code.push_back(instruction);
  for (uint32_t i = 0; i < info.arity; ++i) {
    Operand operand;
    BEAMFOLD_RETURN_IF_ERROR(operands.Read(reader, &operand));
    // Without a Line chunk every location is none.
    if (info.operands[i] == 'i' && program.lines.size() == 1) operand.value = 0;
    program.operand_pool.push_back(operand);
  }
  const std::string wrong = CheckOperands(program, instruction);
  if (!wrong.empty()) return reader.ErrorAt(start, absl::StrFormat("%s: %s", info.name, wrong));
  return absl::OkStatus();
}

absl::Status ReadInstructions(ByteReader& reader, Program& program) {
  const size_t code_start = reader.position();
  OperandReader operands(program);
  program.label_position.assign(program.label_count, kUndefined);
  program.label_position[0] = 0;
  do {
    const size_t start = reader.position();
    if (reader.AtEnd()) return reader.Error("the code does not end in int_code_end");
    BEAMFOLD_RETURN_IF_ERROR(ReadInstruction(reader, code_start, operands, program));
    const Instruction& instruction = program.code.back();
    const auto operand = [&](uint32_t i) -> const Operand& { return program.operand(instruction, i); };
    if (instruction.op == Opcode::kLabel) {
      BEAMFOLD_RETURN_IF_ERROR(DefineLabel(reader, start, static_cast<uint32_t>(operand(0).value), program));
    } else if (instruction.op == Opcode::kFuncInfo) {
      reader.set_subject(absl::StrFormat("%s:%s/%d", program.atoms[operand(0).index], program.atoms[operand(1).index],
                                         operand(2).value));
    }
  } while (program.code.back().op != Opcode::kIntCodeEnd);
  reader.set_subject("");
  for (uint32_t label = 1; label < program.label_count; ++label) {
    if (program.label_position[label] == kUndefined) {
      return reader.ErrorAt(code_start, absl::StrFormat("label %d is not defined", label));
    }
  }
  return reader.CheckEnd();
}

}  // namespace

absl::Status DecodeCode(ByteReader& reader, Program& program) {
  uint32_t function_count;
  BEAMFOLD_RETURN_IF_ERROR(ReadHeader(reader, program, &function_count));
  const size_t code_start = reader.position();
  BEAMFOLD_RETURN_IF_ERROR(ReadInstructions(reader, program));
  BEAMFOLD_RETURN_IF_ERROR(FindFunctions(reader, code_start, program));
  if (program.functions.size() != function_count) {
    return reader.ErrorAt(
        16, absl::StrFormat("the header says %d functions, there are %d", function_count, program.functions.size()));
  }
  return CheckLabelUses(reader, code_start, program);
}

}  // namespace beamfold
