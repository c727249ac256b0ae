// SPDX-License-Identifier: Apache-2.0

#include "compiler/beam_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "compiler/byte_reader.h"
#include "compiler/inflate.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";

absl::Status ReadHeader(ByteReader& reader) {
  std::string_view magic, form;
  uint32_t size;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(4, &magic));
  if (magic != "FOR1") return reader.ErrorAt(0, "not a BEAM file: it does not begin with FOR1");
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
  if (size != reader.remaining()) {
    return reader.ErrorAt(4, absl::StrFormat("the header says %d bytes, %d follow", size, reader.remaining()));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(4, &form));
  if (form != "BEAM") return reader.ErrorAt(8, "not a BEAM file: the form is not BEAM");
  return absl::OkStatus();
}

absl::Status ReadChunk(ByteReader& reader, RawChunk& chunk) {
  const size_t start = reader.position();
  std::string_view name, data, padding;
  uint32_t size;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(4, &name));
  if (!IsChunkName(name)) return reader.ErrorAt(start, "the name of a chunk is not four printable characters");
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
  if (size > reader.remaining()) {
    return reader.ErrorAt(start + 4,
                          absl::StrFormat("chunk %s says %d bytes, %d are left", name, size, reader.remaining()));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(size, &data));
  // Some tools leave out the padding of the last chunk.
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(std::min<size_t>((4 - size % 4) % 4, reader.remaining()), &padding));
  chunk.name = std::string(name);
  chunk.data = std::string(data);
  return absl::OkStatus();
}

}  // namespace

bool IsChunkName(std::string_view name) {
  return name.size() == 4 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

absl::StatusOr<std::vector<RawChunk>> ReadBeamFile(std::string_view bytes, std::string_view file_name) {
  std::string inflated;
  if (bytes.substr(0, 2) == kGzipMagic) {
    absl::StatusOr<std::string> result = Inflate(bytes, Compression::kGzip, kMaxFileBytes);
    if (!result.ok())
      return absl::InvalidArgumentError(absl::StrFormat("%s: %s", file_name, result.status().message()));
    inflated = *std::move(result);
    bytes = inflated;
  }
  if (bytes.size() > kMaxFileBytes) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: %d bytes are more than the %d allowed", file_name, bytes.size(), kMaxFileBytes));
  }
  ByteReader reader(file_name, "", bytes);
  BEAMFOLD_RETURN_IF_ERROR(ReadHeader(reader));
  std::vector<RawChunk> chunks;
  while (!reader.AtEnd()) BEAMFOLD_RETURN_IF_ERROR(ReadChunk(reader, chunks.emplace_back()));
  return chunks;
}

}  // namespace beamfold
