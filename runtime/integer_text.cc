// SPDX-License-Identifier: Apache-2.0
//
// Integers as text in any base.
//
// Large ones are converted by halves: with P = base^(c * 2^k), the text of v is that of v / P and that of v % P, and
// the value of a text is that of its front times P plus that of its last c * 2^k digits. Reading takes the time of a
// multiplication; writing is quadratic, as the division is, but in steps of one multiplication each instead of one
// division by a digit each. The recursion is as deep as the number of halvings, 20 at most. Pieces of kLeafDigits
// characters are done digit by digit.

#include <charconv>
#include <cmath>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/digits.h"
#include "runtime/exception.h"
#include "runtime/integer.h"

namespace beamfold::rt {
namespace {

constexpr size_t kLeafDigits = 256;

char DigitCharacter(uint32_t digit) { return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit]; }

// 36 if it is no digit of any base.
uint32_t DigitValue(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'Z') return static_cast<uint32_t>(c - 'A' + 10);
  return 36;
}

// The largest power of a base that fits a machine word.
struct WordPower {
  uint32_t power = 1;
  uint32_t digits = 0;
};

WordPower WordPowerOf(uint32_t base) {
  WordPower result;
  while (uint64_t{result.power} * base <= UINT32_MAX) {
    result.power *= base;
    ++result.digits;
  }
  return result;
}

// base^(kLeafDigits * 2^k) for k = 0, 1, ...
class Powers {
 public:
  explicit Powers(uint32_t base) {
    powers_.push_back(boost::multiprecision::pow(BigInt(base), static_cast<unsigned>(kLeafDigits)));
  }
  const BigInt& operator[](size_t k) {
    while (powers_.size() <= k) powers_.push_back(powers_.back() * powers_.back());
    return powers_[k];
  }

 private:
  std::vector<BigInt> powers_;
};

class Writer {
 public:
  explicit Writer(uint32_t base) : base_(base), word_(WordPowerOf(base)), powers_(base) {}

  std::string Write(const BigInt& value) {
    size_t level = 0;
    while (powers_[level] <= value) ++level;
    Append(value, level, /*pad=*/false);
    return std::move(text_);
  }

 private:
  // value < powers_[level]. pad: with all the zeros in front that a piece of that level has.
  void Append(const BigInt& value, size_t level, bool pad) {
    if (level == 0) return AppendLeaf(value, pad);
    BigInt front;
    BigInt back;
    boost::multiprecision::divide_qr(value, powers_[level - 1], front, back);
    const bool has_front = pad || front != 0;
    if (has_front) Append(front, level - 1, pad);
    Append(back, level - 1, has_front);
  }

  void AppendLeaf(const BigInt& value, bool pad) {
    std::vector<uint32_t> digits;
    boost::multiprecision::export_bits(value, std::back_inserter(digits), 32, /*msv_first=*/false);
    std::string reversed;
    while (!digits.empty()) {
      uint64_t rest = 0;
      for (size_t i = digits.size(); i-- > 0;) {
        rest = rest << 32 | digits[i];
        digits[i] = static_cast<uint32_t>(rest / word_.power);
        rest %= word_.power;
      }
      while (!digits.empty() && digits.back() == 0) digits.pop_back();
      uint32_t word = static_cast<uint32_t>(rest);
      for (uint32_t i = 0; i < word_.digits; ++i, word /= base_) reversed.push_back(DigitCharacter(word % base_));
    }
    if (pad) {
      reversed.resize(kLeafDigits, '0');
    } else {
      while (reversed.size() > 1 && reversed.back() == '0') reversed.pop_back();
    }
    text_.append(reversed.rbegin(), reversed.rend());
  }

  const uint32_t base_;
  const WordPower word_;
  Powers powers_;
  std::string text_;
};

class Reader {
 public:
  explicit Reader(uint32_t base) : base_(base), word_(WordPowerOf(base)), powers_(base) {}

  BigInt Read(std::string_view digits) {
    if (digits.size() <= kLeafDigits) return ReadLeaf(digits);
    size_t level = 0;
    while (kLeafDigits << (level + 1) < digits.size()) ++level;
    const size_t back = kLeafDigits << level;
    BigInt value = Read(digits.substr(0, digits.size() - back));
    value *= powers_[level];
    value += Read(digits.substr(digits.size() - back));
    return value;
  }

 private:
  BigInt ReadLeaf(std::string_view digits) const {
    BigInt value = 0;
    for (size_t i = 0; i < digits.size();) {
      uint32_t word = 0;
      uint32_t scale = 1;
      for (uint32_t n = 0; n < word_.digits && i < digits.size(); ++n, ++i) {
        word = word * base_ + DigitValue(digits[i]);
        scale *= base_;
      }
      value *= scale;
      value += word;
    }
    return value;
  }

  const uint32_t base_;
  const WordPower word_;
  Powers powers_;
};

}  // namespace

std::string IntegerToText(Term integer, int base) {
  if (const std::optional<int64_t> value = ToInt64(integer)) {
    char buffer[66];
    const std::to_chars_result end = std::to_chars(buffer, buffer + sizeof buffer, *value, base);
    std::string text(buffer, end.ptr);
    for (char& c : text) {
      if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
  }
  const BigInt value = ToBig(integer);
  const bool negative = value < 0;
  const std::string digits = Writer(static_cast<uint32_t>(base)).Write(negative ? BigInt(-value) : value);
  return negative ? "-" + digits : digits;
}

Term IntegerFromText(Context* ctx, std::string_view text, int base) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  if (text.empty()) return kNoTerm;
  for (const char c : text) {
    if (DigitValue(c) >= static_cast<uint32_t>(base)) return kNoTerm;
  }
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  if (static_cast<double>(text.size() - 1) * std::log2(base) > kMaxIntegerBits) {
    return RaiseError(ctx, atoms::kSystemLimit);
  }
  if (text.size() <= 12) {  // 36^12 < 2^63
    int64_t value = 0;
    for (const char c : text) value = value * base + DigitValue(c);
    return MakeInteger(ctx, negative ? -value : value);
  }
  const BigInt value = Reader(static_cast<uint32_t>(base)).Read(text);
  return MakeBig(ctx, negative ? BigInt(-value) : value);
}

}  // namespace beamfold::rt
