// SPDX-License-Identifier: Apache-2.0

#include "compiler/module_context.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace beamfold {

using emit::ValType;

namespace {

std::string FullName(const Program& program, const ImportEntry& import) {
  return absl::StrCat(program.atoms[import.module], ":", program.atoms[import.function], "/", import.arity);
}

bool CallsNativeDirectly(const Program& program, const ImportEntry& import) {
  static const auto* const kNatives = new absl::flat_hash_set<std::string>({
#define BIF(module, function, arity, name) absl::StrCat(module, ":", function, "/", arity),
#include "runtime/bif.def"
#undef BIF
  });
  // Every module has module_info, which hardly anybody calls. A call in the midst of the one wasm function makes
  // engines keep registers in memory, so it is not worth having for that: without it tak is a quarter faster.
  if (program.atoms[import.function] == "get_module_info") return false;
  return kNatives->contains(FullName(program, import));
}

}  // namespace

ModuleContext::ModuleContext(const Program& program) : program_(program) {
  writer_.SetModuleName(program.module_name());
  writer_.ImportMemory("env", "memory", 0);
  writer_.ImportTable("env", "__indirect_function_table", 0);
  for (const ImportEntry& import : program.imports) native_.push_back(CallsNativeDirectly(program, import));
}

uint32_t ModuleContext::Global(std::string_view module, std::string_view field) {
  auto [it, inserted] = globals_.try_emplace(std::string(module) + "." + std::string(field), 0);
  if (inserted) it->second = writer_.ImportGlobal(module, field, ValType::kI32);
  return it->second;
}

uint32_t ModuleContext::LiteralGlobal(uint32_t index) { return Global("literal", absl::StrCat(index)); }

uint32_t ModuleContext::NativeGlobal(const ImportEntry& import) { return Global("bif", FullName(program_, import)); }

uint32_t ModuleContext::SignatureType(std::string_view signature) {
  std::vector<ValType> params;
  std::vector<ValType> results;
  bool in_results = false;
  for (char c : signature) {
    if (c == ':') {
      in_results = true;
    } else if (c != 'v') {
      (in_results ? results : params).push_back(c == 'd' ? ValType::kF64 : ValType::kI32);
    }
  }
  return writer_.AddType(params, results);
}

uint32_t ModuleContext::NativeType(uint32_t arity) {
  return writer_.AddType(std::vector<ValType>(arity + 1, ValType::kI32), {ValType::kI32});
}

uint32_t ModuleContext::PredefinedAtom(std::string_view text) {
  static const auto* const kAtoms = new absl::flat_hash_map<std::string_view, uint32_t>({
#define PREDEFINED_ATOM(index, text, camel) {text, abi::Atom(index)},
#include "runtime/atoms.def"
#undef PREDEFINED_ATOM
  });
  auto it = kAtoms->find(text);
  return it == kAtoms->end() ? 0 : it->second;
}

}  // namespace beamfold
