// SPDX-License-Identifier: Apache-2.0
//
// compile for beamfold's own runtime.

#include <cstdio>
#include <string>
#include <utility>

#include "compiler/decode.h"
#include "compiler/tool_compile.h"

namespace beamfold {
namespace {

absl::StatusOr<std::string> CompileOne(const Program& program, const CompileRequest& request) {
  absl::StatusOr<CompileResult> result = CompileModule(program, request.compile);
  if (!result.ok()) return result.status();
  if (!request.args.Has("q")) {
    for (const SkippedFunction& skipped : result->skipped) {
      fprintf(stderr, "beamfold: warning: %s: %s is left to the interpreter: opcode %s: %s\n", program.file.c_str(),
              skipped.function.c_str(), skipped.opcode.c_str(), skipped.reason.c_str());
    }
  }
  if (request.args.Has("stats")) fputs(StatsText(program.module_name(), result->stats).c_str(), stderr);
  return std::move(result->wasm);
}

}  // namespace

int CompileToWasm(const CompileRequest& request) {
  const std::string form = request.args.Get("emit", "wasm");
  for (const std::string& input : request.inputs()) {
    absl::StatusOr<std::string> bytes = ReadFile(input);
    if (!bytes.ok()) return PrintError(bytes.status());
    const absl::StatusOr<Program> program = DecodeBeam(*bytes, input == "-" ? "<stdin>" : input);
    if (!program.ok()) return PrintError(program.status());
    absl::StatusOr<std::string> data;
    if (form == "wasm") {
      data = CompileOne(*program, request);
    } else {
      data = EmitForm(form, *program, request.compile);
      if (absl::IsInvalidArgument(data.status())) return CompileUsageError(data.status().message());
    }
    if (!data.ok()) return PrintError(data.status());
    if (absl::Status status = WriteFile(OutputPath(request, input, form), *data); !status.ok()) {
      return PrintError(status);
    }
  }
  return kExitDone;
}

}  // namespace beamfold
