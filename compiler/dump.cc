// SPDX-License-Identifier: Apache-2.0

#include "compiler/dump.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_format.h"
#include "compiler/erlang_text.h"
#include "compiler/external_term.h"

namespace beamfold {
namespace {

using Kind = Operand::Kind;

constexpr size_t kMaxLiteralText = 200;

std::string FunctionText(const Program& program, uint32_t name, uint32_t arity) {
  return absl::StrFormat("%s/%d", AtomText(program.atoms[name]), arity);
}

std::string ImportText(const Program& program, int64_t index) {
  const ImportEntry& entry = program.imports[static_cast<size_t>(index)];
  return absl::StrFormat("%s:%s", AtomText(program.atoms[entry.module]),
                         FunctionText(program, entry.function, entry.arity));
}

std::string LambdaText(const Program& program, int64_t index) {
  const LambdaEntry& entry = program.lambdas[static_cast<size_t>(index)];
  return absl::StrFormat("fun %s", FunctionText(program, entry.function, entry.arity));
}

std::string LocationText(const Program& program, int64_t index) {
  if (index == 0) return "-";
  const LineEntry& entry = program.lines[static_cast<size_t>(index)];
  return absl::StrFormat("%s:%d", program.line_files[entry.file], entry.line);
}

// The function whose entry the label is, for calls.
std::string CalleeText(const Program& program, uint32_t label) {
  // func_info precedes the entry label and has the name.
  const Instruction& info = program.code[program.label_position[label] - 1];
  return absl::StrFormat(
      "L%d = %s", label,
      FunctionText(program, program.operand(info, 1).index, static_cast<uint32_t>(program.operand(info, 2).value)));
}

std::string RegisterText(const Program& program, const Operand& operand) {
  std::string text = absl::StrFormat("%s%d", operand.kind == Kind::kX ? "x" : "y", operand.index);
  if (operand.type != Operand::kNoType) {
    absl::StrAppendFormat(&text, ": %s", TypeText(program.types[operand.type]));
  }
  return text;
}

std::string OperandText(const Program& program, const Operand& operand);

std::string AllocListText(const Program& program, const Operand& list) {
  constexpr std::string_view kKinds[] = {"words", "floats", "funs"};
  std::string text = "{";
  for (uint32_t i = 0; i < list.count; i += 2) {
    const Operand* pair = &program.list_pool[list.index + i];
    absl::StrAppendFormat(&text, "%s%s %d", i == 0 ? "" : ", ", kKinds[pair[0].value], pair[1].value);
  }
  return text + "}";
}

std::string ListText(const Program& program, const Operand& list) {
  std::string text = "[";
  for (uint32_t i = 0; i < list.count; ++i) {
    if (i != 0) text += ", ";
    text += OperandText(program, program.list_pool[list.index + i]);  // lists have no lists in them
  }
  return text + "]";
}

std::string OperandText(const Program& program, const Operand& operand) {
  switch (operand.kind) {
    case Kind::kUnsigned:
    case Kind::kInteger:
      return absl::StrFormat("%d", operand.value);
    case Kind::kBigInteger:
      return program.big_integers[operand.index];
    case Kind::kAtom:
      return AtomText(program.atoms[operand.index]);
    case Kind::kNil:
      return "[]";
    case Kind::kX:
    case Kind::kY:
      return RegisterText(program, operand);
    case Kind::kFr:
      return absl::StrFormat("fr%d", operand.index);
    case Kind::kLabel:
      return operand.index == 0 ? "-" : absl::StrFormat("L%d", operand.index);
    case Kind::kLiteral:
      return ExternalTermText(program.literals[operand.index].external, kMaxLiteralText);
    case Kind::kCharacter:
      return absl::StrFormat("$\\x{%x}", operand.value);
    case Kind::kList:
      return ListText(program, operand);
    case Kind::kAllocList:
      return AllocListText(program, operand);
  }
  return "";
}

// An operand that stands for something in a table shows that instead of its number.
std::string NamedOperandText(const Program& program, char letter, bool is_call, const Operand& operand) {
  if (operand.kind == Kind::kLabel && is_call) return CalleeText(program, operand.index);
  if (operand.kind == Kind::kUnsigned) {
    switch (letter) {
      case 'I':
        return ImportText(program, operand.value);
      case 'g':
      case 'h':
        return LambdaText(program, operand.value);
      case 'i':
        return LocationText(program, operand.value);
      case 'l':
        return absl::StrFormat("L%d", operand.value);
      default:
        break;
    }
  }
  return OperandText(program, operand);
}

}  // namespace

std::string TypeText(const TypeEntry& type) {
  constexpr std::pair<uint32_t, std::string_view> kNames[] = {
      {TypeEntry::kAtom, "atom"},     {TypeEntry::kBitstring, "bitstring"},
      {TypeEntry::kCons, "cons"},     {TypeEntry::kFloat, "float"},
      {TypeEntry::kFun, "fun"},       {TypeEntry::kInteger, "integer"},
      {TypeEntry::kMap, "map"},       {TypeEntry::kNil, "nil"},
      {TypeEntry::kPid, "pid"},       {TypeEntry::kPort, "port"},
      {TypeEntry::kRecord, "record"}, {TypeEntry::kReference, "reference"},
      {TypeEntry::kTuple, "tuple"},
  };
  std::string text;
  if (type.classes == TypeEntry::kAny) {
    text = "any";
  } else {
    for (const auto& [bit, name] : kNames) {
      if ((type.classes & bit) != 0) absl::StrAppendFormat(&text, "%s%s", text.empty() ? "" : " | ", name);
    }
  }
  if (type.has_min || type.has_max) {
    text += ' ';
    if (type.has_min) absl::StrAppendFormat(&text, "%d", type.min);
    text += "..";
    if (type.has_max) absl::StrAppendFormat(&text, "%d", type.max);
  }
  if (type.unit != 1) absl::StrAppendFormat(&text, ", unit %d", type.unit);
  return text;
}

std::string InstructionText(const Program& program, const Instruction& instruction) {
  const OpcodeInfo& info = GetOpcodeInfo(instruction.op);
  const bool is_call = info.area == Area::kCall;
  std::string text(info.name);
  for (uint32_t i = 0; i < instruction.num_operands; ++i) {
    text += i == 0 ? " " : ", ";
    text += NamedOperandText(program, info.operands[i], is_call, program.operand(instruction, i));
  }
  return text;
}

std::string DumpOps(const Program& program) {
  std::string text = absl::StrFormat("module %s\n", AtomText(program.module_name()));
  for (const ExportEntry& entry : program.exports) {
    absl::StrAppendFormat(&text, "export %s = L%d\n", FunctionText(program, entry.function, entry.arity), entry.label);
  }
  for (const FunctionRange& function : program.functions) {
    absl::StrAppendFormat(&text, "\nfunction %s, entry L%d\n", FunctionText(program, function.name, function.arity),
                          function.entry_label);
    for (uint32_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = program.code[i];
      const std::string_view indent = instruction.op == Opcode::kLabel ? "  " : "    ";
      absl::StrAppendFormat(&text, "%s%s\n", indent, InstructionText(program, instruction));
    }
  }
  return text;
}

std::string DumpChunks(const Program& program) {
  std::string text = absl::StrFormat("%s: module %s\n", program.file, AtomText(program.module_name()));
  for (const RawChunk& chunk : program.chunks) {
    absl::StrAppendFormat(&text, "  %s %8d bytes\n", chunk.name, chunk.data.size());
  }
  const std::pair<std::string_view, size_t> counts[] = {
      {"functions", program.functions.size()}, {"instructions", program.code.size()},
      {"labels", program.label_count - 1},     {"atoms", program.atoms.size() - 1},
      {"imports", program.imports.size()},     {"exports", program.exports.size()},
      {"locals", program.locals.size()},       {"funs", program.lambdas.size()},
      {"literals", program.literals.size()},   {"types", program.types.size()},
      {"lines", program.lines.size() - 1},     {"string bytes", program.strings.size()},
  };
  for (const auto& [name, count] : counts) absl::StrAppendFormat(&text, "  %-12s %8d\n", name, count);
  absl::StrAppendFormat(&text, "  highest opcode %d (%s)\n", program.highest_opcode,
                        GetOpcodeInfo(program.highest_opcode).name);
  return text;
}

}  // namespace beamfold
