// SPDX-License-Identifier: Apache-2.0
//
// Identifiers of other nodes: they come out of the external term format only. Their words are raw, as far as collecting
// and copying go: the node is an atom, which never moves.

#ifndef BEAMFOLD_RUNTIME_IDENTIFIER_H_
#define BEAMFOLD_RUNTIME_IDENTIFIER_H_

#include <cstdint>

#include "runtime/atoms.h"
#include "runtime/term.h"

namespace beamfold::rt {

// Pid: node, creation, number, serial. Port: node, creation, number (low, high). Reference: node, creation, then 1..5
// numbers, as many as the header has room for.
inline constexpr uint32_t kIdentifierNode = 1;
inline constexpr uint32_t kIdentifierCreation = 2;
inline constexpr uint32_t kIdentifierNumbers = 3;
inline constexpr uint32_t kMaxReferenceNumbers = 5;

// A local reference as OTP shows one: three numbers, the least significant first.
struct ReferenceNumbers {
  uint32_t count;
  uint32_t numbers[kMaxReferenceNumbers];
};

inline ReferenceNumbers NumbersOfReference(Term reference) {
  const Term* p = Pointer(reference);
  if (HeaderTag(p[0]) == abi::kHeaderReference) return {3, {p[2], p[1], 0}};
  ReferenceNumbers result = {HeaderSize(p[0]) - (kIdentifierNumbers - 1), {}};
  for (uint32_t i = 0; i < result.count; ++i) result.numbers[i] = p[kIdentifierNumbers + i];
  return result;
}

// The node that this runtime is: it is never part of a network.
inline Term LocalNode() {
  static const Term node = AtomFromText("nonode@nohost");
  return node;
}

// A local pid <0.Number.Serial> holds both in its 28 bits.
inline constexpr uint32_t kPidNumberBits = 15;
inline constexpr uint32_t kPidBits = 28;

// Of a pid, port or reference.
inline Term NodeOf(Term identifier) {
  if (!IsBoxed(identifier) || IsBoxedTag(identifier, abi::kHeaderReference)) return LocalNode();
  return Pointer(identifier)[kIdentifierNode];
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_IDENTIFIER_H_
