// SPDX-License-Identifier: Apache-2.0

#include "runtime/loader.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "runtime/atoms.h"
#include "runtime/beam_chunks.h"
#include "runtime/interp.h"
#include "runtime/module_table.h"
#include "runtime/translate.h"

namespace beamfold::rt {
namespace {

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

Module* LoadModule(std::string_view beam, std::string* error) { return LoadModule(beam, kNoTerm, error); }

Module* LoadModule(std::string_view beam, Term name, std::string* error) {
  BeamTables tables;
  std::unique_ptr<Module> module = StartModule(beam, name, &tables, error);
  if (module == nullptr) return nullptr;
  Translator translator(tables, module.get());
  if (!translator.Run(error) || !MakeExports(tables, translator, module.get(), error) ||
      !MakeLambdas(tables, translator, module.get(), error)) {
    *error = std::string(AtomText(module->name)) + ": " + *error;
    return nullptr;
  }
  return InsertModule(std::move(module));
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

}  // namespace beamfold::rt
