// SPDX-License-Identifier: Apache-2.0
//
// Type tests and sizes.

#include <optional>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/map.h"
#include "runtime/match_state.h"
#include "runtime/module.h"
#include "runtime/record.h"
#include "runtime/release.h"

namespace beamfold::rt::bif {
namespace {

Term Badmap(Context* ctx, Term term) {
  static const Term kBadmap = AtomFromText("badmap");
  return RaiseErrorTagged(ctx, kBadmap, term);
}

}  // namespace

Term ErlangIsAtom(Context*, Term a) { return MakeBoolean(IsAtom(a)); }
Term ErlangIsBinary(Context*, Term a) { return MakeBoolean(IsBinary(a)); }
Term ErlangIsBitstring(Context*, Term a) { return MakeBoolean(IsBitstring(a)); }
Term ErlangIsBoolean(Context*, Term a) { return MakeBoolean(IsBoolean(a)); }
Term ErlangIsFloat(Context*, Term a) { return MakeBoolean(IsFloat(a)); }
Term ErlangIsFunction1(Context*, Term a) { return MakeBoolean(IsFun(a)); }
Term ErlangIsInteger1(Context*, Term a) { return MakeBoolean(IsInteger(a)); }
Term ErlangIsList(Context*, Term a) { return MakeBoolean(IsList(a)); }
Term ErlangIsMap(Context*, Term a) { return MakeBoolean(IsMap(a)); }
Term ErlangIsNumber(Context*, Term a) { return MakeBoolean(IsNumber(a)); }
Term ErlangIsPid(Context*, Term a) { return MakeBoolean(IsPid(a)); }
Term ErlangIsPort(Context*, Term a) { return MakeBoolean(IsPort(a)); }
Term ErlangIsReference(Context*, Term a) { return MakeBoolean(IsReference(a)); }
Term ErlangIsTuple(Context*, Term a) { return MakeBoolean(IsTuple(a)); }

Term ErlangIsFunction2(Context* ctx, Term fun, Term arity) {
  if (!IsInteger(arity) || IsNegative(arity)) return RaiseBadarg(ctx);
  return MakeBoolean(IsFun(fun) && IsSmall(arity) && FunArity(fun) == static_cast<uint32_t>(SmallValue(arity)));
}

// Within bounds, both included; the bounds are checked even if the term is no integer.
Term ErlangIsInteger3(Context* ctx, Term term, Term lower, Term upper) {
  if (!IsInteger(lower) || !IsInteger(upper)) return RaiseBadarg(ctx);
  return MakeBoolean(IsInteger(term) && Compare(lower, term, true) <= 0 && Compare(term, upper, true) <= 0);
}

Term ErlangIsRecord2(Context* ctx, Term term, Term tag) {
  if (!IsAtom(tag)) return RaiseBadarg(ctx);
  if (IsRecord(term)) return MakeBoolean(RecordName(term) == tag);
  return MakeBoolean(IsTuple(term) && TupleArity(term) > 0 && TupleElement(term, 0) == tag);
}

Term ErlangIsRecord3(Context* ctx, Term term, Term tag, Term size) {
  // Native records, since OTP 29: module and name.
  if (OtpRelease() >= 29 && IsAtom(tag) && IsAtom(size)) return MakeBoolean(IsRecordOf(term, tag, size));
  // OTP takes what is a small integer there.
  const std::optional<int64_t> elements = ToInt64(size);
  constexpr int64_t kLimit = int64_t{1} << 59;
  if (!IsAtom(tag) || !elements || *elements < -kLimit || *elements >= kLimit) return RaiseBadarg(ctx);
  return MakeBoolean(IsTuple(term) && IsSmall(size) && SmallValue(size) > 0 &&
                     TupleArity(term) == static_cast<uint32_t>(SmallValue(size)) && TupleElement(term, 0) == tag);
}

Term ErlangIsMapKey(Context* ctx, Term key, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  return MakeBoolean(MapHas(map, key));
}

Term ErlangMapGet(Context* ctx, Term key, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  const Term value = MapGet(map, key);
  static const Term kBadkey = AtomFromText("badkey");
  return value != kNoTerm ? value : RaiseErrorTagged(ctx, kBadkey, key);
}

Term ErlangMapSize(Context* ctx, Term map) { return IsMap(map) ? MakeInteger(ctx, MapSize(map)) : Badmap(ctx, map); }

Term ErlangHd(Context* ctx, Term list) { return IsCons(list) ? Head(list) : RaiseBadarg(ctx); }
Term ErlangTl(Context* ctx, Term list) { return IsCons(list) ? Tail(list) : RaiseBadarg(ctx); }

Term ErlangLength(Context* ctx, Term list) {
  const int64_t length = ListLength(list);
  return length >= 0 ? MakeInteger(ctx, length) : RaiseBadarg(ctx);
}

Term ErlangTupleSize(Context* ctx, Term tuple) {
  return IsTuple(tuple) ? MakeInteger(ctx, TupleArity(tuple)) : RaiseBadarg(ctx);
}

// Both take a match state, too, since OTP 26's compiler gives them one instead of making the rest a bitstring first.
Term ErlangByteSize(Context* ctx, Term bitstring) {
  if (IsMatchState(bitstring)) return MakeInteger(ctx, (int64_t{MatchState(bitstring).left()} + 7) / 8);
  if (!IsBitstring(bitstring)) return RaiseBadarg(ctx);
  return MakeInteger(ctx, (int64_t{GetBits(bitstring).bits} + 7) / 8);
}

Term ErlangBitSize(Context* ctx, Term bitstring) {
  if (IsMatchState(bitstring)) return MakeInteger(ctx, MatchState(bitstring).left());
  return IsBitstring(bitstring) ? MakeInteger(ctx, GetBits(bitstring).bits) : RaiseBadarg(ctx);
}

Term ErlangSize(Context* ctx, Term term) {
  if (IsTuple(term)) return MakeInteger(ctx, TupleArity(term));
  return IsBitstring(term) ? MakeInteger(ctx, GetBits(term).bits / 8) : RaiseBadarg(ctx);
}

}  // namespace beamfold::rt::bif
