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
uint32_t module_count = 0;

// The current module of each name.
std::unordered_map<Term, Module*>& CurrentModules() {
  static auto* const modules = new std::unordered_map<Term, Module*>;
  return *modules;
}

// What was current before, until it is purged.
std::unordered_map<Term, Module*>& OldModules() {
  static auto* const modules = new std::unordered_map<Term, Module*>;
  return *modules;
}

std::vector<LoadedByProgram>& NewModules() {
  static auto* const modules = new std::vector<LoadedByProgram>;
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

Module* module_table[kMaxModules + 1];

Module* LoadModule(std::string_view beam, std::string* error) { return LoadModule(beam, kNoTerm, error); }

Module* LoadModule(std::string_view beam, Term name, std::string* error) {
  if (module_count == kMaxModules) {
    *error = "too many modules: at most " + std::to_string(kMaxModules) + " can be loaded";
    return nullptr;
  }
  BeamTables tables;
  if (!ReadBeamTables(beam, &tables, error)) return nullptr;
  if (name != kNoTerm && tables.atoms[1] != name) {
    *error = "the .beam file holds another module: " + std::string(AtomText(tables.atoms[1]));
    return nullptr;
  }
  auto module = std::make_unique<Module>();
  module->index = module_count + 1;
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
  if (current != nullptr) {
    current->current = false;
    OldModules()[module->name] = current;
  }
  current = module.get();
  module->current = true;
  return module_table[++module_count] = module.release();
}

void InstallCompiled(Module* module, EntryFunction compiled, const uint8_t* bitmap) {
  RemoveCompiled(module);
  module->compiled = compiled;
  module->compiled_whole = true;
  for (uint32_t i = 0; i < module->entries.size(); ++i) {
    if ((bitmap[i / 8] >> (i % 8) & 1) == 0) {
      module->compiled_whole = false;
      continue;
    }
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
  module->compiled_whole = false;
}

Module* FindModule(Term name) {
  const auto it = CurrentModules().find(name);
  return it == CurrentModules().end() ? nullptr : it->second;
}

Module* FindOldModule(Term name) {
  const auto it = OldModules().find(name);
  return it == OldModules().end() ? nullptr : it->second;
}

void DeleteModule(Term name) {
  const auto it = CurrentModules().find(name);
  if (it == CurrentModules().end()) return;
  it->second->current = false;
  OldModules()[name] = it->second;
  CurrentModules().erase(it);
}

void ForgetOldModule(Term name) { OldModules().erase(name); }

void NoteLoadedByProgram(uint32_t index, std::string beam) { NewModules().push_back({index, std::move(beam)}); }
bool AnyLoadedByProgram() { return !NewModules().empty(); }

LoadedByProgram TakeLoadedByProgram() {
  if (NewModules().empty()) return {0, ""};
  LoadedByProgram loaded = std::move(NewModules().back());
  NewModules().pop_back();
  return loaded;
}

uint32_t ModuleCount() { return module_count; }

int32_t FindExport(const Module* module, Term function, uint32_t arity) {
  const auto key = std::make_tuple(function, arity);
  const auto it = std::lower_bound(module->exports.begin(), module->exports.end(), key,
                                   [](const Export& e, const auto& k) { return std::tie(e.function, e.arity) < k; });
  if (it == module->exports.end() || it->function != function || it->arity != arity) return -1;
  return static_cast<int32_t>(it->entry);
}

}  // namespace beamfold::rt
