// SPDX-License-Identifier: Apache-2.0
//
// Arithmetic and comparison as native functions.

#include <cmath>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

Term Badarith(Context* ctx) { return RaiseError(ctx, atoms::kBadarith); }

using Rounding = double (*)(double);

// Integers as they are; floats rounded.
Term Round(Context* ctx, Term number, Rounding rounding) {
  if (IsInteger(number)) return number;
  if (!IsFloat(number)) return RaiseBadarg(ctx);
  return TruncateToInteger(ctx, rounding(FloatValue(number)));
}

}  // namespace

Term ErlangPlus2(Context* ctx, Term a, Term b) { return IntAdd(ctx, a, b); }
Term ErlangMinus2(Context* ctx, Term a, Term b) { return IntSubtract(ctx, a, b); }
Term ErlangMultiply(Context* ctx, Term a, Term b) { return IntMultiply(ctx, a, b); }
Term ErlangDivide(Context* ctx, Term a, Term b) { return NumberDivide(ctx, a, b); }
Term ErlangDiv(Context* ctx, Term a, Term b) { return IntDiv(ctx, a, b); }
Term ErlangRem(Context* ctx, Term a, Term b) { return IntRem(ctx, a, b); }
Term ErlangBand(Context* ctx, Term a, Term b) { return IntBand(ctx, a, b); }
Term ErlangBor(Context* ctx, Term a, Term b) { return IntBor(ctx, a, b); }
Term ErlangBxor(Context* ctx, Term a, Term b) { return IntBxor(ctx, a, b); }
Term ErlangBnot(Context* ctx, Term a) { return IntBnot(ctx, a); }
Term ErlangBsl(Context* ctx, Term a, Term b) { return IntBsl(ctx, a, b); }
Term ErlangBsr(Context* ctx, Term a, Term b) { return IntBsr(ctx, a, b); }
Term ErlangPlus1(Context* ctx, Term a) { return IsNumber(a) ? a : Badarith(ctx); }
Term ErlangMinus1(Context* ctx, Term a) { return IntNegate(ctx, a); }

Term ErlangAbs(Context* ctx, Term a) {
  if (IsFloat(a)) {
    if (FloatValue(a) == 0 && OtpRelease() < 27) return a;  // so -0.0 stays
    return std::signbit(FloatValue(a)) ? MakeFloat(ctx, -FloatValue(a)) : a;
  }
  if (!IsInteger(a)) return RaiseBadarg(ctx);
  return IsNegative(a) ? IntNegate(ctx, a) : a;
}

Term ErlangCeil(Context* ctx, Term a) {
  return Round(ctx, a, [](double d) { return std::ceil(d); });
}
Term ErlangFloor(Context* ctx, Term a) {
  return Round(ctx, a, [](double d) { return std::floor(d); });
}
Term ErlangRound(Context* ctx, Term a) {
  return Round(ctx, a, [](double d) { return std::round(d); });
}
Term ErlangTrunc(Context* ctx, Term a) {
  return Round(ctx, a, [](double d) { return std::trunc(d); });
}

Term ErlangFloat(Context* ctx, Term a) {
  if (IsFloat(a)) return a;
  const double value = IsInteger(a) ? NumberToDouble(a) : std::nan("");
  return std::isfinite(value) ? MakeFloat(ctx, value) : RaiseBadarg(ctx);
}

Term ErlangEqual(Context*, Term a, Term b) { return MakeBoolean(Equal(a, b)); }
Term ErlangNotEqual(Context*, Term a, Term b) { return MakeBoolean(!Equal(a, b)); }
Term ErlangExactEqual(Context*, Term a, Term b) { return MakeBoolean(ExactEqual(a, b)); }
Term ErlangExactNotEqual(Context*, Term a, Term b) { return MakeBoolean(!ExactEqual(a, b)); }
Term ErlangLess(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) < 0); }
Term ErlangLessOrEqual(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) <= 0); }
Term ErlangGreater(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) > 0); }
Term ErlangGreaterOrEqual(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) >= 0); }
Term ErlangMax(Context*, Term a, Term b) { return Compare(a, b, false) < 0 ? b : a; }
Term ErlangMin(Context*, Term a, Term b) { return Compare(a, b, false) > 0 ? b : a; }

Term ErlangAnd(Context* ctx, Term a, Term b) {
  if (!IsBoolean(a) || !IsBoolean(b)) return RaiseBadarg(ctx);
  return MakeBoolean(a == atoms::kTrue && b == atoms::kTrue);
}
Term ErlangOr(Context* ctx, Term a, Term b) {
  if (!IsBoolean(a) || !IsBoolean(b)) return RaiseBadarg(ctx);
  return MakeBoolean(a == atoms::kTrue || b == atoms::kTrue);
}
Term ErlangXor(Context* ctx, Term a, Term b) {
  if (!IsBoolean(a) || !IsBoolean(b)) return RaiseBadarg(ctx);
  return MakeBoolean(a != b);
}
Term ErlangNot(Context* ctx, Term a) { return IsBoolean(a) ? MakeBoolean(a == atoms::kFalse) : RaiseBadarg(ctx); }

}  // namespace beamfold::rt::bif
