// SPDX-License-Identifier: Apache-2.0
//
// Each stage as a scene. Graphs must be valid; blocks that no entry reaches are left out. Near-linear in time and
// memory.

#ifndef BEAMFOLD_CFG_SCENES_H_
#define BEAMFOLD_CFG_SCENES_H_

#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/scene.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Layers from the dispatch D down. References stand in for edges to blocks that very many edges lead to, and for the
// dispatch's edges if there are many.
Scene GraphScene(const Graph& graph);

// An indented tree, the dispatch at its root.
Scene DominatorScene(const Graph& graph);

// Nested boxes around the blocks of each loop, and what lies in no loop.
Scene LoopScene(const Graph& graph);

// Nested boxes, one for each scope, with instructions inside. The title of a `loop` stands at its top, that of a
// `block` at its bottom: where a branch to it goes. Fails if `structured` is malformed.
absl::StatusOr<Scene> TreeScene(const Graph& graph, const Structured& structured);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SCENES_H_
