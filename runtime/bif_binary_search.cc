// SPDX-License-Identifier: Apache-2.0
//
// Searching in binaries: binary:match, matches, split. Of several patterns that match at the first possible place the
// longest counts. A compiled pattern is {ac, Patterns}.

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/binary_range.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/pattern_search.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

struct Search {
  explicit Search(Term binary) : bytes(binary), text(bytes.get()) {}

  BytesView bytes;
  std::string_view text;
  std::deque<BytesView> patterns;
  size_t start = 0;
  size_t end = 0;
  bool global = false;
  bool trim = false;
  bool trim_all = false;
};

bool AddPattern(Term term, std::deque<BytesView>* patterns) {
  if (!IsBinary(term) || GetBits(term).bits == 0) return false;
  patterns->emplace_back(term);
  return true;
}

bool ReadPatterns(Term term, std::deque<BytesView>* patterns) {
  static const Term kCompiled = AtomFromText("ac");
  if (IsTuple(term) && TupleArity(term) == 2 && TupleElement(term, 0) == kCompiled) term = TupleElement(term, 1);
  if (!IsCons(term)) return AddPattern(term, patterns);
  for (; IsCons(term); term = Tail(term)) {
    if (!AddPattern(Head(term), patterns)) return false;
  }
  return IsNil(term);
}

bool ReadOptions(Term options, bool splitting, Search* search) {
  static const Term kScope = AtomFromText("scope");
  static const Term kGlobal = AtomFromText("global");
  static const Term kTrim = AtomFromText("trim");
  static const Term kTrimAll = AtomFromText("trim_all");
  for (; IsCons(options); options = Tail(options)) {
    const Term option = Head(options);
    if (splitting && option == kGlobal) {
      search->global = true;
    } else if (splitting && option == kTrim) {
      search->trim = true;
    } else if (splitting && option == kTrimAll) {
      search->trim_all = true;
    } else if (IsTuple(option) && TupleArity(option) == 2 && TupleElement(option, 0) == kScope) {
      const Term pair = TupleElement(option, 1);
      ByteRange range;
      if (!IsTuple(pair) || TupleArity(pair) != 2 ||
          !ReadRange(TupleElement(pair, 0), TupleElement(pair, 1), static_cast<uint32_t>(search->text.size()),
                     &range)) {
        return false;
      }
      search->start = range.start;
      search->end = range.start + range.size;
    } else {
      return false;
    }
  }
  return IsNil(options);
}

bool ReadSearch(Term pattern, Term options, bool splitting, Search* search) {
  search->end = search->text.size();
  if (!ReadOptions(options, splitting, search)) return false;
  // OTP does not look at the patterns when there is nothing to search.
  return search->start == search->end || ReadPatterns(pattern, &search->patterns);
}

// The places found, one after the other.
class Finder {
 public:
  explicit Finder(const Search& search)
      : text_(search.text.substr(0, search.end)), from_(search.start), patterns_(Views(search)) {}

  std::optional<ByteRange> Next() {
    if (from_ >= text_.size()) return std::nullopt;
    const std::optional<ByteRange> found = patterns_.Find(text_, from_);
    from_ = found ? found->start + found->size : text_.size();
    return found;
  }

 private:
  static std::vector<std::string_view> Views(const Search& search) {
    std::vector<std::string_view> views;
    for (const BytesView& pattern : search.patterns) views.push_back(pattern.get());
    return views;
  }

  std::string_view text_;
  size_t from_;
  PatternSearch patterns_;
};

Term RangeTerm(Context* ctx, const ByteRange& range) {
  return MakeTuple(ctx, {MakeInteger(ctx, range.start), MakeInteger(ctx, range.size)});
}

}  // namespace

Term BinaryCompilePattern(Context* ctx, Term pattern) {
  std::deque<BytesView> patterns;
  if (IsTuple(pattern) || !ReadPatterns(pattern, &patterns)) return RaiseBadarg(ctx);
  return MakeTuple(ctx, {AtomFromText("ac"), IsCons(pattern) ? pattern : Cons(ctx, pattern, kNil)});
}

Term BinaryMatch3(Context* ctx, Term binary, Term pattern, Term options) {
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  Search search(binary);
  if (!ReadSearch(pattern, options, false, &search)) return RaiseBadarg(ctx);
  const std::optional<ByteRange> found = Finder(search).Next();
  return found ? RangeTerm(ctx, *found) : AtomFromText("nomatch");
}
Term BinaryMatch2(Context* ctx, Term binary, Term pattern) { return BinaryMatch3(ctx, binary, pattern, kNil); }

Term BinaryMatches3(Context* ctx, Term binary, Term pattern, Term options) {
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  Search search(binary);
  if (!ReadSearch(pattern, options, false, &search)) return RaiseBadarg(ctx);
  std::vector<Term> ranges;
  Finder finder(search);
  while (const std::optional<ByteRange> found = finder.Next()) ranges.push_back(RangeTerm(ctx, *found));
  return MakeList(ctx, ranges);
}
Term BinaryMatches2(Context* ctx, Term binary, Term pattern) { return BinaryMatches3(ctx, binary, pattern, kNil); }

Term BinarySplit3(Context* ctx, Term binary, Term pattern, Term options) {
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  Search search(binary);
  if (!ReadSearch(pattern, options, true, &search)) return RaiseBadarg(ctx);
  std::vector<Term> parts;
  const auto add = [&](size_t from, size_t to) {
    if (to > from || !search.trim_all) {
      parts.push_back(SubBits(ctx, binary, static_cast<uint32_t>(from) * 8, static_cast<uint32_t>(to - from) * 8));
    }
  };
  size_t from = 0;
  Finder finder(search);
  while (const std::optional<ByteRange> found = finder.Next()) {
    add(from, found->start);
    from = found->start + found->size;
    if (!search.global) break;
  }
  add(from, search.text.size());
  if (search.trim) {
    while (!parts.empty() && GetBits(parts.back()).bits == 0) parts.pop_back();
  }
  return MakeList(ctx, parts);
}
Term BinarySplit2(Context* ctx, Term binary, Term pattern) { return BinarySplit3(ctx, binary, pattern, kNil); }

}  // namespace beamfold::rt::bif
