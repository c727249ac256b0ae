// SPDX-License-Identifier: Apache-2.0
//
// AtU8: i32 count, then for each atom its length and its text in UTF-8.
//
// The length is one byte. Since OTP 28 the count may be negative: then there are -count atoms and each length is a
// compact term tagged u, because 255 characters may need more than 255 bytes. The first atom is the module's name.

#include <string>

#include "absl/strings/str_format.h"
#include "compiler/chunks.h"
#include "compiler/compact_term.h"
#include "compiler/erlang_text.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr uint64_t kMaxAtomBytes = 4 * kMaxAtomCharacters;

absl::Status ReadAtom(ByteReader& reader, bool long_lengths, std::string* atom) {
  const size_t start = reader.position();
  uint64_t length;
  if (long_lengths) {
    BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, kMaxAtomBytes, &length));
  } else {
    uint8_t byte;
    BEAMFOLD_RETURN_IF_ERROR(reader.U8(&byte));
    length = byte;
  }
  std::string_view text;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(length, &text));
  size_t characters;
  if (!IsUtf8(text, &characters)) return reader.ErrorAt(start, "an atom is not UTF-8");
  if (characters > kMaxAtomCharacters) {
    return reader.ErrorAt(start,
                          absl::StrFormat("an atom of %d characters, %d is the most", characters, kMaxAtomCharacters));
  }
  *atom = std::string(text);
  return absl::OkStatus();
}

}  // namespace

absl::Status DecodeAtoms(ByteReader& reader, Program& program) {
  uint32_t word;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&word));
  const bool long_lengths = static_cast<int32_t>(word) < 0;
  const uint32_t count = long_lengths ? -word : word;
  if (count == 0) return reader.ErrorAt(0, "there is no atom: the first one names the module");
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, 1, "atoms"));
  program.atoms.resize(size_t{count} + 1);
  for (uint32_t i = 1; i <= count; ++i) {
    BEAMFOLD_RETURN_IF_ERROR(ReadAtom(reader, long_lengths, &program.atoms[i]));
  }
  return reader.CheckEnd();
}

}  // namespace beamfold
