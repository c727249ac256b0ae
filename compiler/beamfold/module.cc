// SPDX-License-Identifier: Apache-2.0

#include "compiler/beamfold/module.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "runtime/abi.h"

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

BeamfoldModule::BeamfoldModule(const Program& program) : ModuleContext(program) {
  writer_.ImportMemory("env", "memory", 0);
  writer_.ImportTable("env", "__indirect_function_table", 0);
  for (const ImportEntry& import : program.imports) native_.push_back(CallsNativeDirectly(program, import));
}

uint32_t BeamfoldModule::Global(std::string_view module, std::string_view field) {
  auto [it, inserted] = globals_.try_emplace(std::string(module) + "." + std::string(field), 0);
  if (inserted) it->second = writer_.ImportGlobal(module, field, ValType::kI32);
  return it->second;
}

uint32_t BeamfoldModule::LiteralGlobal(uint32_t index) { return Global("literal", absl::StrCat(index)); }

uint32_t BeamfoldModule::NativeGlobal(const ImportEntry& import) { return Global("bif", FullName(program_, import)); }

uint32_t BeamfoldModule::NativeType(uint32_t arity) {
  return writer_.AddType(std::vector<ValType>(arity + 1, ValType::kI32), {ValType::kI32});
}

uint32_t BeamfoldModule::PredefinedAtom(std::string_view text) const {
  static const auto* const kAtoms = new absl::flat_hash_map<std::string_view, uint32_t>({
#define PREDEFINED_ATOM(index, text, camel) {text, abi::Atom(index)},
#include "runtime/atoms.def"
#undef PREDEFINED_ATOM
  });
  auto it = kAtoms->find(text);
  return it == kAtoms->end() ? 0 : it->second;
}

}  // namespace beamfold
