// SPDX-License-Identifier: Apache-2.0
//
// How a small literal lies on AtomVM's heap, to be written there word by word. Asking AtomVM for a literal makes a
// piece of heap of its own each time, after which the next frame costs a collection of everything; so what takes a few
// words is better made in place.

#ifndef BEAMFOLD_COMPILER_ATOMVM_SMALL_LITERAL_H_
#define BEAMFOLD_COMPILER_ATOMVM_SMALL_LITERAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace beamfold {

struct LiteralWord {
  enum class Kind : uint8_t {
    kConstant,  // value
    kPointer,   // value: bytes from the first word, and tag
    kAtom,      // atom
  };
  Kind kind = Kind::kConstant;
  uint32_t value = 0;
  std::string atom;
};

struct SmallLiteral {
  std::vector<LiteralWord> words;
  LiteralWord term;
};

// Nothing if the term takes more words, or is of a kind that only AtomVM can make (maps, funs, long binaries, large
// integers...). `external` is a well formed term in external format.
std::optional<SmallLiteral> LayOutLiteral(std::string_view external, uint32_t max_words, bool float32);

// The same for an integer.
std::optional<SmallLiteral> LayOutInteger(int64_t value);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_SMALL_LITERAL_H_
