// SPDX-License-Identifier: Apache-2.0
//
// What the runtime calls when a module is several functions:
//
//     loop: call the part that serves `label`;
//           memory should be collected:                                           return
//           it left with kContinue at an entry of ours, and reductions are left:  label := that entry, again
//           it left with kReturn, and cp is an entry of ours:                     label := that entry, again
//           all else:                                                             return
//
// It serves what one function would serve itself; the runtime sees no difference. (An edge into another part is a
// kContinue: only a function's entry can be called from another function.)

#ifndef BEAMFOLD_COMPILER_BEAMFOLD_DRIVER_H_
#define BEAMFOLD_COMPILER_BEAMFOLD_DRIVER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cfg/partition.h"
#include "emit/module_contents.h"

namespace beamfold {

// functions[p] is the index of the function of part p.
emit::FunctionBody EncodeDriver(const cfg::Partition& partition, const std::vector<uint32_t>& functions,
                                size_t num_entries, uint32_t cp_base_global);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BEAMFOLD_DRIVER_H_
