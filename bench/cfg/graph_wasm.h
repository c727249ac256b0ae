// SPDX-License-Identifier: Apache-2.0
//
// A graph as a WebAssembly module that walks through it (walk.h), structured in any way: what engines are judged with.

#ifndef BEAMFOLD_BENCH_CFG_GRAPH_WASM_H_
#define BEAMFOLD_BENCH_CFG_GRAPH_WASM_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// What the code of a block is.
enum class BlockCode : uint8_t {
  // The walk's state is in locals, so that every merge of control merges four values, as in code compiled from a
  // register machine. Exports run(label, seed, max_blocks) -> hash.
  kInline,
  // Each block calls the imported function env.step(block) -> number drawn, and nothing else: the smallest block that
  // no tool can see through. Exports run(label); it returns when the graph is left. See WalkerModule.
  kCall,
};

// `structured` must be a structured form of `graph`.
absl::StatusOr<std::string> GraphModule(const Graph& graph, const Structured& structured, BlockCode code);

// The other half of BlockCode::kCall. Exports start(seed, max_blocks), step(block) -> number drawn, which traps when no
// step is left, hash() -> the hash so far, and left() -> the steps left.
absl::StatusOr<std::string> WalkerModule();

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_BENCH_CFG_GRAPH_WASM_H_
