// SPDX-License-Identifier: Apache-2.0

#include "runtime/record.h"

#include <algorithm>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/exception.h"
#include "runtime/heap.h"

namespace beamfold::rt {
namespace {

// {{Module, Name}, Field}, in an exception with that tag.
Term RaiseForField(Context* ctx, Term tag, Term shape, Term field) {
  const Term record = MakeTuple(ctx, {TupleElement(shape, 0), TupleElement(shape, 1)});
  return RaiseErrorTagged(ctx, tag, MakeTuple(ctx, {record, field}));
}

Term MakeFromDefinition(Context* ctx, const RecordDefinition& definition, std::span<const Term> pairs) {
  static const Term kNovalue = AtomFromText("novalue");
  const Term shape = definition.shape;
  Term* values;
  const Term record = NewRecord(ctx, shape, &values);
  std::copy(definition.defaults.begin(), definition.defaults.end(), values);
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    const int32_t at = FindField(shape, pairs[i]);
    if (at < 0) return RaiseBadfield(ctx, shape, pairs[i]);
    values[at] = pairs[i + 1];
  }
  for (uint32_t i = 0; i < definition.defaults.size(); ++i) {
    if (values[i] == kNoTerm) {
      // What stands in the fragment area must be terms.
      std::fill_n(values, definition.defaults.size(), kNil);
      return RaiseForField(ctx, kNovalue, shape, TupleElement(shape, kShapeFields + i));
    }
  }
  return record;
}

}  // namespace

Term NewRecord(Context* ctx, Term shape, Term** values) {
  const uint32_t fields = TupleArity(shape) - kShapeFields;
  Term* p = Alloc(ctx, fields + 2);
  p[0] = MakeHeader(fields + 1, abi::kHeaderRecord);
  p[1] = shape;
  *values = p + 2;
  return BoxedTerm(p);
}

bool HasDistinctFields(std::span<const Term> shape) {
  std::vector<Term> fields(shape.begin() + kShapeFields, shape.end());
  std::sort(fields.begin(), fields.end());
  return std::adjacent_find(fields.begin(), fields.end()) == fields.end();
}

int32_t FindField(Term shape, Term field) {
  const uint32_t arity = TupleArity(shape);
  const Term* elements = TupleElements(shape);
  for (uint32_t i = kShapeFields; i < arity; ++i) {
    if (elements[i] == field) return static_cast<int32_t>(i - kShapeFields);
  }
  return -1;
}

Term RecordGet(Term record, Term field) {
  if (!IsRecord(record)) return kNoTerm;
  const int32_t at = FindField(RecordShape(record), field);
  return at < 0 ? kNoTerm : RecordValues(record)[at];
}

bool IsRecordOf(Term t, Term module, Term name) {
  return IsRecord(t) && RecordModule(t) == module && RecordName(t) == name;
}

bool IsRecordAccessible(const Module* module, Term record, Term scope) {
  static const Term kExternal = AtomFromText("external");
  if (!IsRecord(record)) return false;
  return RecordExported(record) == atoms::kTrue || (scope != kExternal && RecordModule(record) == module->name);
}

Term RaiseBadrecord(Context* ctx, Term what) {
  static const Term kBadrecord = AtomFromText("badrecord");
  return RaiseErrorTagged(ctx, kBadrecord, what);
}

Term RaiseBadfield(Context* ctx, Term shape, Term field) {
  static const Term kBadfield = AtomFromText("badfield");
  return RaiseForField(ctx, kBadfield, shape, field);
}

Term RecordField(Context* ctx, const Module* module, Term id, Term record, Term field) {
  static const Term kAny = AtomFromText("_");
  bool readable = IsRecord(record);
  if (readable && IsTuple(id)) {
    readable = TupleArity(id) == 2 && IsRecordOf(record, TupleElement(id, 0), TupleElement(id, 1)) &&
               RecordExported(record) == atoms::kTrue;
  } else if (readable && id != kAny) {
    readable = IsRecordOf(record, module->name, id);
  }
  if (!readable) return RaiseBadrecord(ctx, record);
  return GetRecordElement(ctx, record, field);
}

Term GetRecordElement(Context* ctx, Term record, Term field) {
  if (!IsRecord(record)) return RaiseBadrecord(ctx, record);
  const Term value = RecordGet(record, field);
  return value != kNoTerm ? value : RaiseBadfield(ctx, RecordShape(record), field);
}

Term UpdateRecordFields(Context* ctx, Term record, std::span<const Term> pairs) {
  Term* values;
  const Term copy = NewRecord(ctx, RecordShape(record), &values);
  std::copy_n(RecordValues(record), RecordSize(record), values);
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    const int32_t at = FindField(RecordShape(record), pairs[i]);
    if (at < 0) return RaiseBadfield(ctx, RecordShape(record), pairs[i]);
    values[at] = pairs[i + 1];
  }
  return copy;
}

Term PutRecord(Context* ctx, const Module* module, Term id, Term source, std::span<const Term> pairs) {
  if (!IsNil(source)) return IsRecord(source) ? UpdateRecordFields(ctx, source, pairs) : RaiseBadrecord(ctx, source);
  const bool external = IsTuple(id) && TupleArity(id) == 2;
  const Module* owner = external ? FindModule(TupleElement(id, 0)) : module;
  const Term name = external ? TupleElement(id, 1) : id;
  const RecordDefinition* definition = owner != nullptr ? FindRecordDefinition(owner, name) : nullptr;
  if (definition == nullptr || (external && TupleElement(definition->shape, 2) != atoms::kTrue)) {
    return RaiseBadrecord(ctx, id);
  }
  return MakeFromDefinition(ctx, *definition, pairs);
}

const RecordDefinition* FindRecordDefinition(const Module* module, Term name) {
  for (const RecordDefinition& definition : module->records) {
    if (TupleElement(definition.shape, 1) == name) return &definition;
  }
  return nullptr;
}

}  // namespace beamfold::rt
