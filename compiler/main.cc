// SPDX-License-Identifier: Apache-2.0
//
// The command-line tool: picks the subcommand.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/tool.h"

namespace {

constexpr std::string_view kUsage =
    R"(beamfold: folds a BEAM module into one WebAssembly function

usage: beamfold COMMAND [OPTION]... [ARGUMENT]...

commands:
  compile   compile .beam files to .wasm
  dump      show what a .beam file holds
  run       call a function, interpreted or compiled, in Node.js
  cfg       show a module's control-flow graph and its structure

`beamfold COMMAND --help` explains each; `--version` prints the version.
`-` stands for standard input or output. Exit codes: 0 done, 1 error in the input or in compiling, 2 wrong usage.
)";

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.empty()) {
    fputs(kUsage.data(), stderr);
    return beamfold::kExitUsage;
  }
  const std::vector<std::string> rest(args.begin() + 1, args.end());
  if (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
    fputs(kUsage.data(), stdout);
    return beamfold::kExitDone;
  }
  const bool command = args[0] == "compile" || args[0] == "dump" || args[0] == "run" || args[0] == "cfg";
  if (args[0] == "--version" || (command && !rest.empty() && rest[0] == "--version")) {
    printf("beamfold %s\n", BEAMFOLD_VERSION);
    return beamfold::kExitDone;
  }
  if (args[0] == "compile") return beamfold::ToolCompile(rest);
  if (args[0] == "dump") return beamfold::ToolDump(rest);
  if (args[0] == "run") return beamfold::ToolRun(argv[0], rest);
  if (args[0] == "cfg") return beamfold::ToolCfg(rest);
  fprintf(stderr, "beamfold: no command '%s'; see beamfold --help\n", args[0].c_str());
  return beamfold::kExitUsage;
}
