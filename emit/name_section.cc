// SPDX-License-Identifier: Apache-2.0
//
// The content is a list of subsections in the order of their numbers, each a map from index to name; those of locals
// map a function's index to a map of its own. Things without a name are left out of the maps.

#include "emit/name_section.h"

#include <cstdint>
#include <string_view>

#include "emit/bytes.h"

namespace beamfold::emit {
namespace {

enum Subsection : uint8_t { kModule = 0, kFunctions = 1, kLocals = 2, kGlobals = 7 };

// A count and then the entries; the count is known last.
struct NameMap {
  uint32_t count = 0;
  std::string entries;

  void Add(uint32_t index, std::string_view name) {
    if (name.empty()) return;
    ++count;
    AppendU32(entries, index);
    AppendSized(entries, name);
  }
  void Add(uint32_t index, const NameMap& map) {
    if (map.count == 0) return;
    ++count;
    AppendU32(entries, index);
    entries += map.Bytes();
  }
  std::string Bytes() const {
    std::string out;
    AppendU32(out, count);
    return out + entries;
  }
};

void AppendSubsection(std::string& out, Subsection id, const NameMap& map) {
  if (map.count != 0) AppendSection(out, id, map.Bytes());
}

}  // namespace

std::string NameSection(const ModuleContents& module) {
  NameMap functions;
  NameMap locals;
  NameMap globals;
  uint32_t function = 0;
  uint32_t global = 0;
  for (const Import& import : module.imports) {
    if (import.kind == ExternKind::kFunction) functions.Add(function++, import.field);
    if (import.kind == ExternKind::kGlobal) globals.Add(global++, import.field);
  }
  for (const Global& defined : module.globals) globals.Add(global++, defined.name);
  for (const FunctionBody& body : module.functions) {
    NameMap names;
    for (uint32_t local = 0; local < body.local_names.size(); ++local) names.Add(local, body.local_names[local]);
    functions.Add(function, body.name);
    locals.Add(function, names);
    ++function;
  }

  std::string out;
  if (!module.name.empty()) {
    std::string name;
    AppendSized(name, module.name);
    AppendSection(out, kModule, name);
  }
  AppendSubsection(out, kFunctions, functions);
  AppendSubsection(out, kLocals, locals);
  AppendSubsection(out, kGlobals, globals);
  return out;
}

}  // namespace beamfold::emit
