// SPDX-License-Identifier: Apache-2.0
//
// The digits themselves come from the C++ library: std::to_chars gives the shortest ones that read back exactly (Ryu,
// the algorithm OTP 25 uses too), printf the correctly rounded ones. What is OTP's own is where it puts the point and
// the exponent, and a fast path for {decimals, N} that multiplies and rounds in double arithmetic: it is not correctly
// rounded, and programs see that, so it is done the same way here.

#include "runtime/float_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace beamfold::rt {
namespace {

// OTP formats into a buffer of this many bytes and fails when the text and its end do not fit.
constexpr size_t kBufferSize = 256;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string WithExponent(std::string_view digits, int exponent) {
  std::string out(1, digits[0]);
  out += '.';
  out += digits.size() == 1 ? std::string_view("0") : digits.substr(1);
  out += 'e';
  return out + std::to_string(exponent);
}

std::optional<std::string> Printf(const char* format, int decimals, double value) {
  char buffer[kBufferSize];
  int length = std::snprintf(buffer, sizeof(buffer), format, decimals, value);
  if (length < 0 || static_cast<size_t>(length) >= sizeof(buffer)) return std::nullopt;
  return std::string(buffer, static_cast<size_t>(length));
}

void DropTrailingZeros(std::string& text) {
  size_t point = text.find('.');
  if (point == std::string::npos) return;
  size_t end = text.size();
  while (end > point + 2 && text[end - 1] == '0') --end;
  text.resize(end);
}

constexpr double kPowersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                   1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
constexpr int kFastDecimals = sizeof(kPowersOfTen) / sizeof(kPowersOfTen[0]);

}  // namespace

std::string FloatTextShort(double value) {
  char buffer[64];
  std::to_chars_result end =
      std::to_chars(buffer, buffer + sizeof(buffer), std::fabs(value), std::chars_format::scientific);
  std::string_view text(buffer, static_cast<size_t>(end.ptr - buffer));
  size_t e = text.find('e');
  int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  std::string digits;
  for (char c : text.substr(0, e)) {
    if (IsDigit(c)) digits += c;
  }
  std::string sign = std::signbit(value) ? "-" : "";
  if (value == 0) return sign + "0.0";
  // Integers from 2^53 on have gaps between them: OTP says so by never writing out all their digits.
  if (std::fabs(value) >= 9007199254740992.0) return sign + WithExponent(digits, exponent);
  int count = static_cast<int>(digits.size());
  int place = exponent + 1;  // where the point goes, from the first digit
  int exponent_cost = static_cast<int>(std::to_string(exponent).size()) + 1 + (count == 1 ? 2 : 1);
  if (place <= 0) {
    if (2 - place > exponent_cost) return sign + WithExponent(digits, exponent);
    return sign + "0." + std::string(static_cast<size_t>(-place), '0') + digits;
  }
  if (place >= count) {
    if (place - count + 2 > exponent_cost) return sign + WithExponent(digits, exponent);
    return sign + digits + std::string(static_cast<size_t>(place - count), '0') + ".0";
  }
  return sign + digits.substr(0, static_cast<size_t>(place)) + "." + digits.substr(static_cast<size_t>(place));
}

std::optional<std::string> FloatTextScientific(double value, int decimals) { return Printf("%.*e", decimals, value); }

std::optional<std::string> FloatTextDecimals(double value, int decimals, bool compact) {
  double magnitude = std::fabs(value);
  if (magnitude > 9007199254740992.0 || decimals >= kFastDecimals) {
    std::optional<std::string> text = Printf("%.*f", decimals, value);
    if (text && compact) DropTrailingZeros(*text);
    return text;
  }
  uint64_t whole = static_cast<uint64_t>(magnitude);
  double scale = kPowersOfTen[decimals];
  double scaled = (magnitude - static_cast<double>(whole)) * scale;
  uint64_t fraction = static_cast<uint64_t>(scaled);
  if (scaled - static_cast<double>(fraction) >= 0.5) ++fraction;  // adding 0.5 first would round twice
  if (fraction >= static_cast<uint64_t>(scale)) {
    fraction -= static_cast<uint64_t>(scale);
    ++whole;
  }
  std::string text = std::signbit(value) ? "-" : "";
  text += std::to_string(whole);
  if (decimals == 0) return text;
  std::string digits = std::to_string(fraction);
  text += '.' + std::string(static_cast<size_t>(decimals) - digits.size(), '0') + digits;
  if (compact) DropTrailingZeros(text);
  return text;
}

size_t FloatPrefixLength(std::string_view text) {
  size_t at = 0;
  auto digits = [&] {
    size_t start = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at > start;
  };
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  if (!digits() || at >= text.size() || (text[at] != '.' && text[at] != ',')) return 0;
  ++at;
  if (!digits()) return 0;
  size_t end = at;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits()) end = at;
  }
  return end;
}

std::optional<double> ParseFloat(std::string_view text) {
  if (text.empty() || FloatPrefixLength(text) != text.size()) return std::nullopt;
  std::string copy(text);
  std::replace(copy.begin(), copy.end(), ',', '.');
  double value = std::strtod(copy.c_str(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace beamfold::rt
