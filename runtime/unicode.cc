// SPDX-License-Identifier: Apache-2.0

#include "runtime/unicode.h"

#include <algorithm>

namespace beamfold::rt {

void AppendUtf8(std::string& out, uint32_t c) {
  auto put = [&out](uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

Utf8Status DecodeUtf8(const uint8_t* data, size_t size, uint32_t& code_point, size_t& length) {
  uint8_t lead = data[0];
  if (lead < 0x80) {
    code_point = lead;
    length = 1;
    return Utf8Status::kValid;
  }
  if (lead < 0xC2 || lead > 0xF4) return Utf8Status::kInvalid;
  size_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte's range is narrower after these: overlong forms, surrogates, too large.
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  uint32_t value = lead & (0xFFu >> (need + 1));
  for (size_t i = 1; i < std::min(need, size); ++i) {
    uint8_t byte = data[i];
    if (byte < (i == 1 ? low : 0x80) || byte > (i == 1 ? high : 0xBF)) return Utf8Status::kInvalid;
    value = (value << 6) | (byte & 0x3F);
  }
  if (size < need) return Utf8Status::kIncomplete;
  code_point = value;
  length = need;
  return Utf8Status::kValid;
}

ptrdiff_t Utf8Length(std::string_view text) {
  const uint8_t* data = reinterpret_cast<const uint8_t*>(text.data());
  ptrdiff_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    uint32_t code_point;
    size_t length;
    if (DecodeUtf8(data + at, text.size() - at, code_point, length) != Utf8Status::kValid) return -1;
    at += length;
  }
  return count;
}

}  // namespace beamfold::rt
