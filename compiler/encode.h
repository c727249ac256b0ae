// SPDX-License-Identifier: Apache-2.0
//
// From blocks and structure to functions.
//
// A module is one function as long as it is within the budget. Beyond that it is several, the *parts*
// (cfg/partition.h), and in front of them a *driver*, which is what the runtime calls:
//
//     loop: call the part that serves `label`;
//           memory should be collected:                                           return
//           it left with kContinue at an entry of ours, and reductions are left:  label := that entry, again
//           it left with kReturn, and cp is an entry of ours:                     label := that entry, again
//           all else:                                                             return
//
// So a part need not know about the others: an edge into another part leaves as if that function were not compiled
// (kContinue; only a function's entry can be called from another function), and a return to it as if it were another
// module's (kReturn). Both store the registers that are live there, and the prologue of the next part loads them.
// The driver serves what one function would serve itself; the runtime sees no difference.

#ifndef BEAMFOLD_COMPILER_ENCODE_H_
#define BEAMFOLD_COMPILER_ENCODE_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cfg/partition.h"
#include "cfg/policy.h"
#include "compiler/entries.h"
#include "compiler/lower.h"
#include "compiler/module_context.h"
#include "emit/module_contents.h"

namespace beamfold {

// The function of parts[number]. Writes the code of the part's stubs, for which it changes the part's graph.
absl::StatusOr<emit::FunctionBody> EncodePart(cfg::Partition& partition, uint32_t number, const Lowered& lowered,
                                              const EntryTable& entries, const cfg::Policy& policy);

// The driver. functions[p] is the index of the function of part p.
emit::FunctionBody EncodeDriver(const cfg::Partition& partition, const std::vector<uint32_t>& functions,
                                size_t num_entries, uint32_t cp_base_global);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ENCODE_H_
