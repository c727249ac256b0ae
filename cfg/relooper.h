// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_RELOOPER_H_
#define BEAMFOLD_CFG_RELOOPER_H_

#include <cstddef>

#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Strategy::kRelooper (see relooper.cc). The result still has names for scopes, as ResolveScopes takes it (scopes.h);
// `num_scopes` is set to their number. `graph` must be valid.
Structured Reloop(const Graph& graph, size_t& num_scopes);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_RELOOPER_H_
