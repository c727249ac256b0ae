// SPDX-License-Identifier: Apache-2.0
//
// Chunks put together to a .beam file: the other way of beam_file.h.

#ifndef BEAMFOLD_COMPILER_BEAM_WRITER_H_
#define BEAMFOLD_COMPILER_BEAM_WRITER_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/program.h"

namespace beamfold {

// The first chunk of that name, or null.
const RawChunk* FindChunk(const std::vector<RawChunk>& chunks, std::string_view name);

// Removes the chunks of that name.
void DropChunk(std::vector<RawChunk>& chunks, std::string_view name);

// Puts the data in the place of the first chunk of that name, and drops others; appends a chunk if there is none.
void ReplaceChunk(std::vector<RawChunk>& chunks, std::string_view name, std::string data);

// What AtomVM loads: all chunks in their order but Code and, at the end, the data as chunk avmN. With `keep_code`, Code
// too.
std::vector<RawChunk> WithNativeCode(std::vector<RawChunk> chunks, std::string avm_chunk, bool keep_code = false);

// The file. What ReadBeamFile read is written as it was, if that was not compressed and padded at its end. An error if
// a name is not four printable characters, or if the whole is too large.
absl::StatusOr<std::string> WriteBeamFile(const std::vector<RawChunk>& chunks);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BEAM_WRITER_H_
