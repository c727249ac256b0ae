// SPDX-License-Identifier: Apache-2.0

#include "compiler/byte_reader.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "compiler/status_macros.h"

namespace beamfold {

absl::Status ByteReader::Take(size_t count, const uint8_t** bytes) {
  if (count > remaining()) {
    return Error(absl::StrFormat("%d bytes wanted, %d left", count, remaining()));
  }
  *bytes = reinterpret_cast<const uint8_t*>(data_.data()) + position_;
  position_ += count;
  return absl::OkStatus();
}

absl::Status ByteReader::U8(uint8_t* value) {
  const uint8_t* bytes;
  BEAMFOLD_RETURN_IF_ERROR(Take(1, &bytes));
  *value = bytes[0];
  return absl::OkStatus();
}

absl::Status ByteReader::U16(uint32_t* value) {
  const uint8_t* bytes;
  BEAMFOLD_RETURN_IF_ERROR(Take(2, &bytes));
  *value = uint32_t{bytes[0]} << 8 | bytes[1];
  return absl::OkStatus();
}

absl::Status ByteReader::U32(uint32_t* value) {
  const uint8_t* bytes;
  BEAMFOLD_RETURN_IF_ERROR(Take(4, &bytes));
  *value = uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
  return absl::OkStatus();
}

absl::Status ByteReader::U64(uint64_t* value) {
  uint32_t high, low;
  BEAMFOLD_RETURN_IF_ERROR(U32(&high));
  BEAMFOLD_RETURN_IF_ERROR(U32(&low));
  *value = uint64_t{high} << 32 | low;
  return absl::OkStatus();
}

absl::Status ByteReader::LittleU16(uint32_t* value) {
  const uint8_t* bytes;
  BEAMFOLD_RETURN_IF_ERROR(Take(2, &bytes));
  *value = uint32_t{bytes[1]} << 8 | bytes[0];
  return absl::OkStatus();
}

absl::Status ByteReader::LittleU32(uint32_t* value) {
  const uint8_t* bytes;
  BEAMFOLD_RETURN_IF_ERROR(Take(4, &bytes));
  *value = uint32_t{bytes[3]} << 24 | uint32_t{bytes[2]} << 16 | uint32_t{bytes[1]} << 8 | bytes[0];
  return absl::OkStatus();
}

absl::Status ByteReader::Part(size_t count, ByteReader* part) {
  const uint8_t* bytes;
  ByteReader start = *this;
  BEAMFOLD_RETURN_IF_ERROR(Take(count, &bytes));
  start.data_ = data_.substr(0, position_);
  *part = std::move(start);
  return absl::OkStatus();
}

absl::Status ByteReader::Bytes(size_t count, std::string_view* bytes) {
  const uint8_t* start;
  BEAMFOLD_RETURN_IF_ERROR(Take(count, &start));
  *bytes = std::string_view(reinterpret_cast<const char*>(start), count);
  return absl::OkStatus();
}

absl::Status ByteReader::CheckCount(uint64_t count, size_t bytes_each, std::string_view what) const {
  if (count > remaining() / bytes_each) {
    return Error(absl::StrFormat("%d %s cannot be in the %d bytes that follow", count, what, remaining()));
  }
  return absl::OkStatus();
}

absl::Status ByteReader::CheckEnd() const {
  if (AtEnd()) return absl::OkStatus();
  return Error(absl::StrFormat("%d bytes too many", remaining()));
}

absl::Status ByteReader::ErrorAt(size_t position, std::string_view what) const {
  std::string text = absl::StrFormat("%s: ", file_);
  if (!chunk_.empty()) absl::StrAppendFormat(&text, "chunk %s, ", chunk_);
  if (!subject_.empty()) absl::StrAppendFormat(&text, "%s, ", subject_);
  absl::StrAppendFormat(&text, "byte %d: %s", position, what);
  return absl::InvalidArgumentError(text);
}

}  // namespace beamfold
