// SPDX-License-Identifier: Apache-2.0
//
// The compiler: a decoded module in, one WebAssembly module out.

#ifndef BEAMFOLD_COMPILER_COMPILE_H_
#define BEAMFOLD_COMPILER_COMPILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/partition.h"
#include "cfg/policy.h"
#include "cfg/structured.h"
#include "compiler/program.h"

namespace beamfold {

struct CompileOptions {
  // A function that cannot be compiled makes the whole module fail instead of being left to the interpreter.
  bool strict = false;
  // Attach the BEAM instructions as notes to the listing (CompileResult::listing); costs time and memory.
  bool listing = false;
  // For the runtime's stress mode (runtime/gc.h): the code asks for room wherever it allocates, even if there is some.
  bool gc_stress = false;
  cfg::Policy policy;
  // A module beyond this becomes several wasm functions. Estimated bytes of code and places to enter of one function.
  // Cuts cost more than large functions do: medians of one run in milliseconds, erl_lint (350 KB, a lint) and
  // unicode_util (570 KB, a normalisation) within budgets of
  //                                  40 KB        64 KB       128 KB       256 KB       none
  //     Node.js 20               14.0   7.6   15.5   7.3   16.2   8.1   15.9   7.1   17.4   6.8
  //     Node.js 24               11.3   5.1   11.5   5.4   10.9   5.4   10.0   4.4    9.8   4.4
  //     Node.js 26               10.5   4.9   10.7   5.2   10.4   5.1    9.8   4.4    9.7   4.1
  // (Measured before native functions were called directly; on a machine busy with other things, Node.js 20 took
  // several times as long without small budgets, for want of time to optimise.) Only an old engine gains, and on one of
  // the two. So the default spares more than 99 of 100 modules, and is there for the optimising compiler's sake, which
  // takes about two microseconds a byte in any of these engines: of the 3,771 modules of three Erlang/OTPs and Elixirs,
  // the slowest function took 0.83 s with 512 KB, and 1.3 s on a busy machine; 0.7 s and, in one case, 1.1 s with this
  // (bench/corpus).
  cfg::PartitionLimits budget = {.bytes = 320 << 10, .entries = 4096};
};

// A function that is left to the interpreter.
struct SkippedFunction {
  std::string function;  // "module:name/arity"
  std::string opcode;    // what stood in the way
  std::string reason;
};

struct CompileStats {
  uint32_t functions = 0;
  uint32_t functions_compiled = 0;
  uint32_t entries = 0;
  uint32_t blocks = 0;
  uint32_t code_bytes = 0;  // of the instructions in the Code chunk
  uint32_t wasm_bytes = 0;  // of the whole module
  uint32_t body_bytes = 0;  // of the functions that hold the code
  uint32_t parts = 0;       // how many functions that are
};

struct CompileResult {
  std::string wasm;
  std::string listing;  // WAT, if asked for
  std::vector<SkippedFunction> skipped;
  CompileStats stats;
};

// Time and memory are linear in the size of the Code chunk, but for the br_table's of deeply nested code.
absl::StatusOr<CompileResult> CompileModule(const Program& program, const CompileOptions& options = {});

// The graph that CompileModule structures: for `--emit=cfg` and for the tests of cfg/.
absl::StatusOr<cfg::Graph> BuildGraph(const Program& program, const CompileOptions& options = {});

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_COMPILE_H_
