// SPDX-License-Identifier: Apache-2.0
//
// Pictures for Graphviz (`dot -Tsvg`), and the same as indented text. svg.h and html.h need no other program.

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

// Scopes as nested boxes, with what they contain in order: solid arrows where control falls through, or may.
absl::StatusOr<std::string> DrawScopes(const Graph& graph, const Structured& structured);

// The same three stages as indented text, one node or op a line. Indented up to a limit: unlimited, deep nests would
// make the text quadratic. Loops end with the blocks that lie in none.
std::string ListDominators(const Graph& graph);
std::string ListLoops(const Graph& graph);
absl::StatusOr<std::string> DrawStructured(const Graph& graph, const Structured& structured);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_DRAW_H_
