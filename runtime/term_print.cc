// SPDX-License-Identifier: Apache-2.0
//
// Printing keeps the lists, tuples and maps that it is inside of on a stack of its own: nesting costs memory in
// proportion to its depth, never the machine's stack. Time is linear in the text.

#include "runtime/term_print.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bit_io.h"
#include "runtime/float_text.h"
#include "runtime/identifier.h"
#include "runtime/integer.h"
#include "runtime/map_trie.h"
#include "runtime/module.h"
#include "runtime/record.h"
#include "runtime/release.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

// In order.
constexpr std::string_view kReservedWords[] = {"after",  "and",     "andalso", "band", "begin", "bnot", "bor",
                                               "bsl",    "bsr",     "bxor",    "case", "catch", "cond", "div",
                                               "end",    "fun",     "if",      "let",  "not",   "of",   "or",
                                               "orelse", "receive", "rem",     "try",  "when",  "xor"};

bool IsLower(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }
bool IsUpper(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }
bool IsDigit(uint32_t c) { return c >= '0' && c <= '9'; }

void AppendNumber(std::string& out, uint64_t number) { out += std::to_string(number); }

// One character of a quoted atom. ~w (without t) takes nothing beyond Latin-1 as it is.
void AppendEscaped(std::string& out, uint32_t c) {
  constexpr std::string_view kControls = "\b\t\n\v\f\r\x1B\x7F";
  constexpr std::string_view kLetters = "btnvfred";
  char escape[16];
  if (c == '\'' || c == '\\') {
    out += '\\';
    out += static_cast<char>(c);
  } else if (c < 0x80 && kControls.find(static_cast<char>(c)) != std::string_view::npos) {
    out += '\\';
    out += kLetters[kControls.find(static_cast<char>(c))];
  } else if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
    std::snprintf(escape, sizeof escape, "\\%03o", static_cast<unsigned>(c));
    out += escape;
  } else if (c > 0xFF) {
    std::snprintf(escape, sizeof escape, "\\x{%X}", static_cast<unsigned>(c));
    out += escape;
  } else {
    AppendUtf8(out, c);
  }
}

// Calls `f` with each code point; atoms are valid UTF-8.
template <typename F>
void ForEachCodePoint(std::string_view text, F f) {
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  for (size_t i = 0; i < text.size();) {
    uint32_t c = 0;
    size_t length = 1;
    DecodeUtf8(data + i, text.size() - i, c, length);
    f(c);
    i += length;
  }
}

bool NeedsQuotes(std::string_view text) {
  bool first = true;
  bool quotes = text.empty();
  ForEachCodePoint(text, [&](uint32_t c) {
    quotes |= !(IsLower(c) || (!first && (IsUpper(c) || IsDigit(c) || c == '_' || c == '@')));
    first = false;
  });
  if (OtpRelease() >= 27 && (text == "maybe" || text == "else")) return true;  // reserved since then
  return quotes || std::binary_search(std::begin(kReservedWords), std::end(kReservedWords), text);
}

void AppendBitstring(std::string& out, Term t) {
  const BitView bits = GetBits(t);
  out += "<<";
  for (uint32_t i = 0; i < bits.bits && out.size() < kMaxPrintedBytes; i += 8) {
    if (i > 0) out += ',';
    const uint32_t size = std::min<uint32_t>(bits.bits - i, 8);
    AppendNumber(out, ReadBits(bits.data, bits.bit_offset + i, size));
    if (size < 8) {
      out += ':';
      AppendNumber(out, size);
    }
  }
  out += ">>";
}

// A list, tuple, map, native record or node of a large map's trie of which a part is still to be printed. A node's
// values follow their keys, and its children follow its pairs.
struct Frame {
  enum Kind : uint8_t { kList, kTuple, kKeys, kValues, kFields, kNodeKeys, kNodeValues } kind;
  bool first;
  uint32_t left;      // tuples: elements; maps and records: pairs; nodes: words
  Term list;          // lists: the rest
  const Term* next;   // tuples: element; maps: key; records: field
  const Term* value;  // maps and records: the value of the next pair
};

class Printer {
 public:
  std::string Print(Term t) {
    Begin(t);
    while (!frames_.empty()) {
      if (out_.size() > kMaxPrintedBytes) {
        out_ += "...";
        break;
      }
      Step();
    }
    return std::move(out_);
  }

 private:
  // Prints what has no subterms; opens what has.
  void Begin(Term t) {
    if (IsCons(t)) {
      out_ += '[';
      frames_.push_back({Frame::kList, true, 0, t, nullptr, nullptr});
    } else if (IsTuple(t)) {
      out_ += '{';
      frames_.push_back({Frame::kTuple, true, TupleArity(t), kNoTerm, TupleElements(t), nullptr});
    } else if (IsRecord(t)) {
      out_ += '#';
      AppendAtom(out_, AtomText(RecordModule(t)));
      out_ += ':';
      AppendAtom(out_, AtomText(RecordName(t)));
      out_ += '{';
      frames_.push_back({Frame::kFields, true, RecordSize(t), kNoTerm, RecordFields(t), RecordValues(t)});
    } else if (IsMap(t)) {
      out_ += "#{";
      if (!IsFlatMap(t)) return BeginTrie(t);
      frames_.push_back({Frame::kKeys, true, MapSize(t), kNoTerm, TupleElements(MapKeys(t)), MapValues(t)});
    } else {
      Leaf(t);
    }
  }

  // Below the frame of the map itself, which prints the bracket.
  void BeginTrie(Term t) {
    frames_.push_back({Frame::kTuple, true, 0, kNoTerm, nullptr, nullptr});
    BeginNode(trie::Root(t), true);
  }
  void BeginNode(Term node, bool first) {
    const Term* p = Pointer(node);
    frames_.push_back({Frame::kNodeKeys, first, HeaderSize(p[0]) - 1, kNoTerm, trie::Pairs(p), nullptr});
  }
  void StepNode(Frame& f) {
    if (f.left == 0) return frames_.pop_back();
    --f.left;
    const Term t = *f.next++;
    if (f.kind == Frame::kNodeValues) {
      f.kind = Frame::kNodeKeys;
      out_ += " => ";
      return Begin(t);
    }
    const bool first = f.first;
    f.first = false;
    if (trie::IsNode(t)) return BeginNode(t, first);
    if (!first) out_ += ',';
    f.kind = Frame::kNodeValues;
    Begin(t);
  }

  // The next subterm of the innermost compound, or its end. Begin may move the frames: it comes last.
  void Step() {
    Frame& f = frames_.back();
    if (f.kind == Frame::kNodeKeys || f.kind == Frame::kNodeValues) return StepNode(f);
    if (f.kind == Frame::kValues) {
      out_ += " => ";
      f.kind = Frame::kKeys;
      return Begin(*f.value++);
    }
    if (f.kind == Frame::kList ? IsNil(f.list) : f.left == 0) {
      out_ += f.kind == Frame::kList ? ']' : '}';
      return frames_.pop_back();
    }
    if (!f.first) out_ += f.kind == Frame::kList && !IsCons(f.list) ? '|' : ',';
    f.first = false;
    if (f.kind == Frame::kList) {
      const Term rest = f.list;
      f.list = IsCons(rest) ? Tail(rest) : kNil;
      return Begin(IsCons(rest) ? Head(rest) : rest);
    }
    if (f.kind == Frame::kKeys) f.kind = Frame::kValues;
    --f.left;
    if (f.kind == Frame::kFields) {
      AppendAtom(out_, AtomText(*f.next++));
      out_ += " = ";
      return Begin(*f.value++);
    }
    Begin(*f.next++);
  }

  void Leaf(Term t) {
    if (IsAtom(t)) {
      AppendAtom(out_, AtomText(t));
    } else if (IsNil(t)) {
      out_ += "[]";
    } else if (IsSmall(t)) {
      out_ += std::to_string(SmallValue(t));
    } else if (IsInteger(t)) {
      out_ += IntegerToText(t);
    } else if (IsFloat(t)) {
      out_ += FloatTextShort(FloatValue(t));
    } else if (IsBitstring(t)) {
      AppendBitstring(out_, t);
    } else {
      AppendIdentifier(out_, t);
    }
  }

  std::string out_;
  std::vector<Frame> frames_;
};

// OTP shows the channel to a node; 0 is this one, others have the number of the node's atom.
void AppendNode(std::string& out, Term node) { AppendNumber(out, node == LocalNode() ? 0 : AtomIndex(node)); }

// The emulator prints the names in funs, not io_lib, and quotes by its own rules: not for a reserved word, but for @.
void AppendNameInFun(std::string& out, Term atom) {
  const std::string_view text = AtomText(atom);
  bool first = true;
  bool quotes = text.empty();
  ForEachCodePoint(text, [&](uint32_t c) {
    quotes |= !(IsLower(c) || (!first && (IsUpper(c) || IsDigit(c) || c == '_')));
    first = false;
  });
  if (quotes) out += '\'';
  ForEachCodePoint(text, [&](uint32_t c) { AppendEscaped(out, c); });
  if (quotes) out += '\'';
}

void AppendFun(std::string& out, Term fun) {
  if (IsExternalFun(fun)) {
    const Term* p = Pointer(fun);
    out += "fun ";
    AppendNameInFun(out, p[1]);
    out += ':';
    AppendNameInFun(out, p[2]);
    out += '/';
    AppendNumber(out, FunArity(fun));
    return;
  }
  const Lambda& lambda = ClosureLambda(fun);
  out += "#Fun<";
  AppendNameInFun(out, ClosureModule(fun)->name);
  out += '.';
  AppendNumber(out, lambda.index);
  out += '.';
  AppendNumber(out, lambda.old_uniq);
  out += '>';
}

}  // namespace

void AppendAtom(std::string& out, std::string_view text) {
  if (!NeedsQuotes(text)) {
    out += text;
    return;
  }
  out += '\'';
  ForEachCodePoint(text, [&](uint32_t c) { AppendEscaped(out, c); });
  out += '\'';
}

void AppendIdentifier(std::string& out, Term t) {
  if (IsFun(t)) return AppendFun(out, t);
  if (IsReference(t)) {
    const ReferenceNumbers reference = NumbersOfReference(t);
    out += "#Ref<";
    AppendNode(out, NodeOf(t));
    for (uint32_t i = reference.count; i-- > 0;) {
      out += '.';
      AppendNumber(out, reference.numbers[i]);
    }
    out += '>';
  } else if (IsPid(t) || IsPort(t)) {
    uint32_t low = t >> 4;
    uint32_t high = 0;
    if (IsBoxed(t)) {
      low = Pointer(t)[kIdentifierNumbers];
      high = Pointer(t)[kIdentifierNumbers + 1];
    } else if (IsLocalPid(t)) {
      high = low >> kPidNumberBits;
      low &= (1u << kPidNumberBits) - 1;
    }
    out += IsPid(t) ? "<" : "#Port<";
    AppendNode(out, NodeOf(t));
    out += '.';
    AppendNumber(out, IsPid(t) ? low : uint64_t{high} << 32 | low);
    if (IsPid(t)) {
      out += '.';
      AppendNumber(out, high);
    }
    out += '>';
  } else {
    out += "#MatchState<>";
  }
}

std::string PrintTerm(Term term) { return Printer().Print(term); }

}  // namespace beamfold::rt
