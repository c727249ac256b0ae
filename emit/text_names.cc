// SPDX-License-Identifier: Apache-2.0

#include "emit/text_names.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "emit/bytes.h"

namespace beamfold::emit {
namespace {

// An identifier is repeated at each use, so a long one would make the listing longer than linear.
constexpr size_t kMaxNameBytes = 80;

bool IsNameChar(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         std::string_view("!#$%&'*+-./:<=>?@\\^_`|~").find(c) != std::string_view::npos;
}

void AppendEscaped(std::string& out, unsigned char byte) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += {'\\', kDigits[byte >> 4], kDigits[byte & 15]};
}

}  // namespace

std::string TextName(std::string_view name) {
  if (name.empty()) return "";
  std::string out = "$";
  for (char c : name.substr(0, kMaxNameBytes)) out += IsNameChar(c) ? c : '_';
  return out;
}

void TextNames::Add(std::string_view name) {
  const std::string base = TextName(name);
  std::string unique = base;
  if (!base.empty()) {
    while (!used_.insert(unique).second) unique = absl::StrCat(base, ".", ++repeats_[base]);
  }
  names_.push_back(std::move(unique));
}

std::string TextNames::Of(uint32_t index) const { return Has(index) ? names_[index] : absl::StrCat(index); }

std::string TextNames::AtDefinition(uint32_t index) const {
  return Has(index) ? absl::StrCat(names_[index], " ") : absl::StrCat("(;", index, ";) ");
}

std::string TextString(std::string_view bytes) {
  std::string out = "\"";
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isprint(byte) && c != '"' && c != '\\') {
      out += c;
    } else {
      AppendEscaped(out, byte);
    }
  }
  return out + '"';
}

std::string TextComment(std::string_view bytes) {
  const bool utf8 = IsUtf8(bytes);
  std::string out;
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isprint(byte) || (byte >= 0x80 && utf8)) {
      out += c;
    } else {
      AppendEscaped(out, byte);
    }
  }
  return out;
}

}  // namespace beamfold::emit
