// SPDX-License-Identifier: Apache-2.0
//
// dump and cfg: the forms in which a module can be looked at.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/graph_text.h"
#include "compiler/decode.h"
#include "compiler/tool.h"

namespace beamfold {
namespace {

constexpr std::string_view kDumpHelp =
    R"(usage: beamfold dump [--emit=FORM] [-o OUT] FILE.beam

Shows what a module holds: --emit=ops (its instructions, the default), chunks, json, and every form of `beamfold cfg`.
)";

constexpr std::string_view kCfgHelp =
    R"(usage: beamfold cfg [--emit=FORM] [--naive] [-o OUT] FILE.beam|FILE.cfg

Shows a module's control-flow graph, or a graph in text form:
  --emit=cfg     the graph as text (default); the text can be read again
  --emit=dot     the graph for Graphviz
  --emit=dom     its dominator tree
  --emit=loops   its loops
  --emit=tree    the WebAssembly structure that it is given
  --emit=stats   counts of both
  --emit=wat     the whole module as WebAssembly text (of a .beam)
)";

int Show(const std::vector<std::string>& args, std::string_view command, std::string_view help,
         const char* default_form) {
  const ToolArgs options = ParseToolArgs(args, {"o=", "emit=", "naive"});
  int exit_code;
  if (ToolArgsDone(options, command, help, &exit_code)) return exit_code;
  if (options.positional.size() != 1) {
    fprintf(stderr, "beamfold %s: one input file, please; see beamfold %s --help\n", std::string(command).c_str(),
            std::string(command).c_str());
    return kExitUsage;
  }
  CompileOptions compile;
  if (options.Has("naive")) compile.policy.strategy = cfg::Strategy::kNaive;
  const std::string& input = options.positional[0];
  absl::StatusOr<std::string> bytes = ReadFile(input);
  if (!bytes.ok()) return PrintError(bytes.status());
  const std::string form = options.Get("emit", default_form);
  absl::StatusOr<std::string> text;
  if (input.size() > 4 && input.substr(input.size() - 4) == ".cfg") {
    absl::StatusOr<cfg::Graph> graph = cfg::ParseGraph(*bytes);
    if (!graph.ok())
      return PrintError(absl::Status(graph.status().code(), absl::StrCat(input, ": ", graph.status().message())));
    text = EmitGraphForm(form, *graph, compile.policy);
  } else {
    absl::StatusOr<Program> program = DecodeBeam(*bytes, input == "-" ? "<stdin>" : input);
    if (!program.ok()) return PrintError(program.status());
    text = EmitForm(form, *program, compile);
  }
  if (!text.ok()) {
    if (absl::IsInvalidArgument(text.status())) {
      fprintf(stderr, "beamfold %s: %s\n", std::string(command).c_str(), std::string(text.status().message()).c_str());
      return kExitUsage;
    }
    return PrintError(text.status());
  }
  if (absl::Status status = WriteFile(options.Get("o", "-"), *text); !status.ok()) return PrintError(status);
  return kExitDone;
}

}  // namespace

int ToolDump(const std::vector<std::string>& args) { return Show(args, "dump", kDumpHelp, "ops"); }
int ToolCfg(const std::vector<std::string>& args) { return Show(args, "cfg", kCfgHelp, "cfg"); }

}  // namespace beamfold
