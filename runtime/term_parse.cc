// SPDX-License-Identifier: Apache-2.0
//
// Parsing works like decoding (external_decode.cc): finished terms go onto a stack, and a bracket that closes replaces
// those since its opening by one. So nesting takes memory in proportion to the text and no machine stack.

#include "runtime/term_parse.h"

#include <algorithm>
#include <span>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/map.h"
#include "runtime/segment_writer.h"
#include "runtime/term_lexer.h"

namespace beamfold::rt {
namespace {

// A few bytes of text can stand for a large segment of a binary: what is made so in all is limited.
constexpr uint64_t kMaxBinaryBits = uint64_t{1} << 28;

class Parser {
 public:
  Parser(Context* ctx, std::string_view text, std::string* error)
      : ctx_(ctx), lexer_(ctx, text), error_(*error), binary_bits_left_(kMaxBinaryBits + 8 * uint64_t{text.size()}) {}

  Term Parse() {
    Advance();
    do {
      if (!Value() || !AfterValue()) return kNoTerm;
    } while (!open_.empty());
    Take(".");
    if (token_.kind != Token::kEnd) {
      Fail("something follows the term");
      return kNoTerm;
    }
    return values_.back();
  }

 private:
  enum class Bracket : uint8_t { kList, kListTail, kTuple, kMapKey, kMapValue };
  struct Open {
    Bracket bracket;
    size_t base;  // of its values
  };

  void Advance() { token_ = lexer_.Next(); }
  bool At(std::string_view punctuation) const {
    return token_.kind == Token::kPunctuation && token_.text == punctuation;
  }
  bool Take(std::string_view punctuation) {
    if (!At(punctuation)) return false;
    Advance();
    return true;
  }
  bool Fail(std::string_view what) {
    error_ = "at byte " + std::to_string(token_.position) + ": ";
    error_ += token_.kind == Token::kError ? token_.text : what;
    return false;
  }
  bool Expect(std::string_view punctuation) {
    return Take(punctuation) || Fail(std::string("expected ") + std::string(punctuation));
  }
  bool Push(Term t) {
    values_.push_back(t);
    return true;
  }
  bool IsWord(std::string_view word) const {
    return token_.kind == Token::kAtom && !token_.quoted && AtomText(token_.value) == word;
  }

  // From the start of a term until one is finished: opens the brackets on the way.
  bool Value() {
    for (;;) {
      if (Take("[")) {
        if (Take("]")) return Push(kNil);
        open_.push_back({Bracket::kList, values_.size()});
      } else if (Take("{")) {
        if (Take("}")) return Push(MakeTuple(ctx_, std::span<const Term>()));
        open_.push_back({Bracket::kTuple, values_.size()});
      } else if (Take("#")) {
        if (!Expect("{")) return false;
        if (Take("}")) return Push(EmptyMap(ctx_));
        open_.push_back({Bracket::kMapKey, values_.size()});
      } else {
        return Leaf();
      }
    }
  }

  // From the end of a term to the start of the next one, or to the end of everything.
  bool AfterValue() {
    while (!open_.empty()) {
      Open& open = open_.back();
      switch (open.bracket) {
        case Bracket::kList:
          if (Take(",")) return true;
          if (Take("|")) {
            open.bracket = Bracket::kListTail;
            return true;
          }
          Push(kNil);
          [[fallthrough]];
        case Bracket::kListTail:
          if (!Take("]")) return Fail(open.bracket == Bracket::kList ? "expected , | or ]" : "expected ]");
          break;
        case Bracket::kTuple:
          if (Take(",")) return true;
          if (!Take("}")) return Fail("expected , or }");
          break;
        case Bracket::kMapKey:
          open.bracket = Bracket::kMapValue;
          return Expect("=>");
        case Bracket::kMapValue:
          open.bracket = Bracket::kMapKey;
          if (Take(",")) return true;
          if (!Take("}")) return Fail("expected , or }");
          break;
      }
      Close();
    }
    return true;
  }

  void Close() {
    const Open open = open_.back();
    open_.pop_back();
    const std::span<const Term> parts(values_.data() + open.base, values_.size() - open.base);
    Term t;
    if (open.bracket == Bracket::kTuple) {
      t = MakeTuple(ctx_, parts);
    } else if (open.bracket == Bracket::kMapKey) {
      std::vector<MapPair> pairs(parts.size() / 2);
      for (size_t i = 0; i < pairs.size(); ++i) pairs[i] = {parts[2 * i], parts[2 * i + 1]};
      t = MapFromPairs(ctx_, pairs);
    } else {
      t = MakeList(ctx_, parts.first(parts.size() - 1), parts.back());
    }
    values_.resize(open.base);
    Push(t);
  }

  bool Leaf() {
    if (IsWord("fun")) return Fun();
    if (token_.kind == Token::kAtom) {
      Push(token_.value);
      Advance();
      return true;
    }
    if (token_.kind == Token::kString) return Push(String());
    if (Take("<<")) return Binary();
    return Number();
  }

  bool Number() {
    const bool negative = At("-");
    if (negative || At("+")) Advance();
    if (token_.kind != Token::kNumber) return Fail("expected a term");
    Push(negative ? IntNegate(ctx_, token_.value) : token_.value);
    Advance();
    return true;
  }

  // Strings side by side are one.
  Term String() {
    std::vector<Term> characters;
    for (; token_.kind == Token::kString; Advance()) {
      for (char32_t c : token_.string) characters.push_back(MakeSmall(static_cast<int32_t>(c)));
    }
    return MakeList(ctx_, characters);
  }

  bool AtomToken(Term* atom) {
    if (token_.kind != Token::kAtom) return Fail("expected an atom");
    *atom = token_.value;
    Advance();
    return true;
  }

  // A number without sign, up to a limit.
  bool SmallNumber(uint32_t limit, uint32_t* value) {
    if (token_.kind != Token::kNumber || !IsSmall(token_.value) ||
        static_cast<uint32_t>(SmallValue(token_.value)) > limit) {
      return Fail("expected a number from 0 to " + std::to_string(limit));
    }
    *value = static_cast<uint32_t>(SmallValue(token_.value));
    Advance();
    return true;
  }

  // fun module:function/arity
  bool Fun() {
    Term module = kNoTerm;
    Term function = kNoTerm;
    uint32_t arity = 0;
    Advance();
    if (!AtomToken(&module) || !Expect(":") || !AtomToken(&function) || !Expect("/") || !SmallNumber(255, &arity)) {
      return false;
    }
    return Push(MakeExternalFun(ctx_, module, function, arity));
  }

  bool Binary() {
    SegmentWriter writer;
    if (!Take(">>")) {
      do {
        if (!BinarySegment(&writer)) return false;
      } while (Take(","));
      if (!Expect(">>")) return false;
    }
    binary_bits_left_ -= std::min<uint64_t>(binary_bits_left_, writer.bits());
    const auto* data = reinterpret_cast<const uint8_t*>(writer.bytes().data());
    if (writer.bits() % 8 == 0) return Push(MakeBinary(ctx_, data, writer.bits() / 8));
    return Push(MakeBitstring(ctx_, {data, 0, writer.bits()}));
  }

  // Value:Size/Types
  bool BinarySegment(SegmentWriter* writer) {
    std::u32string string;
    const bool is_string = token_.kind == Token::kString;
    if (is_string) {
      string = std::move(token_.string);
      Advance();
    } else if (!Number()) {
      return false;
    }
    SegmentType type;
    uint32_t size = 0;
    const bool sized = Take(":");
    if (sized && !SmallNumber(SegmentWriter::kMaxSegmentBits, &size)) return false;
    if (Take("/")) {
      do {
        if (!SegmentTypeWord(&type)) return false;
      } while (Take("-"));
    }
    if (sized) type.size = size;
    const size_t count = is_string ? string.size() : 1;
    Term value = is_string ? kNoTerm : values_.back();
    if (!is_string) values_.pop_back();
    for (size_t i = 0; i < count; ++i) {
      if (is_string) value = MakeSmall(static_cast<int32_t>(string[i]));
      if (writer->bits() > binary_bits_left_) return Fail("binaries that are too large");
      if (!writer->Write(value, type)) return Fail("a binary segment whose value or size does not fit its type");
    }
    return true;
  }

  bool SegmentTypeWord(SegmentType* type) {
    Term word = kNoTerm;
    if (!AtomToken(&word)) return false;
    const std::string_view text = AtomText(word);
    if (text == "unit") return Expect(":") && SmallNumber(256, &type->unit);
    return type->Set(text) || Fail("expected the type of a binary segment");
  }

  Context* ctx_;
  TermLexer lexer_;
  std::string& error_;
  Token token_ = {};
  uint64_t binary_bits_left_;  // that the text may still make
  std::vector<Term> values_;
  std::vector<Open> open_;
};

}  // namespace

Term ParseTerm(Context* ctx, std::string_view text, std::string* error) { return Parser(ctx, text, error).Parse(); }

}  // namespace beamfold::rt
