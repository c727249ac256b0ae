// SPDX-License-Identifier: Apache-2.0
//
// The external term format, as literals and attributes have it: a reader that takes one term at a time, without its
// elements, and a check of whole terms.

#ifndef BEAMFOLD_COMPILER_EXTERNAL_TERM_H_
#define BEAMFOLD_COMPILER_EXTERNAL_TERM_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "compiler/byte_reader.h"

namespace beamfold {

// The version byte before a term that stands alone.
inline constexpr uint8_t kExternalVersion = 131;

// One term. Those with elements say how many terms follow; all others are complete.
struct ExternalTerm {
  enum class Kind : uint8_t {
    kInteger,  // value
    kBig,      // bytes: magnitude, least significant byte first; negative
    kFloat,    // number
    kAtom,     // atom
    kNil,
    kString,     // bytes: a proper list of small integers
    kList,       // elements: the elements, then the tail
    kTuple,      // elements
    kMap,        // elements: key, value, key, value...
    kBinary,     // bytes
    kBitstring,  // bytes; bits: how many of the last byte count, from its top, 1 .. 7
    kExport,     // fun atom:function/value
    kFun,        // elements: the environment
    kPid,
    kPort,
    kReference,
  };
  Kind kind = Kind::kNil;
  bool negative = false;
  uint8_t bits = 0;
  uint32_t elements = 0;
  int64_t value = 0;
  double number = 0;
  std::string_view bytes;
  std::string atom;      // UTF-8
  std::string function;  // UTF-8
};

// Reads a term up to its first element. Counts are checked against the bytes that follow.
absl::Status ReadExternalTerm(ByteReader& reader, ExternalTerm* term);

// Checks one whole term, with its elements, no deeper than kMaxTermDepth; the reader then stands after it. Duplicate
// keys of maps are not looked for.
absl::Status CheckExternalTerm(ByteReader& reader);

// The term in `external` (no version byte, well formed) as Erlang text in one line, as io:format("~0tp") would show it
// but for some floats and very large integers. Text is cut with "..." soon after `max_length` bytes.
std::string ExternalTermText(std::string_view external, size_t max_length);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_EXTERNAL_TERM_H_
