// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_RUNTIME_BINARY_RANGE_H_
#define BEAMFOLD_RUNTIME_BINARY_RANGE_H_

#include <cstdint>

#include "runtime/term.h"

namespace beamfold::rt {

struct ByteRange {
  uint32_t start;
  uint32_t size;
};

// Position and length as module binary has them: a negative length counts backwards from the position. False if they
// are no small integers or leave the `size` bytes.
bool ReadRange(Term position, Term length, uint32_t size, ByteRange* range);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BINARY_RANGE_H_
