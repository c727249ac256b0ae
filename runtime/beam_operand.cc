// SPDX-License-Identifier: Apache-2.0

#include "runtime/beam_operand.h"

#include <algorithm>

#include "runtime/integer.h"

namespace beamfold::rt {
namespace {

enum Tag : uint8_t { kTagU, kTagI, kTagA, kTagX, kTagY, kTagF, kTagH, kTagZ };
enum Extended : uint8_t { kList = 1, kFloatRegister = 2, kAllocList = 3, kLiteral = 4, kTypedRegister = 5 };

// The number behind a first byte: up to 4 bytes in `value`; longer ones as big-endian bytes. Both two's complement if
// the tag is kTagI.
struct Compact {
  bool is_long = false;
  uint32_t value = 0;
  std::string_view bytes;
};

bool ReadCompact(ByteReader* in, uint8_t first, int depth, Compact* out) {
  if ((first & 0x08) == 0) {
    out->value = first >> 4;
    return true;
  }
  if ((first & 0x10) == 0) {
    out->value = static_cast<uint32_t>(first >> 5) << 8 | in->Byte();
    return !in->failed();
  }
  uint32_t size = (first >> 5) + 2u;
  if (size == 9) {
    Compact more;
    // The size is a number in the same form; one level is enough for any file.
    if (depth > 0 || !ReadCompact(in, in->Byte(), depth + 1, &more) || more.is_long) return false;
    size = more.value + 9;
    if (size < more.value) return false;
  }
  out->is_long = true;
  out->bytes = in->Take(size);
  return !in->failed();
}

// As an unsigned number of at most 32 bits.
bool ToUnsigned(const Compact& compact, uint32_t* value) {
  if (!compact.is_long) {
    *value = compact.value;
    return true;
  }
  uint64_t result = 0;
  for (char c : compact.bytes) {
    result = result << 8 | static_cast<uint8_t>(c);
    if (result > 0xFFFFFFFFu) return false;
  }
  *value = static_cast<uint32_t>(result);
  return true;
}

}  // namespace

bool OperandReader::Number(uint8_t first, uint32_t limit, uint32_t* value, const char* what) {
  Compact compact;
  if (!ReadCompact(&in_, first, 0, &compact) || !ToUnsigned(compact, value) || *value >= limit) return Fail(what);
  return true;
}

bool OperandReader::Integer(uint8_t first, Arg* arg) {
  arg->kind = Arg::Kind::kTerm;
  Compact compact;
  if (!ReadCompact(&in_, first, 0, &compact)) return Fail("truncated integer");
  if (!compact.is_long) {
    arg->value = MakeSmall(static_cast<int32_t>(compact.value));
    return true;
  }
  const std::string_view bytes = compact.bytes;
  const bool negative = !bytes.empty() && static_cast<int8_t>(bytes[0]) < 0;
  std::vector<uint32_t> digits((bytes.size() + 3) / 4, negative ? 0xFFFFFFFFu : 0);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const size_t at = bytes.size() - 1 - i;
    const uint32_t shift = 8 * (i % 4);
    digits[i / 4] = (digits[i / 4] & ~(0xFFu << shift)) | static_cast<uint32_t>(static_cast<uint8_t>(bytes[at]))
                                                              << shift;
  }
  if (negative) {
    uint64_t carry = 1;
    for (uint32_t& digit : digits) {
      carry += static_cast<uint32_t>(~digit);
      digit = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
  }
  if (digits.size() > kMaxIntegerBits / 32) return Fail("integer too large");
  arg->value = MakeFromDigits(nullptr, digits.data(), digits.size(), negative);
  return true;
}

bool OperandReader::AllocationList(Arg* arg) {
  arg->kind = Arg::Kind::kNeed;
  uint32_t count = 0;
  if (!Number(in_.Byte(), 16, &count, "bad allocation list")) return false;
  uint64_t words = 0;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t kind = 0;
    uint32_t n = 0;
    if (!Number(in_.Byte(), 3, &kind, "bad allocation list")) return false;
    if (!Number(in_.Byte(), 1u << 24, &n, "bad allocation list")) return false;
    words += static_cast<uint64_t>(n) * (kind == 0 ? 1 : 3);  // words, floats, funs
  }
  if (words >= 1u << 24) return Fail("bad allocation list");
  arg->value = static_cast<uint32_t>(words);
  return true;
}

bool OperandReader::Item(uint8_t first, Arg* arg) {
  switch (first & 7) {
    case kTagU:
      arg->kind = Arg::Kind::kUnsigned;
      return Number(first, 0xFFFFFFFFu, &arg->value, "number out of range");
    case kTagI:
      return Integer(first, arg);
    case kTagA: {
      arg->kind = Arg::Kind::kTerm;
      uint32_t index = 0;
      if (!Number(first, static_cast<uint32_t>(tables_.atoms.size()), &index, "atom number out of range")) return false;
      arg->value = index == 0 ? kNil : tables_.atoms[index];
      return true;
    }
    case kTagX:
      arg->kind = Arg::Kind::kX;
      return Number(first, 1024, &arg->value, "x register out of range");
    case kTagY:
      arg->kind = Arg::Kind::kY;
      return Number(first, 1024, &arg->value, "y register out of range");
    case kTagF:
      arg->kind = Arg::Kind::kLabel;
      return Number(first, tables_.label_count, &arg->value, "label out of range");
    case kTagH:
      arg->kind = Arg::Kind::kTerm;
      if (!Number(first, 0x110000, &arg->value, "bad character")) return false;
      arg->value = MakeSmall(static_cast<int32_t>(arg->value));
      return true;
    default:
      break;
  }
  switch (first >> 4) {
    case kFloatRegister:
      arg->kind = Arg::Kind::kFr;
      return Number(in_.Byte(), 1024, &arg->value, "floating point register out of range");
    case kAllocList:
      return AllocationList(arg);
    case kLiteral: {
      arg->kind = Arg::Kind::kTerm;
      uint32_t index = 0;
      if (!Number(in_.Byte(), static_cast<uint32_t>(tables_.literals.size()), &index, "literal number out of range")) {
        return false;
      }
      arg->value = tables_.literals[index];
      return true;
    }
    case kTypedRegister: {
      const uint8_t reg = in_.Byte();
      if ((reg & 7) != kTagX && (reg & 7) != kTagY) return Fail("bad typed register");
      if (!Item(reg, arg)) return false;
      uint32_t type = 0;
      return Number(in_.Byte(), 0xFFFFFFFFu, &type, "bad type number");
    }
    default:
      return Fail("unknown kind of operand");
  }
}

bool OperandReader::Read(Arg* arg, std::vector<Arg>* pool) {
  const uint8_t first = in_.Byte();
  if (in_.failed()) return Fail("truncated");
  if (first != (kTagZ | kList << 4)) {
    if (!Item(first, arg)) return false;
    return in_.failed() ? Fail("truncated") : true;
  }
  arg->kind = Arg::Kind::kList;
  arg->first = static_cast<uint32_t>(pool->size());
  // An item takes a byte at least.
  if (!Number(in_.Byte(), static_cast<uint32_t>(std::min<size_t>(in_.left() + 1, 0xFFFFFFFFu)), &arg->count,
              "impossible length of a list")) {
    return false;
  }
  pool->resize(pool->size() + arg->count);
  for (uint32_t i = 0; i < arg->count; ++i) {
    if (!Item(in_.Byte(), &(*pool)[arg->first + i])) return false;
  }
  return in_.failed() ? Fail("truncated") : true;
}

bool ReadCompactUnsigned(ByteReader* in, uint32_t* value) {
  const uint8_t first = in->Byte();
  Compact compact;
  return (first & 7) == kTagU && ReadCompact(in, first, 0, &compact) && ToUnsigned(compact, value);
}

LineItem ReadLineItem(ByteReader* in, uint32_t* value) {
  const uint8_t first = in->Byte();
  Compact compact;
  if (in->failed() || !ReadCompact(in, first, 0, &compact) || !ToUnsigned(compact, value)) return LineItem::kBad;
  if ((first & 7) == kTagA) return LineItem::kFile;
  return (first & 7) == kTagI ? LineItem::kLine : LineItem::kBad;
}

}  // namespace beamfold::rt
