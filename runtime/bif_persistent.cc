// SPDX-License-Identifier: Apache-2.0
//
// Module persistent_term: keys and values are copied to immortal memory, so reading is free. Values that are replaced
// are not given back.

#include <map>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/map.h"

namespace beamfold::rt::bif {
namespace {

struct TermLess {
  bool operator()(Term a, Term b) const { return Compare(a, b, true) < 0; }
};

std::map<Term, Term, TermLess>& Table() {
  static auto* const table = new std::map<Term, Term, TermLess>;
  return *table;
}

}  // namespace

Term PersistentTermPut(Context*, Term key, Term value) {
  auto it = Table().find(key);
  if (it == Table().end()) {
    Table().emplace(CopyTerm(nullptr, key), CopyTerm(nullptr, value));
  } else if (!ExactEqual(it->second, value)) {
    it->second = CopyTerm(nullptr, value);
  }
  return atoms::kOk;
}

Term PersistentTermGet1(Context* ctx, Term key) {
  auto it = Table().find(key);
  return it != Table().end() ? it->second : RaiseBadarg(ctx);
}

Term PersistentTermGet2(Context*, Term key, Term otherwise) {
  auto it = Table().find(key);
  return it != Table().end() ? it->second : otherwise;
}

Term PersistentTermGet0(Context* ctx) {
  Term list = kNil;
  for (const auto& [key, value] : Table()) list = Cons(ctx, MakeTuple(ctx, {key, value}), list);
  return list;
}

// Values share immortal memory with nothing that could be counted apart: memory is what keys and values take by
// themselves.
Term PersistentTermInfo(Context* ctx) {
  static const Term kCount = AtomFromText("count");
  static const Term kMemory = AtomFromText("memory");
  uint64_t words = 0;
  for (const auto& [key, value] : Table()) {
    words += *ToUint64(ErtsDebugFlatSize(ctx, key)) + *ToUint64(ErtsDebugFlatSize(ctx, value));
  }
  Term map = MapPut(ctx, EmptyMap(ctx), kCount, MakeUnsigned(ctx, Table().size()));
  return MapPut(ctx, map, kMemory, MakeUnsigned(ctx, words * sizeof(Term)));
}

Term PersistentTermErase(Context*, Term key) { return MakeBoolean(Table().erase(key) != 0); }

}  // namespace beamfold::rt::bif
