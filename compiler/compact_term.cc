// SPDX-License-Identifier: Apache-2.0

#include "compiler/compact_term.h"

#include <limits>

#include "absl/strings/str_format.h"
#include "compiler/big_integer.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

// The allocation kinds of the BEAM: words, floats, funs.
constexpr uint64_t kMaxAllocKind = 2;
// More heap than this cannot be asked for at once; it keeps sums of allocation lists far from overflow.
constexpr uint64_t kMaxAllocCount = uint64_t{1} << 24;

// The length of a number whose first byte says that its length follows.
absl::Status ReadLongLength(ByteReader& reader, size_t* length) {
  // The length is a compact number itself, read here without the form that has a length of its own again: no recursion,
  // and four bytes are more than kMaxIntegerBytes.
  const size_t start = reader.position();
  uint8_t first;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&first));
  if ((first & 7) != static_cast<uint8_t>(CompactTag::kU)) return reader.ErrorAt(start, "a length must be tagged u");
  if ((first & 0x08) == 0) {
    *length = first >> 4;
  } else if ((first & 0x10) == 0) {
    uint8_t second;
    BEAMFOLD_RETURN_IF_ERROR(reader.U8(&second));
    *length = size_t{first & 0xe0u} << 3 | second;
  } else {
    const size_t count = (first >> 5) + 2;
    std::string_view bytes;
    if (count > 4) return reader.ErrorAt(start, "a number is too long");
    BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(count, &bytes));
    *length = 0;
    for (const char c : bytes) *length = *length << 8 | static_cast<uint8_t>(c);
  }
  *length += 9;
  if (*length > kMaxIntegerBytes) return reader.ErrorAt(start, absl::StrFormat("a number of %d bytes", *length));
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadTaggedNumber(ByteReader& reader, TaggedNumber* number) {
  const size_t start = reader.position();
  uint8_t first;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&first));
  *number = TaggedNumber();
  number->tag = static_cast<CompactTag>(first & 7);
  if ((first & 0x08) == 0) {
    number->value = first >> 4;
    return absl::OkStatus();
  }
  if ((first & 0x10) == 0) {
    uint8_t second;
    BEAMFOLD_RETURN_IF_ERROR(reader.U8(&second));
    number->value = int64_t{first & 0xe0} << 3 | second;
    return absl::OkStatus();
  }
  size_t length = (first >> 5) + 2;
  if (length == 9) BEAMFOLD_RETURN_IF_ERROR(ReadLongLength(reader, &length));
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(length, &number->bytes));
  // Leading bytes that only repeat the sign do not make a number big.
  std::string_view bytes = number->bytes;
  const char sign = (bytes[0] & 0x80) != 0 ? '\xff' : '\0';
  while (bytes.size() > 1 && bytes[0] == sign && ((bytes[1] ^ sign) & 0x80) == 0) bytes.remove_prefix(1);
  if (number->tag != CompactTag::kI && (sign != 0 || bytes.size() > 8)) {
    return reader.ErrorAt(start, "a number is out of range");
  }
  if (bytes.size() > 8) {
    number->is_big = true;
    return absl::OkStatus();
  }
  uint64_t value = sign == 0 ? 0 : ~uint64_t{0};
  for (const char c : bytes) value = value << 8 | static_cast<uint8_t>(c);
  number->value = static_cast<int64_t>(value);
  return absl::OkStatus();
}

absl::Status ReadUnsigned(ByteReader& reader, uint64_t max, uint64_t* value) {
  const size_t start = reader.position();
  TaggedNumber number;
  BEAMFOLD_RETURN_IF_ERROR(ReadTaggedNumber(reader, &number));
  if (number.tag != CompactTag::kU) return reader.ErrorAt(start, "a number tagged u is wanted");
  *value = static_cast<uint64_t>(number.value);
  if (*value > max) return reader.ErrorAt(start, absl::StrFormat("%d is out of range, %d is the most", *value, max));
  return absl::OkStatus();
}

absl::Status OperandReader::Read(ByteReader& reader, Operand* operand) {
  TaggedNumber number;
  BEAMFOLD_RETURN_IF_ERROR(ReadTaggedNumber(reader, &number));
  *operand = Operand();
  if (number.tag == CompactTag::kZ) return ReadExtended(reader, number, /*in_list=*/false, operand);
  return ReadSimple(reader, number, operand);
}

absl::Status OperandReader::ReadSimple(ByteReader& reader, const TaggedNumber& number, Operand* operand) {
  // Checks an index and sets the operand to it.
  const auto index = [&](Operand::Kind kind, size_t limit, const char* what) -> absl::Status {
    if (static_cast<uint64_t>(number.value) >= limit) {
      return reader.Error(absl::StrFormat("%s %d is out of range, there are %d", what, number.value, limit));
    }
    operand->kind = kind;
    operand->index = static_cast<uint32_t>(number.value);
    return absl::OkStatus();
  };
  switch (number.tag) {
    case CompactTag::kU:
      operand->kind = Operand::Kind::kUnsigned;
      operand->value = number.value;
      return absl::OkStatus();
    case CompactTag::kI:
      return ReadInteger(reader, number, operand);
    case CompactTag::kA:
      if (number.value == 0) return absl::OkStatus();  // Operand's default is kNil
      return index(Operand::Kind::kAtom, program_.atoms.size(), "atom");
    case CompactTag::kX:
      return index(Operand::Kind::kX, kMaxRegisters, "x register");
    case CompactTag::kY:
      return index(Operand::Kind::kY, kMaxRegisters, "y register");
    case CompactTag::kF:
      return index(Operand::Kind::kLabel, program_.label_count, "label");
    case CompactTag::kH:
      if (number.value > 0x10ffff) return reader.Error("a character is out of range");
      operand->kind = Operand::Kind::kCharacter;
      operand->value = number.value;
      return absl::OkStatus();
    case CompactTag::kZ:
      break;
  }
  return reader.Error("an extended operand is not allowed here");
}

absl::Status OperandReader::ReadInteger(ByteReader& reader, const TaggedNumber& number, Operand* operand) {
  if (!number.is_big) {
    operand->kind = Operand::Kind::kInteger;
    operand->value = number.value;
    return absl::OkStatus();
  }
  integer_work_ += DecimalWork(number.bytes.size());
  if (integer_work_ > kMaxIntegerWork) return reader.Error("the integers in the code are too long together");
  bool negative;
  const std::string magnitude = MagnitudeOfTwosComplement(number.bytes, &negative);
  operand->kind = Operand::Kind::kBigInteger;
  operand->index = static_cast<uint32_t>(program_.big_integers.size());
  program_.big_integers.push_back(DecimalText(magnitude, negative));
  return absl::OkStatus();
}

absl::Status OperandReader::ReadExtended(ByteReader& reader, const TaggedNumber& number, bool in_list,
                                         Operand* operand) {
  switch (number.value) {
    case 1:
      if (in_list) return reader.Error("a list in a list");
      return ReadList(reader, operand);
    case 2: {
      uint64_t value;
      BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, kMaxRegisters - 1, &value));
      operand->kind = Operand::Kind::kFr;
      operand->index = static_cast<uint32_t>(value);
      return absl::OkStatus();
    }
    case 3:
      if (in_list) return reader.Error("an allocation list in a list");
      return ReadAllocList(reader, operand);
    case 4:
      return ReadLiteral(reader, operand);
    case 5:
      return ReadTypedRegister(reader, operand);
    default:
      return reader.Error(absl::StrFormat("unknown extended operand %d", number.value));
  }
}

absl::Status OperandReader::ReadList(ByteReader& reader, Operand* operand) {
  uint64_t count;
  BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, std::numeric_limits<uint32_t>::max(), &count));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, 1, "list elements"));
  operand->kind = Operand::Kind::kList;
  operand->index = static_cast<uint32_t>(program_.list_pool.size());
  operand->count = static_cast<uint32_t>(count);
  for (uint64_t i = 0; i < count; ++i) {
    Operand element;
    TaggedNumber number;
    BEAMFOLD_RETURN_IF_ERROR(ReadTaggedNumber(reader, &number));
    if (number.tag == CompactTag::kZ) {
      BEAMFOLD_RETURN_IF_ERROR(ReadExtended(reader, number, /*in_list=*/true, &element));
    } else {
      BEAMFOLD_RETURN_IF_ERROR(ReadSimple(reader, number, &element));
    }
    program_.list_pool.push_back(element);
  }
  return absl::OkStatus();
}

absl::Status OperandReader::ReadAllocList(ByteReader& reader, Operand* operand) {
  uint64_t count;
  BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, kMaxAllocKind + 1, &count));
  operand->kind = Operand::Kind::kAllocList;
  operand->index = static_cast<uint32_t>(program_.list_pool.size());
  operand->count = static_cast<uint32_t>(2 * count);
  for (uint64_t i = 0; i < 2 * count; ++i) {
    uint64_t value;
    BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, i % 2 == 0 ? kMaxAllocKind : kMaxAllocCount, &value));
    Operand& element = program_.list_pool.emplace_back();
    element.kind = Operand::Kind::kUnsigned;
    element.value = static_cast<int64_t>(value);
  }
  return absl::OkStatus();
}

absl::Status OperandReader::ReadLiteral(ByteReader& reader, Operand* operand) {
  uint64_t value;
  BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, std::numeric_limits<uint32_t>::max(), &value));
  if (value >= program_.literals.size()) {
    return reader.Error(absl::StrFormat("literal %d is out of range, there are %d", value, program_.literals.size()));
  }
  operand->kind = Operand::Kind::kLiteral;
  operand->index = static_cast<uint32_t>(value);
  return absl::OkStatus();
}

absl::Status OperandReader::ReadTypedRegister(ByteReader& reader, Operand* operand) {
  TaggedNumber number;
  BEAMFOLD_RETURN_IF_ERROR(ReadTaggedNumber(reader, &number));
  if (number.tag != CompactTag::kX && number.tag != CompactTag::kY) {
    return reader.Error("a type belongs to an x or y register");
  }
  BEAMFOLD_RETURN_IF_ERROR(ReadSimple(reader, number, operand));
  uint64_t type;
  BEAMFOLD_RETURN_IF_ERROR(ReadUnsigned(reader, std::numeric_limits<uint32_t>::max(), &type));
  // A file whose Type chunk was stripped, or is of a version unknown here: nothing is known of the register.
  if (program_.types.empty()) return absl::OkStatus();
  if (type >= program_.types.size()) {
    return reader.Error(absl::StrFormat("type %d is out of range, there are %d", type, program_.types.size()));
  }
  operand->type = static_cast<uint32_t>(type);
  return absl::OkStatus();
}

}  // namespace beamfold
