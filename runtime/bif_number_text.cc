// SPDX-License-Identifier: Apache-2.0
//
// Numbers to text and back.

#include <optional>
#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/float_text.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

// float_to_list/1: twenty decimals, scientific.
constexpr int kDefaultDecimals = 20;

bool ReadBase(Term base, int* value) {
  if (!IsSmall(base) || SmallValue(base) < 2 || SmallValue(base) > 36) return false;
  *value = SmallValue(base);
  return true;
}

std::optional<std::string> IntegerTextInBase(Term integer, Term base) {
  int b;
  if (!IsInteger(integer) || !ReadBase(base, &b)) return std::nullopt;
  return IntegerToText(integer, b);
}

Term ParseInteger(Context* ctx, const std::string& text, int base) {
  const Term integer = IntegerFromText(ctx, text, base);
  return integer != kNoTerm ? integer : RaiseBadarg(ctx);
}

// float_to_list/2's options; the last of those that exclude one another counts.
std::optional<std::string> FloatTextWithOptions(Term number, Term options) {
  static const Term kDecimals = AtomFromText("decimals");
  static const Term kScientific = AtomFromText("scientific");
  static const Term kCompact = AtomFromText("compact");
  static const Term kShort = AtomFromText("short");
  if (!IsFloat(number)) return std::nullopt;
  enum { kDefault, kAsDecimals, kAsScientific, kAsShort } form = kDefault;
  int decimals = kDefaultDecimals;
  bool compact = false;
  for (; IsCons(options); options = Tail(options)) {
    const Term option = Head(options);
    if (option == kCompact) {
      compact = true;
    } else if (option == kShort) {
      form = kAsShort;
    } else if (IsTuple(option) && TupleArity(option) == 2 && IsSmall(TupleElement(option, 1))) {
      const bool fixed = TupleElement(option, 0) == kDecimals;
      const int limit = fixed ? 253 : 249;
      if (!fixed && TupleElement(option, 0) != kScientific) return std::nullopt;
      decimals = SmallValue(TupleElement(option, 1));
      if (decimals < 0 || decimals > limit) return std::nullopt;
      form = fixed ? kAsDecimals : kAsScientific;
    } else {
      return std::nullopt;
    }
  }
  if (!IsNil(options)) return std::nullopt;
  const double value = FloatValue(number);
  if (form == kAsShort) return FloatTextShort(value);
  if (form == kAsDecimals) return FloatTextDecimals(value, decimals, compact);
  return FloatTextScientific(value, decimals);
}

}  // namespace

Term ErlangIntegerToList2(Context* ctx, Term integer, Term base) {
  const auto text = IntegerTextInBase(integer, base);
  return text ? ListFromBytes(ctx, *text) : RaiseBadarg(ctx);
}
Term ErlangIntegerToBinary2(Context* ctx, Term integer, Term base) {
  const auto text = IntegerTextInBase(integer, base);
  return text ? MakeBinary(ctx, *text) : RaiseBadarg(ctx);
}
Term ErlangIntegerToList1(Context* ctx, Term integer) { return ErlangIntegerToList2(ctx, integer, MakeSmall(10)); }
Term ErlangIntegerToBinary1(Context* ctx, Term integer) { return ErlangIntegerToBinary2(ctx, integer, MakeSmall(10)); }

Term ErlangListToInteger2(Context* ctx, Term list, Term base) {
  int b;
  std::string text;
  if (!ReadBase(base, &b) || !BytesFromList(list, &text)) return RaiseBadarg(ctx);
  return ParseInteger(ctx, text, b);
}
Term ErlangBinaryToInteger2(Context* ctx, Term binary, Term base) {
  int b;
  if (!ReadBase(base, &b) || !IsBinary(binary)) return RaiseBadarg(ctx);
  return ParseInteger(ctx, BytesOf(binary), b);
}
Term ErlangListToInteger1(Context* ctx, Term list) { return ErlangListToInteger2(ctx, list, MakeSmall(10)); }
Term ErlangBinaryToInteger1(Context* ctx, Term binary) { return ErlangBinaryToInteger2(ctx, binary, MakeSmall(10)); }

Term ErlangFloatToList2(Context* ctx, Term number, Term options) {
  const auto text = FloatTextWithOptions(number, options);
  return text ? ListFromBytes(ctx, *text) : RaiseBadarg(ctx);
}
Term ErlangFloatToBinary2(Context* ctx, Term number, Term options) {
  const auto text = FloatTextWithOptions(number, options);
  return text ? MakeBinary(ctx, *text) : RaiseBadarg(ctx);
}
Term ErlangFloatToList1(Context* ctx, Term number) { return ErlangFloatToList2(ctx, number, kNil); }
Term ErlangFloatToBinary1(Context* ctx, Term number) { return ErlangFloatToBinary2(ctx, number, kNil); }

Term ErlangListToFloat(Context* ctx, Term list) {
  std::string text;
  if (!BytesFromList(list, &text)) return RaiseBadarg(ctx);
  const std::optional<double> value = ParseFloat(text);
  return value ? MakeFloat(ctx, *value) : RaiseBadarg(ctx);
}
Term ErlangBinaryToFloat(Context* ctx, Term binary) {
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  const std::optional<double> value = ParseFloat(BytesOf(binary));
  return value ? MakeFloat(ctx, *value) : RaiseBadarg(ctx);
}

}  // namespace beamfold::rt::bif
