// SPDX-License-Identifier: Apache-2.0
//
// The first half of the relooper (relooper.h): the graph as a tree of shapes.

#ifndef BEAMFOLD_CFG_RELOOPER_SHAPES_H_
#define BEAMFOLD_CFG_RELOOPER_SHAPES_H_

#include <cstdint>
#include <vector>

#include "cfg/flow.h"

namespace beamfold::cfg::relooper {

using ShapeId = uint32_t;
inline constexpr ShapeId kNoShape = 0xffffffffu;

struct Shape {
  enum class Kind : uint8_t {
    kNothing,   // Nothing is left to be written; there are no entries.
    kSimple,    // The code of `node`, then `next`.
    kMultiple,  // One of `groups`, or none of them; then `next`.
    kLoop,      // `inner`, which begins again whenever control comes to one of the entries; then `next`.
  };
  Kind kind = Kind::kNothing;
  // kMultiple: right behind a simple shape, whose node branches to the groups by itself.
  bool fused = false;
  NodeId node = kNoNode;
  ShapeId inner = kNoShape;
  ShapeId next = kNoShape;
  // The nodes at which control comes to this shape. When there are several, the label says which one is meant.
  std::vector<NodeId> entries = {};
  // Shapes with one entry each, in the order of `entries`.
  std::vector<ShapeId> groups = {};
};

struct Shapes {
  // Where an edge leads.
  struct Way {
    ShapeId to = kNoShape;
    // The shape is a loop around the source of the edge, and begins again.
    bool continues = false;
  };
  ShapeId root = kNoShape;
  std::vector<Shape> all;
  // For each edge of the flow; unused for edges of nodes that cannot be reached.
  std::vector<Way> ways;
};

Shapes FindShapes(const Flow& flow);

}  // namespace beamfold::cfg::relooper

#endif  // BEAMFOLD_CFG_RELOOPER_SHAPES_H_
