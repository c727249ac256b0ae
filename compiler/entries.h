// SPDX-License-Identifier: Apache-2.0
//
// Numbers the places where a module can be entered from outside, and its source locations, as runtime/abi.h says.
// The runtime's loader does the same on its own; both must agree to the last number.

#ifndef BEAMFOLD_COMPILER_ENTRIES_H_
#define BEAMFOLD_COMPILER_ENTRIES_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/program.h"

namespace beamfold {

inline constexpr uint32_t kNoEntry = 0xffffffffu;

enum class EntryKind : uint8_t { kFunction, kHandler, kReturn, kReceive };

struct Entry {
  EntryKind kind = EntryKind::kFunction;
  uint32_t function = 0;     // index into Program::functions
  uint32_t instruction = 0;  // kReturn: the call; else the label instruction
  uint32_t live = 0;         // how many x registers are live here, from x0
};

struct EntryTable {
  std::vector<Entry> entries;
  std::vector<uint32_t> of_label;   // label -> entry, or kNoEntry
  std::vector<uint32_t> of_return;  // instruction index of a call -> entry of its return point, or kNoEntry
  std::vector<uint32_t> location;   // instruction index -> location in force at that instruction
};

// Fails if there are more entries than a catch term can name.
absl::StatusOr<EntryTable> NumberEntries(const Program& program);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ENTRIES_H_
