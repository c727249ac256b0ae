// SPDX-License-Identifier: Apache-2.0

#include "compiler/decode.h"

#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "compiler/chunks.h"
#include "compiler/external_term.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

absl::Status DecodeStrings(ByteReader& reader, Program& program) {
  std::string_view bytes;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(reader.remaining(), &bytes));
  program.strings = std::string(bytes);
  return absl::OkStatus();
}

// Chunks that are kept as they are, but must be a term.
absl::Status CheckTermChunk(ByteReader& reader, Program&) {
  uint8_t version;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&version));
  if (version != kExternalVersion) return reader.ErrorAt(0, "not a term in external format");
  BEAMFOLD_RETURN_IF_ERROR(CheckExternalTerm(reader));
  return reader.CheckEnd();
}

struct ChunkRow {
  std::string_view name;
  bool required;
  absl::Status (*decode)(ByteReader& reader, Program& program);
};

// In the order in which they need each other.
constexpr ChunkRow kChunks[] = {
    {"AtU8", true, DecodeAtoms},     {"StrT", false, DecodeStrings},  {"ImpT", true, DecodeImports},
    {"FunT", false, DecodeLambdas},  {"LitT", false, DecodeLiterals}, {"LitU", false, DecodeUncompressedLiterals},
    {"Type", false, DecodeTypes},    {"Line", false, DecodeLines},    {"Code", true, DecodeCode},
    {"ExpT", true, DecodeExports},   {"LocT", false, DecodeLocals},   {"Attr", false, CheckTermChunk},
    {"CInf", false, CheckTermChunk}, {"Meta", false, CheckTermChunk},
};

absl::Status CheckChunkList(const Program& program) {
  const auto error = [&](std::string_view what) {
    return absl::InvalidArgumentError(absl::StrFormat("%s: %s", program.file, what));
  };
  for (const ChunkRow& row : kChunks) {
    const RawChunk* found = nullptr;
    for (const RawChunk& chunk : program.chunks) {
      if (chunk.name != row.name) continue;
      if (found != nullptr) return error(absl::StrFormat("chunk %s is there twice", row.name));
      found = &chunk;
    }
    if (found != nullptr || !row.required) continue;
    if (row.name == "AtU8" && FindChunk(program.chunks, "Atom") != nullptr) {
      return error("chunk Atom is obsolete, AtU8 is missing: compile again with OTP 20 or later");
    }
    return error(absl::StrFormat("chunk %s is missing", row.name));
  }
  if (FindChunk(program.chunks, "LitT") != nullptr && FindChunk(program.chunks, "LitU") != nullptr) {
    return error("chunks LitT and LitU are both there");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Program> DecodeBeam(std::string_view bytes, std::string_view file_name) {
  absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(bytes, file_name);
  if (!chunks.ok()) return chunks.status();
  Program program;
  program.file = std::string(file_name);
  program.chunks = *std::move(chunks);
  BEAMFOLD_RETURN_IF_ERROR(CheckChunkList(program));
  for (const ChunkRow& row : kChunks) {
    const RawChunk* chunk = FindChunk(program.chunks, row.name);
    if (chunk == nullptr) continue;
    ByteReader reader(program.file, chunk->name, chunk->data);
    BEAMFOLD_RETURN_IF_ERROR(row.decode(reader, program));
    if (row.name == "AtU8") {
      program.lines = {LineEntry()};
      program.line_files = {program.module_name() + ".erl"};
    }
  }
  if (const RawChunk* funs = FindChunk(program.chunks, "FunT"); funs != nullptr) {
    BEAMFOLD_RETURN_IF_ERROR(CheckLambdas(ByteReader(program.file, funs->name, funs->data), program));
  }
  return program;
}

}  // namespace beamfold
