// SPDX-License-Identifier: Apache-2.0

#include "compiler/erlang_text.h"

#include <algorithm>
#include <charconv>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace beamfold {
namespace {

constexpr std::string_view kReserved[] = {
    "after", "and",   "andalso", "band",  "begin",   "bnot", "bor", "bsl",  "bsr", "bxor",
    "case",  "catch", "cond",    "div",   "else",    "end",  "fun", "if",   "let", "not",
    "of",    "or",    "orelse",  "maybe", "receive", "rem",  "try", "when", "xor",
};

bool IsPlainAtom(std::string_view text) {
  if (text.empty() || !absl::ascii_islower(static_cast<unsigned char>(text[0]))) return false;
  for (const char c : text) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '@') return false;
  }
  return std::find(std::begin(kReserved), std::end(kReserved), text) == std::end(kReserved);
}

// Appends a byte of a quoted atom or string.
void AppendEscaped(std::string& out, char c, char quote) {
  switch (c) {
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\v':
      out += "\\v";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    case 27:
      out += "\\e";
      return;
    case 127:
      out += "\\d";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  if (c == quote) {
    out += '\\';
    out += c;
  } else if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
    out += absl::StrFormat("\\%03o", static_cast<unsigned char>(c));
  } else {
    out += c;
  }
}

}  // namespace

bool IsUtf8(std::string_view text, size_t* characters) {
  *characters = 0;
  for (size_t i = 0; i < text.size(); ++*characters) {
    const auto byte = [&](size_t k) -> uint32_t { return k < text.size() ? static_cast<uint8_t>(text[k]) : 0; };
    const uint32_t first = byte(i);
    size_t more;
    uint32_t smallest;
    uint32_t code;
    if (first < 0x80) {
      ++i;
      continue;
    } else if (first >= 0xc2 && first < 0xe0) {
      more = 1, smallest = 0x80, code = first & 0x1f;
    } else if (first >= 0xe0 && first < 0xf0) {
      more = 2, smallest = 0x800, code = first & 0x0f;
    } else if (first >= 0xf0 && first < 0xf5) {
      more = 3, smallest = 0x10000, code = first & 0x07;
    } else {
      return false;
    }
    for (size_t k = 1; k <= more; ++k) {
      if ((byte(i + k) & 0xc0) != 0x80) return false;
      code = code << 6 | (byte(i + k) & 0x3f);
    }
    if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
    i += more + 1;
  }
  return true;
}

std::string Utf8FromLatin1(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    const uint8_t byte = static_cast<uint8_t>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xc0 | byte >> 6);
      utf8 += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return utf8;
}

std::string AtomText(std::string_view utf8) {
  if (IsPlainAtom(utf8)) return std::string(utf8);
  std::string out = "'";
  for (const char c : utf8) AppendEscaped(out, c, '\'');
  return out + "'";
}

bool IsPrintableLatin1(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const uint8_t byte = static_cast<uint8_t>(c);
    return (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0 || (byte >= 8 && byte <= 13) || byte == 27;
  });
}

std::string StringText(std::string_view latin1) {
  std::string out = "\"";
  for (const char c : Utf8FromLatin1(latin1)) AppendEscaped(out, c, '"');
  return out + "\"";
}

std::string FloatText(double value) {
  char buffer[32];
  const std::to_chars_result result = std::to_chars(buffer, buffer + sizeof(buffer), value);
  std::string text(buffer, result.ptr);
  // Erlang wants digits on both sides of a point: 5 is an integer, and 1e22 no number. "e+07" is e7.
  size_t exponent = std::min(text.find('e'), text.size());
  if (text.find('.') == std::string::npos) {
    text.insert(exponent, ".0");
    exponent += 2;
  }
  if (exponent < text.size()) {
    const size_t digits = text.find_first_not_of("+-0", exponent + 1);
    text.replace(exponent + 1, digits - exponent - 1, text[exponent + 1] == '-' ? "-" : "");
  }
  return text;
}

}  // namespace beamfold
