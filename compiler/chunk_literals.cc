// SPDX-License-Identifier: Apache-2.0
//
// Literals: u32 count, then for each u32 size and a term in external format with its version byte.
//
//   LitT  u32 size of that, then that compressed with zlib; since OTP 28 the size may be 0: then it is not compressed
//   LitU  that itself: packbeam, the archiver of AtomVM, writes it

#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "compiler/chunks.h"
#include "compiler/external_term.h"
#include "compiler/inflate.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

absl::Status ReadLiteral(ByteReader& reader, std::string* external) {
  const size_t start = reader.position();
  uint32_t size;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
  if (size > reader.remaining()) {
    return reader.ErrorAt(start, absl::StrFormat("a literal of %d bytes, %d are left", size, reader.remaining()));
  }
  const size_t end = reader.position() + size;
  // A second reader looks at the term alone: the first one would let it run on into the next literal.
  std::string_view bytes;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(size, &bytes));
  ByteReader term(reader.file(), reader.chunk(), bytes);
  term.set_subject(absl::StrFormat("literal at byte %d", end - size));
  uint8_t version;
  BEAMFOLD_RETURN_IF_ERROR(term.U8(&version));
  if (version != kExternalVersion) return term.ErrorAt(0, "a literal that is not in external format");
  BEAMFOLD_RETURN_IF_ERROR(CheckExternalTerm(term));
  BEAMFOLD_RETURN_IF_ERROR(term.CheckEnd());
  *external = std::string(bytes.substr(1));
  return absl::OkStatus();
}

}  // namespace

absl::Status DecodeUncompressedLiterals(ByteReader& reader, Program& program) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&count));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, 6, "literals"));  // size, version and one byte at least
  program.literals.resize(count);
  for (Literal& literal : program.literals) BEAMFOLD_RETURN_IF_ERROR(ReadLiteral(reader, &literal.external));
  return reader.CheckEnd();
}

absl::Status DecodeLiterals(ByteReader& reader, Program& program) {
  uint32_t size;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
  std::string_view data;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(reader.remaining(), &data));
  if (size == 0) {
    ByteReader plain(reader.file(), reader.chunk(), data);
    return DecodeUncompressedLiterals(plain, program);
  }
  if (size > kMaxFileBytes) return reader.ErrorAt(0, absl::StrFormat("%d bytes of literals are too many", size));
  absl::StatusOr<std::string> inflated = Inflate(data, Compression::kZlib, size);
  if (!inflated.ok()) return reader.ErrorAt(4, std::string(inflated.status().message()));
  if (inflated->size() != size) {
    return reader.ErrorAt(
        0, absl::StrFormat("the header says %d bytes of literals, there are %d", size, inflated->size()));
  }
  ByteReader plain(reader.file(), reader.chunk(), *inflated);
  return DecodeUncompressedLiterals(plain, program);
}

}  // namespace beamfold
