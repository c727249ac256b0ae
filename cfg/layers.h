// SPDX-License-Identifier: Apache-2.0
//
// The steps of LayOut (layout.h), for one connected part of the graph.

#ifndef BEAMFOLD_CFG_LAYERS_H_
#define BEAMFOLD_CFG_LAYERS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "cfg/layout.h"

namespace beamfold::cfg {

// Vertices are the nodes, then one for each layer that an edge passes. Segments connect vertices of neighbouring
// layers.
struct Layers {
  uint32_t num_nodes = 0;
  std::vector<uint32_t> layer;  // Of each vertex.
  std::vector<double> width;
  std::vector<std::vector<uint32_t>> rows;  // The vertices of each layer, from left to right.
  std::vector<std::vector<uint32_t>> above;
  std::vector<std::vector<uint32_t>> below;
  // The vertices that edge e passes, downwards: [first_passed[e], first_passed[e + 1]), numbered in a row.
  std::vector<uint32_t> first_passed;
  std::vector<bool> dropped;  // Edges that are too long.

  bool IsNode(uint32_t v) const { return v < num_nodes; }
};

// Gives each node its layer and each edge its vertices, at most `max_passed` in total: the longest edges are dropped.
Layers MakeLayers(absl::Span<const double> widths, absl::Span<const LayoutEdge> edges, size_t max_passed);

// Orders the rows so that few segments cross.
void ReduceCrossings(Layers& layers);

// The x coordinate of each vertex: rows keep their order, long edges run straight, nodes stand above their successors.
std::vector<double> PlaceVertices(const Layers& layers);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_LAYERS_H_
