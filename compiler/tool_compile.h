// SPDX-License-Identifier: Apache-2.0
//
// What the targets of `beamfold compile` share.

#ifndef BEAMFOLD_COMPILER_TOOL_COMPILE_H_
#define BEAMFOLD_COMPILER_TOOL_COMPILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/string_view.h"
#include "compiler/compile.h"
#include "compiler/tool.h"

namespace beamfold {

// A command line that holds for every target.
struct CompileRequest {
  ToolArgs args;
  CompileOptions compile;
  std::string out;  // "": beside the input
  bool out_is_folder = false;
  const std::vector<std::string>& inputs() const { return args.positional; }
};

// Each gives the exit code.
int CompileToWasm(const CompileRequest& request);
int CompileToAtomvm(const CompileRequest& request);

// Prints what is wrong on standard error and gives kExitUsage.
int CompileUsageError(absl::string_view what);

// The last part of a path.
std::string FileName(const std::string& path);
// Where the output of an input goes, with its extension in the place of .beam.
std::string OutputPath(const CompileRequest& request, const std::string& input, std::string_view extension);

// Sizes and counts in a line.
std::string StatsText(std::string_view module, const CompileStats& stats);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_TOOL_COMPILE_H_
