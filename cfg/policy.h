// SPDX-License-Identifier: Apache-2.0
//
// What a caller may choose about structuring. The same graph can be structured under every policy and compared
// (stats.h).

#ifndef BEAMFOLD_CFG_POLICY_H_
#define BEAMFOLD_CFG_POLICY_H_

#include <cstdint>

namespace beamfold::cfg {

enum class Strategy : uint8_t {
  // Dominator tree and reverse postorder: a structured branch wherever WebAssembly has one, the dispatch otherwise.
  kStackifier,
  // Every edge goes through the dispatch: the "loop around a switch" that structuring is measured against.
  kNaive,
  // Shapes and a label that is tested, as Emscripten's relooper did it (relooper.h). To compare with.
  kRelooper,
};

struct Policy {
  Strategy strategy = Strategy::kStackifier;
  // The most ways that may lead into one end of a block or one loop; see fan_in.h. 0: no limit. Less than 3 counts
  // as 3.
  uint32_t max_fan_in = 32;
};

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_POLICY_H_
