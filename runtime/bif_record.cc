// SPDX-License-Identifier: Apache-2.0
//
// Module records (OTP 29): native records whose module, name and fields are known at run time only.

#include <algorithm>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/map.h"
#include "runtime/record.h"

namespace beamfold::rt::bif {
namespace {

Term IsExportedKey() {
  static const Term key = AtomFromText("is_exported");
  return key;
}

// #{is_exported => boolean()}: the boolean, or kNoTerm.
Term ExportedOption(Term options) {
  if (MapSize(options) != 1) return kNoTerm;
  const Term exported = MapGet(options, IsExportedKey());
  return exported != kNoTerm && IsBoolean(exported) ? exported : kNoTerm;
}

Term RaiseBadmap(Context* ctx, Term term) {
  static const Term kBadmap = AtomFromText("badmap");
  return RaiseErrorTagged(ctx, kBadmap, term);
}

}  // namespace

Term RecordsCreate(Context* ctx, Term module, Term name, Term fields, Term options) {
  if (!IsMap(options)) return RaiseBadmap(ctx, options);
  const Term exported = ExportedOption(options);
  const int64_t count = ListLength(fields);
  if (exported == kNoTerm || count < 0 || count > kMaxRecordFields) return RaiseBadarg(ctx);
  if (!IsAtom(module) || !IsAtom(name)) return RaiseBadrecord(ctx, name);
  std::vector<Term> shape = {module, name, exported};
  std::vector<Term> values;
  for (Term list = fields; IsCons(list); list = Tail(list)) {
    const Term pair = Head(list);
    if (!IsTuple(pair) || TupleArity(pair) != 2) return RaiseBadarg(ctx);
    const Term field = TupleElement(pair, 0);
    if (!IsAtom(field)) return RaiseBadfield(ctx, MakeTuple(ctx, shape), field);
    shape.push_back(field);
    values.push_back(TupleElement(pair, 1));
  }
  if (!HasDistinctFields(shape)) return RaiseBadarg(ctx);
  Term* to;
  const Term record = NewRecord(ctx, MakeTuple(ctx, shape), &to);
  std::copy(values.begin(), values.end(), to);
  return record;
}

Term RecordsUpdate(Context* ctx, Term record, Term module, Term name, Term fields) {
  if (!IsRecord(record)) return RaiseBadrecord(ctx, record);
  if (!IsRecordOf(record, module, name)) return RaiseBadrecord(ctx, name);
  if (!IsMap(fields)) return RaiseBadmap(ctx, fields);
  std::vector<Term> pairs;
  for (Term keys = MapsKeys(ctx, fields); IsCons(keys); keys = Tail(keys)) {
    pairs.push_back(Head(keys));
    pairs.push_back(MapGet(fields, Head(keys)));
  }
  return UpdateRecordFields(ctx, record, pairs);
}

Term RecordsGet(Context* ctx, Term field, Term record) {
  const Term value = RecordGet(record, field);
  return value != kNoTerm ? value : RaiseBadarg(ctx);
}

Term RecordsGetModule(Context* ctx, Term record) { return IsRecord(record) ? RecordModule(record) : RaiseBadarg(ctx); }
Term RecordsGetName(Context* ctx, Term record) { return IsRecord(record) ? RecordName(record) : RaiseBadarg(ctx); }
Term RecordsIsExported(Context* ctx, Term record) {
  return IsRecord(record) ? RecordExported(record) : RaiseBadrecord(ctx, record);
}
Term RecordsGetFieldNames(Context* ctx, Term record) {
  if (!IsRecord(record)) return RaiseBadrecord(ctx, record);
  return MakeList(ctx, {RecordFields(record), RecordSize(record)});
}

Term RecordsGetDefinition(Context* ctx, Term module, Term name) {
  const Module* owner = IsAtom(module) ? FindModule(module) : nullptr;
  const RecordDefinition* definition = owner != nullptr ? FindRecordDefinition(owner, name) : nullptr;
  if (definition == nullptr) return RaiseBadarg(ctx);
  std::vector<Term> fields;
  for (uint32_t i = 0; i < definition->defaults.size(); ++i) {
    const Term field = TupleElement(definition->shape, kShapeFields + i);
    const Term value = definition->defaults[i];
    fields.push_back(value == kNoTerm ? field : MakeTuple(ctx, {field, value}));
  }
  MapPair options[] = {{IsExportedKey(), TupleElement(definition->shape, 2)}};
  return MakeTuple(ctx, {MapFromPairs(ctx, options), MakeList(ctx, fields)});
}

Term ErlangIsRecord1(Context*, Term term) { return MakeBoolean(IsRecord(term)); }

}  // namespace beamfold::rt::bif
