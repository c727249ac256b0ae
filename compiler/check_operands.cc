// SPDX-License-Identifier: Apache-2.0

#include "compiler/check_operands.h"

#include <limits>

#include "absl/strings/str_format.h"
#include "compiler/limits.h"

namespace beamfold {
namespace {

using Kind = Operand::Kind;

constexpr uint32_t Bit(Kind kind) { return 1u << static_cast<uint32_t>(kind); }

constexpr uint32_t kRegister = Bit(Kind::kX) | Bit(Kind::kY);
constexpr uint32_t kSource = kRegister | Bit(Kind::kInteger) | Bit(Kind::kBigInteger) | Bit(Kind::kAtom) |
                             Bit(Kind::kNil) | Bit(Kind::kLiteral) | Bit(Kind::kCharacter);
constexpr uint32_t kNumber = Bit(Kind::kUnsigned);

// Sizes, units and heap needs: consumers add and multiply them in 64 bits without a thought.
constexpr int64_t kMaxNumber = std::numeric_limits<int32_t>::max();
constexpr int64_t kMaxHeapNeed = int64_t{1} << 24;

constexpr uint32_t KindsOf(char letter) {
  switch (letter) {
    case 's':
      return kSource;
    case 'z':
      return kSource | kNumber;
    case 'r':
    case 'd':
    case 'w':
      return kRegister;
    case 'y':
      return Bit(Kind::kY);
    case 'v':
      return kSource | Bit(Kind::kFr);
    case 'D':
      return kRegister | Bit(Kind::kFr);
    case 'F':
    case 'G':
      return Bit(Kind::kFr);
    case 'a':
      return Bit(Kind::kAtom);
    case 'f':
    case 'j':
    case 'e':
      return Bit(Kind::kLabel);
    case 'm':
      return Bit(Kind::kLabel) | Bit(Kind::kAtom);
    case 'H':
      return kNumber | Bit(Kind::kAllocList);
    case 'h':
      return kNumber | Bit(Kind::kAtom);
    case 'L':
    case 'S':
    case 'M':
    case 'P':
    case 'Y':
    case 'B':
    case 'C':
      return Bit(Kind::kList);
    case '.':
      return ~0u;
    default:
      return kNumber;  // l u A n k t b I g i
  }
}

// The largest untagged number that the letter allows; numbers are never negative.
int64_t LimitOf(const Program& program, char letter) {
  switch (letter) {
    case 'l':
      return int64_t{program.label_count} - 1;
    case 'A':
      return kMaxArity;
    case 'n':
    case 'k':
      return kMaxRegisters;
    case 't':
      return 0xff;
    case 'b':
      return static_cast<int64_t>(program.strings.size());
    case 'H':
      return kMaxHeapNeed;
    case 'I':
      return static_cast<int64_t>(program.imports.size()) - 1;
    case 'g':
    case 'h':
      return static_cast<int64_t>(program.lambdas.size()) - 1;
    case 'i':
      return static_cast<int64_t>(program.lines.size()) - 1;
    case '.':
      return std::numeric_limits<int64_t>::max();
    default:
      return kMaxNumber;
  }
}

bool MustHaveLabel(char letter) { return letter == 'f' || letter == 'e' || letter == 'm'; }

// Checks one operand, or one element of a list, but not the elements of a list in it.
std::string CheckSimple(const Program& program, char letter, const Operand& operand) {
  if ((KindsOf(letter) & Bit(operand.kind)) == 0) return "is of the wrong kind";
  if (operand.kind == Kind::kUnsigned && operand.value > LimitOf(program, letter)) {
    return absl::StrFormat("is out of range: %d, the most is %d", operand.value, LimitOf(program, letter));
  }
  if (letter == 'l' && operand.value == 0) return "is label 0";
  if (operand.kind == Kind::kLabel && operand.index == 0 && MustHaveLabel(letter)) return "is label 0";
  return "";
}

// A list that repeats `letters`.
std::string CheckPattern(const Program& program, const Operand& list, std::string_view letters) {
  if (list.count % letters.size() != 0) {
    return absl::StrFormat("has %d elements, not a multiple of %d", list.count, letters.size());
  }
  for (uint32_t i = 0; i < list.count; ++i) {
    const std::string wrong = CheckSimple(program, letters[i % letters.size()], program.list_pool[list.index + i]);
    if (!wrong.empty()) return absl::StrFormat("has an element %d that %s", i, wrong);
  }
  return "";
}

// True if bytes [offset, offset + size) are in the string pool.
bool IsInStrings(const Program& program, int64_t offset, int64_t size) {
  const int64_t end = static_cast<int64_t>(program.strings.size());
  return offset >= 0 && size >= 0 && size <= end && offset <= end - size;
}

std::string CheckSegments(const Program& program, const Operand& list) {
  if (list.count % 6 != 0) return absl::StrFormat("has %d elements, not a multiple of 6", list.count);
  for (uint32_t i = 0; i < list.count; i += 6) {
    const Operand* segment = &program.list_pool[list.index + i];
    if (segment[0].kind != Kind::kAtom) return "has a segment without a type";
    const bool is_string = program.atoms[segment[0].index] == "string";
    constexpr std::string_view kLetters = "auu.zz";
    for (uint32_t k = 0; k < 6; ++k) {
      const std::string wrong = CheckSimple(program, kLetters[k], segment[k]);
      if (!wrong.empty()) return absl::StrFormat("has a segment %d with a part %d that %s", i / 6, k, wrong);
    }
    if (segment[3].kind != Kind::kNil && segment[3].kind != Kind::kLiteral) return "has a segment with odd flags";
    const bool has_number = segment[4].kind == Kind::kUnsigned;
    if (has_number != is_string) return "has a segment with a value of the wrong kind";
    if (is_string && (segment[5].kind == Kind::kAtom || !IsInStrings(program, segment[4].value, segment[5].value))) {
      return "has a string that is not in the string pool";
    }
  }
  return "";
}

struct MatchCommand {
  std::string_view name;
  std::string_view letters;  // those of opcodes.def, and: N a number, tagged u or i; ? the same or nil
};

// Live counts are not always there; flags are nil or a literal.
constexpr MatchCommand kMatchCommands[] = {
    {"ensure_at_least", "NN"}, {"ensure_exactly", "N"}, {"integer", "?.NNd"}, {"binary", "?.NNd"},
    {"get_tail", "?Nd"},       {"=:=", "?Nz"},          {"skip", "N"},
};

const MatchCommand* FindCommand(std::string_view name) {
  for (const MatchCommand& command : kMatchCommands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

std::string CheckCommandPart(const Program& program, char letter, const Operand& part) {
  if (letter == '?' && part.kind == Kind::kNil) return "";
  if (letter == 'N' || letter == '?') {
    if (part.kind != Kind::kUnsigned && part.kind != Kind::kInteger) return "is of the wrong kind";
    return part.value >= 0 && part.value <= kMaxNumber ? "" : "is out of range";
  }
  return CheckSimple(program, letter, part);
}

std::string CheckMatchCommands(const Program& program, const Operand& list) {
  uint32_t i = 0;
  while (i < list.count) {
    const Operand* parts = &program.list_pool[list.index + i];
    if (parts[0].kind != Kind::kAtom) return absl::StrFormat("has an element %d that is not a command", i);
    const MatchCommand* command = FindCommand(program.atoms[parts[0].index]);
    if (command == nullptr) {
      return absl::StrFormat("has an unknown command %s", program.atoms[parts[0].index]);
    }
    if (command->letters.size() > list.count - i - 1) return absl::StrFormat("ends in the middle of %s", command->name);
    for (uint32_t k = 0; k < command->letters.size(); ++k) {
      const std::string wrong = CheckCommandPart(program, command->letters[k], parts[k + 1]);
      if (!wrong.empty()) return absl::StrFormat("has a command %s with a part %d that %s", command->name, k, wrong);
    }
    i += 1 + static_cast<uint32_t>(command->letters.size());
  }
  return "";
}

std::string CheckList(const Program& program, char letter, const Operand& list) {
  switch (letter) {
    case 'L':
      return CheckPattern(program, list, "s");
    case 'S':
      return CheckPattern(program, list, "zf");
    case 'M':
      return CheckPattern(program, list, "sd");
    case 'P':
      return CheckPattern(program, list, "zs");
    case 'Y':
      return CheckPattern(program, list, "y");
    case 'B':
      return CheckSegments(program, list);
    case 'C':
      return CheckMatchCommands(program, list);
    default:
      return "";
  }
}

// What cannot be said by one letter.
std::string CheckTogether(const Program& program, const Instruction& instruction) {
  const auto operand = [&](uint32_t i) -> const Operand& { return program.operand(instruction, i); };
  const std::string_view letters = GetOpcodeInfo(instruction.op).operands;
  if (const size_t import = letters.find('I'); import != std::string_view::npos) {
    // The arity is given (calls) or is the number of sources that follow (BIFs).
    const int64_t sources = static_cast<int64_t>(letters.size() - import) - 2;
    const int64_t arity = letters[0] == 'A' ? operand(0).value : sources;
    const ImportEntry& entry = program.imports[operand(static_cast<uint32_t>(import)).value];
    if (entry.arity != arity) {
      return absl::StrFormat("%d arguments for %s:%s/%d", arity, program.atoms[entry.module],
                             program.atoms[entry.function], entry.arity);
    }
  }
  switch (instruction.op) {
    case Opcode::kBsMatchString:
      if (!IsInStrings(program, operand(3).value, (operand(2).value + 7) / 8)) return "the string is not in the pool";
      break;
    case Opcode::kBsPutString:
      if (!IsInStrings(program, operand(1).value, operand(0).value)) return "the string is not in the pool";
      break;
    case Opcode::kMakeFun3:
      if (operand(2).count != program.lambdas[operand(0).value].num_free) {
        return absl::StrFormat("%d free variables for a fun that has %d", operand(2).count,
                               program.lambdas[operand(0).value].num_free);
      }
      break;
    case Opcode::kFmove:
      if ((operand(0).kind == Kind::kFr) == (operand(1).kind == Kind::kFr)) {
        return "one operand must be a floating point register";
      }
      break;
    case Opcode::kTrim:
      if (operand(0).value + operand(1).value > kMaxRegisters) return "the stack frame is too large";
      break;
    default:
      break;
  }
  return "";
}

}  // namespace

std::string CheckOperands(const Program& program, const Instruction& instruction) {
  const std::string_view letters = GetOpcodeInfo(instruction.op).operands;
  for (uint32_t i = 0; i < instruction.num_operands; ++i) {
    const Operand& operand = program.operand(instruction, i);
    std::string wrong = CheckSimple(program, letters[i], operand);
    if (wrong.empty() && operand.kind == Kind::kList) wrong = CheckList(program, letters[i], operand);
    if (!wrong.empty()) return absl::StrFormat("operand %d %s", i + 1, wrong);
  }
  return CheckTogether(program, instruction);
}

}  // namespace beamfold
