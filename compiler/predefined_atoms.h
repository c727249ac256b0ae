// SPDX-License-Identifier: Apache-2.0
//
// The predefined atoms as terms: atoms::kBadarg.

#ifndef BEAMFOLD_COMPILER_PREDEFINED_ATOMS_H_
#define BEAMFOLD_COMPILER_PREDEFINED_ATOMS_H_

#include <cstdint>

#include "runtime/abi.h"

namespace beamfold::atoms {

#define PREDEFINED_ATOM(index, text, camel) inline constexpr uint32_t k##camel = abi::Atom(index);
#include "runtime/atoms.def"
#undef PREDEFINED_ATOM

}  // namespace beamfold::atoms

#endif  // BEAMFOLD_COMPILER_PREDEFINED_ATOMS_H_
