// SPDX-License-Identifier: Apache-2.0

#include "compiler/atomvm/native_file.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "compiler/avm_chunk.h"
#include "compiler/avm_pack.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "compiler/decode.h"

namespace beamfold {
namespace {

// Whether a file that does not decode was compiled before, and its instructions are gone.
bool IsNativeOnly(std::string_view bytes, std::string_view name) {
  const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(bytes, name);
  return chunks.ok() && FindChunk(*chunks, "Code") == nullptr && FindChunk(*chunks, kAvmChunk) != nullptr;
}

// Gives the new .beam.
absl::StatusOr<std::string> CompileBeam(std::string_view bytes, std::string_view name, const NativeFileOptions& options,
                                        std::vector<NativeModule>& modules) {
  absl::StatusOr<Program> program = DecodeBeam(bytes, name);
  if (!program.ok() && IsNativeOnly(bytes, name)) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "%s: there is native code only (chunk avmN without Code): compile the file that it came from", name));
  }
  if (!program.ok()) return program.status();
  absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program, options.compile, options.atomvm);
  if (!result.ok()) return result.status();
  absl::StatusOr<std::string> chunk = WriteAvmChunk(result->native);
  absl::StatusOr<std::string> beam;
  if (chunk.ok()) {
    beam = WriteBeamFile(WithNativeCode(std::move(program->chunks), *std::move(chunk), options.keep_code));
  } else {
    beam = chunk.status();
  }
  if (!beam.ok()) return absl::Status(beam.status().code(), absl::StrFormat("%s: %s", name, beam.status().message()));
  modules.push_back({program->module_name(), *std::move(result)});
  return beam;
}

// Puts the module in the place of the one that is there. What stands before and behind that is kept.
void ReplaceModule(AvmPackEntry& entry, const std::string& beam) {
  const std::string_view old = AvmPackContents(entry);
  const size_t begin = static_cast<size_t>(old.data() - entry.data.data());
  const size_t end = begin + (old.size() + 3) / 4 * 4;
  entry.data = entry.data.substr(0, begin) + beam + (end < entry.data.size() ? entry.data.substr(end) : "");
}

}  // namespace

absl::StatusOr<NativeFile> AddNativeCode(std::string_view bytes, std::string_view name,
                                         const NativeFileOptions& options) {
  NativeFile file;
  file.is_pack = IsAvmPack(bytes);
  if (!file.is_pack) {
    absl::StatusOr<std::string> beam = CompileBeam(bytes, name, options, file.modules);
    if (!beam.ok() && !options.keep_going) return beam.status();
    if (!beam.ok()) file.left.emplace_back(beam.status().message());
    file.bytes = beam.ok() ? *std::move(beam) : std::string(bytes);
    return file;
  }
  absl::StatusOr<AvmPack> pack = ParseAvmPack(bytes, name);
  if (!pack.ok()) return pack.status();
  for (AvmPackEntry& entry : pack->entries) {
    if (!entry.is_beam()) continue;
    const std::string place = absl::StrFormat("%s: %s", name, absl::CHexEscape(entry.name));
    const absl::StatusOr<std::string> beam = CompileBeam(AvmPackContents(entry), place, options, file.modules);
    if (beam.ok()) {
      ReplaceModule(entry, *beam);
    } else if (options.keep_going) {
      file.left.emplace_back(beam.status().message());
    } else {
      return beam.status();
    }
  }
  absl::StatusOr<std::string> written = WriteAvmPack(*pack);
  if (!written.ok())
    return absl::Status(written.status().code(), absl::StrFormat("%s: %s", name, written.status().message()));
  file.bytes = *std::move(written);
  return file;
}

bool ParseMemoryPages(const std::string& text, AtomvmOptions& options) {
  const size_t colon = text.find(':');
  uint32_t min, max;
  if (colon == std::string::npos || !absl::SimpleAtoi(text.substr(0, colon), &min) ||
      !absl::SimpleAtoi(text.substr(colon + 1), &max) || min == 0 || min > max || max > kMaxMemoryPages) {
    return false;
  }
  options.min_pages = min;
  options.max_pages = max;
  return true;
}

}  // namespace beamfold
