// SPDX-License-Identifier: Apache-2.0
//
// Compact terms: how the Code chunk writes operands (and the Line and AtU8 chunks some of their numbers).
//
// The low three bits of the first byte are a tag, the others begin the number:
//
//   nnnn 0ttt                          0 .. 15
//   nnn0 1ttt  nnnnnnnn                0 .. 2047
//   lll1 1ttt  then l + 2 bytes        big-endian two's complement; l = 7: a number follows, 9 is added to it
//
//   0 u  untagged number    3 x  x register    6 h  character
//   1 i  integer            4 y  y register    7 z  extended: the number says what follows
//   2 a  atom (0 is [])     5 f  label
//
//   z 1  a list: a number n, then n operands
//   z 2  a floating point register: its number
//   z 3  an allocation list: a number n, then n pairs of numbers, kind and count
//   z 4  a literal: its index
//   z 5  a register of known type: the register, the index of the type

#ifndef BEAMFOLD_COMPILER_COMPACT_TERM_H_
#define BEAMFOLD_COMPILER_COMPACT_TERM_H_

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "compiler/byte_reader.h"
#include "compiler/program.h"

namespace beamfold {

enum class CompactTag : uint8_t { kU, kI, kA, kX, kY, kF, kH, kZ };

// A tag and its number. Only numbers tagged i can be negative or be longer than 63 bits.
struct TaggedNumber {
  CompactTag tag = CompactTag::kU;
  bool is_big = false;  // the number is in `bytes`, not in `value`
  int64_t value = 0;
  std::string_view bytes;  // two's complement, most significant byte first
};

absl::Status ReadTaggedNumber(ByteReader& reader, TaggedNumber* number);

// A number tagged u that is at most `max`.
absl::Status ReadUnsigned(ByteReader& reader, uint64_t max, uint64_t* value);

// Reads operands of one program. Every index is checked against the tables of the program, which must be there already;
// lists and big integers go to its pools.
class OperandReader {
 public:
  explicit OperandReader(Program& program) : program_(program) {}

  absl::Status Read(ByteReader& reader, Operand* operand);

 private:
  absl::Status ReadSimple(ByteReader& reader, const TaggedNumber& number, Operand* operand);
  absl::Status ReadInteger(ByteReader& reader, const TaggedNumber& number, Operand* operand);
  absl::Status ReadExtended(ByteReader& reader, const TaggedNumber& number, bool in_list, Operand* operand);
  absl::Status ReadList(ByteReader& reader, Operand* operand);
  absl::Status ReadAllocList(ByteReader& reader, Operand* operand);
  absl::Status ReadLiteral(ByteReader& reader, Operand* operand);
  absl::Status ReadTypedRegister(ByteReader& reader, Operand* operand);

  Program& program_;
  uint64_t integer_work_ = 0;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_COMPACT_TERM_H_
