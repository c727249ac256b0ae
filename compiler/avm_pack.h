// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's packs of modules and other files (.avm). Numbers are big-endian:
//
//   "#!/usr/bin/env AtomVM\n" and two zero bytes
//   { u32 size of all of the entry   u32 flags   u32 reserved   name, a zero, zeros up to a multiple of 4
//     data, zeros up to a multiple of 4 }...
//   an entry "end" whose size is 0
//
// How long the data are without the padding, only they know: a .beam says it in its header, another file in a number
// before it.

#ifndef BEAMFOLD_COMPILER_AVM_PACK_H_
#define BEAMFOLD_COMPILER_AVM_PACK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace beamfold {

// Flags of an entry.
inline constexpr uint32_t kAvmStart = 1;  // exports start/0
inline constexpr uint32_t kAvmBeam = 2;
inline constexpr uint32_t kAvmFile = 4;

struct AvmPackEntry {
  std::string name;
  uint32_t flags = 0;
  uint32_t reserved = 0;
  std::string data;  // what was read has its padding still; what is written is padded
  bool is_beam() const { return (flags & kAvmBeam) != 0; }
  bool operator==(const AvmPackEntry&) const = default;
};

struct AvmPack {
  std::vector<AvmPackEntry> entries;  // without the last one
  uint32_t end_flags = 0;
  uint32_t end_reserved = 0;
  std::string rest;  // what follows the last one, if anything does
  bool operator==(const AvmPack&) const = default;
};

// Whether the bytes begin as a pack does.
bool IsAvmPack(std::string_view bytes);

// `file_name` is for messages.
absl::StatusOr<AvmPack> ParseAvmPack(std::string_view bytes, std::string_view file_name);

// An error if a name has a zero in it, or if the whole is too large.
absl::StatusOr<std::string> WriteAvmPack(const AvmPack& pack);

// The data without padding and, if it is not a .beam, without the size. As they are if they do not say how long they
// are.
std::string_view AvmPackContents(const AvmPackEntry& entry);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_AVM_PACK_H_
