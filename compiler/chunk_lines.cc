// SPDX-License-Identifier: Apache-2.0
//
// Line: u32 version 0, u32 flags, u32 number of line instructions, u32 number of locations, u32 number of file names;
// then the locations, as compact terms: tag a changes the file (0 at first), tag i is a line in it; then the names,
// each u16 length and text. Location 0 ("none") and file 0 (the module's own) are not written.

#include <limits>
#include <string>

#include "absl/strings/str_format.h"
#include "compiler/chunks.h"
#include "compiler/compact_term.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

absl::Status ReadLocations(ByteReader& reader, uint32_t count, uint32_t files, Program& program) {
  uint32_t file = 0;
  while (program.lines.size() <= count) {
    const size_t start = reader.position();
    TaggedNumber number;
    BEAMFOLD_RETURN_IF_ERROR(ReadTaggedNumber(reader, &number));
    if (number.is_big || number.value < 0 || number.value > std::numeric_limits<uint32_t>::max()) {
      return reader.ErrorAt(start, "a line is out of range");
    }
    const uint32_t value = static_cast<uint32_t>(number.value);
    if (number.tag == CompactTag::kA) {
      if (value > files) {
        return reader.ErrorAt(start, absl::StrFormat("file %d is out of range, there are %d", value, files));
      }
      file = value;
    } else if (number.tag == CompactTag::kI) {
      program.lines.push_back({file, value});
    } else {
      return reader.ErrorAt(start, "a location is neither a line nor a file");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status DecodeLines(ByteReader& reader, Program& program) {
  uint32_t version, flags, instructions, count, files;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&version));
  if (version != 0) return reader.ErrorAt(0, absl::StrFormat("unknown version %d of line information", version));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&flags));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&instructions));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&count));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&files));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(uint64_t{count} + uint64_t{files} * 2, 1, "locations and names"));
  BEAMFOLD_RETURN_IF_ERROR(ReadLocations(reader, count, files, program));
  for (uint32_t i = 0; i < files; ++i) {
    uint32_t length;
    std::string_view name;
    BEAMFOLD_RETURN_IF_ERROR(reader.U16(&length));
    BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(length, &name));
    program.line_files.push_back(std::string(name));
  }
  return reader.CheckEnd();
}

}  // namespace beamfold
