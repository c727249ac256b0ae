// SPDX-License-Identifier: Apache-2.0
//
// Lists: ++, --, lists:member/2, lists:reverse/2, lists:key*/3.

#include <set>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

// The elements of a proper list; false if it is none.
bool Elements(Term list, std::vector<Term>* elements) {
  for (; IsCons(list); list = Tail(list)) elements->push_back(Head(list));
  return IsNil(list);
}

struct TermLess {
  bool operator()(Term a, Term b) const { return Compare(a, b, true) < 0; }
};

// The tuple whose element `position` equals the key, kNoTerm if there is none; badarg if the arguments are wrong.
Term FindKey(Context* ctx, Term key, Term position, Term list, bool* bad) {
  *bad = !IsSmall(position) || SmallValue(position) < 1;
  if (*bad) return RaiseBadarg(ctx);
  const uint32_t index = static_cast<uint32_t>(SmallValue(position)) - 1;
  for (; IsCons(list); list = Tail(list)) {
    const Term tuple = Head(list);
    if (IsTuple(tuple) && TupleArity(tuple) > index && Compare(TupleElement(tuple, index), key, false) == 0) {
      return tuple;
    }
  }
  *bad = !IsNil(list);
  return *bad ? RaiseBadarg(ctx) : kNoTerm;
}

}  // namespace

Term ErlangAppend(Context* ctx, Term left, Term right) {
  if (IsNil(left)) return right;
  std::vector<Term> elements;
  if (!Elements(left, &elements)) return RaiseBadarg(ctx);
  return MakeList(ctx, elements, right);
}

// Removes the first occurrence of each element of `right`: with a multiset of what is still to go, n log m.
Term ErlangSubtract(Context* ctx, Term left, Term right) {
  std::vector<Term> elements;
  std::vector<Term> gone;
  if (!Elements(left, &elements) || !Elements(right, &gone)) return RaiseBadarg(ctx);
  std::multiset<Term, TermLess> left_to_go(gone.begin(), gone.end());
  std::vector<Term> kept;
  for (Term element : elements) {
    auto it = left_to_go.find(element);
    if (it == left_to_go.end()) {
      kept.push_back(element);
    } else {
      left_to_go.erase(it);
    }
  }
  return MakeList(ctx, kept);
}

Term ListsMember(Context* ctx, Term element, Term list) {
  for (; IsCons(list); list = Tail(list)) {
    if (ExactEqual(Head(list), element)) return atoms::kTrue;
  }
  return IsNil(list) ? atoms::kFalse : RaiseBadarg(ctx);
}

Term ListsReverse(Context* ctx, Term list, Term tail) {
  for (; IsCons(list); list = Tail(list)) tail = Cons(ctx, Head(list), tail);
  return IsNil(list) ? tail : RaiseBadarg(ctx);
}

Term ListsKeyfind(Context* ctx, Term key, Term position, Term list) {
  bool bad;
  const Term tuple = FindKey(ctx, key, position, list, &bad);
  return tuple == kNoTerm && !bad ? atoms::kFalse : tuple;
}

Term ListsKeymember(Context* ctx, Term key, Term position, Term list) {
  bool bad;
  const Term tuple = FindKey(ctx, key, position, list, &bad);
  return bad ? kNoTerm : MakeBoolean(tuple != kNoTerm);
}

Term ListsKeysearch(Context* ctx, Term key, Term position, Term list) {
  bool bad;
  const Term tuple = FindKey(ctx, key, position, list, &bad);
  if (bad) return kNoTerm;
  static const Term kValue = AtomFromText("value");
  return tuple == kNoTerm ? atoms::kFalse : MakeTuple(ctx, {kValue, tuple});
}

}  // namespace beamfold::rt::bif
