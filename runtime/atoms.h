// SPDX-License-Identifier: Apache-2.0
//
// The atom table: one for the program, never shrinks.

#ifndef BEAMFOLD_RUNTIME_ATOMS_H_
#define BEAMFOLD_RUNTIME_ATOMS_H_

#include <string_view>

#include "runtime/term.h"

namespace beamfold::rt {

namespace atoms {
#define PREDEFINED_ATOM(index, text, camel) inline constexpr Term k##camel = MakeAtom(index);
#include "runtime/atoms.def"
#undef PREDEFINED_ATOM
}  // namespace atoms

inline constexpr uint32_t kMaxAtomCharacters = 255;
inline constexpr uint32_t kMaxAtoms = 1u << 20;

// `text` is UTF-8 of at most 255 characters (not checked here). Ends the program when the table is full.
Term AtomFromText(std::string_view text);
// The atom, or 0 if there is none yet.
Term ExistingAtom(std::string_view text);
// Valid for the life of the program.
std::string_view AtomText(Term atom);
// A hash of the text, all 32 bits of it; one load.
uint32_t AtomTextHash(Term atom);
uint32_t AtomCount();

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_ATOMS_H_
