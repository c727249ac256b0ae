// SPDX-License-Identifier: Apache-2.0
//
// Matching utf8, utf16 and utf32 segments at any position. Surrogates, overlong forms and code points beyond U+10FFFF
// do not match.

#include <algorithm>

#include "runtime/abi.h"
#include "runtime/bits_ops.h"
#include "runtime/bits_value.h"
#include "runtime/match_state.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

bool IsLittle(uint32_t flags) { return (flags & (abi::kBitsLittle | abi::kBitsNative)) != 0; }

uint32_t ReadAt(const MatchState& state, uint32_t skip, uint32_t bits, bool little) {
  return static_cast<uint32_t>(ReadValue(state.data(), state.offset() + skip, bits, little));
}

Term Found(MatchState& state, uint32_t bits, uint32_t code_point) {
  state.Advance(bits);
  return MakeSmall(static_cast<int32_t>(code_point));
}

}  // namespace

Term BsGetUtf8(Context*, Term state_term) {
  MatchState state(state_term);
  uint8_t bytes[4];
  const uint32_t count = std::min(state.left() / 8, 4u);
  if (count == 0) return kNoTerm;
  bytes[0] = static_cast<uint8_t>(ReadAt(state, 0, 8, false));
  if (bytes[0] < 0x80) return Found(state, 8, bytes[0]);
  for (uint32_t i = 1; i < count; ++i) bytes[i] = static_cast<uint8_t>(ReadAt(state, i * 8, 8, false));
  uint32_t code_point;
  size_t length;
  if (DecodeUtf8(bytes, count, code_point, length) != Utf8Status::kValid) return kNoTerm;
  return Found(state, static_cast<uint32_t>(length) * 8, code_point);
}

Term BsGetUtf16(Context*, Term state_term, uint32_t flags) {
  MatchState state(state_term);
  if (state.left() < 16) return kNoTerm;
  const uint32_t high = ReadAt(state, 0, 16, IsLittle(flags));
  if (high < 0xD800 || high > 0xDFFF) return Found(state, 16, high);
  if (high > 0xDBFF || state.left() < 32) return kNoTerm;
  const uint32_t low = ReadAt(state, 16, 16, IsLittle(flags));
  if (low < 0xDC00 || low > 0xDFFF) return kNoTerm;
  return Found(state, 32, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
}

Term BsGetUtf32(Context*, Term state_term, uint32_t flags) {
  MatchState state(state_term);
  if (state.left() < 32) return kNoTerm;
  const uint32_t code_point = ReadAt(state, 0, 32, IsLittle(flags));
  return IsCodePoint(code_point) ? Found(state, 32, code_point) : kNoTerm;
}

}  // namespace beamfold::rt
