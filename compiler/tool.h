// SPDX-License-Identifier: Apache-2.0
//
// The subcommands of the command-line tool, and what they share.

#ifndef BEAMFOLD_COMPILER_TOOL_H_
#define BEAMFOLD_COMPILER_TOOL_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "compiler/compile.h"

namespace beamfold {

inline constexpr int kExitDone = 0;
inline constexpr int kExitError = 1;
inline constexpr int kExitUsage = 2;

// Each gets the arguments after its name and gives the exit code.
int ToolCompile(const std::vector<std::string>& args);
int ToolDump(const std::vector<std::string>& args);
int ToolCfg(const std::vector<std::string>& args);
// Starts Node.js on runtime/js/cli.mjs, found beside the tool (`argv0`) or under the environment variable
// BEAMFOLD_RUNTIME_JS.
int ToolRun(const char* argv0, const std::vector<std::string>& args);

// Command lines: --name, --name=value, -o value, positional arguments; `--` ends the options.
struct ToolArgs {
  std::map<std::string, std::string> options;  // "emit" -> "wat"; a flag without a value has ""
  std::vector<std::string> positional;
  std::string error;  // not empty: wrong usage
  bool Has(const std::string& name) const { return options.count(name) != 0; }
  std::string Get(const std::string& name, std::string otherwise = "") const;
};
// `known` names the options that the command has; those that end in '=' take a value.
ToolArgs ParseToolArgs(const std::vector<std::string>& args, const std::vector<std::string>& known);
// Prints an error or the help text, as the arguments ask; true if the command shall end with *exit_code.
bool ToolArgsDone(const ToolArgs& args, std::string_view command, std::string_view help, int* exit_code);

// Whole files; "-" is standard input or output. Writing goes to a temporary name first, so a failure leaves nothing.
absl::StatusOr<std::string> ReadFile(const std::string& path);
absl::Status WriteFile(const std::string& path, std::string_view data);

// The text or bytes of one form of a module: ops, chunks, json, wat, wasm, or a form of its graph.
// InvalidArgument: there is no such form.
absl::StatusOr<std::string> EmitForm(std::string_view form, const Program& program, const CompileOptions& options);

// How to show a graph.
struct DrawRequest {
  std::string form;   // text, dot, svg, html, stats; or cfg, tree, dom, loops, which stand for a form and a stage
  std::string stage;  // graph, dom, loops, tree, both (svg); "" for the one that goes with the form
  cfg::Policy policy;
  std::string policy_name = "stackifier";  // the same policy, by its name in cfg/policies.h
  std::string title;
};
// InvalidArgument: there is no such form or stage. The form wat passes, but only EmitForm can show it.
absl::Status CheckDrawRequest(const DrawRequest& request);
absl::StatusOr<std::string> EmitGraphForm(const cfg::Graph& graph, const DrawRequest& request);

// Prints the message on standard error and gives kExitError.
int PrintError(const absl::Status& status);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_TOOL_H_
