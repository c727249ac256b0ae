// SPDX-License-Identifier: Apache-2.0

#include "compiler/avm_names.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_format.h"
#include "compiler/beam_writer.h"
#include "compiler/byte_reader.h"
#include "compiler/chunks.h"
#include "compiler/erlang_text.h"
#include "compiler/status_macros.h"

namespace beamfold {

absl::StatusOr<AvmNames> AvmNames::Read(const std::vector<RawChunk>& chunks, std::string_view file_name) {
  AvmNames names;
  names.program_.file = std::string(file_name);
  const RawChunk* atoms = FindChunk(chunks, "AtU8");
  if (atoms == nullptr) return absl::InvalidArgumentError(absl::StrFormat("%s: chunk AtU8 is missing", file_name));
  ByteReader atom_reader(names.program_.file, atoms->name, atoms->data);
  BEAMFOLD_RETURN_IF_ERROR(DecodeAtoms(atom_reader, names.program_));
  BEAMFOLD_RETURN_IF_ERROR(names.ReadFunctions(chunks, "ExpT"));
  BEAMFOLD_RETURN_IF_ERROR(names.ReadFunctions(chunks, "LocT"));
  names.program_.lines = {LineEntry()};
  names.program_.line_files = {names.module() + ".erl"};
  if (const RawChunk* lines = FindChunk(chunks, "Line"); lines != nullptr) {
    ByteReader reader(names.program_.file, lines->name, lines->data);
    BEAMFOLD_RETURN_IF_ERROR(DecodeLines(reader, names.program_));
  }
  return names;
}

// u32 count, then function atom, arity, label; without Code, labels cannot be checked.
absl::Status AvmNames::ReadFunctions(const std::vector<RawChunk>& chunks, std::string_view chunk) {
  constexpr size_t kEntryBytes = 12;
  const RawChunk* found = FindChunk(chunks, chunk);
  if (found == nullptr) return absl::OkStatus();
  ByteReader reader(program_.file, found->name, found->data);
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&count));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, kEntryBytes, "functions"));
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t atom, arity, label;
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&atom));
    if (atom == 0 || atom >= program_.atoms.size()) {
      return reader.ErrorAt(reader.position() - 4, absl::StrFormat("atom %d is out of range", atom));
    }
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&arity));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&label));
    functions_[label] = absl::StrFormat("%s/%d", AtomText(program_.atoms[atom]), arity);
  }
  return reader.CheckEnd();
}

std::string AvmNames::LabelText(uint32_t label) const {
  const auto after = functions_.upper_bound(label);
  if (after == functions_.begin()) return "before all functions";
  const auto function = std::prev(after);
  return function->first == label ? function->second : absl::StrFormat("in %s", function->second);
}

std::string AvmNames::EntryText(uint32_t label, const AvmNative& native, const AvmWasm& code) const {
  if (label < native.labels) return LabelText(label);
  if (label == native.labels) return "end of processes";
  const auto row = std::find_if(code.continuations.begin(), code.continuations.end(),
                                [&](const AvmContinuation& candidate) { return candidate.continuation == label; });
  if (row == code.continuations.end()) return "continuation";
  return absl::StrFormat("continues L%d, %s", row->label, LabelText(row->label));
}

std::string AvmNames::LineText(uint32_t line) const {
  if (line == 0) return "-";
  if (line >= program_.lines.size()) return absl::StrFormat("line %d", line);
  const LineEntry& entry = program_.lines[line];
  return absl::StrFormat("%s:%d", program_.line_files[entry.file], entry.line);
}

}  // namespace beamfold
