// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_STATS_H_
#define BEAMFOLD_CFG_STATS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Figures of a graph and of one way to structure it.
struct Stats {
  // The part of the graph that can be reached.
  size_t blocks = 0;
  size_t edges = 0;
  size_t entries = 0;
  size_t loops = 0;
  size_t multi_entry_loops = 0;
  // Ops. Side exits are the consumer's br_if, so they count here too.
  size_t functions = 0;
  size_t block_ops = 0;
  size_t loop_ops = 0;
  size_t if_ops = 0;
  size_t br_ops = 0;
  size_t br_if_ops = 0;
  size_t br_table_ops = 0;
  size_t side_exits = 0;
  // The price of what structured branches cannot express.
  size_t internal_entries = 0;
  size_t label_writes = 0;
  size_t label_tests = 0;   // Comparisons, and tables other than the dispatch's.
  size_t tested_loops = 0;  // Loops whose head looks at the label. Under kRamsey: those that were too large to split.
  size_t copies = 0;
  uint64_t copied_bytes = 0;
  size_t dispatch_branches = 0;  // Branches to the loop of the dispatch.
  // Edges of the graph that go through the dispatch, and the sum of their weights; an indirect jump weighs 1.
  size_t dispatch_edges = 0;
  uint64_t dispatch_weight = 0;
  // Open scopes around the code of blocks.
  size_t max_depth = 0;
  double mean_depth = 0;
  // The most ways into one end of a block or `if`, or into one loop: branches, different rows of a table counting once,
  // and falling through. Engines pay for each merge in its fan-in, some quadratically.
  size_t max_fan_in = 0;
  // The code of the blocks, as their sizes say, and the ops as WebAssembly encodes them.
  uint64_t output_bytes = 0;
};

// Fails if `structured` is malformed. `graph` must be valid.
absl::StatusOr<Stats> Measure(const Graph& graph, const Structured& structured);

// One figure a line.
std::string PrintStats(const Stats& stats);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_STATS_H_
