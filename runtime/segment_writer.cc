// SPDX-License-Identifier: Apache-2.0

#include "runtime/segment_writer.h"

#include <vector>

#include "runtime/bit_io.h"
#include "runtime/digits.h"
#include "runtime/float_bits.h"
#include "runtime/integer.h"
#include "runtime/unicode.h"

namespace beamfold::rt {

bool SegmentType::Set(std::string_view word) {
  if (word == "little" || word == "native") {
    little = true;
  } else if (word == "big") {
    little = false;
  } else if (word == "integer") {
    kind = kInteger;
  } else if (word == "float") {
    kind = kFloat;
  } else if (word == "utf8") {
    kind = kUtf8;
  } else if (word == "utf16") {
    kind = kUtf16;
  } else if (word == "utf32") {
    kind = kUtf32;
  } else {
    return word == "signed" || word == "unsigned";  // of no effect on what is written
  }
  return true;
}

void SegmentWriter::Append(uint32_t bits, uint64_t value) {
  bytes_.resize((size_t{bits_} + bits + 7) / 8);
  WriteBits(reinterpret_cast<uint8_t*>(bytes_.data()), bits_, bits, value);
  bits_ += bits;
}

bool SegmentWriter::Write(Term value, const SegmentType& type) {
  switch (type.kind) {
    case SegmentType::kInteger:
      return Integer(value, type);
    case SegmentType::kFloat:
      return Float(value, type);
    default:
      return Utf(value, type);
  }
}

bool SegmentWriter::Integer(Term value, const SegmentType& type) {
  const uint64_t bits = uint64_t{type.size.value_or(8)} * (type.unit == 0 ? 1 : type.unit);
  if (!IsInteger(value) || bits > kMaxSegmentBits) return false;
  // The value's bytes, least significant first; the last one may count in part.
  const Digits digits(value);
  TwosComplement words(digits);
  std::vector<uint8_t> bytes;
  for (size_t i = 0; i < (bits + 31) / 32; ++i) {
    const uint32_t word = words.Next();
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<uint8_t>(word >> shift));
  }
  const size_t whole = bits / 8;
  const uint32_t rest = bits % 8;
  if (type.little) {
    for (size_t i = 0; i < whole; ++i) Append(8, bytes[i]);
  }
  if (rest > 0) Append(rest, bytes[whole] & ((1u << rest) - 1));
  if (!type.little) {
    for (size_t i = whole; i-- > 0;) Append(8, bytes[i]);
  }
  return true;
}

bool SegmentWriter::Float(Term value, const SegmentType& type) {
  const uint64_t size = uint64_t{type.size.value_or(64)} * (type.unit == 0 ? 1 : type.unit);
  if (size != 16 && size != 32 && size != 64) return false;
  const double number = NumberToDouble(value);
  if (!std::isfinite(number)) return false;
  const uint64_t bits = BitsFromDouble(number, static_cast<uint32_t>(size));
  if (!std::isfinite(DoubleFromBits(bits, static_cast<uint32_t>(size)))) return false;
  for (uint32_t i = 0; i < size; i += 8) {
    Append(8, bits >> (type.little ? i : size - 8 - i) & 0xFF);
  }
  return true;
}

bool SegmentWriter::Utf(Term value, const SegmentType& type) {
  if (!IsSmall(value) || type.size || type.unit != 0) return false;
  const uint32_t c = static_cast<uint32_t>(SmallValue(value));
  if (!IsCodePoint(c)) return false;
  if (type.kind == SegmentType::kUtf8) {
    std::string utf8;
    AppendUtf8(utf8, c);
    for (char byte : utf8) Append(8, static_cast<uint8_t>(byte));
    return true;
  }
  uint32_t units[2] = {c, 0};
  uint32_t count = 1;
  if (type.kind == SegmentType::kUtf16 && c >= 0x10000) {
    units[0] = 0xD800 | (c - 0x10000) >> 10;
    units[1] = 0xDC00 | ((c - 0x10000) & 0x3FF);
    count = 2;
  }
  const uint32_t bits = type.kind == SegmentType::kUtf16 ? 16 : 32;
  for (uint32_t unit = 0; unit < count; ++unit) {
    for (uint32_t i = 0; i < bits; i += 8) Append(8, units[unit] >> (type.little ? i : bits - 8 - i) & 0xFF);
  }
  return true;
}

}  // namespace beamfold::rt
