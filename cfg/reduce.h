// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_REDUCE_H_
#define BEAMFOLD_CFG_REDUCE_H_

#include <cstdint>

#include "cfg/graph.h"
#include "cfg/policy.h"
#include "cfg/routes.h"

namespace beamfold::cfg {

// Makes the routes reducible by giving each loop with several entries one way in: a test of the label local at its
// head or, where `policy` allows and that is small, a copy of what lies between an entry and the head. Returns the
// analysis of the result.
Analysis Reduce(const Graph& graph, const Policy& policy, Routes& routes);

// What a block costs where it is copied: its code and its branches, in bytes.
uint64_t CopyCost(const Block& block);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_REDUCE_H_
