// SPDX-License-Identifier: Apache-2.0
//
// From blocks and structure to functions. A module is one function as long as it is within the budget; beyond that it
// is several, the *parts* (cfg/partition.h). A part need not know about the others: an edge into another part leaves as
// if that function were not compiled, and a return to it as if it were another module's. Both store the registers that
// are live there, and the prologue of the next part loads them.

#ifndef BEAMFOLD_COMPILER_ENCODE_H_
#define BEAMFOLD_COMPILER_ENCODE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "cfg/partition.h"
#include "cfg/policy.h"
#include "compiler/entries.h"
#include "compiler/lower.h"
#include "emit/module_contents.h"

namespace beamfold {

// The function of parts[number]. Writes the code of the part's stubs, for which it changes the part's graph.
absl::StatusOr<emit::FunctionBody> EncodePart(cfg::Partition& partition, uint32_t number, const Lowering& lowering,
                                              const Lowered& lowered, const EntryTable& entries,
                                              const cfg::Policy& policy);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ENCODE_H_
