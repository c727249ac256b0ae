// SPDX-License-Identifier: Apache-2.0
//
// ets: searching by patterns and match specifications. A search in portions finds everything at once and hands it out
// piece by piece; what is left is in the continuation, {Table, Limit, Rest}.

#include <algorithm>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/bif_ets.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/match_spec.h"

namespace beamfold::rt::bif {
namespace {

Term Name(const char* text) { return AtomFromText(text); }

Term EndOfTable() { return Name("$end_of_table"); }

// Calls visit(row, result) for each row that matches.
template <typename Visit>
void Search(Context* ctx, EtsTable* table, MatchSpec* spec, bool backwards, Visit visit) {
  const auto look = [&](EtsRow* row) {
    const Term result = spec->Run(ctx, row->object());
    if (result != kNoTerm) visit(row, result);
    return true;
  };
  // Keys of an ordered_set are compared with ==, patterns are not.
  const Term key = spec->FixedElement(table->key_position);
  if (key == kNoTerm || table->ordered()) {
    table->ForEach(look, backwards);
    return;
  }
  for (EtsRow* row : table->Lookup(key)) look(row);
}

Term AllResults(Context* ctx, EtsTable* table, MatchSpec* spec, bool backwards = false) {
  std::vector<Term> results;
  Search(ctx, table, spec, backwards, [&](EtsRow*, Term result) { results.push_back(result); });
  return MakeList(ctx, results);
}

// {Results, Continuation} for the first `limit` of them.
Term Portion(Context* ctx, Term id, Term limit, Term results) {
  if (!IsCons(results)) return EndOfTable();
  std::vector<Term> now;
  for (; IsCons(results) && now.size() < static_cast<size_t>(SmallValue(limit)); results = Tail(results)) {
    now.push_back(Head(results));
  }
  const Term rest = IsNil(results) ? EndOfTable() : MakeTuple(ctx, {id, limit, results});
  return MakeTuple(ctx, {MakeList(ctx, now), rest});
}

bool IsLimit(Term limit) { return IsSmall(limit) && SmallValue(limit) > 0; }

Term Continue(Context* ctx, Term continuation) {
  if (continuation == EndOfTable()) return continuation;
  const bool good = IsTuple(continuation) && TupleArity(continuation) == 3 && IsLimit(TupleElement(continuation, 1)) &&
                    IsList(TupleElement(continuation, 2)) &&
                    ReadableTable(ctx, TupleElement(continuation, 0)) != nullptr;
  if (!good) return RaiseBadarg(ctx);
  return Portion(ctx, TupleElement(continuation, 0), TupleElement(continuation, 1), TupleElement(continuation, 2));
}

enum class Kind : uint8_t { kSpec, kObjects, kVariables };

bool ReadAs(Kind kind, Term text, MatchSpec* spec) {
  return kind == Kind::kSpec ? spec->Read(text) : spec->ReadPattern(text, kind == Kind::kObjects);
}

// limit: kNoTerm for all at once.
Term Select(Context* ctx, Term id, Term text, Kind kind, Term limit = kNoTerm, bool backwards = false) {
  EtsTable* table = ReadableTable(ctx, id);
  MatchSpec spec;
  if (table == nullptr || !ReadAs(kind, text, &spec) || (limit != kNoTerm && !IsLimit(limit))) return RaiseBadarg(ctx);
  const Term results = AllResults(ctx, table, &spec, backwards);
  return limit == kNoTerm ? results : Portion(ctx, id, limit, results);
}

const char kCompiled[] = "$compiled_match_spec";

}  // namespace

Term EtsSelect1(Context* ctx, Term continuation) { return Continue(ctx, continuation); }
Term EtsSelect2(Context* ctx, Term id, Term spec) { return Select(ctx, id, spec, Kind::kSpec); }
Term EtsSelect3(Context* ctx, Term id, Term spec, Term limit) { return Select(ctx, id, spec, Kind::kSpec, limit); }
Term EtsSelectReverse1(Context* ctx, Term continuation) { return Continue(ctx, continuation); }
Term EtsSelectReverse2(Context* ctx, Term id, Term spec) { return Select(ctx, id, spec, Kind::kSpec, kNoTerm, true); }
Term EtsSelectReverse3(Context* ctx, Term id, Term spec, Term limit) {
  return Select(ctx, id, spec, Kind::kSpec, limit, true);
}
Term EtsMatch1(Context* ctx, Term continuation) { return Continue(ctx, continuation); }
Term EtsMatch2(Context* ctx, Term id, Term pattern) { return Select(ctx, id, pattern, Kind::kVariables); }
Term EtsMatch3(Context* ctx, Term id, Term pattern, Term limit) {
  return Select(ctx, id, pattern, Kind::kVariables, limit);
}
Term EtsMatchObject1(Context* ctx, Term continuation) { return Continue(ctx, continuation); }
Term EtsMatchObject2(Context* ctx, Term id, Term pattern) { return Select(ctx, id, pattern, Kind::kObjects); }
Term EtsMatchObject3(Context* ctx, Term id, Term pattern, Term limit) {
  return Select(ctx, id, pattern, Kind::kObjects, limit);
}

Term EtsSelectCount(Context* ctx, Term id, Term text) {
  EtsTable* table = ReadableTable(ctx, id);
  MatchSpec spec;
  if (table == nullptr || !spec.Read(text)) return RaiseBadarg(ctx);
  uint64_t count = 0;
  Search(ctx, table, &spec, false, [&](EtsRow*, Term result) { count += result == atoms::kTrue; });
  return MakeUnsigned(ctx, count);
}

Term EtsInternalSelectDelete(Context* ctx, Term id, Term text) {
  EtsTable* table = WritableTable(ctx, id);
  MatchSpec spec;
  if (table == nullptr || !spec.Read(text)) return RaiseBadarg(ctx);
  uint64_t count = 0;
  Search(ctx, table, &spec, false, [&](EtsRow* row, Term result) {
    if (result != atoms::kTrue) return;
    table->DeleteRow(row);
    ++count;
  });
  return MakeUnsigned(ctx, count);
}

// Objects keep their keys.
Term EtsSelectReplace(Context* ctx, Term id, Term text) {
  EtsTable* table = WritableTable(ctx, id);
  MatchSpec spec;
  if (table == nullptr || table->type == EtsType::kBag || !spec.Read(text)) return RaiseBadarg(ctx);
  std::vector<std::pair<EtsRow*, Term>> found;
  bool good = true;
  Search(ctx, table, &spec, false, [&](EtsRow* row, Term result) {
    good = good && FitsTable(*table, result) && ExactEqual(TupleElement(result, table->key_position - 1), row->key);
    found.emplace_back(row, result);
  });
  if (!good) return RaiseBadarg(ctx);
  for (const auto& [row, object] : found) {
    if (table->type == EtsType::kDuplicateBag) table->DeleteRow(row);
    table->Insert(object);
  }
  return MakeUnsigned(ctx, found.size());
}

Term EtsMatchSpecCompile(Context* ctx, Term text) {
  MatchSpec spec;
  return spec.Read(text) ? MakeTuple(ctx, {Name(kCompiled), text}) : RaiseBadarg(ctx);
}

Term EtsIsCompiledMs(Context*, Term t) {
  return MakeBoolean(IsTuple(t) && TupleArity(t) == 2 && TupleElement(t, 0) == Name(kCompiled));
}

// The results, each in front of those before it.
Term EtsMatchSpecRunR(Context* ctx, Term list, Term compiled, Term results) {
  MatchSpec spec;
  if (EtsIsCompiledMs(ctx, compiled) != atoms::kTrue || !spec.Read(TupleElement(compiled, 1))) return RaiseBadarg(ctx);
  for (; IsCons(list); list = Tail(list)) {
    const Term result = spec.Run(ctx, Head(list));
    if (result != kNoTerm) results = Cons(ctx, result, results);
  }
  return IsNil(list) ? results : RaiseBadarg(ctx);
}

Term ErlangMatchSpecTest(Context* ctx, Term object, Term text, Term type) {
  if (type != Name("table") || !IsTuple(object)) return RaiseBadarg(ctx);
  MatchSpec spec;
  if (!spec.Read(text)) return RaiseBadarg(ctx);
  const Term result = spec.Run(ctx, object);
  return MakeTuple(ctx, {atoms::kOk, result == kNoTerm ? atoms::kFalse : result, kNil, kNil});
}

}  // namespace beamfold::rt::bif
