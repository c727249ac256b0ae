// SPDX-License-Identifier: Apache-2.0
//
// Integers of any size and mixed arithmetic, as Erlang has it.
//
// An integer has one form only: small; else boxed with one word (int32), two words (int64, two's complement), or sign
// in the header and a magnitude of three or more 32-bit digits, least significant first (a magnitude of two digits that
// does not fit int64 gets a third, zero).

#ifndef BEAMFOLD_RUNTIME_INTEGER_H_
#define BEAMFOLD_RUNTIME_INTEGER_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/context.h"
#include "runtime/release.h"
#include "runtime/term.h"

namespace beamfold::rt {

using BigInt = boost::multiprecision::cpp_int;

// More bits than this raise error:system_limit; data with more are refused.
inline constexpr uint32_t kMaxIntegerBits = 1u << 26;
// The same in arithmetic, as the release has it.
inline uint32_t MaxIntegerBits() { return OtpRelease() >= 27 ? 4194240 : kMaxIntegerBits; }

Term MakeIntegerSlow(Context* ctx, int64_t value);
inline Term MakeInteger(Context* ctx, int64_t value) {
  return FitsSmall(value) ? MakeSmall(static_cast<int32_t>(value)) : MakeIntegerSlow(ctx, value);
}
Term MakeUnsigned(Context* ctx, uint64_t value);
Term MakeBig(Context* ctx, const BigInt& value);
// From magnitude digits, least significant first; leading zeros are allowed.
Term MakeFromDigits(Context* ctx, const uint32_t* digits, size_t count, bool negative);

BigInt ToBig(Term integer);
// nullopt: not an integer, or does not fit.
std::optional<int64_t> ToInt64(Term t);
std::optional<uint64_t> ToUint64(Term t);
bool IsNegative(Term integer);
// Value of a number, rounded to nearest even; NaN: not a number, or an integer too large for a double.
double NumberToDouble(Term number);
// The integer part of a finite double.
Term TruncateToInteger(Context* ctx, double value);

// Operators on any terms: 0 and badarith (or system_limit) is set. Floats are allowed where Erlang allows them.
Term IntAdd(Context* ctx, Term a, Term b);
Term IntSubtract(Context* ctx, Term a, Term b);
Term IntMultiply(Context* ctx, Term a, Term b);
Term NumberDivide(Context* ctx, Term a, Term b);  // a / b
Term IntDiv(Context* ctx, Term a, Term b);
Term IntRem(Context* ctx, Term a, Term b);
Term IntNegate(Context* ctx, Term a);
Term IntBand(Context* ctx, Term a, Term b);
Term IntBor(Context* ctx, Term a, Term b);
Term IntBxor(Context* ctx, Term a, Term b);
Term IntBnot(Context* ctx, Term a);
Term IntBsl(Context* ctx, Term a, Term b);
Term IntBsr(Context* ctx, Term a, Term b);

// Digits 0-9A-Z, base 2..36.
std::string IntegerToText(Term integer, int base = 10);
// [+-]digits in that base and nothing else; 0: not of that form.
Term IntegerFromText(Context* ctx, std::string_view text, int base = 10);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INTEGER_H_
