// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_SCOPES_H_
#define BEAMFOLD_CFG_SCOPES_H_

#include <cstddef>
#include <cstdint>

#include "cfg/structured.h"

namespace beamfold::cfg {

// A scope that a branch can name before it is known how deep it will be.
using ScopeId = uint32_t;

// Takes ops in which the `depth` of each branch, and each of `targets`, is the ScopeId of where it leads, and the
// `value` of each kBlock and kLoop its own ScopeId, below `num_scopes`. Drops the scopes that no branch names and
// replaces the names by depths (and the `value` of scopes by 0).
void ResolveScopes(size_t num_scopes, Structured& structured);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SCOPES_H_
