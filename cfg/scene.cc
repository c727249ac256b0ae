// SPDX-License-Identifier: Apache-2.0

#include "cfg/scene.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace beamfold::cfg {
namespace {

constexpr uint32_t kBad = 0xffffffffu;

// Decodes the code point at the front of `text`, or gives kBad. `*length` is how many bytes it has, 1 when bad.
uint32_t CodePoint(absl::string_view text, size_t* length) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  *length = 1;
  const uint32_t lead = byte(0);
  if (lead < 0x80) return lead;
  const size_t n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < n) return kBad;
  uint32_t point = lead & (0x7fu >> n);
  for (size_t i = 1; i < n; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return kBad;
    point = point << 6 | (byte(i) & 0x3f);
  }
  // Too long a form, surrogates, and beyond the last code point.
  constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < kLeast[n] || (point >= 0xd800 && point < 0xe000) || point > 0x10ffff) return kBad;
  *length = n;
  return point;
}

bool IsPrintable(uint32_t point) {
  // C0, delete, C1, the two separators that end lines, and what XML does not allow.
  return point != kBad && point >= 0x20 && (point < 0x7f || point > 0x9f) && point != 0x2028 && point != 0x2029 &&
         (point & 0xfffe) != 0xfffe;
}

size_t Columns(uint32_t point) {
  const bool wide = (point >= 0x1100 && point < 0x1160) || (point >= 0x2e80 && point < 0xd7b0) ||
                    (point >= 0xf900 && point < 0xfb00) || (point >= 0xff00 && point < 0xff61) || point >= 0x1f000;
  return wide ? 2 : 1;
}

}  // namespace

std::string Printable(absl::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    size_t length;
    if (IsPrintable(CodePoint(bytes, &length))) {
      out.append(bytes.data(), length);
    } else {
      for (size_t i = 0; i < length; ++i) absl::StrAppendFormat(&out, "\\x%02x", static_cast<uint8_t>(bytes[i]));
    }
    bytes.remove_prefix(length);
  }
  return out;
}

std::string NodeTitle(const Graph& graph, NodeId node) {
  if (node >= graph.blocks.size()) return "D";
  const std::string& name = graph.blocks[node].name;
  return name.empty() ? absl::StrCat("b", node) : absl::StrCat("b", node, " ", Printable(name));
}

size_t TextColumns(absl::string_view utf8) {
  size_t columns = 0;
  size_t length;
  for (; !utf8.empty(); utf8.remove_prefix(length)) columns += Columns(CodePoint(utf8, &length));
  return columns;
}

std::string Shorten(absl::string_view utf8, size_t columns) {
  size_t used = 0;
  size_t end = 0;  // What fits together with the ellipsis.
  size_t at = 0;
  while (at < utf8.size()) {
    size_t length;
    used += Columns(CodePoint(utf8.substr(at), &length));
    if (used > columns) return absl::StrCat(utf8.substr(0, end), "\u2026");
    at += length;
    if (used + 1 <= columns) end = at;
  }
  return std::string(utf8);
}

Box TextBox(BoxKind kind, absl::string_view text, size_t columns) {
  Box box;
  box.kind = kind;
  box.text = Shorten(text, columns);
  if (box.text != text) box.title = std::string(text);
  box.w = static_cast<double>(TextColumns(box.text)) * kCharWidth + 14;
  box.h = kRowHeight;
  return box;
}

}  // namespace beamfold::cfg
