// SPDX-License-Identifier: Apache-2.0
//
// A module under construction, as plain data: ModuleWriter collects it, the encoders and the listing read it.

#ifndef BEAMFOLD_EMIT_MODULE_CONTENTS_H_
#define BEAMFOLD_EMIT_MODULE_CONTENTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "emit/assembler.h"

namespace beamfold::emit {

struct FunctionBody {
  uint32_t type = 0;
  std::vector<ValType> locals;  // without the parameters
  std::string code;             // instructions, without the final `end`
  std::string name;
  std::vector<std::string> local_names;  // parameters first; may be empty
  std::vector<Assembler::NoteAt> notes;  // offsets into `code`; for the printed form only
  std::vector<Assembler::HintAt> hints;  // offsets into `code`
};

struct FunctionType {
  std::vector<ValType> params;
  std::vector<ValType> results;
};

// The kinds of imports and exports, by their bytes in the binary format.
enum class ExternKind : uint8_t { kFunction = 0, kTable = 1, kMemory = 2, kGlobal = 3 };

struct Import {
  ExternKind kind = ExternKind::kFunction;
  std::string module;
  std::string field;
  uint32_t type = 0;                   // function
  ValType value_type = ValType::kI32;  // global
  uint32_t min = 0;                    // table (entries), memory (pages)
  uint32_t max = 0;                    // shared memory
  bool shared = false;                 // memory
};

// A mutable i32 that is zero at first.
struct Global {
  std::string name;
};

struct Export {
  std::string name;
  uint32_t function = 0;
};

struct CustomSection {
  std::string name;
  std::string data;
};

struct ModuleContents {
  std::string name;
  std::vector<FunctionType> types;
  std::vector<Import> imports;
  std::vector<Global> globals;
  std::vector<FunctionBody> functions;
  std::vector<Export> exports;
  std::vector<CustomSection> custom_sections;
  uint32_t imported_functions = 0;
  uint32_t imported_globals = 0;

  size_t function_count() const { return imported_functions + functions.size(); }
  size_t global_count() const { return imported_globals + globals.size(); }
};

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_MODULE_CONTENTS_H_
