// SPDX-License-Identifier: Apache-2.0

#include "runtime/pattern_search.h"

namespace beamfold::rt {
namespace {

// The C++ library's search takes the product of both lengths at worst.
constexpr size_t kMaxPlain = 16;

}  // namespace

PatternSearch::PatternSearch(std::vector<std::string_view> patterns) {
  if (patterns.size() == 1 && patterns[0].size() <= kMaxPlain) {
    only_ = patterns[0];
    return;
  }
  states_.emplace_back();
  for (const std::string_view pattern : patterns) Add(pattern);
  Connect();
}

uint32_t PatternSearch::Child(uint32_t state, uint8_t byte) const {
  if (state == 0) return from_root_[byte];
  uint32_t child = states_[state].child;
  while (child != 0 && states_[child].byte != byte) child = states_[child].sibling;
  return child;
}

void PatternSearch::Add(std::string_view pattern) {
  uint32_t state = 0;
  for (const char c : pattern) {
    const uint8_t byte = static_cast<uint8_t>(c);
    uint32_t child = Child(state, byte);
    if (child == 0) {
      child = static_cast<uint32_t>(states_.size());
      states_.push_back({0, states_[state].child, 0, states_[state].depth + 1, 0, byte});
      states_[state].child = child;
      if (state == 0) from_root_[byte] = child;
    }
    state = child;
  }
  states_[state].longest = static_cast<uint32_t>(pattern.size());
}

// Level by level: the state to fall back to is nearer to the root.
void PatternSearch::Connect() {
  std::vector<uint32_t> queue = {0};
  for (size_t i = 0; i < queue.size(); ++i) {
    const uint32_t parent = queue[i];
    for (uint32_t child = states_[parent].child; child != 0; child = states_[child].sibling) {
      State& state = states_[child];
      state.fail = parent == 0 ? 0 : Next(states_[parent].fail, state.byte);
      if (state.longest == 0) state.longest = states_[state.fail].longest;
      queue.push_back(child);
    }
  }
}

uint32_t PatternSearch::Next(uint32_t state, uint8_t byte) const {
  for (;;) {
    const uint32_t child = Child(state, byte);
    if (child != 0 || state == 0) return child;
    state = states_[state].fail;
  }
}

std::optional<ByteRange> PatternSearch::Find(std::string_view text, size_t from) const {
  if (!only_.empty()) {
    const size_t at = text.find(only_, from);
    if (at == std::string_view::npos) return std::nullopt;
    return ByteRange{static_cast<uint32_t>(at), static_cast<uint32_t>(only_.size())};
  }
  std::optional<ByteRange> best;
  uint32_t state = 0;
  for (size_t i = from; i < text.size(); ++i) {
    state = Next(state, static_cast<uint8_t>(text[i]));
    const State& s = states_[state];
    if (best && i + 1 - s.depth > best->start) break;
    if (s.longest == 0) continue;
    const ByteRange found = {static_cast<uint32_t>(i + 1 - s.longest), s.longest};
    if (!best || found.start < best->start || (found.start == best->start && found.size > best->size)) best = found;
  }
  return best;
}

}  // namespace beamfold::rt
