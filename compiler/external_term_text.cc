// SPDX-License-Identifier: Apache-2.0
//
// Terms as text. Iterative like the check: a stack of the terms that are open, each with what goes between its
// elements.

#include <algorithm>
#include <vector>

#include "absl/strings/str_format.h"
#include "compiler/big_integer.h"
#include "compiler/erlang_text.h"
#include "compiler/external_term.h"

namespace beamfold {
namespace {

using Kind = ExternalTerm::Kind;

// Longer integers are shown in base 16: decimal text takes quadratic time.
constexpr size_t kMaxDecimalBytes = 1024;

struct Open {
  Kind kind;
  uint32_t left;   // elements still to come
  uint32_t count;  // elements in all
};

std::string IntegerListText(std::string_view bytes) {
  std::string text = "[";
  for (const char c : bytes) {
    absl::StrAppendFormat(&text, "%s%d", text.size() == 1 ? "" : ",", static_cast<uint8_t>(c));
  }
  return text + "]";
}

std::string BinaryText(const ExternalTerm& term) {
  if (term.kind == Kind::kBinary && !term.bytes.empty() && IsPrintableLatin1(term.bytes)) {
    return "<<" + StringText(term.bytes) + ">>";
  }
  std::string text = "<<";
  for (size_t i = 0; i < term.bytes.size(); ++i) {
    uint8_t byte = static_cast<uint8_t>(term.bytes[i]);
    const bool partial = term.kind == Kind::kBitstring && i + 1 == term.bytes.size();
    if (partial) byte = static_cast<uint8_t>(byte >> (8 - term.bits));
    absl::StrAppendFormat(&text, "%s%d", i == 0 ? "" : ",", byte);
    if (partial) absl::StrAppendFormat(&text, ":%d", term.bits);
  }
  return text + ">>";
}

// Drops what will be cut off the text anyway, so that showing little of a large term is cheap.
void CutBytes(ExternalTerm& term, size_t max_length) {
  // Integers must stay long enough to be shown in base 16: their text is cut at its least significant end.
  const size_t keep = (term.kind == Kind::kBig ? std::max(max_length, kMaxDecimalBytes) : max_length) + 1;
  if (term.bytes.size() <= keep) return;
  if (term.kind == Kind::kBig) {
    term.bytes.remove_prefix(term.bytes.size() - keep);
  } else {
    term.bytes = term.bytes.substr(0, keep);
    if (term.kind == Kind::kBitstring) term.kind = Kind::kBinary;
  }
}

// A term without elements.
std::string LeafText(const ExternalTerm& term) {
  switch (term.kind) {
    case Kind::kInteger:
      return absl::StrFormat("%d", term.value);
    case Kind::kBig:
      return term.bytes.size() <= kMaxDecimalBytes ? DecimalText(term.bytes, term.negative)
                                                   : HexadecimalText(term.bytes, term.negative);
    case Kind::kFloat:
      return FloatText(term.number);
    case Kind::kAtom:
      return AtomText(term.atom);
    case Kind::kString:
      return !term.bytes.empty() && IsPrintableLatin1(term.bytes) ? StringText(term.bytes)
                                                                  : IntegerListText(term.bytes);
    case Kind::kBinary:
    case Kind::kBitstring:
      return BinaryText(term);
    case Kind::kExport:
      return absl::StrFormat("fun %s:%s/%d", AtomText(term.atom), AtomText(term.function), term.value);
    case Kind::kFun:
      return absl::StrFormat("#Fun<%s>", term.atom);
    case Kind::kPid:
      return "#Pid<>";
    case Kind::kPort:
      return "#Port<>";
    case Kind::kReference:
      return "#Ref<>";
    case Kind::kTuple:
      return "{}";
    case Kind::kMap:
      return "#{}";
    case Kind::kNil:
    case Kind::kList:
      break;
  }
  return "[]";
}

std::string_view Opening(Kind kind) {
  return kind == Kind::kList ? "[" : kind == Kind::kTuple ? "{" : kind == Kind::kMap ? "#{" : "#Fun<";
}

std::string_view Closing(Kind kind) { return kind == Kind::kList ? "]" : kind == Kind::kFun ? ">" : "}"; }

// What stands before the next element of `open`, which is not the tail of a proper list.
std::string_view Separator(const Open& open) {
  if (open.left == open.count) return "";
  if (open.kind == Kind::kList && open.left == 1) return "|";
  if (open.kind == Kind::kMap && (open.count - open.left) % 2 == 1) return " => ";
  return ",";
}

}  // namespace

std::string ExternalTermText(std::string_view external, size_t max_length) {
  ByteReader reader("", "", external);
  std::string text;
  std::vector<Open> open;
  do {
    if (text.size() > max_length) return text.substr(0, max_length) + "...";
    ExternalTerm term;
    if (!ReadExternalTerm(reader, &term).ok()) return text + "...";
    const bool is_proper_end =
        term.kind == Kind::kNil && !open.empty() && open.back().kind == Kind::kList && open.back().left == 1;
    if (!open.empty()) {
      if (!is_proper_end) text += Separator(open.back());
      --open.back().left;
    }
    if (term.elements != 0) {
      text += Opening(term.kind);
      open.push_back({term.kind, term.elements, term.elements});
    } else if (!is_proper_end) {
      CutBytes(term, max_length);
      text += LeafText(term);
    }
    while (!open.empty() && open.back().left == 0) {
      text += Closing(open.back().kind);
      open.pop_back();
    }
  } while (!open.empty());
  return text.size() > max_length ? text.substr(0, max_length) + "..." : text;
}

}  // namespace beamfold
