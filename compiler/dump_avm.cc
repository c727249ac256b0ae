// SPDX-License-Identifier: Apache-2.0

#include "compiler/dump_avm.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "compiler/avm_chunk.h"
#include "compiler/avm_names.h"
#include "compiler/beam_writer.h"
#include "compiler/erlang_text.h"
#include "emit/listing.h"
#include "emit/module_reader.h"

namespace beamfold {
namespace {

using Json = nlohmann::ordered_json;

// An export by which AtomVM finds the code of a label.
struct AvmEntry {
  uint32_t label = 0;
  uint32_t function = 0;
  size_t code_bytes = 0;
};

// The exports f<label>, in the order of the labels.
std::vector<AvmEntry> EntriesOf(const emit::ModuleContents& module) {
  std::vector<AvmEntry> entries;
  for (const emit::Export& item : module.exports) {
    uint32_t label;
    if (item.name.size() < 2 || item.name[0] != 'f' || !absl::SimpleAtoi(item.name.substr(1), &label)) continue;
    const uint32_t own = item.function - module.imported_functions;
    const bool is_own = item.function >= module.imported_functions && own < module.functions.size();
    entries.push_back({label, item.function, is_own ? module.functions[own].code.size() : 0});
  }
  std::sort(entries.begin(), entries.end(), [](const AvmEntry& a, const AvmEntry& b) { return a.label < b.label; });
  return entries;
}

std::string NativeText(const AvmNative& native, const AvmNames& names, std::string_view file_name) {
  std::string text = absl::StrFormat("%s: module %s\n  native code, version %d, %d labels\n", file_name,
                                     AtomText(names.module()), native.version, native.labels);
  for (const AvmCode& code : native.codes) {
    absl::StrAppendFormat(&text, "  %s (%s): ", AvmArchitectureText(code.architecture), AvmVariantText(code.variant));
    const AvmWasm* wasm = code.wasm();
    if (wasm == nullptr) {
      absl::StrAppendFormat(&text, "%d bytes\n", std::get<std::string>(code.code).size());
      continue;
    }
    absl::StrAppendFormat(&text, "%d entries, %d bytes of WebAssembly, %d reserved bytes\n", wasm->entries,
                          wasm->wasm.size(), wasm->reserved.size());
    if (absl::StatusOr<emit::ModuleContents> module = emit::ReadModule(wasm->wasm); module.ok()) {
      absl::StrAppendFormat(&text, "    functions %d, imports %d, exports %d\n    entries\n", module->functions.size(),
                            module->imports.size(), module->exports.size());
      for (const AvmEntry& entry : EntriesOf(*module)) {
        absl::StrAppendFormat(&text, "      L%-6d function %-6d %8d bytes  %s\n", entry.label, entry.function,
                              entry.code_bytes, names.EntryText(entry.label, native, *wasm));
      }
    } else {
      absl::StrAppendFormat(&text, "    entries: %s\n", module.status().message());
    }
    if (!wasm->has_tables) text += "    no lines, no continuations\n";
    if (!wasm->lines.empty()) text += "    lines\n";
    for (const AvmLine& row : wasm->lines) {
      absl::StrAppendFormat(&text, "      L%-6d %s\n", row.offset / 4, names.LineText(row.line));
    }
    if (!wasm->continuations.empty()) text += "    continuations\n";
    for (const AvmContinuation& row : wasm->continuations) {
      absl::StrAppendFormat(&text, "      L%-6d of L%d, %s\n", row.continuation, row.label, names.LabelText(row.label));
    }
  }
  if (const absl::Status status = CheckAvmNative(native); !status.ok()) {
    absl::StrAppendFormat(&text, "  AtomVM would fail: %s\n", status.message());
  }
  return text;
}

Json WasmJson(const AvmNative& native, const AvmWasm& wasm, const AvmNames& names) {
  Json json = {{"entries", wasm.entries},  {"wasm_bytes", wasm.wasm.size()}, {"reserved_bytes", wasm.reserved.size()},
               {"exports", Json::array()}, {"lines", Json::array()},         {"continuations", Json::array()}};
  if (absl::StatusOr<emit::ModuleContents> module = emit::ReadModule(wasm.wasm); module.ok()) {
    json["functions"] = module->functions.size();
    for (const AvmEntry& entry : EntriesOf(*module)) {
      json["exports"].push_back({{"label", entry.label},
                                 {"function", entry.function},
                                 {"bytes", entry.code_bytes},
                                 {"name", names.EntryText(entry.label, native, wasm)}});
    }
  } else {
    json["error"] = std::string(module.status().message());
  }
  for (const AvmLine& row : wasm.lines) {
    json["lines"].push_back({{"offset", row.offset}, {"line", row.line}, {"location", names.LineText(row.line)}});
  }
  for (const AvmContinuation& row : wasm.continuations) {
    json["continuations"].push_back({{"continuation", row.continuation}, {"label", row.label}});
  }
  return json;
}

// The names of files need not be UTF-8.
std::string JsonText(const Json& json) {
  return json.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

std::string NativeJson(const AvmNative& native, const AvmNames& names, std::string_view file_name) {
  Json json = {{"file", file_name},
               {"module", names.module()},
               {"version", native.version},
               {"labels", native.labels},
               {"valid", CheckAvmNative(native).ok()},
               {"architectures", Json::array()}};
  for (const AvmCode& code : native.codes) {
    Json row = {{"architecture", AvmArchitectureText(code.architecture)}, {"variant", code.variant}};
    if (code.wasm() != nullptr) {
      row.update(WasmJson(native, *code.wasm(), names));
    } else {
      row["bytes"] = std::get<std::string>(code.code).size();
    }
    json["architectures"].push_back(std::move(row));
  }
  return JsonText(json);
}

// Functions without a name get that of their export, and entries a note that says what they are.
absl::StatusOr<std::string> NativeWat(const AvmNative& native, const AvmWasm& wasm, const AvmNames& names) {
  absl::StatusOr<emit::ModuleContents> module = emit::ReadModule(wasm.wasm);
  if (!module.ok()) return module.status();
  if (absl::Status status = emit::Assembler::Initialize(); !status.ok()) return status;
  for (const AvmEntry& entry : EntriesOf(*module)) {
    const uint32_t own = entry.function - module->imported_functions;
    if (own >= module->functions.size()) continue;
    emit::FunctionBody& body = module->functions[own];
    if (body.name.empty()) body.name = absl::StrFormat("f%d", entry.label);
    body.notes.push_back({0, names.EntryText(entry.label, native, wasm)});
  }
  return emit::PrintModule(*module);
}

}  // namespace

absl::StatusOr<std::string> DumpAvmNative(std::string_view form, const std::vector<RawChunk>& chunks,
                                          std::string_view file_name) {
  if (form != "native" && form != "native-json" && form != "native-wat" && form != "native-wasm") {
    return absl::InvalidArgumentError(absl::StrFormat("there is no form '%s' to emit", form));
  }
  const auto failed = [&](absl::string_view what) {
    return absl::FailedPreconditionError(absl::StrFormat("%s: %s", file_name, what));
  };
  const RawChunk* chunk = FindChunk(chunks, kAvmChunk);
  if (chunk == nullptr) return failed("there is no native code: no chunk avmN");
  absl::StatusOr<AvmNative> native = ParseAvmChunk(chunk->data, file_name);
  if (!native.ok()) return absl::FailedPreconditionError(native.status().message());
  absl::StatusOr<AvmNames> names = AvmNames::Read(chunks, file_name);
  if (!names.ok()) return absl::FailedPreconditionError(names.status().message());
  if (form == "native") return NativeText(*native, *names, file_name);
  if (form == "native-json") return NativeJson(*native, *names, file_name);
  const AvmWasm* wasm = native->wasm();
  if (wasm == nullptr) return failed("the native code is not WebAssembly");
  if (form == "native-wasm") return wasm->wasm;
  absl::StatusOr<std::string> text = NativeWat(*native, *wasm, *names);
  if (!text.ok()) return failed(text.status().message());
  return text;
}

}  // namespace beamfold
