// SPDX-License-Identifier: Apache-2.0

#include "runtime/term_lexer.h"

#include <cstdlib>
#include <optional>

#include "runtime/atoms.h"
#include "runtime/float_text.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

constexpr std::string_view kPunctuations[] = {"<<", ">>", "=>", "[", "]", "{", "}", ",",
                                              "|",  "#",  ":",  "/", "-", "+", "."};

int DigitValue(uint32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<int>(c - 'a') + 10;
  if (c >= 'A' && c <= 'Z') return static_cast<int>(c - 'A') + 10;
  return 99;
}

bool IsLower(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }
bool IsNameCharacter(uint32_t c) {
  return IsLower(c) || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= '0' && c <= '9') ||
         c == '_' || c == '@';
}

}  // namespace

void TermLexer::SkipSpace() {
  while (position_ < text_.size()) {
    if (Peek() == '%') {
      while (position_ < text_.size() && Peek() != '\n') ++position_;
    } else if (Peek() <= ' ') {
      ++position_;
    } else {
      return;
    }
  }
}

// The code point here; moves behind it.
bool TermLexer::CodePoint(uint32_t* c) {
  if (position_ >= text_.size()) return false;
  size_t length;
  const auto* data = reinterpret_cast<const uint8_t*>(text_.data()) + position_;
  if (DecodeUtf8(data, text_.size() - position_, *c, length) != Utf8Status::kValid) return false;
  position_ += length;
  return true;
}

// What follows a backslash.
bool TermLexer::Escape(uint32_t* c) {
  constexpr std::string_view kLetters = "bdefnrstv";
  constexpr std::string_view kControls = "\b\x7F\x1B\f\n\r \t\v";
  if (!CodePoint(c)) return false;
  if (*c >= '0' && *c <= '7') {
    *c -= '0';
    for (int i = 0; i < 2 && DigitValue(Peek()) < 8; ++i, ++position_) *c = *c * 8 + (Peek() - '0');
  } else if (*c == 'x') {
    const bool braces = Peek() == '{';
    if (braces) ++position_;
    *c = 0;
    size_t digits = 0;
    for (; DigitValue(Peek()) < 16 && (braces || digits < 2); ++digits, ++position_) {
      *c = *c * 16 + static_cast<uint32_t>(DigitValue(Peek()));
      if (*c > kMaxCodePoint) return false;
    }
    if (braces ? digits == 0 || Peek() != '}' : digits != 2) return false;
    if (braces) ++position_;
    return IsCodePoint(*c);
  } else if (*c == '^') {
    if (!CodePoint(c) || *c < '@' || *c > 'z') return false;
    *c &= 0x1F;
  } else if (*c < 0x80 && kLetters.find(static_cast<char>(*c)) != std::string_view::npos) {
    *c = static_cast<uint8_t>(kControls[kLetters.find(static_cast<char>(*c))]);
  }
  return true;
}

// From behind the opening quote to behind the closing one.
bool TermLexer::Quoted(char quote, std::u32string* out) {
  for (;;) {
    uint32_t c;
    if (!CodePoint(&c)) return false;
    if (c == static_cast<uint8_t>(quote)) return true;
    if (c == '\\' && !Escape(&c)) return false;
    out->push_back(c);
  }
}

std::string TermLexer::Digits(int base) {
  std::string digits;
  for (; DigitValue(Peek()) < base; ++position_) {
    digits += static_cast<char>(Peek());
    if (Peek(1) == '_' && DigitValue(Peek(2)) < base) ++position_;
  }
  return digits;
}

void TermLexer::Number(Token* token) {
  token->kind = Token::kNumber;
  std::string text = Digits(10);
  int base = 10;
  if (Peek() == '#' && DigitValue(Peek(1)) < 36) {
    base = text.size() > 2 ? 0 : std::atoi(text.c_str());
    if (base < 2 || base > 36) return Fail(token, "the base of an integer is 2 to 36");
    ++position_;
    text = Digits(base);
    if (text.empty()) return Fail(token, "an integer without digits");
  } else if (Peek() == '.' && DigitValue(Peek(1)) < 10) {
    ++position_;
    text += '.' + Digits(10);
    const size_t sign = Peek(1) == '-' || Peek(1) == '+' ? 1 : 0;
    if ((Peek() == 'e' || Peek() == 'E') && DigitValue(Peek(1 + sign)) < 10) {
      text += text_.substr(position_, 1 + sign);
      position_ += 1 + sign;
      text += Digits(10);
    }
    const std::optional<double> value = ParseFloat(text);
    if (!value) return Fail(token, "a float that is too large");
    token->value = MakeFloat(ctx_, *value);
    return;
  }
  // No digit has more than six bits.
  if (text.size() > kMaxIntegerBits / 6) return Fail(token, "an integer that is too large");
  token->value = IntegerFromText(ctx_, text, base);
  if (token->value == kNoTerm) Fail(token, "an integer that is too large");
}

void TermLexer::Character(Token* token) {
  token->kind = Token::kNumber;
  ++position_;
  uint32_t c;
  if (!CodePoint(&c) || (c == '\\' && !Escape(&c))) return Fail(token, "a character is wrong or missing");
  token->value = MakeSmall(static_cast<int32_t>(c));
}

void TermLexer::String(Token* token) {
  token->kind = Token::kString;
  ++position_;
  if (!Quoted('"', &token->string)) Fail(token, "a string that does not end, or with a wrong character");
}

void TermLexer::QuotedAtom(Token* token) {
  token->kind = Token::kAtom;
  token->quoted = true;
  ++position_;
  std::u32string characters;
  if (!Quoted('\'', &characters)) return Fail(token, "an atom that does not end, or with a wrong character");
  if (characters.size() > kMaxAtomCharacters) return Fail(token, "an atom of more than 255 characters");
  std::string utf8;
  for (uint32_t c : characters) AppendUtf8(utf8, c);
  token->value = AtomFromText(utf8);
}

void TermLexer::BareAtom(Token* token) {
  token->kind = Token::kAtom;
  const size_t start = position_;
  size_t characters = 0;
  uint32_t c;
  size_t end = position_;
  while (CodePoint(&c) && IsNameCharacter(c)) {
    end = position_;
    ++characters;
  }
  position_ = end;
  if (characters > kMaxAtomCharacters) return Fail(token, "an atom of more than 255 characters");
  token->value = AtomFromText(text_.substr(start, end - start));
}

void TermLexer::Punctuation(Token* token) {
  token->kind = Token::kPunctuation;
  for (std::string_view p : kPunctuations) {
    if (!text_.substr(position_).starts_with(p)) continue;
    token->text = p;
    position_ += p.size();
    return;
  }
  Fail(token, "an unexpected character");
}

Token TermLexer::Next() {
  SkipSpace();
  Token token = {Token::kEnd, position_, kNoTerm, false, {}, {}};
  if (position_ >= text_.size()) return token;
  const size_t start = position_;
  uint32_t c;
  if (!CodePoint(&c)) {
    Fail(&token, "not UTF-8");
    return token;
  }
  position_ = start;
  if (c >= '0' && c <= '9') {
    Number(&token);
  } else if (c == '$') {
    Character(&token);
  } else if (c == '"') {
    String(&token);
  } else if (c == '\'') {
    QuotedAtom(&token);
  } else if (IsLower(c)) {
    BareAtom(&token);
  } else {
    Punctuation(&token);
  }
  return token;
}

}  // namespace beamfold::rt
