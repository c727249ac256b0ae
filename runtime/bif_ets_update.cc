// SPDX-License-Identifier: Apache-2.0
//
// ets: counters and single elements. An object is never changed in place: a new one takes its place.

#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/bif_ets.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

// The object to be changed: the row's, or the default with the key put in; kNoTerm: there is none, or it is none.
Term ObjectFor(Context* ctx, const EtsTable& table, Term key, Term otherwise, bool* absent) {
  const std::vector<EtsRow*> rows = table.Lookup(key);
  *absent = rows.empty();
  if (!rows.empty()) return rows[0]->object();
  if (otherwise == kNoTerm || !FitsTable(table, otherwise)) return kNoTerm;
  std::vector<Term> elements(TupleElements(otherwise), TupleElements(otherwise) + TupleArity(otherwise));
  elements[table.key_position - 1] = key;
  return MakeTuple(ctx, elements);
}

bool IsPosition(const EtsTable& table, const std::vector<Term>& elements, Term position) {
  return IsSmall(position) && SmallValue(position) >= 1 &&
         static_cast<size_t>(SmallValue(position)) <= elements.size() &&
         static_cast<uint32_t>(SmallValue(position)) != table.key_position;
}

// {Position, Increment} or {Position, Increment, Threshold, Value}; kNoTerm: badarg.
Term Count(Context* ctx, const EtsTable& table, std::vector<Term>& elements, Term operation) {
  if (!IsTuple(operation) || (TupleArity(operation) != 2 && TupleArity(operation) != 4)) return kNoTerm;
  const Term increment = TupleElement(operation, 1);
  if (!IsPosition(table, elements, TupleElement(operation, 0)) || !IsInteger(increment)) return kNoTerm;
  Term& counter = elements[static_cast<size_t>(SmallValue(TupleElement(operation, 0))) - 1];
  if (!IsInteger(counter)) return kNoTerm;
  Term value = IntAdd(ctx, counter, increment);
  if (value != kNoTerm && TupleArity(operation) == 4) {
    const Term threshold = TupleElement(operation, 2);
    const Term reset = TupleElement(operation, 3);
    if (!IsInteger(threshold) || !IsInteger(reset)) return kNoTerm;
    const int order = Compare(value, threshold, true);
    if (IsNegative(increment) ? order < 0 : order > 0) value = reset;
  }
  if (value != kNoTerm) counter = value;
  return value;
}

Term UpdateCounter(Context* ctx, Term id, Term key, Term operation, Term otherwise) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr || (table->type != EtsType::kSet && !table->ordered())) return RaiseBadarg(ctx);
  bool absent;
  const Term object = ObjectFor(ctx, *table, key, otherwise, &absent);
  if (object == kNoTerm) return RaiseBadarg(ctx);
  std::vector<Term> elements(TupleElements(object), TupleElements(object) + TupleArity(object));
  Term result;
  if (IsInteger(operation)) {
    const Term position = MakeSmall(static_cast<int32_t>(table->key_position) + 1);
    result = Count(ctx, *table, elements, MakeTuple(ctx, {position, operation}));
  } else if (IsList(operation)) {
    std::vector<Term> results;
    for (; IsCons(operation); operation = Tail(operation)) {
      results.push_back(Count(ctx, *table, elements, Head(operation)));
      if (results.back() == kNoTerm) return RaiseBadarg(ctx);
    }
    result = IsNil(operation) ? MakeList(ctx, results) : kNoTerm;
  } else {
    result = Count(ctx, *table, elements, operation);
  }
  if (result == kNoTerm) return RaiseBadarg(ctx);
  table->Insert(MakeTuple(ctx, elements));
  return result;
}

Term UpdateElement(Context* ctx, Term id, Term key, Term changes, Term otherwise) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr || (table->type != EtsType::kSet && !table->ordered())) return RaiseBadarg(ctx);
  const Term list = IsTuple(changes) ? Cons(ctx, changes, kNil) : changes;
  if (ListLength(list) < 0) return RaiseBadarg(ctx);
  for (Term rest = list; IsCons(rest); rest = Tail(rest)) {
    if (!IsTuple(Head(rest)) || TupleArity(Head(rest)) != 2) return RaiseBadarg(ctx);
  }
  bool absent;
  const Term object = ObjectFor(ctx, *table, key, otherwise, &absent);
  if (object == kNoTerm) return otherwise == kNoTerm ? atoms::kFalse : RaiseBadarg(ctx);
  std::vector<Term> elements(TupleElements(object), TupleElements(object) + TupleArity(object));
  for (Term rest = list; IsCons(rest); rest = Tail(rest)) {
    const Term position = TupleElement(Head(rest), 0);
    if (!IsPosition(*table, elements, position)) return RaiseBadarg(ctx);
    elements[static_cast<size_t>(SmallValue(position)) - 1] = TupleElement(Head(rest), 1);
  }
  table->Insert(MakeTuple(ctx, elements));
  return atoms::kTrue;
}

}  // namespace

Term EtsUpdateCounter3(Context* ctx, Term id, Term key, Term operation) {
  return UpdateCounter(ctx, id, key, operation, kNoTerm);
}
Term EtsUpdateCounter4(Context* ctx, Term id, Term key, Term operation, Term otherwise) {
  return UpdateCounter(ctx, id, key, operation, otherwise);
}
Term EtsUpdateElement3(Context* ctx, Term id, Term key, Term changes) {
  return UpdateElement(ctx, id, key, changes, kNoTerm);
}
Term EtsUpdateElement4(Context* ctx, Term id, Term key, Term changes, Term otherwise) {
  return UpdateElement(ctx, id, key, changes, otherwise);
}

}  // namespace beamfold::rt::bif
