// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_SHAPE_H_
#define BEAMFOLD_CFG_SHAPE_H_

#include <cstddef>

#include "cfg/control_map.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// What engines are sensitive to in a structured form.
struct Shape {
  // Open scopes around the code of blocks.
  size_t max_depth = 0;
  double mean_depth = 0;
  // The most ways into one end of a block or `if`, or into one loop: branches, different rows of a table counting once,
  // and falling through. Engines pay for each merge in its fan-in, some quadratically.
  size_t max_fan_in = 0;
};

// `map` is that of `structured`, whose blocks must exist in `graph`. Linear in time.
Shape MeasureShape(const Graph& graph, const Structured& structured, const ControlMap& map);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SHAPE_H_
