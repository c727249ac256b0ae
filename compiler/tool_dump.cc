// SPDX-License-Identifier: Apache-2.0
//
// dump: the forms in which a module can be looked at.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/decode.h"
#include "compiler/tool.h"

namespace beamfold {
namespace {

constexpr std::string_view kHelp =
    R"(usage: beamfold dump [--emit=FORM] [-o OUT] FILE.beam

Shows what a module holds: --emit=ops (its instructions, the default), chunks, json, and every form of `beamfold cfg`.
)";

}  // namespace

int ToolDump(const std::vector<std::string>& args) {
  const ToolArgs options = ParseToolArgs(args, {"o=", "emit=", "naive"});
  int exit_code;
  if (ToolArgsDone(options, "dump", kHelp, &exit_code)) return exit_code;
  if (options.positional.size() != 1) {
    fprintf(stderr, "beamfold dump: one input file, please; see beamfold dump --help\n");
    return kExitUsage;
  }
  CompileOptions compile;
  if (options.Has("naive")) compile.policy.strategy = cfg::Strategy::kNaive;
  const std::string& input = options.positional[0];
  absl::StatusOr<std::string> bytes = ReadFile(input);
  if (!bytes.ok()) return PrintError(bytes.status());
  absl::StatusOr<Program> program = DecodeBeam(*bytes, input == "-" ? "<stdin>" : input);
  if (!program.ok()) return PrintError(program.status());
  const absl::StatusOr<std::string> text = EmitForm(options.Get("emit", "ops"), *program, compile);
  if (absl::IsInvalidArgument(text.status())) {
    fprintf(stderr, "beamfold dump: %s\n", std::string(text.status().message()).c_str());
    return kExitUsage;
  }
  if (!text.ok()) return PrintError(text.status());
  if (absl::Status status = WriteFile(options.Get("o", "-"), *text); !status.ok()) return PrintError(status);
  return kExitDone;
}

}  // namespace beamfold
