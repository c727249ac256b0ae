// SPDX-License-Identifier: Apache-2.0
//
// The container of a .beam file:
//
//   "FOR1"  u32 size of what follows  "BEAM"  { name[4]  u32 size  data  padding to a multiple of 4 }...
//
// or all of that compressed with gzip (compiler option `compressed`).

#ifndef BEAMFOLD_COMPILER_BEAM_FILE_H_
#define BEAMFOLD_COMPILER_BEAM_FILE_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/program.h"

namespace beamfold {

// Four printable characters.
bool IsChunkName(std::string_view name);

// All chunks in the order of the file, known or not. `file_name` is for messages.
absl::StatusOr<std::vector<RawChunk>> ReadBeamFile(std::string_view bytes, std::string_view file_name);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BEAM_FILE_H_
