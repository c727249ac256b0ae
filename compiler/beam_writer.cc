// SPDX-License-Identifier: Apache-2.0

#include "compiler/beam_writer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "compiler/avm_chunk.h"
#include "compiler/beam_file.h"
#include "compiler/limits.h"

namespace beamfold {
namespace {

constexpr std::string_view kCodeChunk = "Code";

void AppendU32(std::string& out, size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

}  // namespace

const RawChunk* FindChunk(const std::vector<RawChunk>& chunks, std::string_view name) {
  const auto found =
      std::find_if(chunks.begin(), chunks.end(), [&](const RawChunk& chunk) { return chunk.name == name; });
  return found == chunks.end() ? nullptr : &*found;
}

void DropChunk(std::vector<RawChunk>& chunks, std::string_view name) {
  std::erase_if(chunks, [&](const RawChunk& chunk) { return chunk.name == name; });
}

void ReplaceChunk(std::vector<RawChunk>& chunks, std::string_view name, std::string data) {
  const RawChunk* found = FindChunk(chunks, name);
  const size_t place = found == nullptr ? chunks.size() : static_cast<size_t>(found - chunks.data());
  // `name` may be one of the names that go.
  RawChunk chunk = {std::string(name), std::move(data)};
  DropChunk(chunks, chunk.name);
  chunks.insert(chunks.begin() + static_cast<std::ptrdiff_t>(place), std::move(chunk));
}

std::vector<RawChunk> WithNativeCode(std::vector<RawChunk> chunks, std::string avm_chunk, bool keep_code) {
  if (!keep_code) DropChunk(chunks, kCodeChunk);
  DropChunk(chunks, kAvmChunk);
  chunks.push_back({std::string(kAvmChunk), std::move(avm_chunk)});
  return chunks;
}

absl::StatusOr<std::string> WriteBeamFile(const std::vector<RawChunk>& chunks) {
  size_t size = 4;
  for (const RawChunk& chunk : chunks) {
    if (!IsChunkName(chunk.name)) {
      return absl::InvalidArgumentError(
          absl::StrFormat("'%s' cannot be the name of a chunk", absl::CHexEscape(chunk.name)));
    }
    size += 8 + (chunk.data.size() + 3) / 4 * 4;
  }
  if (size + 8 > kMaxFileBytes) {
    return absl::OutOfRangeError(
        absl::StrFormat("a .beam of %d bytes is larger than the %d allowed", size + 8, kMaxFileBytes));
  }
  std::string out = "FOR1";
  out.reserve(size + 8);
  AppendU32(out, size);
  out += "BEAM";
  for (const RawChunk& chunk : chunks) {
    out += chunk.name;
    AppendU32(out, chunk.data.size());
    out += chunk.data;
    out.append((4 - chunk.data.size() % 4) % 4, '\0');
  }
  return out;
}

}  // namespace beamfold
