// SPDX-License-Identifier: Apache-2.0
//
// The hash of map keys: 32 bits that depend on what a key means, not on where it lies or in which order atoms were
// made, so the order of large maps is the same in every run. Keys that are equal (=:=) have equal hashes.

#ifndef BEAMFOLD_RUNTIME_MAP_HASH_H_
#define BEAMFOLD_RUNTIME_MAP_HASH_H_

#include <cstdint>

#include "runtime/atoms.h"
#include "runtime/term.h"

namespace beamfold::rt {

// One word more.
inline uint32_t MapHashStep(uint32_t hash, uint32_t word) {
  hash = (hash ^ word) * 0x9E3779B1u;
  return hash ^ hash >> 15;
}
inline uint32_t MapHashFinish(uint32_t hash) {
  hash *= 0x85EBCA6Bu;
  hash ^= hash >> 13;
  hash *= 0xC2B2AE35u;
  return hash ^ hash >> 16;
}

uint32_t MapHashSlow(Term key);
inline uint32_t MapHash(Term key) {
  if (IsSmall(key)) return MapHashFinish(MapHashStep(0, key));
  if (IsAtom(key)) return MapHashFinish(MapHashStep(0, AtomTextHash(key)));
  return MapHashSlow(key);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MAP_HASH_H_
