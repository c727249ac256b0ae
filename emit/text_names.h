// SPDX-License-Identifier: Apache-2.0
//
// Names and strings as the text format spells them.

#ifndef BEAMFOLD_EMIT_TEXT_NAMES_H_
#define BEAMFOLD_EMIT_TEXT_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace beamfold::emit {

// The identifiers of one index space, such as a module's functions or a function's locals.
class TextNames {
 public:
  // The next index is called `name`: "$name" with characters that identifiers cannot have replaced, shortened, and made
  // different from those before. An empty name gives none.
  void Add(std::string_view name);
  // The identifier, or the number if there is none.
  std::string Of(uint32_t index) const;
  // "$name ", or "(;3;) ": what a definition begins with.
  std::string AtDefinition(uint32_t index) const;
  bool Has(uint32_t index) const { return index < names_.size() && !names_[index].empty(); }
  size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;  // by index
  absl::flat_hash_set<std::string> used_;
  absl::flat_hash_map<std::string, uint32_t> repeats_;  // how many suffixes each name was given
};

// "$name", or nothing for an empty name.
std::string TextName(std::string_view name);
// In quotes.
std::string TextString(std::string_view bytes);
// On one line, for a comment.
std::string TextComment(std::string_view bytes);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_TEXT_NAMES_H_
