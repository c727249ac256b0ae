// SPDX-License-Identifier: Apache-2.0

#include "compiler/compile.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cfg/structure.h"
#include "compiler/entries.h"
#include "compiler/lower.h"
#include "compiler/module_context.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::Instr;
using emit::ValType;

// V8's limit on the targets of one br_table.
constexpr size_t kMaxTableTargets = 65520;

std::vector<std::string> LocalNames(uint32_t num_fr) {
  std::vector<std::string> names = {"ctx", "js", "prims", "label", "e", "hp", "cp", "red", "action", "arg"};
  for (uint32_t i = 0; i < abi::kMaxX; ++i) names.push_back(absl::StrCat("x", i));
  for (uint32_t i = 0; i < kNumTemps; ++i) names.push_back(absl::StrCat("t", i));
  names.push_back("f");
  names.push_back("w");
  for (uint32_t i = 0; i < num_fr; ++i) names.push_back(absl::StrCat("fr", i));
  return names;
}

void Encode(const Lowered& lowered, const cfg::Structured& structured, emit::Assembler& out) {
  lowered.prologue.Replay({}, out);
  const auto depths = [&](const cfg::Op& op) {
    return absl::MakeConstSpan(structured.targets).subspan(op.first_target, op.num_targets);
  };
  for (const cfg::Op& op : structured.ops) {
    switch (op.kind) {
      case cfg::OpKind::kBlock:
        out.Block();
        break;
      case cfg::OpKind::kLoop:
        out.Loop();
        break;
      case cfg::OpKind::kIf:
        if (op.negated) out.Op(Instr::kI32Eqz);
        out.If();
        break;
      case cfg::OpKind::kElse:
        out.Else();
        break;
      case cfg::OpKind::kEnd:
        out.End();
        break;
      case cfg::OpKind::kCode:
        lowered.code[op.block].Replay(depths(op), out);
        break;
      case cfg::OpKind::kBr:
        out.Br(op.depth);
        break;
      case cfg::OpKind::kBrIf:
        if (op.negated) out.Op(Instr::kI32Eqz);
        out.BrIf(op.depth);
        break;
      case cfg::OpKind::kBrTable:
        out.BrTable(depths(op));
        break;
      case cfg::OpKind::kGetLabel:
        out.LocalGet(kLocalLabel);
        if (op.value != 0) {
          out.I32Const(static_cast<int32_t>(op.value));
          out.Op(Instr::kI32Sub);
        }
        break;
      case cfg::OpKind::kTestLabel:
        out.LocalGet(kLocalLabel);
        out.I32Const(static_cast<int32_t>(op.value));
        out.Op(Instr::kI32Eq);
        break;
      case cfg::OpKind::kSetLabel:
        out.I32Const(static_cast<int32_t>(op.value));
        out.LocalSet(kLocalLabel);
        break;
      case cfg::OpKind::kUnreachable:
        out.Unreachable();
        break;
    }
  }
  // No control gets here; the validator wants to see it.
  out.Unreachable();
}

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
  ModuleContext module(program);
  Lowered lowered = Lowering(program, *entries, module, options.listing).Run();
  if (options.strict && !lowered.skipped.empty()) {
    const SkippedFunction& first = lowered.skipped.front();
    return absl::UnimplementedError(
        absl::StrCat(program.file, ": ", first.function, ": opcode ", first.opcode, ": ", first.reason));
  }
  absl::StatusOr<cfg::Structured> structured = cfg::Structure(lowered.graph, options.policy);
  if (!structured.ok()) return structured.status();
  if (lowered.graph.entries.size() + structured->internal_entries.size() >= kMaxTableTargets) {
    return absl::ResourceExhaustedError(absl::StrCat(program.file, ": ",
                                                     lowered.graph.entries.size() + structured->internal_entries.size(),
                                                     " labels; one dispatch serves at most ", kMaxTableTargets - 1));
  }

  emit::Assembler assembler;
  Encode(lowered, *structured, assembler);

  emit::ModuleWriter& writer = module.writer();
  emit::FunctionBody body;
  body.type = writer.AddType(std::vector<ValType>(4, ValType::kI32), {ValType::kI32});
  body.locals.assign(kLocalF64Temp - kLocalE, ValType::kI32);
  body.locals.push_back(ValType::kF64);
  body.locals.push_back(ValType::kI64);
  body.locals.resize(body.locals.size() + lowered.num_fr, ValType::kF64);
  body.local_names = LocalNames(lowered.num_fr);
  body.name = program.module_name();
  body.code = assembler.code();
  body.notes = assembler.notes();
  body.hints = assembler.hints();

  CompileResult result;
  result.stats.functions = static_cast<uint32_t>(program.functions.size());
  result.stats.functions_compiled = static_cast<uint32_t>(program.functions.size() - lowered.skipped.size());
  result.stats.entries = static_cast<uint32_t>(entries->entries.size());
  result.stats.blocks = static_cast<uint32_t>(lowered.graph.blocks.size());
  result.stats.code_bytes = program.code_size;
  result.stats.body_bytes = static_cast<uint32_t>(body.code.size());

  const uint32_t function = writer.AddFunction(std::move(body));
  writer.ExportFunction("entry", function);
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
  ModuleContext module(program);
  return Lowering(program, *entries, module, options.listing).Run().graph;
}

}  // namespace beamfold
