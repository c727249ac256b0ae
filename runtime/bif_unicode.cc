// SPDX-License-Identifier: Apache-2.0
//
// Modules unicode and string: what is native of them.

#include <optional>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/float_text.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/text.h"
#include "runtime/unicode.h"

namespace beamfold::rt::bif {
namespace {

enum class Encoding { kLatin1, kUtf8, kUtf16Big, kUtf16Little, kUtf32Big, kUtf32Little };

bool ReadEncoding(Term term, Encoding* encoding) {
  static const struct {
    const char* name;
    Encoding big;
    Encoding little;
  } kNames[] = {
      {"latin1", Encoding::kLatin1, Encoding::kLatin1},       {"utf8", Encoding::kUtf8, Encoding::kUtf8},
      {"unicode", Encoding::kUtf8, Encoding::kUtf8},          {"utf16", Encoding::kUtf16Big, Encoding::kUtf16Little},
      {"utf32", Encoding::kUtf32Big, Encoding::kUtf32Little},
  };
  bool little = false;
  if (IsTuple(term) && TupleArity(term) == 2) {  // {utf16, little}
    little = TupleElement(term, 1) == AtomFromText("little");
    if (!little && TupleElement(term, 1) != AtomFromText("big")) return false;
    term = TupleElement(term, 0);
  }
  for (const auto& entry : kNames) {
    if (term != AtomFromText(entry.name)) continue;
    *encoding = little ? entry.little : entry.big;
    return true;
  }
  return false;
}

// One character at the front of `size` bytes; as DecodeUtf8.
Utf8Status DecodeCharacter(Encoding encoding, const uint8_t* data, size_t size, uint32_t& code_point, size_t& length) {
  if (encoding == Encoding::kUtf8) return DecodeUtf8(data, size, code_point, length);
  if (encoding == Encoding::kLatin1) {
    code_point = data[0];
    length = 1;
    return Utf8Status::kValid;
  }
  const bool wide = encoding == Encoding::kUtf32Big || encoding == Encoding::kUtf32Little;
  const bool little = encoding == Encoding::kUtf16Little || encoding == Encoding::kUtf32Little;
  const auto unit = [&](size_t at) {
    const size_t bytes = wide ? 4 : 2;
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; ++i) value = value << 8 | data[at + (little ? bytes - 1 - i : i)];
    return value;
  };
  length = wide ? 4 : 2;
  if (size < length) return Utf8Status::kIncomplete;
  code_point = unit(0);
  if (!wide && code_point >= 0xD800 && code_point < 0xDC00) {
    length = 4;
    if (size < length) return Utf8Status::kIncomplete;
    const uint32_t low = unit(2);
    if (low < 0xDC00 || low > 0xDFFF) return Utf8Status::kInvalid;
    code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
  }
  return IsCodePoint(code_point) ? Utf8Status::kValid : Utf8Status::kInvalid;
}

enum class Conversion { kDone, kError, kIncomplete, kBadarg };

// Turns lists of characters and binaries, in one another, into UTF-8.
class Converter {
 public:
  Converter(Context* ctx, Encoding encoding) : ctx_(ctx), encoding_(encoding) {}

  Conversion Run(Term data) {
    stack_ = {data};
    while (!stack_.empty()) {
      const Term t = stack_.back();
      stack_.pop_back();
      if (IsCons(t)) {
        stack_.push_back(Tail(t));
        const Term head = Head(t);
        if (!IsInteger(head)) {
          stack_.push_back(head);
          continue;
        }
        if (!pending_.empty() || !IsCharacter(head)) {
          const Term rest = stack_.back();
          stack_.pop_back();
          return Stop(Cons(ctx_, head, rest));
        }
        AppendUtf8(out_, static_cast<uint32_t>(SmallValue(head)));
      } else if (IsBinary(t)) {
        const Conversion status = Binary(t);
        if (status != Conversion::kDone) return status;
      } else if (!IsNil(t)) {
        return Conversion::kBadarg;
      }
    }
    if (pending_.empty()) return Conversion::kDone;
    rest_ = MakeBinary(ctx_, pending_);
    return Conversion::kIncomplete;
  }

  const std::string& out() const { return out_; }
  Term rest() const { return rest_; }

 private:
  Conversion Binary(Term binary) {
    const std::string bytes = BytesOf(binary);
    // A character may begin in one binary and end in the next.
    const size_t carried = pending_.size();
    const std::string text = pending_ + bytes;
    const uint8_t* data = reinterpret_cast<const uint8_t*>(text.data());
    for (size_t at = 0; at < text.size();) {
      uint32_t code_point;
      size_t length;
      const Utf8Status status = DecodeCharacter(encoding_, data + at, text.size() - at, code_point, length);
      if (status == Utf8Status::kIncomplete) {
        pending_ = text.substr(at);
        return Conversion::kDone;
      }
      if (status == Utf8Status::kInvalid) {
        if (at < carried) return Stop(binary);
        pending_.clear();
        const uint32_t from = static_cast<uint32_t>(at - carried) * 8;
        return Stop(SubBits(ctx_, binary, from, static_cast<uint32_t>(bytes.size()) * 8 - from));
      }
      AppendUtf8(out_, code_point);
      at += length;
    }
    pending_.clear();
    return Conversion::kDone;
  }

  bool IsCharacter(Term t) const {
    if (!IsSmall(t) || SmallValue(t) < 0) return false;
    const uint32_t c = static_cast<uint32_t>(SmallValue(t));
    return encoding_ == Encoding::kLatin1 ? c <= 255 : IsCodePoint(c);
  }

  // An error. What has not been converted: the rest of this piece before what follows it, in each list around it;
  // before all that the beginning of a character.
  Conversion Stop(Term rest) {
    for (; !stack_.empty(); stack_.pop_back()) rest = Cons(ctx_, rest, stack_.back());
    if (!pending_.empty()) rest = MakeList(ctx_, std::vector<Term>{MakeBinary(ctx_, pending_), rest});
    rest_ = rest;
    return Conversion::kError;
  }

  Context* ctx_;
  const Encoding encoding_;
  std::vector<Term> stack_;
  std::string out_;
  std::string pending_;  // the beginning of a character at the end of a binary
  Term rest_ = kNil;
};

template <typename Make>
Term Convert(Context* ctx, Term data, Term encoding_term, Make make) {
  Encoding encoding;
  if (!ReadEncoding(encoding_term, &encoding) || (!IsList(data) && !IsBinary(data))) return RaiseBadarg(ctx);
  Converter converter(ctx, encoding);
  const Conversion status = converter.Run(data);
  if (status == Conversion::kBadarg) return RaiseBadarg(ctx);
  const Term converted = make(converter.out());
  if (status == Conversion::kDone) return converted;
  const Term tag = status == Conversion::kError ? atoms::kError : AtomFromText("incomplete");
  return MakeTuple(ctx, {tag, converted, converter.rest()});
}

// string:list_to_integer and list_to_float: the number at the front of a character list, and what follows it.
template <typename Length, typename Make>
Term NumberPrefix(Context* ctx, Term list, const char* none, Length length, Make make) {
  std::string text;
  std::vector<Term> rests;
  Term rest = list;
  for (; IsCons(rest); rest = Tail(rest)) {
    const Term c = Head(rest);
    if (!IsSmall(c) || SmallValue(c) < 0 || SmallValue(c) > 127) break;
    text.push_back(static_cast<char>(SmallValue(c)));
    rests.push_back(rest);
  }
  rests.push_back(rest);
  if (!IsList(list)) return MakeTuple(ctx, {atoms::kError, AtomFromText("not_a_list")});
  const size_t count = length(text);
  const Term number = count > 0 ? make(text.substr(0, count)) : kNoTerm;
  if (number == kNoTerm) return MakeTuple(ctx, {atoms::kError, AtomFromText(none)});
  return MakeTuple(ctx, {number, rests[count]});
}

size_t IntegerPrefixLength(const std::string& text) {
  const size_t start = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  size_t end = start;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end > start ? end : 0;
}

}  // namespace

Term UnicodeCharactersToBinary(Context* ctx, Term data, Term encoding) {
  return Convert(ctx, data, encoding, [&](const std::string& utf8) { return MakeBinary(ctx, utf8); });
}

Term UnicodeCharactersToList(Context* ctx, Term data, Term encoding) {
  return Convert(ctx, data, encoding, [&](const std::string& utf8) { return ListFromUtf8(ctx, utf8); });
}

Term UnicodeBinIs7bit(Context*, Term binary) {
  if (!IsBinary(binary)) return atoms::kFalse;
  for (char c : BytesOf(binary)) {
    if ((c & 0x80) != 0) return atoms::kFalse;
  }
  return atoms::kTrue;
}

Term StringListToInteger(Context* ctx, Term list) {
  return NumberPrefix(ctx, list, "no_integer", IntegerPrefixLength,
                      [&](const std::string& text) { return IntegerFromText(ctx, text); });
}

Term StringListToFloat(Context* ctx, Term list) {
  return NumberPrefix(
      ctx, list, "no_float", [](const std::string& text) { return FloatPrefixLength(text); },
      [&](const std::string& text) {
        const std::optional<double> value = ParseFloat(text);
        return value ? MakeFloat(ctx, *value) : kNoTerm;
      });
}

}  // namespace beamfold::rt::bif
