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

// NaN stands for what is no number, too.
Term Result(Context* ctx, double value) {
  return std::isfinite(value) ? MakeFloat(ctx, value) : RaiseError(ctx, atoms::kBadarith);
}

}  // namespace

#define MATH_FUNCTION(name, function) \
  Term name(Context* ctx, Term x) { return Result(ctx, function(NumberToDouble(x))); }
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

Term MathAtan2(Context* ctx, Term y, Term x) { return Result(ctx, std::atan2(NumberToDouble(y), NumberToDouble(x))); }
Term MathFmod(Context* ctx, Term x, Term y) { return Result(ctx, std::fmod(NumberToDouble(x), NumberToDouble(y))); }
Term MathPow(Context* ctx, Term x, Term y) {
  const double base = NumberToDouble(x);
  const double exponent = NumberToDouble(y);
  // pow(1, NaN) is 1, but an argument that is no number stays an error.
  if (std::isnan(base) || std::isnan(exponent)) return RaiseError(ctx, atoms::kBadarith);
  return Result(ctx, std::pow(base, exponent));
}

}  // namespace beamfold::rt::bif
