// SPDX-License-Identifier: Apache-2.0

#include "compiler/avm_pack.h"

#include <cstddef>

#include "absl/strings/str_format.h"
#include "compiler/byte_reader.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr std::string_view kMagic("#!/usr/bin/env AtomVM\n\0\0", 24);
constexpr std::string_view kEndName("end\0", 4);
constexpr std::string_view kBeamMagic = "FOR1";
constexpr size_t kEntryHeaderBytes = 12;
constexpr size_t kMinEntryBytes = kEntryHeaderBytes + 4;

size_t PaddingOf(size_t size) { return (4 - size % 4) % 4; }

// The zeros after a name: one at least.
size_t NamePaddingOf(size_t size) { return 4 - size % 4; }

absl::Status ReadName(ByteReader& reader, std::string& name) {
  std::string_view word;
  do {
    BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(4, &word));
    name += word;
  } while (word.find('\0') == std::string_view::npos);
  const size_t length = name.find('\0');
  if (name.find_first_not_of('\0', length) != std::string::npos) {
    return reader.ErrorAt(reader.position() - 4, "a name is not padded with zeros");
  }
  name.resize(length);
  return absl::OkStatus();
}

// The entry whose size was read.
absl::Status ReadEntry(ByteReader& reader, uint32_t size, AvmPackEntry& entry) {
  const size_t start = reader.position() - 4;
  if (size < kMinEntryBytes || size % 4 != 0 || size - 4 > reader.remaining()) {
    return reader.ErrorAt(
        start, absl::StrFormat("an entry cannot take %d of the %d bytes that are left", size, reader.remaining() + 4));
  }
  ByteReader part = reader;
  BEAMFOLD_RETURN_IF_ERROR(reader.Part(size - 4, &part));
  std::string_view data;
  BEAMFOLD_RETURN_IF_ERROR(part.U32(&entry.flags));
  BEAMFOLD_RETURN_IF_ERROR(part.U32(&entry.reserved));
  BEAMFOLD_RETURN_IF_ERROR(ReadName(part, entry.name));
  BEAMFOLD_RETURN_IF_ERROR(part.Bytes(part.remaining(), &data));
  entry.data = std::string(data);
  return absl::OkStatus();
}

absl::Status ReadEnd(ByteReader& reader, AvmPack& pack) {
  std::string_view name, rest;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&pack.end_flags));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&pack.end_reserved));
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(kEndName.size(), &name));
  if (name != kEndName) return reader.ErrorAt(reader.position() - 4, "an entry without a size is not called 'end'");
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(reader.remaining(), &rest));
  pack.rest = std::string(rest);
  return absl::OkStatus();
}

void AppendU32(std::string& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

// The big-endian number at the front, which must be there.
uint32_t FrontU32(std::string_view bytes) {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

}  // namespace

bool IsAvmPack(std::string_view bytes) { return bytes.substr(0, kMagic.size()) == kMagic; }

absl::StatusOr<AvmPack> ParseAvmPack(std::string_view bytes, std::string_view file_name) {
  ByteReader reader(file_name, "", bytes);
  if (bytes.size() > kMaxFileBytes) {
    return reader.Error(absl::StrFormat("%d bytes are more than the %d allowed", bytes.size(), kMaxFileBytes));
  }
  if (!IsAvmPack(bytes)) return reader.Error("not a pack of AtomVM: it does not begin with #!/usr/bin/env AtomVM");
  std::string_view magic;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(kMagic.size(), &magic));
  AvmPack pack;
  while (true) {
    uint32_t size;
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
    if (size == 0) break;
    BEAMFOLD_RETURN_IF_ERROR(ReadEntry(reader, size, pack.entries.emplace_back()));
  }
  BEAMFOLD_RETURN_IF_ERROR(ReadEnd(reader, pack));
  return pack;
}

absl::StatusOr<std::string> WriteAvmPack(const AvmPack& pack) {
  std::string out(kMagic);
  for (const AvmPackEntry& entry : pack.entries) {
    if (entry.name.find('\0') != std::string::npos) {
      return absl::InvalidArgumentError(absl::StrFormat("the name of entry '%s' has a zero in it", entry.name.c_str()));
    }
    const size_t data_bytes = entry.data.size() + PaddingOf(entry.data.size());
    const size_t size = kEntryHeaderBytes + entry.name.size() + NamePaddingOf(entry.name.size()) + data_bytes;
    if (size > kMaxFileBytes - out.size()) {
      return absl::OutOfRangeError(
          absl::StrFormat("a pack of more than %d bytes: entry '%s' does not fit", kMaxFileBytes, entry.name));
    }
    AppendU32(out, static_cast<uint32_t>(size));
    AppendU32(out, entry.flags);
    AppendU32(out, entry.reserved);
    out += entry.name;
    out.append(NamePaddingOf(entry.name.size()), '\0');
    out += entry.data;
    out.append(PaddingOf(entry.data.size()), '\0');
  }
  AppendU32(out, 0);
  AppendU32(out, pack.end_flags);
  AppendU32(out, pack.end_reserved);
  out += kEndName;
  return out + pack.rest;
}

std::string_view AvmPackContents(const AvmPackEntry& entry) {
  std::string_view data = entry.data;
  if (entry.is_beam()) {
    // Some tools pad names by more than a word.
    while (data.size() >= 4 && FrontU32(data) == 0) data.remove_prefix(4);
    if (data.size() < 8 || data.substr(0, 4) != kBeamMagic) return data;
    const uint32_t size = FrontU32(data.substr(4));
    return size <= data.size() - 8 ? data.substr(0, size_t{8} + size) : data;
  }
  if ((entry.flags & kAvmFile) == 0 || data.size() < 4) return data;
  const uint32_t size = FrontU32(data);
  return size <= data.size() - 4 ? data.substr(4, size) : data;
}

}  // namespace beamfold
