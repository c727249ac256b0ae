// SPDX-License-Identifier: Apache-2.0
//
// The tables of functions: u32 count, then u32 fields.
//
//   ImpT  module atom, function atom, arity
//   ExpT  function atom, arity, label
//   LocT  the same, of functions that are not exported
//   FunT  function atom, arity with free variables, label, index, free variables, old unique number

#include "absl/strings/str_format.h"
#include "compiler/chunks.h"
#include "compiler/erlang_text.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr size_t kWord = 4;

absl::Status ReadCount(ByteReader& reader, size_t fields, std::string_view what, uint32_t* count) {
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(count));
  return reader.CheckCount(*count, fields * kWord, what);
}

absl::Status ReadAtomIndex(ByteReader& reader, const Program& program, uint32_t* index) {
  const size_t start = reader.position();
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(index));
  if (*index == 0 || *index >= program.atoms.size()) {
    return reader.ErrorAt(start,
                          absl::StrFormat("atom %d is out of range, there are %d", *index, program.atoms.size() - 1));
  }
  return absl::OkStatus();
}

absl::Status ReadArity(ByteReader& reader, uint32_t* arity) {
  const size_t start = reader.position();
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(arity));
  if (*arity > kMaxArity) {
    return reader.ErrorAt(start, absl::StrFormat("an arity of %d, %d is the most", *arity, kMaxArity));
  }
  return absl::OkStatus();
}

// The function that begins at the entry label, or null.
const FunctionRange* FunctionAt(const Program& program, uint32_t label) {
  if (label == 0 || label >= program.label_count) return nullptr;
  const uint32_t position = program.label_position[label];
  size_t low = 0, high = program.functions.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (program.functions[middle].end <= position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == program.functions.size() || program.functions[low].entry_label != label) return nullptr;
  return &program.functions[low];
}

absl::Status CheckEntry(const ByteReader& reader, size_t position, const Program& program, uint32_t function,
                        uint32_t arity, uint32_t label) {
  const FunctionRange* found = FunctionAt(program, label);
  if (found != nullptr && found->name == function && found->arity == arity) return absl::OkStatus();
  return reader.ErrorAt(
      position, absl::StrFormat("label %d is not the entry of %s/%d", label, AtomText(program.atoms[function]), arity));
}

absl::Status DecodeEntries(ByteReader& reader, const Program& program, std::vector<ExportEntry>& entries) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(ReadCount(reader, 3, "functions", &count));
  entries.resize(count);
  for (ExportEntry& entry : entries) {
    const size_t start = reader.position();
    BEAMFOLD_RETURN_IF_ERROR(ReadAtomIndex(reader, program, &entry.function));
    BEAMFOLD_RETURN_IF_ERROR(ReadArity(reader, &entry.arity));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&entry.label));
    BEAMFOLD_RETURN_IF_ERROR(CheckEntry(reader, start, program, entry.function, entry.arity, entry.label));
  }
  return reader.CheckEnd();
}

}  // namespace

absl::Status DecodeImports(ByteReader& reader, Program& program) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(ReadCount(reader, 3, "imports", &count));
  program.imports.resize(count);
  for (ImportEntry& entry : program.imports) {
    BEAMFOLD_RETURN_IF_ERROR(ReadAtomIndex(reader, program, &entry.module));
    BEAMFOLD_RETURN_IF_ERROR(ReadAtomIndex(reader, program, &entry.function));
    BEAMFOLD_RETURN_IF_ERROR(ReadArity(reader, &entry.arity));
  }
  return reader.CheckEnd();
}

absl::Status DecodeExports(ByteReader& reader, Program& program) {
  return DecodeEntries(reader, program, program.exports);
}

absl::Status DecodeLocals(ByteReader& reader, Program& program) {
  return DecodeEntries(reader, program, program.locals);
}

absl::Status DecodeLambdas(ByteReader& reader, Program& program) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(ReadCount(reader, 6, "funs", &count));
  program.lambdas.resize(count);
  for (LambdaEntry& entry : program.lambdas) {
    const size_t start = reader.position();
    BEAMFOLD_RETURN_IF_ERROR(ReadAtomIndex(reader, program, &entry.function));
    BEAMFOLD_RETURN_IF_ERROR(ReadArity(reader, &entry.arity));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&entry.label));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&entry.index));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&entry.num_free));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&entry.old_uniq));
    if (entry.num_free > entry.arity) {
      return reader.ErrorAt(
          start, absl::StrFormat("a fun with %d free variables has an arity of only %d", entry.num_free, entry.arity));
    }
  }
  return reader.CheckEnd();
}

absl::Status CheckLambdas(const ByteReader& reader, const Program& program) {
  for (size_t i = 0; i < program.lambdas.size(); ++i) {
    const LambdaEntry& entry = program.lambdas[i];
    BEAMFOLD_RETURN_IF_ERROR(
        CheckEntry(reader, kWord + i * 6 * kWord, program, entry.function, entry.arity, entry.label));
  }
  return absl::OkStatus();
}

}  // namespace beamfold
