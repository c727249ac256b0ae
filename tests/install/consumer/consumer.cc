// SPDX-License-Identifier: Apache-2.0
//
// A program of somebody who has beamfold installed: a header of each library, and one module compiled.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "cfg/graph.h"
#include "compiler/compile.h"
#include "compiler/decode.h"
#include "emit/assembler.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const absl::StatusOr<beamfold::Program> program = beamfold::DecodeBeam(bytes, argv[1]);
  if (!program.ok()) return fprintf(stderr, "%s\n", program.status().ToString().c_str()), 1;
  const absl::StatusOr<beamfold::cfg::Graph> graph = beamfold::BuildGraph(*program);
  if (!graph.ok() || !beamfold::cfg::Validate(*graph).ok()) return fputs("no graph\n", stderr), 1;
  if (!beamfold::emit::Assembler::Initialize().ok()) return fputs("no assembler\n", stderr), 1;
  const absl::StatusOr<beamfold::CompileResult> result = beamfold::CompileModule(*program);
  if (!result.ok()) return fprintf(stderr, "%s\n", result.status().ToString().c_str()), 1;
  printf("%s: %u of %u functions, %zu bytes\n", program->module_name().c_str(), result->stats.functions_compiled,
         result->stats.functions, result->wasm.size());
  return 0;
}
