// SPDX-License-Identifier: Apache-2.0
//
// Unicode code points and their encodings.

#ifndef BEAMFOLD_RUNTIME_UNICODE_H_
#define BEAMFOLD_RUNTIME_UNICODE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold::rt {

inline constexpr uint32_t kMaxCodePoint = 0x10FFFF;

inline bool IsCodePoint(uint32_t c) { return c <= kMaxCodePoint && (c < 0xD800 || c > 0xDFFF); }

void AppendUtf8(std::string& out, uint32_t code_point);

// What the bytes at the front of a text are.
enum class Utf8Status { kValid, kInvalid, kIncomplete };

// Reads one code point of `size` > 0 bytes. kValid: `length` bytes were `code_point`. kIncomplete: the text ends inside
// a sequence that could still become valid. Overlong forms, surrogates and what lies beyond U+10FFFF are invalid.
Utf8Status DecodeUtf8(const uint8_t* data, size_t size, uint32_t& code_point, size_t& length);

// Number of code points, or -1 if the text is not UTF-8.
ptrdiff_t Utf8Length(std::string_view text);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_UNICODE_H_
