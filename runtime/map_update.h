// SPDX-License-Identifier: Apache-2.0
//
// The map instructions: several keys at once.

#ifndef BEAMFOLD_RUNTIME_MAP_UPDATE_H_
#define BEAMFOLD_RUNTIME_MAP_UPDATE_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// pairs[0 .. words): key, value, key, value, ... kNoTerm: error:{badmap, Map} is set.
Term MapPutAssoc(Context* ctx, Term map, const Term* pairs, uint32_t words);
// The keys have to be there: error:{badkey, Key}.
Term MapPutExact(Context* ctx, Term map, const Term* pairs, uint32_t words);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MAP_UPDATE_H_
