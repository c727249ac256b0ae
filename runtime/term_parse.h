// SPDX-License-Identifier: Apache-2.0
//
// Terms from text.

#ifndef BEAMFOLD_RUNTIME_TERM_PARSE_H_
#define BEAMFOLD_RUNTIME_TERM_PARSE_H_

#include <string>
#include <string_view>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// Reads one Erlang term in UTF-8, in the fragment area of `ctx` (null: in immortal memory): integers (16#FF, 1_000,
// $c), floats, atoms, strings, lists, tuples, maps, binaries with segments, fun m:f/1. Spaces, comments and a full stop
// at the end are allowed. kNoTerm: `error` says what is wrong, and at which byte.
Term ParseTerm(Context* ctx, std::string_view text, std::string* error);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TERM_PARSE_H_
