// SPDX-License-Identifier: Apache-2.0
//
// Module math: the C library's functions; what is no finite number is badarith.

#include <cmath>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

Term Result(Context* ctx, double value) {
  return std::isfinite(value) ? MakeFloat(ctx, value) : RaiseError(ctx, atoms::kBadarith);
}

using Function1 = double (*)(double);
using Function2 = double (*)(double, double);

// An integer too large for a float is a NaN from here on.
Term Apply(Context* ctx, Function1 function, Term x) {
  return IsNumber(x) ? Result(ctx, function(NumberToDouble(x))) : RaiseBadarg(ctx);
}

Term Apply(Context* ctx, Function2 function, Term x, Term y) {
  if (!IsNumber(x) || !IsNumber(y)) return RaiseBadarg(ctx);
  const double a = NumberToDouble(x);
  const double b = NumberToDouble(y);
  // pow(1, NaN) is 1, but an argument out of range stays an error.
  if (std::isnan(a) || std::isnan(b)) return RaiseError(ctx, atoms::kBadarith);
  return Result(ctx, function(a, b));
}

}  // namespace

#define MATH_FUNCTION(name, function) \
  Term name(Context* ctx, Term x) { return Apply(ctx, function, x); }
MATH_FUNCTION(MathAcos, std::acos)
MATH_FUNCTION(MathAcosh, std::acosh)
MATH_FUNCTION(MathAsin, std::asin)
MATH_FUNCTION(MathAsinh, std::asinh)
MATH_FUNCTION(MathAtan, std::atan)
MATH_FUNCTION(MathAtanh, std::atanh)
MATH_FUNCTION(MathCeil, std::ceil)
MATH_FUNCTION(MathCos, std::cos)
MATH_FUNCTION(MathCosh, std::cosh)
MATH_FUNCTION(MathErf, std::erf)
MATH_FUNCTION(MathErfc, std::erfc)
MATH_FUNCTION(MathExp, std::exp)
MATH_FUNCTION(MathFloor, std::floor)
MATH_FUNCTION(MathLog, std::log)
MATH_FUNCTION(MathLog10, std::log10)
MATH_FUNCTION(MathLog2, std::log2)
MATH_FUNCTION(MathSin, std::sin)
MATH_FUNCTION(MathSinh, std::sinh)
MATH_FUNCTION(MathSqrt, std::sqrt)
MATH_FUNCTION(MathTan, std::tan)
MATH_FUNCTION(MathTanh, std::tanh)
#undef MATH_FUNCTION

Term MathAtan2(Context* ctx, Term y, Term x) { return Apply(ctx, std::atan2, y, x); }
Term MathFmod(Context* ctx, Term x, Term y) { return Apply(ctx, std::fmod, x, y); }
Term MathPow(Context* ctx, Term x, Term y) { return Apply(ctx, std::pow, x, y); }

}  // namespace beamfold::rt::bif
