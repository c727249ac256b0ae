// SPDX-License-Identifier: Apache-2.0
//
// Hashes of terms that are the same on every machine and in every version of Erlang/OTP.

#ifndef BEAMFOLD_RUNTIME_TERM_HASH_H_
#define BEAMFOLD_RUNTIME_TERM_HASH_H_

#include <cstdint>

#include "runtime/term.h"

namespace beamfold::rt {

// All 32 bits of erlang:phash2.
uint32_t PortableHash2(Term term);

// All 32 bits of erlang:phash, its slower and weaker predecessor.
uint32_t PortableHash(Term term);

// The hash of an atom's text: the PJW hash of the "dragon book" over its characters, those beyond Latin-1 as UTF-8.
uint32_t AtomHash(Term atom);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TERM_HASH_H_
