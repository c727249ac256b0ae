// SPDX-License-Identifier: Apache-2.0
//
// Recs (OTP 29): the definitions of native records. u32 version, u32 records, u32 fields of all records, then compact
// terms, four a record: a label that is always 0, the name, whether it is exported, and a list of pairs: the name of a
// field and its default, or the number 0 if it has none.

#include "runtime/atoms.h"
#include "runtime/beam_chunks.h"
#include "runtime/beam_operand.h"
#include "runtime/heap.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kVersion = 0;

bool IsAtomArg(const Arg& a) { return a.kind == Arg::Kind::kTerm && IsAtom(a.value); }

bool MakeDefinition(Term module, const Arg* parts, const std::vector<Arg>& pool, RecordDefinition* definition) {
  const Arg& fields = parts[3];
  if (!IsAtomArg(parts[1]) || !IsAtomArg(parts[2]) || !IsBoolean(parts[2].value) || fields.kind != Arg::Kind::kList ||
      fields.count % 2 != 0 || fields.count > abi::kMaxArgs) {
    return false;
  }
  std::vector<Term> shape = {module, parts[1].value, parts[2].value};
  for (uint32_t i = 0; i < fields.count; i += 2) {
    const Arg& name = pool[fields.first + i];
    const Arg& value = pool[fields.first + i + 1];
    const bool has_default = value.kind == Arg::Kind::kTerm;
    if (!IsAtomArg(name) || (!has_default && (value.kind != Arg::Kind::kUnsigned || value.value != 0))) return false;
    shape.push_back(name.value);
    definition->defaults.push_back(has_default ? value.value : kNoTerm);
  }
  definition->shape = MakeTuple(nullptr, shape);
  return true;
}

}  // namespace

bool ReadRecords(std::string_view data, BeamTables* tables, std::string* error) {
  ByteReader in(data);
  if (in.Word() != kVersion) return true;  // newer than us: its records cannot be made
  const uint32_t count = in.Word();
  in.Word();  // fields
  constexpr uint32_t kLeastBytes = 5;
  if (in.failed() || count > in.left() / kLeastBytes) {
    *error = "chunk Recs: impossible number of records";
    return false;
  }
  OperandReader reader(tables, &in);
  for (uint32_t i = 0; i < count; ++i) {
    std::vector<Arg> pool;
    Arg parts[4];
    for (Arg& part : parts) {
      if (!reader.Read(&part, &pool)) {
        *error = "chunk Recs: " + reader.error();
        return false;
      }
    }
    RecordDefinition definition;
    if (!MakeDefinition(tables->atoms[1], parts, pool, &definition)) {
      *error = "chunk Recs: a damaged definition";
      return false;
    }
    tables->records.push_back(std::move(definition));
  }
  return true;
}

}  // namespace beamfold::rt
