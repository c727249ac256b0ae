// SPDX-License-Identifier: Apache-2.0

#include "runtime/text.h"

#include <vector>

#include "runtime/binary.h"
#include "runtime/heap.h"
#include "runtime/unicode.h"

namespace beamfold::rt {

Term ListFromBytes(Context* ctx, std::string_view bytes) {
  std::vector<Term> elements;
  elements.reserve(bytes.size());
  for (char c : bytes) elements.push_back(MakeSmall(static_cast<uint8_t>(c)));
  return MakeList(ctx, elements);
}

Term ListFromUtf8(Context* ctx, std::string_view utf8) {
  std::vector<Term> elements;
  const uint8_t* data = reinterpret_cast<const uint8_t*>(utf8.data());
  for (size_t at = 0; at < utf8.size();) {
    uint32_t code_point;
    size_t length;
    if (DecodeUtf8(data + at, utf8.size() - at, code_point, length) != Utf8Status::kValid) break;
    elements.push_back(MakeSmall(static_cast<int32_t>(code_point)));
    at += length;
  }
  return MakeList(ctx, elements);
}

bool Utf8FromList(Term list, std::string* utf8, size_t* characters) {
  *characters = 0;
  for (; IsCons(list); list = Tail(list)) {
    const Term c = Head(list);
    if (!IsSmall(c) || SmallValue(c) < 0 || !IsCodePoint(static_cast<uint32_t>(SmallValue(c)))) return false;
    AppendUtf8(*utf8, static_cast<uint32_t>(SmallValue(c)));
    ++*characters;
  }
  return IsNil(list);
}

bool BytesFromList(Term list, std::string* bytes) {
  for (; IsCons(list); list = Tail(list)) {
    const Term c = Head(list);
    if (!IsSmall(c) || SmallValue(c) < 0 || SmallValue(c) > 255) return false;
    bytes->push_back(static_cast<char>(SmallValue(c)));
  }
  return IsNil(list);
}

std::string BytesOf(Term binary) {
  const BitView view = GetBits(binary);
  std::string bytes(view.bits / 8, '\0');
  if (!bytes.empty())
    CopyBits(reinterpret_cast<uint8_t*>(bytes.data()), 0, view.data, view.bit_offset, view.bits / 8 * 8);
  return bytes;
}

BytesView::BytesView(Term binary) {
  const BitView view = GetBits(binary);
  if (!view.aligned()) copy_ = BytesOf(binary);
  bytes_ = view.aligned() ? view.bytes() : std::string_view(copy_);
}

}  // namespace beamfold::rt
