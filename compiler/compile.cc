// SPDX-License-Identifier: Apache-2.0

#include "compiler/compile.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cfg/partition.h"
#include "compiler/beamfold/driver.h"
#include "compiler/beamfold/lowering.h"
#include "compiler/beamfold/module.h"
#include "compiler/encode.h"
#include "compiler/entries.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::ValType;

void AppendWord(std::string& out, uint32_t word) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(word >> shift));
}

// The custom section that tells the loader which entries are compiled.
std::string EntriesSection(const std::vector<bool>& compiled) {
  std::string data;
  AppendWord(data, abi::kVersion);
  AppendWord(data, static_cast<uint32_t>(compiled.size()));
  std::string bits((compiled.size() + 7) / 8, '\0');
  for (size_t i = 0; i < compiled.size(); ++i) {
    if (compiled[i]) bits[i / 8] = static_cast<char>(bits[i / 8] | 1 << (i % 8));
  }
  return data + bits;
}

}  // namespace

absl::StatusOr<CompileResult> CompileModule(const Program& program, const CompileOptions& options) {
  if (absl::Status status = emit::Assembler::Initialize(); !status.ok()) return status;
  absl::StatusOr<EntryTable> entries = NumberEntries(program);
  if (!entries.ok()) return entries.status();
  BeamfoldModule module(program);
  BeamfoldLowering lowering(program, *entries, module, options);
  Lowered lowered = lowering.Run();
  if (options.strict && !lowered.skipped.empty()) {
    const SkippedFunction& first = lowered.skipped.front();
    return absl::UnimplementedError(
        absl::StrCat(program.file, ": ", first.function, ": opcode ", first.opcode, ": ", first.reason));
  }

  CompileResult result;
  result.stats.functions = static_cast<uint32_t>(program.functions.size());
  result.stats.functions_compiled = static_cast<uint32_t>(program.functions.size() - lowered.skipped.size());
  result.stats.entries = static_cast<uint32_t>(entries->entries.size());
  result.stats.blocks = static_cast<uint32_t>(lowered.graph.blocks.size());
  result.stats.code_bytes = program.code_size;

  absl::StatusOr<cfg::Partition> partition =
      cfg::MakePartition(std::move(lowered.graph), lowered.group, options.budget);
  if (!partition.ok()) return partition.status();
  const uint32_t num_parts = static_cast<uint32_t>(partition->parts.size());
  result.stats.parts = num_parts;
  const uint32_t cp_base = num_parts > 1 ? module.CpBaseGlobal() : 0;

  emit::ModuleWriter& writer = module.writer();
  const uint32_t type = writer.AddType(std::vector<ValType>(4, ValType::kI32), {ValType::kI32});
  std::vector<uint32_t> functions;
  for (uint32_t p = 0; p < num_parts; ++p) {
    absl::StatusOr<emit::FunctionBody> body = EncodePart(*partition, p, lowering, lowered, *entries, options.policy);
    if (!body.ok()) {
      return absl::Status(body.status().code(), absl::StrCat(program.file, ": ", body.status().message()));
    }
    body->type = type;
    body->name = num_parts == 1 ? program.module_name() : absl::StrCat(program.module_name(), " part ", p);
    result.stats.body_bytes += static_cast<uint32_t>(body->code.size());
    functions.push_back(writer.AddFunction(*std::move(body)));
  }
  uint32_t entry = functions[0];
  if (num_parts > 1) {
    emit::FunctionBody driver = EncodeDriver(*partition, functions, entries->entries.size(), cp_base);
    driver.type = type;
    driver.name = program.module_name();
    entry = writer.AddFunction(std::move(driver));
  }
  writer.ExportFunction("entry", entry);
  writer.AddCustomSection(abi::kEntriesSection, EntriesSection(lowered.entry_compiled));
  absl::StatusOr<std::string> wasm = writer.Finish();
  if (!wasm.ok()) {
    return absl::Status(wasm.status().code(), absl::StrCat(program.file, ": ", wasm.status().message()));
  }
  result.wasm = *std::move(wasm);
  result.stats.wasm_bytes = static_cast<uint32_t>(result.wasm.size());
  if (options.listing) result.listing = writer.Print();
  result.skipped = std::move(lowered.skipped);
  return result;
}

absl::StatusOr<cfg::Graph> BuildGraph(const Program& program, const CompileOptions& options) {
  absl::StatusOr<EntryTable> entries = NumberEntries(program);
  if (!entries.ok()) return entries.status();
  BeamfoldModule module(program);
  return BeamfoldLowering(program, *entries, module, options).Run().graph;
}

}  // namespace beamfold
