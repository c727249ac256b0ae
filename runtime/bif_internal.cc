// SPDX-License-Identifier: Apache-2.0
//
// What OTP's own library asks of the runtime: erts_internal, erts_debug, io.

#include <optional>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/map.h"
#include "runtime/map_trie.h"
#include "runtime/object.h"

namespace beamfold::rt::bif {
namespace {

// An iterator over a large map hands out about so many associations at once, nested as maps:next/1 takes them apart.
constexpr uint32_t kIteratorChunk = 32;

Term Badmap(Context* ctx, Term term) {
  static const Term kBadmap = AtomFromText("badmap");
  return RaiseErrorTagged(ctx, kBadmap, term);
}

// Words of the term's memory, as if nothing in it were shared.
uint64_t FlatSize(Term term) {
  uint64_t words = 0;
  std::vector<Term> work = {term};
  while (!work.empty()) {
    const Term t = work.back();
    work.pop_back();
    if (IsCons(t)) {
      words += 2;
      work.push_back(Head(t));
      work.push_back(Tail(t));
    } else if (IsBoxed(t)) {
      const Term* object = Pointer(t);
      words += ObjectWords(object[0]);
      const TermRange terms = TermsOf(object);
      for (uint32_t i = terms.first; i < terms.end; ++i) work.push_back(object[i]);
    }
  }
  return words;
}

// The nested associations {K1, V1, {K2, V2, ... Next}}.
Term IteratorOf(Context* ctx, const std::vector<MapPair>& pairs, Term next) {
  for (size_t i = pairs.size(); i-- > 0;) next = MakeTuple(ctx, {pairs[i].key, pairs[i].value, next});
  return next;
}

// An iterator in the order of a list of keys, as maps:iterator/2 has it since OTP 26. A key that is not there is an
// error when its turn comes.
Term MapNextByKeys(Context* ctx, Term keys, Term map) {
  std::vector<MapPair> pairs;
  Term rest = keys;
  for (; IsCons(rest) && pairs.size() < kIteratorChunk; rest = Tail(rest)) {
    const Term value = MapGet(map, Head(rest));
    if (value == kNoTerm) break;
    pairs.push_back({Head(rest), value});
  }
  if (pairs.empty() && !IsNil(rest)) return RaiseBadarg(ctx);
  static const Term kNone = AtomFromText("none");
  return IteratorOf(ctx, pairs, IsNil(rest) ? kNone : Cons(ctx, rest, map));
}

}  // namespace

// The state of an iterator is [Place | Map]: in a small map an index, in a large one a place in its trie. A mode that
// is a list gets all associations before it.
Term ErtsInternalMapNext(Context* ctx, Term path, Term map, Term mode) {
  if (!IsMap(map)) return Badmap(ctx, map);
  if (IsList(path) && IsAtom(mode)) return MapNextByKeys(ctx, path, map);
  const std::optional<int64_t> at = IsInteger(path) ? ToInt64(path) : std::nullopt;
  if (!at || *at < 0) return RaiseBadarg(ctx);
  const size_t wanted = IsList(mode) ? SIZE_MAX : kIteratorChunk;
  std::vector<MapPair> pairs;
  uint64_t rest = 0;
  if (IsFlatMap(map)) {
    if (*at > MapSize(map)) return RaiseBadarg(ctx);
    pairs = MapPairs(map);
    pairs.erase(pairs.begin(), pairs.begin() + static_cast<ptrdiff_t>(*at));
  } else if (!trie::CollectSome(trie::Root(map), static_cast<uint64_t>(*at), wanted, &pairs, &rest)) {
    return RaiseBadarg(ctx);
  }
  if (IsList(mode)) {
    for (size_t i = pairs.size(); i-- > 0;) mode = Cons(ctx, MakeTuple(ctx, {pairs[i].key, pairs[i].value}), mode);
    return mode;
  }
  static const Term kNone = AtomFromText("none");
  return IteratorOf(ctx, pairs, rest == 0 ? kNone : Cons(ctx, MakeUnsigned(ctx, rest), map));
}

Term ErtsInternalMapToTupleKeys(Context* ctx, Term map) {
  return IsMap(map) && IsFlatMap(map) ? MapKeys(map) : RaiseBadarg(ctx);
}

// -1, 0, 1 by the exact order.
Term ErtsInternalCmpTerm(Context*, Term a, Term b) { return MakeSmall(Compare(a, b, true)); }

Term ErtsInternalTermType(Context*, Term t) {
  const char* name = "unknown";
  if (IsSmall(t)) name = "fixnum";
  if (IsBoxedInteger(t)) name = "bignum";
  if (IsAtom(t)) name = "atom";
  if (IsCons(t)) name = "list";
  if (IsNil(t)) name = "nil";
  if (IsTuple(t)) name = "tuple";
  if (IsFloat(t)) name = "hfloat";
  if (IsMap(t)) name = IsFlatMap(t) ? "flatmap" : "hashmap";
  if (IsFun(t)) name = IsExternalFun(t) ? "export" : "fun";
  if (IsPid(t)) name = "pid";
  if (IsPort(t)) name = "port";
  if (IsReference(t)) name = "reference";
  if (IsBitstring(t)) name = "heap_binary";
  return AtomFromText(name);
}

Term ErtsInternalTimeUnit(Context* ctx) { return MakeInteger(ctx, 1000000000); }
Term ErtsInternalPerfCounterUnit(Context* ctx) { return MakeInteger(ctx, 1000000000); }

Term ErtsDebugFlatSize(Context* ctx, Term term) { return MakeUnsigned(ctx, FlatSize(term)); }
Term ErtsDebugSizeShared(Context* ctx, Term term) { return MakeUnsigned(ctx, FlatSize(term)); }
Term ErtsDebugSame(Context*, Term a, Term b) { return MakeBoolean(a == b); }

Term IoPrintableRange(Context*) { return AtomFromText("latin1"); }

}  // namespace beamfold::rt::bif
