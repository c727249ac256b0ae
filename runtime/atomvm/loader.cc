// SPDX-License-Identifier: Apache-2.0
//
// Loads modules that have native code. One without is given to the host to be compiled.

#include "runtime/loader.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/atomvm/host.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/strict.h"
#include "runtime/beam_chunks.h"
#include "runtime/external_term.h"
#include "runtime/module_table.h"

namespace beamfold::rt {
namespace {

using atomvm::NativeChunk;

// Which function each label is in, and its line, as AtomVM's own stack traces have them.
class Labels {
 public:
  Labels(const BeamTables& tables, const NativeChunk& chunk) : tables_(tables), chunk_(chunk) {
    for (const auto* rows : {&tables.exports, &tables.locals}) {
      for (const BeamTables::ExportRow& row : *rows) functions_[row.label] = &row;
    }
    for (const auto& [continuation, label] : chunk.continuations) continuations_.emplace(continuation, label);
  }

  bool Fill(Module* module, std::string* error) const {
    if (functions_.empty() || functions_.rbegin()->first >= chunk_.labels) {
      *error = "a function's label is out of range";
      return false;
    }
    std::map<uint32_t, std::vector<uint32_t>> by_function;  // entry -> labels
    const uint32_t places = PlaceCount();
    for (uint32_t label = 1; label < places; ++label) {
      if (label != chunk_.labels) by_function[FunctionOf(label)].push_back(label);
    }
    module->entries.resize(places);
    module->locations.push_back({0, 0});
    for (const auto& [entry, labels] : by_function) {
      const BeamTables::ExportRow& row = *functions_.at(entry);
      const uint32_t function = static_cast<uint32_t>(module->functions.size());
      module->functions.push_back({row.function, row.arity, entry, static_cast<uint32_t>(module->locations.size())});
      for (const uint32_t label : labels) {
        module->entries[label].function = function;
        module->entries[label].location = static_cast<uint32_t>(module->locations.size());
        module->locations.push_back(LineOf(label));
      }
    }
    return true;
  }

 private:
  // Labels that nobody enters may stand for places all the same, where errors happen: the tables name them.
  uint32_t PlaceCount() const {
    uint32_t count = chunk_.entries;
    for (const auto& row : chunk_.lines) count = std::max(count, row.offset / 4 + 1);
    for (const auto& row : chunk_.continuations) count = std::max(count, row.continuation + 1u);
    return count;
  }

  // The entry of the function that a label is in. The label before an entry is that of its func_info.
  uint32_t FunctionOf(uint32_t label) const {
    if (label > chunk_.labels) {
      const auto found = continuations_.find(label);
      if (found == continuations_.end()) return functions_.rbegin()->first;
      label = found->second;
    }
    const auto next = functions_.upper_bound(label + 1);
    return next == functions_.begin() ? next->first : std::prev(next)->first;
  }

  // The first entry with the label's own offset, or the last one before it.
  SourceLine LineOf(uint32_t label) const {
    const uint32_t offset = label * 4;
    auto line = std::lower_bound(chunk_.lines.begin(), chunk_.lines.end(), offset,
                                 [](const auto& row, uint32_t o) { return row.offset < o; });
    if (line == chunk_.lines.end() || line->offset != offset) {
      if (line == chunk_.lines.begin()) return {0, 0};
      --line;
    }
    return line->line < tables_.lines.size() ? tables_.lines[line->line] : SourceLine{0, 0};
  }

  const BeamTables& tables_;
  const NativeChunk& chunk_;
  std::map<uint32_t, const BeamTables::ExportRow*> functions_;  // by entry
  std::map<uint32_t, uint32_t> continuations_;                  // to a label of the same function
};

void AddNames(const BeamTables& tables, Module* module) {
  for (const BeamTables::ExportRow& row : tables.exports) {
    module->exports.push_back({row.function, row.arity, row.label});
  }
  std::sort(module->exports.begin(), module->exports.end(), [](const Export& a, const Export& b) {
    return std::tie(a.function, a.arity) < std::tie(b.function, b.arity);
  });
  for (const BeamTables::LambdaRow& row : tables.lambdas) {
    module->lambdas.push_back(
        {row.target.function, row.target.arity, row.num_free, row.target.label, row.index, row.old_uniq});
  }
}

void AddCode(const BeamTables& tables, const NativeChunk& chunk, const Module& module) {
  atomvm::NativeCode& code = atomvm::CodeOf(&module);
  code.atoms = tables.atoms;
  code.wasm = chunk.wasm;
  code.labels = chunk.labels;
  code.entries = chunk.entries;
  for (std::vector<uint32_t>& slots : code.slots) slots.assign(chunk.entries, 0);
  if (!atomvm::strict) return;
  for (const Term literal : module.literals) code.literals.push_back(EncodeExternal(literal, EncodeOptions{}));
}

// Empty: the host has no compiler for it.
std::string Compile(std::string_view beam) {
  uint8_t* block = atomvm::HostCompile(beam.data(), static_cast<uint32_t>(beam.size()));
  if (block == nullptr) return {};
  uint32_t size;
  std::memcpy(&size, block, sizeof size);
  std::string compiled(reinterpret_cast<const char*>(block + sizeof size), size);
  free(block);
  return compiled;
}

}  // namespace

Module* LoadModule(std::string_view beam, std::string* error) { return LoadModule(beam, kNoTerm, error); }

Module* LoadModule(std::string_view beam, Term name, std::string* error) {
  BeamTables tables;
  std::unique_ptr<Module> module = StartModule(beam, name, &tables, error);
  if (module == nullptr) return nullptr;
  if (tables.native.empty()) {
    const std::string compiled = Compile(beam);
    if (!compiled.empty()) {
      Module* loaded = LoadModule(compiled, name, error);
      // The digest covers instructions, which the compiler may leave out.
      if (loaded != nullptr) std::copy(std::begin(module->md5), std::end(module->md5), loaded->md5);
      return loaded;
    }
    *error = std::string(AtomText(module->name)) + ": no native code";
    return nullptr;
  }
  NativeChunk chunk;
  if (!atomvm::ReadNativeChunk(tables.native, &chunk, error) || !Labels(tables, chunk).Fill(module.get(), error)) {
    *error = std::string(AtomText(module->name)) + ": chunk avmN: " + *error;
    return nullptr;
  }
  AddNames(tables, module.get());
  AddCode(tables, chunk, *module);
  return InsertModule(std::move(module));
}

}  // namespace beamfold::rt
