// SPDX-License-Identifier: Apache-2.0

#include "cfg/graph_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace beamfold::cfg {
namespace {

constexpr struct {
  absl::string_view word;
  Terminator term;
} kTerminators[] = {
    {"exit", Terminator::kExit},     {"jump", Terminator::kJump},         {"branch", Terminator::kBranch},
    {"switch", Terminator::kSwitch}, {"indirect", Terminator::kIndirect},
};

// "b12" -> 12
std::optional<BlockId> ParseBlockId(absl::string_view word) {
  BlockId id;
  // SimpleAtoi would also take a sign or blanks.
  if (!absl::ConsumePrefix(&word, "b") || word.empty() || !absl::ascii_isdigit(word[0])) return std::nullopt;
  if (!absl::SimpleAtoi(word, &id) || id == kNoBlock) return std::nullopt;
  return id;
}

bool ParseNumber(absl::string_view word, uint32_t* number) {
  return !word.empty() && absl::ascii_isdigit(word[0]) && absl::SimpleAtoi(word, number);
}

// Cuts off a comment, but not a # inside of a quoted name.
absl::string_view WithoutComment(absl::string_view line) {
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == '#' && !quoted) {
      return line.substr(0, i);
    }
  }
  return line;
}

class Parser {
 public:
  absl::StatusOr<Graph> Run(absl::string_view text) {
    size_t number = 0;
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      ++number;
      line = absl::StripAsciiWhitespace(WithoutComment(line));
      if (line.empty()) continue;
      if (absl::Status status = Line(line); !status.ok()) {
        return absl::InvalidArgumentError(absl::StrCat("line ", number, ": ", status.message()));
      }
    }
    if (!terminated_) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": b", graph_.blocks.size() - 1, " has no terminator"));
    }
    if (absl::Status status = Validate(graph_); !status.ok()) return status;
    return std::move(graph_);
  }

 private:
  static absl::Status Error(absl::string_view a, absl::string_view b = "", absl::string_view c = "") {
    return absl::InvalidArgumentError(absl::StrCat(a, b, c));
  }

  absl::Status Line(absl::string_view line) {
    const size_t colon = line.find(':');
    const size_t blank = line.find_first_of(" \t\"");
    if (colon != absl::string_view::npos && colon < blank) {
      return StartBlock(line.substr(0, colon), line.substr(colon + 1));
    }
    std::vector<absl::string_view> words = absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    const absl::string_view first = words[0];
    words.erase(words.begin());
    if (first == "entries") return Entries(words);
    if (first == "other") return Other(words);
    if (first == "side") {
      if (terminated_) return Error("side exits must stand inside a block, before its terminator");
      return Edges(words, graph_.blocks.back().side);
    }
    for (const auto& terminator : kTerminators) {
      if (first != terminator.word) continue;
      if (terminated_) return Error("a terminator must stand inside a block, and only once");
      terminated_ = true;
      graph_.blocks.back().term = terminator.term;
      return Edges(words, graph_.blocks.back().succ);
    }
    return Error("expected a block (\"b0:\"), a terminator, side, entries or other, found \"", first, "\"");
  }

  absl::Status StartBlock(absl::string_view id, absl::string_view rest) {
    if (!terminated_) return Error("the block before has no terminator");
    const std::string expected = absl::StrCat("b", graph_.blocks.size());
    if (id != expected) return Error("blocks are numbered in order: expected ", expected, ":");
    Block block;
    rest = absl::StripAsciiWhitespace(rest);
    if (const size_t quote = rest.find('"'); quote != absl::string_view::npos) {
      const absl::string_view name = rest.substr(quote);
      std::string error;
      if (name.size() < 2 || name.back() != '"') return Error("a name must end with \" and be the last on its line");
      if (!absl::CUnescape(name.substr(1, name.size() - 2), &block.name, &error)) return Error("bad name: ", error);
      rest = absl::StripAsciiWhitespace(rest.substr(0, quote));
    }
    if (absl::ConsumePrefix(&rest, "size ")) {
      if (!ParseNumber(absl::StripAsciiWhitespace(rest), &block.size)) return Error("bad size: ", rest);
    } else if (!rest.empty()) {
      return Error("expected size or a name in quotes, found \"", rest, "\"");
    }
    graph_.blocks.push_back(std::move(block));
    terminated_ = false;
    return absl::OkStatus();
  }

  static absl::Status Edges(const std::vector<absl::string_view>& words, std::vector<Edge>& edges) {
    for (absl::string_view word : words) {
      const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(word, absl::MaxSplits('*', 1));
      const std::optional<BlockId> target = ParseBlockId(parts.first);
      if (!target) return Error("expected an edge like b1 or b1*20, found \"", word, "\"");
      Edge edge{*target, 1};
      if (parts.first.size() < word.size() && !ParseNumber(parts.second, &edge.weight)) {
        return Error("bad weight: \"", word, "\"");
      }
      edges.push_back(edge);
    }
    return absl::OkStatus();
  }

  absl::Status Entries(const std::vector<absl::string_view>& words) {
    for (absl::string_view word : words) {
      const std::optional<BlockId> block = word == "-" ? kNoBlock : ParseBlockId(word);
      if (!block) return Error("expected an entry like b1, or -, found \"", word, "\"");
      graph_.entries.push_back(*block);
    }
    return absl::OkStatus();
  }

  absl::Status Other(const std::vector<absl::string_view>& words) {
    const std::optional<BlockId> block = words.size() == 1 ? ParseBlockId(words[0]) : std::nullopt;
    if (!block) return Error("other takes one block, like b1");
    graph_.other_entry = *block;
    return absl::OkStatus();
  }

  Graph graph_;
  bool terminated_ = true;  // There is no block, or the last one has its terminator.
};

void AppendEdges(std::string* out, const std::vector<Edge>& edges) {
  for (const Edge& edge : edges) {
    absl::StrAppend(out, " b", edge.target);
    if (edge.weight != 1) absl::StrAppend(out, "*", edge.weight);
  }
}

}  // namespace

absl::StatusOr<Graph> ParseGraph(absl::string_view text) { return Parser().Run(text); }

std::string PrintGraph(const Graph& graph) {
  std::string out;
  for (size_t b = 0; b < graph.blocks.size(); ++b) {
    const Block& block = graph.blocks[b];
    absl::StrAppend(&out, "b", b, ":");
    if (block.size != 0) absl::StrAppend(&out, " size ", block.size);
    if (!block.name.empty()) absl::StrAppend(&out, " \"", absl::CEscape(block.name), "\"");
    if (!block.side.empty()) absl::StrAppend(&out, "\n  side");
    AppendEdges(&out, block.side);
    for (const auto& terminator : kTerminators) {
      if (block.term == terminator.term) absl::StrAppend(&out, "\n  ", terminator.word);
    }
    AppendEdges(&out, block.succ);
    out += '\n';
  }
  if (!graph.entries.empty()) out += "entries";
  for (BlockId entry : graph.entries) {
    out += ' ';
    if (entry == kNoBlock) {
      out += '-';
    } else {
      absl::StrAppend(&out, "b", entry);
    }
  }
  if (!graph.entries.empty()) out += '\n';
  if (graph.other_entry != kNoBlock) absl::StrAppend(&out, "other b", graph.other_entry, "\n");
  return out;
}

}  // namespace beamfold::cfg
