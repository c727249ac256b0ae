// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_FAN_IN_H_
#define BEAMFOLD_CFG_FAN_IN_H_

#include <cstddef>
#include <cstdint>

#include "cfg/structured.h"

namespace beamfold::cfg {

// Rewrites `structured`, in the form that ResolveScopes takes (scopes.h), so that at most `limit` ways lead into any
// end of a block and any loop. `limit` must be 3 or more. Raises `num_scopes` by the number of scopes it adds.
void LimitFanIn(uint32_t limit, size_t& num_scopes, Structured& structured);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_FAN_IN_H_
