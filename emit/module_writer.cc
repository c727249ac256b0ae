// SPDX-License-Identifier: Apache-2.0
//
// The binary format: a header, then sections in the order of their numbers, each a byte count and a list. Custom
// sections may stand anywhere; "name" must follow the code, and branch hints must precede it.

#include "emit/module_writer.h"

#include <cstddef>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "emit/bytes.h"
#include "emit/global_form.h"
#include "emit/limits.h"
#include "emit/listing.h"
#include "emit/module_check.h"
#include "emit/name_section.h"

namespace beamfold::emit {
namespace {

enum SectionId : uint8_t { kCustom = 0, kType = 1, kImport = 2, kFunction = 3, kGlobal = 6, kExport = 7, kCode = 10 };

constexpr uint8_t kFunctionTypeTag = 0x60;
constexpr uint8_t kImmutable = 0x00;
// The flags of limits.
constexpr uint8_t kMinOnly = 0x00;
constexpr uint8_t kSharedMinMax = 0x03;
constexpr uint8_t kEndOpcode = 0x0b;

void AppendValType(std::string& out, ValType type) { AppendByte(out, static_cast<uint8_t>(type)); }

void AppendValTypes(std::string& out, const std::vector<ValType>& types) {
  AppendU32(out, static_cast<uint32_t>(types.size()));
  for (ValType type : types) AppendValType(out, type);
}

std::string EncodeType(const std::vector<ValType>& params, const std::vector<ValType>& results) {
  std::string out;
  AppendByte(out, kFunctionTypeTag);
  AppendValTypes(out, params);
  AppendValTypes(out, results);
  return out;
}

void AppendImport(std::string& out, const Import& import) {
  AppendSized(out, import.module);
  AppendSized(out, import.field);
  AppendByte(out, static_cast<uint8_t>(import.kind));
  switch (import.kind) {
    case ExternKind::kFunction:
      AppendU32(out, import.type);
      break;
    case ExternKind::kGlobal:
      AppendValType(out, import.value_type);
      AppendByte(out, kImmutable);
      break;
    case ExternKind::kTable:
      AppendValType(out, ValType::kFuncref);
      AppendByte(out, kMinOnly);
      AppendU32(out, import.min);
      break;
    case ExternKind::kMemory:
      AppendByte(out, import.shared ? kSharedMinMax : kMinOnly);
      AppendU32(out, import.min);
      if (import.shared) AppendU32(out, import.max);
      break;
  }
}

// Locals in runs of equal types, the code, and the final end. code_at becomes the offset of the code.
std::string EncodeBody(const FunctionBody& body, size_t& code_at) {
  std::string runs;
  uint32_t num_runs = 0;
  for (size_t begin = 0; begin < body.locals.size();) {
    size_t end = begin;
    while (end < body.locals.size() && body.locals[end] == body.locals[begin]) ++end;
    AppendU32(runs, static_cast<uint32_t>(end - begin));
    AppendValType(runs, body.locals[begin]);
    ++num_runs;
    begin = end;
  }
  std::string out;
  AppendU32(out, num_runs);
  out.reserve(out.size() + runs.size() + body.code.size() + 1);
  out += runs;
  code_at = out.size();
  out += body.code;
  AppendByte(out, kEndOpcode);
  return out;
}

// Appends a section that is a list of `count` items; a list of none is left out.
void AppendList(std::string& out, SectionId id, size_t count, const std::string& items) {
  if (count == 0) return;
  std::string content;
  AppendU32(content, static_cast<uint32_t>(count));
  content += items;
  AppendSection(out, id, content);
}

void AppendCustom(std::string& out, std::string_view name, std::string_view data) {
  std::string content;
  AppendSized(content, name);
  content.append(data);
  AppendSection(out, kCustom, content);
}

// One function's item of the branch hint section: function, then offset from the start of the body, 1, hint, of each.
std::string EncodeHints(size_t function, const FunctionBody& body, size_t code_at) {
  std::string out;
  AppendU32(out, static_cast<uint32_t>(function));
  AppendU32(out, static_cast<uint32_t>(body.hints.size()));
  for (const Assembler::HintAt& hint : body.hints) {
    AppendU32(out, static_cast<uint32_t>(code_at + hint.offset));
    AppendU32(out, 1);
    AppendByte(out, hint.likely ? 1 : 0);
  }
  return out;
}

}  // namespace

uint32_t ModuleWriter::AddType(const std::vector<ValType>& params, const std::vector<ValType>& results) {
  const auto next = static_cast<uint32_t>(contents_.types.size());
  const auto [it, inserted] = type_indices_.emplace(EncodeType(params, results), next);
  if (inserted) contents_.types.push_back({params, results});
  return it->second;
}

Import& ModuleWriter::AddImport(ExternKind kind, std::string_view module, std::string_view field) {
  if (!contents_.functions.empty() || !contents_.globals.empty()) import_after_definition_ = true;
  Import& import = contents_.imports.emplace_back();
  import.kind = kind;
  import.module = std::string(module);
  import.field = std::string(field);
  return import;
}

uint32_t ModuleWriter::ImportFunction(std::string_view module, std::string_view field, uint32_t type) {
  AddImport(ExternKind::kFunction, module, field).type = type;
  return contents_.imported_functions++;
}

uint32_t ModuleWriter::ImportGlobal(std::string_view module, std::string_view field, ValType type) {
  AddImport(ExternKind::kGlobal, module, field).value_type = type;
  return contents_.imported_globals++;
}

void ModuleWriter::ImportMemory(std::string_view module, std::string_view field, uint32_t min_pages) {
  AddImport(ExternKind::kMemory, module, field).min = min_pages;
}

void ModuleWriter::ImportSharedMemory(std::string_view module, std::string_view field, uint32_t min_pages,
                                      uint32_t max_pages) {
  Import& import = AddImport(ExternKind::kMemory, module, field);
  import.min = min_pages;
  import.max = max_pages;
  import.shared = true;
}

void ModuleWriter::ImportTable(std::string_view module, std::string_view field, uint32_t min_entries) {
  AddImport(ExternKind::kTable, module, field).min = min_entries;
}

uint32_t ModuleWriter::AddFunction(FunctionBody body) {
  contents_.functions.push_back(std::move(body));
  return static_cast<uint32_t>(contents_.function_count() - 1);
}

uint32_t ModuleWriter::AddGlobal(std::string_view name) {
  contents_.globals.push_back({std::string(name)});
  return static_cast<uint32_t>(contents_.global_count() - 1);
}

void ModuleWriter::ExportFunction(std::string_view name, uint32_t function) {
  contents_.exports.push_back({std::string(name), function});
}

void ModuleWriter::AddCustomSection(std::string_view name, std::string_view data) {
  contents_.custom_sections.push_back({std::string(name), std::string(data)});
}

absl::StatusOr<std::string> ModuleWriter::Finish() const {
  if (import_after_definition_) {
    return absl::FailedPreconditionError("an import was added after a function or global, whose index it may change");
  }
  if (absl::Status status = CheckModule(contents_); !status.ok()) return status;

  std::string types;
  for (const FunctionType& type : contents_.types) types += EncodeType(type.params, type.results);
  std::string imports;
  for (const Import& import : contents_.imports) AppendImport(imports, import);
  std::string functions;
  std::string globals;
  for (size_t i = 0; i < contents_.globals.size(); ++i) globals += kMutableZero;
  std::string exports;
  for (const Export& export_entry : contents_.exports) {
    AppendSized(exports, export_entry.name);
    AppendByte(exports, static_cast<uint8_t>(ExternKind::kFunction));
    AppendU32(exports, export_entry.function);
  }
  std::string code;
  std::string hints;
  uint32_t hinted_functions = 0;
  for (size_t i = 0; i < contents_.functions.size(); ++i) {
    const FunctionBody& body = contents_.functions[i];
    AppendU32(functions, body.type);
    size_t code_at;
    const std::string encoded = EncodeBody(body, code_at);
    if (!body.hints.empty()) {
      ++hinted_functions;
      hints += EncodeHints(contents_.imported_functions + i, body, code_at);
    }
    if (encoded.size() > kMaxFunctionBytes) {
      return absl::ResourceExhaustedError(absl::StrCat("function \"", absl::CHexEscape(body.name), "\": its body of ",
                                                       encoded.size(), " bytes is over the limit of ",
                                                       kMaxFunctionBytes));
    }
    AppendSized(code, encoded);
    // The sections' sizes are 32-bit numbers, so stop long before they overflow.
    if (code.size() > kMaxModuleBytes) break;
  }

  size_t size =
      types.size() + imports.size() + functions.size() + globals.size() + exports.size() + hints.size() + code.size();
  for (const CustomSection& section : contents_.custom_sections) size += section.data.size();
  std::string out;
  if (size <= kMaxModuleBytes) {
    out = std::string("\0asm\1\0\0\0", 8);
    AppendList(out, kType, contents_.types.size(), types);
    AppendList(out, kImport, contents_.imports.size(), imports);
    AppendList(out, kFunction, contents_.functions.size(), functions);
    AppendList(out, kGlobal, contents_.globals.size(), globals);
    AppendList(out, kExport, contents_.exports.size(), exports);
    if (hinted_functions > 0) {
      // Engines read it while they decode the code, so it stands before.
      std::string content;
      AppendU32(content, hinted_functions);
      AppendCustom(out, "metadata.code.branch_hint", content + hints);
    }
    AppendList(out, kCode, contents_.functions.size(), code);
    for (const CustomSection& section : contents_.custom_sections) AppendCustom(out, section.name, section.data);
    if (const std::string names = NameSection(contents_); !names.empty()) AppendCustom(out, "name", names);
    size = out.size();
  }
  if (size > kMaxModuleBytes) {
    return absl::ResourceExhaustedError(absl::StrCat("the module has more than ", kMaxModuleBytes, " bytes"));
  }
  return out;
}

std::string ModuleWriter::Print() const { return PrintModule(contents_); }

}  // namespace beamfold::emit
