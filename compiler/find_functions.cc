// SPDX-License-Identifier: Apache-2.0

#include "compiler/find_functions.h"

#include <vector>

#include "absl/strings/str_format.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr uint32_t kNone = 0xffffffffu;

class ErrorMaker {
 public:
  ErrorMaker(const ByteReader& reader, size_t code_start, const Program& program)
      : reader_(reader), code_start_(code_start), program_(program) {}

  absl::Status At(uint32_t instruction, std::string_view what) const {
    return reader_.ErrorAt(code_start_ + program_.code[instruction].offset, what);
  }
  absl::Status At(const FunctionRange& function, uint32_t instruction, std::string_view what) const {
    const std::string name =
        absl::StrFormat("%s:%s/%d", program_.module_name(), program_.atoms[function.name], function.arity);
    return At(instruction, absl::StrFormat("%s: %s", name, what));
  }

 private:
  const ByteReader& reader_;
  size_t code_start_;
  const Program& program_;
};

// The label instruction that begins the function whose func_info is at `info`, or kNone.
uint32_t BeginOf(const Program& program, uint32_t info) {
  uint32_t i = info;
  while (i > 0 && program.code[i - 1].op == Opcode::kLine) --i;
  return i > 0 && program.code[i - 1].op == Opcode::kLabel ? i - 1 : kNone;
}

}  // namespace

absl::Status FindFunctions(const ByteReader& reader, size_t code_start, Program& program) {
  const ErrorMaker error(reader, code_start, program);
  const uint32_t end = static_cast<uint32_t>(program.code.size()) - 1;  // of int_code_end
  for (uint32_t i = 0; i < end; ++i) {
    const Instruction& info = program.code[i];
    if (info.op != Opcode::kFuncInfo) continue;
    const uint32_t begin = BeginOf(program, i);
    if (begin == kNone) return error.At(i, "func_info without a label before it");
    if (program.code[i + 1].op != Opcode::kLabel) return error.At(i, "func_info without a label after it");
    if (program.operand(info, 0).index != 1) return error.At(i, "func_info of another module");
    FunctionRange function;
    function.name = program.operand(info, 1).index;
    function.arity = static_cast<uint32_t>(program.operand(info, 2).value);
    function.begin = begin;
    function.info_label = static_cast<uint32_t>(program.operand(program.code[begin], 0).value);
    function.entry_label = static_cast<uint32_t>(program.operand(program.code[i + 1], 0).value);
    if (!program.functions.empty()) {
      // The label after one func_info cannot be the one before the next: a function has a body.
      if (begin <= program.label_position[program.functions.back().entry_label]) {
        return error.At(i, "a function without instructions");
      }
      program.functions.back().end = begin;
    }
    program.functions.push_back(function);
  }
  const uint32_t first = program.functions.empty() ? end : program.functions.front().begin;
  if (first != 0) return error.At(0, "an instruction that belongs to no function");
  if (!program.functions.empty()) program.functions.back().end = end;
  return absl::OkStatus();
}

absl::Status CheckLabelUses(const ByteReader& reader, size_t code_start, const Program& program) {
  const ErrorMaker error(reader, code_start, program);
  std::vector<uint32_t> function_of_entry(program.label_count, kNone);
  for (uint32_t f = 0; f < program.functions.size(); ++f) {
    function_of_entry[program.functions[f].entry_label] = f;
  }

  const auto check_call = [&](const FunctionRange& function, uint32_t i, uint32_t label) -> absl::Status {
    const int64_t arity = program.operand(program.code[i], 0).value;
    const uint32_t callee = function_of_entry[label];
    if (callee == kNone)
      return error.At(function, i, absl::StrFormat("label %d is not the entry of a function", label));
    if (program.functions[callee].arity != arity) {
      return error.At(function, i,
                      absl::StrFormat("a call of %s with %d arguments", program.FunctionName(callee), arity));
    }
    return absl::OkStatus();
  };
  const auto check_branch = [&](const FunctionRange& function, uint32_t i, uint32_t label) -> absl::Status {
    const uint32_t position = program.label_position[label];
    if (position >= function.begin && position < function.end) return absl::OkStatus();
    return error.At(function, i, absl::StrFormat("label %d is in another function", label));
  };

  for (const FunctionRange& function : program.functions) {
    for (uint32_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = program.code[i];
      const bool is_call = GetOpcodeInfo(instruction.op).area == Area::kCall;
      for (uint32_t k = 0; k < instruction.num_operands; ++k) {
        const Operand& operand = program.operand(instruction, k);
        if (operand.kind == Operand::Kind::kLabel && operand.index != 0) {
          BEAMFOLD_RETURN_IF_ERROR(is_call ? check_call(function, i, operand.index)
                                           : check_branch(function, i, operand.index));
        }
        if (operand.kind != Operand::Kind::kList) continue;
        for (uint32_t e = 0; e < operand.count; ++e) {
          const Operand& element = program.list_pool[operand.index + e];
          if (element.kind != Operand::Kind::kLabel) continue;
          BEAMFOLD_RETURN_IF_ERROR(check_branch(function, i, element.index));
        }
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace beamfold
