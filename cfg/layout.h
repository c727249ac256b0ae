// SPDX-License-Identifier: Apache-2.0
//
// Coordinates for a drawing of any directed graph in layers (see layout.cc).

#ifndef BEAMFOLD_CFG_LAYOUT_H_
#define BEAMFOLD_CFG_LAYOUT_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "cfg/scene.h"

namespace beamfold::cfg {

struct LayoutEdge {
  uint32_t from = 0;
  uint32_t to = 0;
};

struct Layout {
  double width = 0;
  double height = 0;
  std::vector<Point> center;  // Of each node.
  // How each edge runs, from the rim of its source to the rim of its target. Empty: the edge would pass too many layers
  // and is better drawn as a reference.
  std::vector<std::vector<Point>> route;
};

// Nodes are boxes kRowHeight high. Their numbers are their order: an edge to a node with a higher number runs down, all
// others run up. Parts that no edge connects are laid out side by side. Near-linear in time and memory.
Layout LayOut(absl::Span<const double> widths, absl::Span<const LayoutEdge> edges);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_LAYOUT_H_
