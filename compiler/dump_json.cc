// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "compiler/dump.h"

namespace beamfold {
namespace {

using Json = nlohmann::ordered_json;

Json EntryJson(const Program& program, uint32_t name, uint32_t arity, uint32_t label) {
  return {{"name", program.atoms[name]}, {"arity", arity}, {"label", label}};
}

Json EntriesJson(const Program& program, const std::vector<ExportEntry>& entries) {
  Json list = Json::array();
  for (const ExportEntry& entry : entries) list.push_back(EntryJson(program, entry.function, entry.arity, entry.label));
  return list;
}

Json FunctionsJson(const Program& program) {
  Json list = Json::array();
  for (const FunctionRange& function : program.functions) {
    Json row = EntryJson(program, function.name, function.arity, function.entry_label);
    row["instructions"] = function.end - function.begin;
    list.push_back(std::move(row));
  }
  return list;
}

Json ImportsJson(const Program& program) {
  Json list = Json::array();
  for (const ImportEntry& entry : program.imports) {
    list.push_back(
        {{"module", program.atoms[entry.module]}, {"name", program.atoms[entry.function]}, {"arity", entry.arity}});
  }
  return list;
}

Json ChunksJson(const Program& program) {
  Json list = Json::array();
  for (const RawChunk& chunk : program.chunks) list.push_back({{"name", chunk.name}, {"bytes", chunk.data.size()}});
  return list;
}

}  // namespace

std::string DumpJson(const Program& program) {
  Json json;
  json["file"] = program.file;
  json["module"] = program.module_name();
  json["code_bytes"] = program.code_size;
  json["instructions"] = program.code.size();
  json["labels"] = program.label_count - 1;
  json["highest_opcode"] = program.highest_opcode;
  json["atoms"] = program.atoms.size() - 1;
  json["literals"] = program.literals.size();
  json["types"] = program.types.size();
  json["funs"] = program.lambdas.size();
  json["chunks"] = ChunksJson(program);
  json["functions"] = FunctionsJson(program);
  json["exports"] = EntriesJson(program, program.exports);
  json["locals"] = EntriesJson(program, program.locals);
  json["imports"] = ImportsJson(program);
  // The name of the file need not be UTF-8.
  return json.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

}  // namespace beamfold
