// SPDX-License-Identifier: Apache-2.0
//
// Writes a WebAssembly module: types, imports, functions, globals, exports, code, names and custom sections.

#ifndef BEAMFOLD_EMIT_MODULE_WRITER_H_
#define BEAMFOLD_EMIT_MODULE_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "emit/assembler.h"
#include "emit/module_contents.h"

namespace beamfold::emit {

class ModuleWriter {
 public:
  // Equal signatures give equal indices.
  uint32_t AddType(const std::vector<ValType>& params, const std::vector<ValType>& results);

  // Imports must come before AddFunction and AddGlobal. Each returns the index in its own index space.
  uint32_t ImportFunction(std::string_view module, std::string_view field, uint32_t type);
  uint32_t ImportGlobal(std::string_view module, std::string_view field, ValType type);  // immutable
  void ImportMemory(std::string_view module, std::string_view field, uint32_t min_pages);
  void ImportSharedMemory(std::string_view module, std::string_view field, uint32_t min_pages, uint32_t max_pages);
  void ImportTable(std::string_view module, std::string_view field, uint32_t min_entries);

  uint32_t AddFunction(FunctionBody body);
  // A mutable i32 that is zero at first.
  uint32_t AddGlobal(std::string_view name);
  void ExportFunction(std::string_view name, uint32_t function);
  void AddCustomSection(std::string_view name, std::string_view data);
  void SetModuleName(std::string_view name) { contents_.name = std::string(name); }

  // The module's bytes. Fails if a limit that every engine has is passed (see limits.h; br_table's 65,520 entries are
  // the callers' to keep), if a name is not UTF-8, or if an index or the order of calls is wrong. Code is not
  // validated.
  absl::StatusOr<std::string> Finish() const;

  // A WAT-like listing for people: one function after the other, LLVM's disassembly, the notes beside, local and
  // global names; indentation is capped so that the text stays linear in the code's size.
  std::string Print() const;

 private:
  Import& AddImport(ExternKind kind, std::string_view module, std::string_view field);

  ModuleContents contents_;
  absl::flat_hash_map<std::string, uint32_t> type_indices_;  // by encoded signature
  bool import_after_definition_ = false;
};

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_MODULE_WRITER_H_
