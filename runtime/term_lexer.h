// SPDX-License-Identifier: Apache-2.0
//
// The tokens of Erlang terms.

#ifndef BEAMFOLD_RUNTIME_TERM_LEXER_H_
#define BEAMFOLD_RUNTIME_TERM_LEXER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

struct Token {
  enum Kind : uint8_t { kEnd, kError, kNumber, kAtom, kString, kPunctuation } kind;
  size_t position;
  Term value;             // kNumber (never negative), kAtom
  bool quoted;            // kAtom
  std::u32string string;  // kString
  std::string_view text;  // kPunctuation: one of [ ] { } , | # : / - + => << >> . ; kError: what is wrong
};

class TermLexer {
 public:
  TermLexer(Context* ctx, std::string_view text) : ctx_(ctx), text_(text) {}
  Token Next();

 private:
  uint32_t Peek(size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? static_cast<uint8_t>(text_[position_ + ahead]) : 0;
  }
  void SkipSpace();
  bool CodePoint(uint32_t* c);
  bool Escape(uint32_t* c);
  bool Quoted(char quote, std::u32string* out);
  // Digits of a base, with underscores between them.
  std::string Digits(int base);
  void Number(Token* token);
  void Character(Token* token);
  void String(Token* token);
  void QuotedAtom(Token* token);
  void BareAtom(Token* token);
  void Punctuation(Token* token);
  void Fail(Token* token, std::string_view what) {
    token->kind = Token::kError;
    token->text = what;
  }

  Context* ctx_;
  std::string_view text_;
  size_t position_ = 0;
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TERM_LEXER_H_
