// SPDX-License-Identifier: Apache-2.0
//
// Problem: terms nest, and a hostile file may nest them a million deep; and a count of a billion elements fits in four
// bytes.
// Idea: terms are written in prefix order, so checking needs no tree: a stack of "elements still to come" is enough,
// and a count is refused at once if each element could not have one byte. Complexity: O(bytes) time, O(depth) memory.
// Source: the External Term Format chapter of the ERTS User's Guide.

#include "compiler/external_term.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <vector>

#include "absl/strings/str_format.h"
#include "compiler/erlang_text.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

using Kind = ExternalTerm::Kind;

enum Tag : uint8_t {
  kNewFloat = 70,
  kBitBinary = 77,
  kNewPid = 88,
  kNewPort = 89,
  kNewerReference = 90,
  kSmallInteger = 97,
  kInteger = 98,
  kFloat = 99,
  kAtomLatin1 = 100,
  kReference = 101,
  kPort = 102,
  kPid = 103,
  kSmallTuple = 104,
  kLargeTuple = 105,
  kNil = 106,
  kString = 107,
  kList = 108,
  kBinary = 109,
  kSmallBig = 110,
  kLargeBig = 111,
  kNewFun = 112,
  kExport = 113,
  kNewReference = 114,
  kSmallAtomLatin1 = 115,
  kMap = 116,
  kAtomUtf8 = 118,
  kSmallAtomUtf8 = 119,
  kV4Port = 120,
};

absl::Status Skip(ByteReader& reader, size_t count) {
  std::string_view bytes;
  return reader.Bytes(count, &bytes);
}

absl::Status ReadLength(ByteReader& reader, size_t bytes, uint32_t* length) {
  uint8_t byte;
  switch (bytes) {
    case 1:
      BEAMFOLD_RETURN_IF_ERROR(reader.U8(&byte));
      *length = byte;
      return absl::OkStatus();
    case 2:
      return reader.U16(length);
    default:
      return reader.U32(length);
  }
}

absl::Status ReadAtomText(ByteReader& reader, uint8_t tag, std::string* atom) {
  const size_t start = reader.position();
  const bool latin1 = tag == kAtomLatin1 || tag == kSmallAtomLatin1;
  uint32_t length;
  std::string_view bytes;
  BEAMFOLD_RETURN_IF_ERROR(ReadLength(reader, tag == kAtomLatin1 || tag == kAtomUtf8 ? 2 : 1, &length));
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(length, &bytes));
  *atom = latin1 ? Utf8FromLatin1(bytes) : std::string(bytes);
  size_t characters;
  if (!IsUtf8(*atom, &characters)) return reader.ErrorAt(start, "an atom is not UTF-8");
  if (characters > kMaxAtomCharacters) return reader.ErrorAt(start, "an atom is too long");
  return absl::OkStatus();
}

// An atom inside another term.
absl::Status ReadInnerAtom(ByteReader& reader, std::string* atom) {
  const size_t start = reader.position();
  uint8_t tag;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&tag));
  switch (tag) {
    case kAtomLatin1:
    case kSmallAtomLatin1:
    case kAtomUtf8:
    case kSmallAtomUtf8:
      return ReadAtomText(reader, tag, atom);
    default:
      return reader.ErrorAt(start, absl::StrFormat("an atom is wanted, not external term tag %d", tag));
  }
}

// A small integer inside another term.
absl::Status ReadInnerInteger(ByteReader& reader, int64_t* value) {
  const size_t start = reader.position();
  uint8_t tag, byte;
  uint32_t word;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&tag));
  if (tag == kSmallInteger) {
    BEAMFOLD_RETURN_IF_ERROR(reader.U8(&byte));
    *value = byte;
    return absl::OkStatus();
  }
  if (tag != kInteger) return reader.ErrorAt(start, "a small integer is wanted");
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&word));
  *value = static_cast<int32_t>(word);
  return absl::OkStatus();
}

// Pids, ports and references of every generation: a node, then numbers. Only the kind is kept.
absl::Status ReadIdentifier(ByteReader& reader, uint8_t tag, ExternalTerm* term) {
  uint32_t words = 0;
  if (tag == kNewReference || tag == kNewerReference) {
    const size_t start = reader.position();
    BEAMFOLD_RETURN_IF_ERROR(reader.U16(&words));
    if (words == 0 || words > 5) return reader.ErrorAt(start, "a reference of an impossible length");
  }
  BEAMFOLD_RETURN_IF_ERROR(ReadInnerAtom(reader, &term->atom));
  switch (tag) {
    case kPid:
      term->kind = Kind::kPid;
      return Skip(reader, 4 + 4 + 1);
    case kNewPid:
      term->kind = Kind::kPid;
      return Skip(reader, 4 + 4 + 4);
    case kPort:
      term->kind = Kind::kPort;
      return Skip(reader, 4 + 1);
    case kNewPort:
      term->kind = Kind::kPort;
      return Skip(reader, 4 + 4);
    case kV4Port:
      term->kind = Kind::kPort;
      return Skip(reader, 8 + 4);
    case kReference:
      term->kind = Kind::kReference;
      return Skip(reader, 4 + 1);
    case kNewReference:
      term->kind = Kind::kReference;
      return Skip(reader, 1 + size_t{4} * words);
    default:
      term->kind = Kind::kReference;
      return Skip(reader, 4 + size_t{4} * words);
  }
}

absl::Status ReadFun(ByteReader& reader, ExternalTerm* term) {
  const size_t start = reader.position();
  uint32_t size, free;
  int64_t number;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&size));
  BEAMFOLD_RETURN_IF_ERROR(Skip(reader, 1 + 16 + 4));  // arity, MD5 of the module, index
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&free));
  BEAMFOLD_RETURN_IF_ERROR(ReadInnerAtom(reader, &term->atom));
  BEAMFOLD_RETURN_IF_ERROR(ReadInnerInteger(reader, &number));  // old index
  BEAMFOLD_RETURN_IF_ERROR(ReadInnerInteger(reader, &number));  // old unique number
  uint8_t tag;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&tag));
  if (tag != kPid && tag != kNewPid) return reader.ErrorAt(start, "a fun without the pid of its creator");
  ExternalTerm pid;
  BEAMFOLD_RETURN_IF_ERROR(ReadIdentifier(reader, tag, &pid));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(free, 1, "free variables"));
  term->kind = Kind::kFun;
  term->elements = free;
  return absl::OkStatus();
}

absl::Status ReadFloat(ByteReader& reader, uint8_t tag, ExternalTerm* term) {
  const size_t start = reader.position();
  term->kind = Kind::kFloat;
  if (tag == kNewFloat) {
    uint64_t bits;
    BEAMFOLD_RETURN_IF_ERROR(reader.U64(&bits));
    term->number = std::bit_cast<double>(bits);
  } else {
    std::string_view text;  // "%.20e", filled up with zeros
    BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(31, &text));
    text = text.substr(0, text.find('\0'));
    const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), term->number);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
      return reader.ErrorAt(start, "a float that is no number");
    }
  }
  if (!std::isfinite(term->number)) return reader.ErrorAt(start, "a float that is not finite");
  return absl::OkStatus();
}

absl::Status ReadBig(ByteReader& reader, uint8_t tag, ExternalTerm* term) {
  const size_t start = reader.position();
  uint32_t length;
  uint8_t sign;
  BEAMFOLD_RETURN_IF_ERROR(ReadLength(reader, tag == kSmallBig ? 1 : 4, &length));
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&sign));
  if (sign > 1) return reader.ErrorAt(start, "a large integer with an impossible sign");
  term->kind = Kind::kBig;
  term->negative = sign == 1;
  return reader.Bytes(length, &term->bytes);
}

absl::Status ReadBytes(ByteReader& reader, Kind kind, ExternalTerm* term) {
  uint32_t length;
  term->kind = kind;
  BEAMFOLD_RETURN_IF_ERROR(ReadLength(reader, kind == Kind::kString ? 2 : 4, &length));
  if (kind == Kind::kBitstring) {
    const size_t start = reader.position();
    BEAMFOLD_RETURN_IF_ERROR(reader.U8(&term->bits));
    if (term->bits == 0 || term->bits > 8 || length == 0) {
      return reader.ErrorAt(start, "a bitstring with an impossible number of bits");
    }
    if (term->bits == 8) term->kind = Kind::kBinary;
  }
  return reader.Bytes(length, &term->bytes);
}

absl::Status ReadElements(ByteReader& reader, Kind kind, size_t length_bytes, ExternalTerm* term) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(ReadLength(reader, length_bytes, &count));
  if (kind == Kind::kList && count == 0) return reader.Error("a list without elements that is not []");
  // A pair of a map and an element each take at least a byte per term; a list has its tail besides.
  const uint64_t terms = uint64_t{count} * (kind == Kind::kMap ? 2 : 1) + (kind == Kind::kList ? 1 : 0);
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(terms, 1, "elements"));
  term->kind = kind;
  term->elements = static_cast<uint32_t>(terms);
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadExternalTerm(ByteReader& reader, ExternalTerm* term) {
  const size_t start = reader.position();
  *term = ExternalTerm();
  uint8_t tag;
  BEAMFOLD_RETURN_IF_ERROR(reader.U8(&tag));
  switch (tag) {
    case kSmallInteger: {
      uint8_t byte;
      BEAMFOLD_RETURN_IF_ERROR(reader.U8(&byte));
      term->kind = Kind::kInteger;
      term->value = byte;
      return absl::OkStatus();
    }
    case kInteger: {
      uint32_t word;
      BEAMFOLD_RETURN_IF_ERROR(reader.U32(&word));
      term->kind = Kind::kInteger;
      term->value = static_cast<int32_t>(word);
      return absl::OkStatus();
    }
    case kSmallBig:
    case kLargeBig:
      return ReadBig(reader, tag, term);
    case kNewFloat:
    case kFloat:
      return ReadFloat(reader, tag, term);
    case kAtomLatin1:
    case kSmallAtomLatin1:
    case kAtomUtf8:
    case kSmallAtomUtf8:
      term->kind = Kind::kAtom;
      return ReadAtomText(reader, tag, &term->atom);
    case kNil:
      return absl::OkStatus();
    case kString:
      return ReadBytes(reader, Kind::kString, term);
    case kBinary:
      return ReadBytes(reader, Kind::kBinary, term);
    case kBitBinary:
      return ReadBytes(reader, Kind::kBitstring, term);
    case kList:
      return ReadElements(reader, Kind::kList, 4, term);
    case kSmallTuple:
      return ReadElements(reader, Kind::kTuple, 1, term);
    case kLargeTuple:
      return ReadElements(reader, Kind::kTuple, 4, term);
    case kMap:
      return ReadElements(reader, Kind::kMap, 4, term);
    case kExport: {
      term->kind = Kind::kExport;
      BEAMFOLD_RETURN_IF_ERROR(ReadInnerAtom(reader, &term->atom));
      BEAMFOLD_RETURN_IF_ERROR(ReadInnerAtom(reader, &term->function));
      BEAMFOLD_RETURN_IF_ERROR(ReadInnerInteger(reader, &term->value));
      if (term->value < 0 || term->value > kMaxArity) return reader.ErrorAt(start, "a fun of an impossible arity");
      return absl::OkStatus();
    }
    case kNewFun:
      return ReadFun(reader, term);
    case kPid:
    case kNewPid:
    case kPort:
    case kNewPort:
    case kV4Port:
    case kReference:
    case kNewReference:
    case kNewerReference:
      return ReadIdentifier(reader, tag, term);
    default:
      return reader.ErrorAt(start, absl::StrFormat("unknown external term tag %d", tag));
  }
}

absl::Status CheckExternalTerm(ByteReader& reader) {
  std::vector<uint32_t> to_come = {1};  // of the term itself and of every term it is inside of
  while (!to_come.empty()) {
    if (to_come.back() == 0) {
      to_come.pop_back();
      continue;
    }
    --to_come.back();
    ExternalTerm term;
    BEAMFOLD_RETURN_IF_ERROR(ReadExternalTerm(reader, &term));
    if (term.elements == 0) continue;
    if (to_come.size() > kMaxTermDepth) {
      return reader.Error(absl::StrFormat("a term is nested more than %d deep", kMaxTermDepth));
    }
    to_come.push_back(term.elements);
  }
  return absl::OkStatus();
}

}  // namespace beamfold
