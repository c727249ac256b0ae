// SPDX-License-Identifier: Apache-2.0

#include "runtime/module_table.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "runtime/atoms.h"
#include "runtime/loader.h"

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

std::set<Term>& MissingModules() {
  static std::set<Term>* const missing = new std::set<Term>;
  return *missing;
}

}  // namespace

Module* module_table[kMaxModules + 1];

std::unique_ptr<Module> StartModule(std::string_view beam, Term name, BeamTables* tables, std::string* error) {
  if (ModuleCount() == kMaxModules) {
    *error = "too many modules: at most " + std::to_string(kMaxModules) + " can be loaded";
    return nullptr;
  }
  if (!ReadBeamTables(beam, tables, error)) return nullptr;
  if (name != kNoTerm && tables->atoms[1] != name) {
    *error = "the .beam file holds another module: " + std::string(AtomText(tables->atoms[1]));
    return nullptr;
  }
  auto module = std::make_unique<Module>();
  module->index = ModuleCount() + 1;
  module->name = tables->atoms[1];
  module->imports = std::move(tables->imports);
  module->literals = std::move(tables->literals);
  module->records = std::move(tables->records);
  module->strings = tables->strings;
  module->attributes = tables->attributes;
  module->compile_info = tables->compile_info;
  module->files = std::move(tables->files);
  std::copy(std::begin(tables->md5), std::end(tables->md5), module->md5);
  tables->literals = module->literals;
  ResolveNatives(module.get());
  return module;
}

Module* InsertModule(std::unique_ptr<Module> module) {
  Module*& current = CurrentModules()[module->name];
  if (current != nullptr) {
    current->current = false;
    OldModules()[module->name] = current;
  }
  current = module.get();
  module->current = true;
  return module_table[++module_count] = module.release();
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

void ModuleIsMissing(Term name) { MissingModules().insert(name); }
void ModuleMayBeThere(Term name) { MissingModules().erase(name); }
bool IsMissing(Term name) { return MissingModules().count(name) != 0; }

}  // namespace beamfold::rt
