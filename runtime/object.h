// SPDX-License-Identifier: Apache-2.0
//
// What copying needs to know about a boxed object: where its terms are.

#ifndef BEAMFOLD_RUNTIME_OBJECT_H_
#define BEAMFOLD_RUNTIME_OBJECT_H_

#include "runtime/term.h"

namespace beamfold::rt {

inline uint32_t ObjectWords(uint32_t header) { return HeaderSize(header) + 1; }

// Words [first, end) of the object are terms, all others are raw.
struct TermRange {
  uint32_t first;
  uint32_t end;
};

inline TermRange TermsOf(const Term* object) {
  const uint32_t header = object[0];
  const uint32_t words = ObjectWords(header);
  switch (HeaderTag(header)) {
    case abi::kHeaderTuple:
    case abi::kHeaderMap:
    case abi::kHeaderRecord:
      return {1, words};
    case abi::kHeaderMapNode:
      return {2, words};
    case abi::kHeaderFun:
      // A closure begins with the address of its module and a small integer.
      return {IsAtom(object[1]) ? 1u : 3u, words};
    case abi::kHeaderSubBinary:
      return {3, 4};
    case abi::kHeaderMatchState:
      return {1, 2};
    default:  // integers, floats, references, heap and refc binaries, external identifiers
      return {0, 0};
  }
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_OBJECT_H_
