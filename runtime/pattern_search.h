// SPDX-License-Identifier: Apache-2.0
//
// Finding the first of several patterns in bytes.
//
// Problem: the leftmost place where one of the patterns stands, and of those that start there the longest; again and
// again behind the one before; in time that does not grow with the number of patterns.
//
// Idea: the automaton of A. Aho and M. Corasick ("Efficient string matching", CACM 18(6), 1975). Its states are the
// beginnings of patterns; reading the text, it is always in the longest one that the text read so far ends with. A
// pattern found is kept until the state says that nothing that starts as early can still come. One search takes time
// linear in the bytes it reads, which are those up to the place found and at most the longest pattern's length beyond.
// Building takes time linear in the patterns. Edges are kept as sibling lists: a table of 256 a state would be large.

#ifndef BEAMFOLD_RUNTIME_PATTERN_SEARCH_H_
#define BEAMFOLD_RUNTIME_PATTERN_SEARCH_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/binary_range.h"

namespace beamfold::rt {

class PatternSearch {
 public:
  // The patterns are not empty, and live as long as this.
  explicit PatternSearch(std::vector<std::string_view> patterns);

  // In text[from ..].
  std::optional<ByteRange> Find(std::string_view text, size_t from) const;

 private:
  struct State {
    uint32_t child = 0;    // the first one; 0: none, as the root is nobody's child
    uint32_t sibling = 0;  // the next child of the same parent
    uint32_t fail = 0;     // the longest proper end of this beginning that is one, too
    uint32_t depth = 0;
    uint32_t longest = 0;  // length of the longest pattern that ends here; 0: none
    uint8_t byte = 0;
  };

  void Add(std::string_view pattern);
  void Connect();
  uint32_t Child(uint32_t state, uint8_t byte) const;
  uint32_t Next(uint32_t state, uint8_t byte) const;

  std::string_view only_;  // a single short pattern needs no automaton
  std::vector<State> states_;
  uint32_t from_root_[256] = {};
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_PATTERN_SEARCH_H_
