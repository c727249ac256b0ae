// SPDX-License-Identifier: Apache-2.0
//
// A decoded BEAM module: what the chunks of a .beam file say, with every index checked.

#ifndef BEAMFOLD_COMPILER_PROGRAM_H_
#define BEAMFOLD_COMPILER_PROGRAM_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/opcode.h"

namespace beamfold {

// One operand of an instruction. Lists and allocation lists are ranges of Program::list_pool.
struct Operand {
  enum class Kind : uint8_t {
    kUnsigned,    // value: an untagged number (live count, arity, size, index...), >= 0
    kInteger,     // value: an integer term that fits 64 bits
    kBigInteger,  // index: into Program::big_integers
    kAtom,        // index: into Program::atoms
    kNil,         // []
    kX,           // index: x register; type: index into Program::types, or kNoType
    kY,           // index: y register; type likewise
    kFr,          // index: floating point register
    kLabel,       // index: label, 0 = no label
    kLiteral,     // index: into Program::literals
    kCharacter,   // value: a character (old files)
    kList,        // index, count: range of list_pool
    kAllocList,   // index, count: range of list_pool, pairs (kUnsigned kind 0 words | 1 floats | 2 funs, kUnsigned n)
  };
  static constexpr uint32_t kNoType = 0xffffffffu;

  Kind kind = Kind::kNil;
  uint32_t index = 0;
  uint32_t count = 0;
  uint32_t type = kNoType;
  int64_t value = 0;
};

// One instruction; operands are Program::operand_pool[first_operand .. + num_operands).
struct Instruction {
  Opcode op = Opcode::kLabel;
  uint32_t first_operand = 0;
  uint32_t num_operands = 0;
  uint32_t offset = 0;  // bytes from the first instruction of the Code chunk
};

struct ImportEntry {
  uint32_t module = 0;  // atom index
  uint32_t function = 0;
  uint32_t arity = 0;
};
struct ExportEntry {
  uint32_t function = 0;  // atom index
  uint32_t arity = 0;
  uint32_t label = 0;
};
struct LambdaEntry {
  uint32_t function = 0;  // atom index
  uint32_t arity = 0;     // of the function in the code: free variables included
  uint32_t label = 0;
  uint32_t index = 0;
  uint32_t num_free = 0;
  uint32_t old_uniq = 0;
};

// What the Type chunk says of one operand: a union of term classes and, for integers, bounds.
struct TypeEntry {
  enum Bits : uint32_t {
    kAtom = 1,
    kBitstring = 2,
    kCons = 4,
    kFloat = 8,
    kFun = 16,
    kInteger = 32,
    kMap = 64,
    kNil = 128,
    kPid = 256,
    kPort = 512,
    kReference = 1024,
    kTuple = 2048,
    kRecord = 4096,
    kAny = 8191,
  };
  uint32_t classes = kAny;
  bool has_min = false;
  bool has_max = false;
  int64_t min = 0;
  int64_t max = 0;
  uint32_t unit = 1;  // bitstrings: the size is a multiple of it
};

struct LineEntry {
  uint32_t file = 0;  // index into Program::line_files
  uint32_t line = 0;
};

// One literal: the external term format bytes (without the version byte 131), checked to be well formed.
struct Literal {
  std::string external;
};

struct RawChunk {
  std::string name;  // four characters
  std::string data;
};

// A function of the module: instructions [begin, end) from its func_info's label on.
struct FunctionRange {
  uint32_t name = 0;  // atom index
  uint32_t arity = 0;
  uint32_t begin = 0;        // index of the label instruction before func_info
  uint32_t end = 0;          // one past the last instruction
  uint32_t info_label = 0;   // the label of func_info
  uint32_t entry_label = 0;  // the label after func_info: where calls go
};

struct Program {
  std::string file;                // as given, for messages
  std::vector<std::string> atoms;  // UTF-8. atoms[0] is unused; atoms[1] is the module's name
  std::vector<ImportEntry> imports;
  std::vector<ExportEntry> exports;
  std::vector<ExportEntry> locals;
  std::vector<LambdaEntry> lambdas;
  std::vector<Literal> literals;
  std::vector<std::string> big_integers;  // decimal
  std::vector<TypeEntry> types;
  std::vector<LineEntry> lines;         // lines[0] is "no location"
  std::vector<std::string> line_files;  // line_files[0] is the module's own: its name and ".erl"
  std::string strings;                  // StrT
  std::vector<RawChunk> chunks;         // every chunk of the file in order, known ones too
  uint32_t label_count = 0;             // labels are 1 .. label_count - 1
  uint32_t highest_opcode = 0;
  uint32_t code_size = 0;  // bytes of the instructions in the Code chunk

  std::vector<Instruction> code;
  std::vector<Operand> operand_pool;
  std::vector<Operand> list_pool;
  std::vector<FunctionRange> functions;
  // label -> index into code of its label instruction; label_position[0] is 0 and means nothing.
  std::vector<uint32_t> label_position;

  const Operand& operand(const Instruction& instruction, uint32_t i) const {
    return operand_pool[instruction.first_operand + i];
  }
  const std::string& module_name() const { return atoms[1]; }
  // "module:function/arity" of functions[f].
  std::string FunctionName(uint32_t f) const;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_PROGRAM_H_
