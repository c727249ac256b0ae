// SPDX-License-Identifier: Apache-2.0

#include "compiler/atomvm/compile.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cfg/partition.h"
#include "compiler/atomvm/labels.h"
#include "compiler/atomvm/lowering.h"
#include "compiler/atomvm/module.h"
#include "compiler/encode.h"

namespace beamfold {
namespace {

// f<label>: (ctx, js, primitives) -> part(ctx, js, primitives, entry). Each is a function of its own even where two
// would be equal, for AtomVM gives back the table's place of each.
void AddThunk(emit::ModuleWriter& writer, uint32_t type, uint32_t label, uint32_t part, uint32_t entry) {
  emit::Assembler code;
  for (uint32_t local : {kLocalCtx, kLocalJs, kLocalPrimitives}) code.LocalGet(local);
  code.I32Const(static_cast<int32_t>(entry));
  code.Call(part);
  emit::FunctionBody body;
  body.type = type;
  body.code = code.code();
  writer.ExportFunction(absl::StrCat("f", label), writer.AddFunction(std::move(body)));
}

}  // namespace

absl::StatusOr<AtomvmResult> CompileForAtomvm(const Program& program, const CompileOptions& options,
                                              const AtomvmOptions& atomvm) {
  if (absl::Status status = emit::Assembler::Initialize(); !status.ok()) return status;
  if (atomvm.min_pages > atomvm.max_pages || atomvm.max_pages > kMaxMemoryPages) {
    return absl::InvalidArgumentError(
        absl::StrCat(program.file, ": memory of ", atomvm.min_pages, " to ", atomvm.max_pages, " pages"));
  }
  absl::StatusOr<AtomvmLabels> labels = NumberAtomvmLabels(program);
  if (!labels.ok()) return labels.status();
  AtomvmModule module(program, labels->terminate_label, atomvm.min_pages, atomvm.max_pages);
  AtomvmLowering lowering(program, *labels, module, atomvm, options.listing);
  Lowered lowered = lowering.Run();
  if (!lowered.skipped.empty()) {
    const SkippedFunction& first = lowered.skipped.front();
    return absl::UnimplementedError(
        absl::StrCat(program.file, ": ", first.function, ": opcode ", first.opcode, ": ", first.reason));
  }
  const auto in_file = [&](const absl::Status& status) {
    return absl::Status(status.code(), absl::StrCat(program.file, ": ", status.message()));
  };

  AtomvmResult result;
  CompileStats& stats = result.stats;
  stats.functions = static_cast<uint32_t>(program.functions.size());
  stats.functions_compiled = stats.functions;
  stats.entries = static_cast<uint32_t>(labels->table.entries.size());
  stats.blocks = static_cast<uint32_t>(lowered.graph.blocks.size());
  stats.code_bytes = program.code_size;
  absl::StatusOr<cfg::Partition> partition =
      cfg::MakePartition(std::move(lowered.graph), lowered.group, options.budget);
  if (!partition.ok()) return partition.status();
  stats.parts = static_cast<uint32_t>(partition->parts.size());

  emit::ModuleWriter& writer = module.writer();
  lowering.SetInitFunction(writer.AddFunction(module.InitFunction()));
  const uint32_t type = module.SignatureType("CJii:C");
  std::vector<uint32_t> parts;
  for (uint32_t p = 0; p < stats.parts; ++p) {
    absl::StatusOr<emit::FunctionBody> body =
        EncodePart(*partition, p, lowering, lowered, labels->table, options.policy);
    if (!body.ok()) return in_file(body.status());
    body->type = type;
    body->name = stats.parts == 1 ? program.module_name() : absl::StrCat(program.module_name(), " part ", p);
    stats.body_bytes += static_cast<uint32_t>(body->code.size());
    parts.push_back(writer.AddFunction(*std::move(body)));
  }
  for (uint32_t entry = 0; entry < stats.entries; ++entry) {
    const uint32_t part = partition->part_of_label[entry];
    if (part >= stats.parts) continue;  // nothing goes there
    AddThunk(writer, module.EntryType(), labels->label_of_entry[entry], parts[part], entry);
  }
  absl::StatusOr<std::string> wasm = writer.Finish();
  if (!wasm.ok()) return in_file(wasm.status());
  stats.wasm_bytes = static_cast<uint32_t>(wasm->size());
  if (options.listing) result.listing = writer.Print();

  AvmWasm code;
  code.entries = labels->entry_count();
  code.wasm = *std::move(wasm);
  code.lines = std::move(labels->lines);
  code.continuations = std::move(labels->continuations);
  AvmCode& row = result.native.codes.emplace_back();
  if (atomvm.float32) row.variant |= kAvmFloat32;
  row.code = std::move(code);
  result.native.labels = program.label_count;
  if (absl::Status status = CheckAvmNative(result.native); !status.ok()) {
    return absl::InternalError(absl::StrCat(program.file, ": ", status.message()));
  }
  return result;
}

}  // namespace beamfold
