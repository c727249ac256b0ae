// SPDX-License-Identifier: Apache-2.0
//
// The segments of a binary that is written as text: <<1, 2:16/little, 1.5/float, "text"/utf8>>.

#ifndef BEAMFOLD_RUNTIME_SEGMENT_WRITER_H_
#define BEAMFOLD_RUNTIME_SEGMENT_WRITER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/term.h"

namespace beamfold::rt {

struct SegmentType {
  enum Kind : uint8_t { kInteger, kFloat, kUtf8, kUtf16, kUtf32 } kind = kInteger;
  bool little = false;
  uint32_t unit = 0;             // 0: not given
  std::optional<uint32_t> size;  // in units

  // One word of a type specification; false: there is no such word.
  bool Set(std::string_view word);
};

class SegmentWriter {
 public:
  static constexpr uint32_t kMaxSegmentBits = 1u << 20;

  // False: value, size and type do not go together, or the segment is too large.
  bool Write(Term value, const SegmentType& type);

  uint32_t bits() const { return bits_; }
  const std::string& bytes() const { return bytes_; }  // zeros behind the last bit

 private:
  void Append(uint32_t bits, uint64_t value);
  bool Integer(Term value, const SegmentType& type);
  bool Float(Term value, const SegmentType& type);
  bool Utf(Term value, const SegmentType& type);

  std::string bytes_;
  uint32_t bits_ = 0;
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_SEGMENT_WRITER_H_
