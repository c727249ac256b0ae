// SPDX-License-Identifier: Apache-2.0
//
// Integers as sign and magnitude: what the operators on large ones work with.

#ifndef BEAMFOLD_RUNTIME_DIGITS_H_
#define BEAMFOLD_RUNTIME_DIGITS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "runtime/term.h"

namespace beamfold::rt {

// A look at an integer term in any of its forms; valid as long as the term. Not copyable: it may point into itself.
class Digits {
 public:
  explicit Digits(Term integer) {
    int64_t value = 0;
    if (IsSmall(integer)) {
      value = SmallValue(integer);
    } else {
      const Term* p = Pointer(integer);
      const uint32_t words = HeaderSize(p[0]);
      if (words > 2) {
        negative_ = HeaderTag(p[0]) == abi::kHeaderNegativeInteger;
        digits_ = p + 1;
        count_ = words;
        while (digits_[count_ - 1] == 0) --count_;  // a large integer is not zero
        return;
      }
      if (words == 1) {
        value = static_cast<int32_t>(p[1]);
      } else {
        std::memcpy(&value, p + 1, sizeof value);
      }
    }
    negative_ = value < 0;
    const uint64_t magnitude = negative_ ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    own_[0] = static_cast<uint32_t>(magnitude);
    own_[1] = static_cast<uint32_t>(magnitude >> 32);
    digits_ = own_;
    count_ = own_[1] != 0 ? 2 : own_[0] != 0 ? 1 : 0;
  }
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;

  bool negative() const { return negative_; }
  size_t count() const { return count_; }  // without leading zeros: zero has none
  const uint32_t* data() const { return digits_; }
  uint32_t operator[](size_t i) const { return i < count_ ? digits_[i] : 0; }

 private:
  bool negative_ = false;
  const uint32_t* digits_ = nullptr;
  size_t count_ = 0;
  uint32_t own_[2] = {};
};

// Reads an integer's two's complement digits, from the least significant on, as far as one likes.
class TwosComplement {
 public:
  explicit TwosComplement(const Digits& digits) : digits_(digits), carry_(digits.negative()) {}
  uint32_t Next() {
    const uint32_t digit = digits_[at_++];
    if (!digits_.negative()) return digit;
    const uint32_t result = ~digit + (carry_ ? 1 : 0);
    carry_ = carry_ && result == 0;
    return result;
  }

 private:
  const Digits& digits_;
  bool carry_;
  size_t at_ = 0;
};

// Turns two's complement digits of a negative number into its magnitude.
inline void NegateDigits(std::vector<uint32_t>& digits) {
  bool carry = true;
  for (uint32_t& digit : digits) {
    digit = ~digit + (carry ? 1 : 0);
    carry = carry && digit == 0;
  }
}

// -1, 0, 1
inline int CompareMagnitudes(const Digits& a, const Digits& b) {
  if (a.count() != b.count()) return a.count() < b.count() ? -1 : 1;
  for (size_t i = a.count(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

inline int CompareDigits(const Digits& a, const Digits& b) {
  if (a.negative() != b.negative()) return a.negative() ? -1 : 1;
  return a.negative() ? CompareMagnitudes(b, a) : CompareMagnitudes(a, b);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_DIGITS_H_
