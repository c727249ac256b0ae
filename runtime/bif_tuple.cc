// SPDX-License-Identifier: Apache-2.0
//
// Tuples.

#include <algorithm>
#include <vector>

#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

constexpr int32_t kMaxArity = (1 << 24) - 1;

// A position of 1 .. limit.
bool Position(Term term, uint32_t limit, uint32_t* position) {
  if (!IsSmall(term) || SmallValue(term) < 1 || static_cast<uint32_t>(SmallValue(term)) > limit) return false;
  *position = static_cast<uint32_t>(SmallValue(term)) - 1;
  return true;
}

std::vector<Term> Copy(Term tuple) { return {TupleElements(tuple), TupleElements(tuple) + TupleArity(tuple)}; }

}  // namespace

Term ErlangElement(Context* ctx, Term n, Term tuple) {
  uint32_t position;
  if (!IsTuple(tuple) || !Position(n, TupleArity(tuple), &position)) return RaiseBadarg(ctx);
  return TupleElement(tuple, position);
}

Term ErlangSetelement(Context* ctx, Term n, Term tuple, Term value) {
  uint32_t position;
  if (!IsTuple(tuple) || !Position(n, TupleArity(tuple), &position)) return RaiseBadarg(ctx);
  std::vector<Term> elements = Copy(tuple);
  elements[position] = value;
  return MakeTuple(ctx, elements);
}

Term ErlangAppendElement(Context* ctx, Term tuple, Term value) {
  if (!IsTuple(tuple) || TupleArity(tuple) >= static_cast<uint32_t>(kMaxArity)) return RaiseBadarg(ctx);
  std::vector<Term> elements = Copy(tuple);
  elements.push_back(value);
  return MakeTuple(ctx, elements);
}

Term ErlangInsertElement(Context* ctx, Term n, Term tuple, Term value) {
  uint32_t position;
  if (!IsTuple(tuple) || !Position(n, TupleArity(tuple) + 1, &position)) return RaiseBadarg(ctx);
  std::vector<Term> elements = Copy(tuple);
  elements.insert(elements.begin() + position, value);
  return MakeTuple(ctx, elements);
}

Term ErlangDeleteElement(Context* ctx, Term n, Term tuple) {
  uint32_t position;
  if (!IsTuple(tuple) || !Position(n, TupleArity(tuple), &position)) return RaiseBadarg(ctx);
  std::vector<Term> elements = Copy(tuple);
  elements.erase(elements.begin() + position);
  return MakeTuple(ctx, elements);
}

Term ErlangMakeTuple2(Context* ctx, Term arity, Term value) {
  if (!IsSmall(arity) || SmallValue(arity) < 0 || SmallValue(arity) > kMaxArity) return RaiseBadarg(ctx);
  return MakeTuple(ctx, std::vector<Term>(static_cast<size_t>(SmallValue(arity)), value));
}

Term ErlangMakeTuple3(Context* ctx, Term arity, Term value, Term updates) {
  if (!IsSmall(arity) || SmallValue(arity) < 0 || SmallValue(arity) > kMaxArity) return RaiseBadarg(ctx);
  std::vector<Term> elements(static_cast<size_t>(SmallValue(arity)), value);
  for (; IsCons(updates); updates = Tail(updates)) {
    const Term pair = Head(updates);
    uint32_t position;
    if (!IsTuple(pair) || TupleArity(pair) != 2 ||
        !Position(TupleElement(pair, 0), static_cast<uint32_t>(elements.size()), &position)) {
      return RaiseBadarg(ctx);
    }
    elements[position] = TupleElement(pair, 1);
  }
  return IsNil(updates) ? MakeTuple(ctx, elements) : RaiseBadarg(ctx);
}

Term ErlangListToTuple(Context* ctx, Term list) {
  std::vector<Term> elements;
  for (; IsCons(list) && elements.size() <= static_cast<size_t>(kMaxArity); list = Tail(list)) {
    elements.push_back(Head(list));
  }
  return IsNil(list) ? MakeTuple(ctx, elements) : RaiseBadarg(ctx);
}

Term ErlangTupleToList(Context* ctx, Term tuple) {
  return IsTuple(tuple) ? MakeList(ctx, Copy(tuple)) : RaiseBadarg(ctx);
}

}  // namespace beamfold::rt::bif
