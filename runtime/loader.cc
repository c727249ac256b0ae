// SPDX-License-Identifier: Apache-2.0

#include "runtime/loader.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <unordered_map>

#include "runtime/atoms.h"
#include "runtime/beam_chunks.h"
#include "runtime/interp.h"
#include "runtime/translate.h"

namespace beamfold::rt {
namespace {

// By index; [0] is the pseudo module. Modules are never freed: funs and return addresses name them.
std::vector<Module*>& Modules() {
  static auto* const modules = new std::vector<Module*>(1, nullptr);
  return *modules;
}

// The current module of each name.
std::unordered_map<Term, Module*>& CurrentModules() {
  static auto* const modules = new std::unordered_map<Term, Module*>;
  return *modules;
}

void ResolveNatives(Module* module) {
  static const Term kErlang = AtomFromText("erlang");
  static const Term kApply = AtomFromText("apply");
  for (Import& import : module->imports) {
    import.kind = Import::Kind::kUnresolved;
    if (import.module == kErlang && import.function == kApply && (import.arity == 2 || import.arity == 3)) {
      import.kind = Import::Kind::kApply;
    } else if (NativeFunction native = FindNative(import.module, import.function, import.arity); native != nullptr) {
      import.kind = Import::Kind::kNative;
      import.native = native;
    }
  }
}

bool MakeExports(const BeamTables& tables, const Translator& translator, Module* module, std::string* error) {
  for (const BeamTables::ExportRow& row : tables.exports) {
    const uint32_t entry = translator.EntryOfLabel(row.label);
    if (entry == kNoEntryNumber) {
      *error = "chunk ExpT: an exported label is not the entry of a function";
      return false;
    }
    module->exports.push_back({row.function, row.arity, entry});
  }
  std::sort(module->exports.begin(), module->exports.end(), [](const Export& a, const Export& b) {
    return std::tie(a.function, a.arity) < std::tie(b.function, b.arity);
  });
  return true;
}

bool MakeLambdas(const BeamTables& tables, const Translator& translator, Module* module, std::string* error) {
  for (const BeamTables::LambdaRow& row : tables.lambdas) {
    const uint32_t entry = translator.EntryOfLabel(row.target.label);
    if (entry == kNoEntryNumber) {
      *error = "chunk FunT: the label of a fun is not the entry of a function";
      return false;
    }
    module->lambdas.push_back({row.target.function, row.target.arity, row.num_free, entry, row.index, row.old_uniq});
  }
  return true;
}

}  // namespace

Module* LoadModule(std::string_view beam, std::string* error) {
  if (Modules().size() > kMaxModules) {
    *error = "too many modules: at most " + std::to_string(kMaxModules) + " can be loaded";
    return nullptr;
  }
  BeamTables tables;
  if (!ReadBeamTables(beam, &tables, error)) return nullptr;
  auto module = std::make_unique<Module>();
  module->index = static_cast<uint32_t>(Modules().size());
  module->name = tables.atoms[1];
  module->imports = std::move(tables.imports);
  module->literals = std::move(tables.literals);
  module->records = std::move(tables.records);
  module->strings = tables.strings;
  module->attributes = tables.attributes;
  module->compile_info = tables.compile_info;
  module->files = std::move(tables.files);
  std::copy(std::begin(tables.md5), std::end(tables.md5), module->md5);
  tables.literals = module->literals;
  ResolveNatives(module.get());
  Translator translator(tables, module.get());
  if (!translator.Run(error) || !MakeExports(tables, translator, module.get(), error) ||
      !MakeLambdas(tables, translator, module.get(), error)) {
    *error = std::string(AtomText(module->name)) + ": " + *error;
    return nullptr;
  }
  Module*& current = CurrentModules()[module->name];
  if (current != nullptr) current->current = false;
  current = module.get();
  module->current = true;
  Modules().push_back(module.release());
  return Modules().back();
}

void InstallCompiled(Module* module, EntryFunction compiled, const uint8_t* bitmap) {
  RemoveCompiled(module);
  module->compiled = compiled;
  for (uint32_t i = 0; i < module->entries.size(); ++i) {
    if ((bitmap[i / 8] >> (i % 8) & 1) == 0) continue;
    EntryInfo& entry = module->entries[i];
    entry.compiled = true;
    entry.saved_op = module->code[entry.offset];
    module->code[entry.offset] = static_cast<uint32_t>(InterpOp::kEnterCompiled);
  }
}

void RemoveCompiled(Module* module) {
  for (EntryInfo& entry : module->entries) {
    if (entry.compiled) module->code[entry.offset] = entry.saved_op;
    entry.compiled = false;
  }
  module->compiled = nullptr;
}

Module* FindModule(Term name) {
  const auto it = CurrentModules().find(name);
  return it == CurrentModules().end() ? nullptr : it->second;
}

Module* ModuleByIndex(uint32_t index) { return index < Modules().size() ? Modules()[index] : nullptr; }
uint32_t ModuleCount() { return static_cast<uint32_t>(Modules().size()) - 1; }

int32_t FindExport(const Module* module, Term function, uint32_t arity) {
  const auto key = std::make_tuple(function, arity);
  const auto it = std::lower_bound(module->exports.begin(), module->exports.end(), key,
                                   [](const Export& e, const auto& k) { return std::tie(e.function, e.arity) < k; });
  if (it == module->exports.end() || it->function != function || it->arity != arity) return -1;
  return static_cast<int32_t>(it->entry);
}

}  // namespace beamfold::rt
