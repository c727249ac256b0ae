// SPDX-License-Identifier: Apache-2.0
//
// Pictures: graphs for Graphviz (`dot -Tsvg`), structured forms as indented text.

#ifndef BEAMFOLD_CFG_DRAW_H_
#define BEAMFOLD_CFG_DRAW_H_

#include <string>

#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Blocks, the dispatch D and all edges: side exits dashed, edges of the dispatch dotted. Graph must be valid, here and
// below.
std::string DrawGraph(const Graph& graph);

// The dominator tree, from the dispatch D down.
std::string DrawDominators(const Graph& graph);

// The loop forest as nested boxes; a box of a loop with several entries is red.
std::string DrawLoops(const Graph& graph);

// One op a line, indented by depth up to a limit: unlimited, deep nests would make the text quadratic. Fails if
// `structured` is malformed.
absl::StatusOr<std::string> DrawStructured(const Graph& graph, const Structured& structured);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_DRAW_H_
