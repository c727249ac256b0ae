// SPDX-License-Identifier: Apache-2.0
//
// Bytes in terms: binaries, and nested lists of bytes and binaries.

#ifndef BEAMFOLD_RUNTIME_IOLIST_H_
#define BEAMFOLD_RUNTIME_IOLIST_H_

#include <string>

#include "runtime/term.h"

namespace beamfold::rt {

enum class IolistStatus : uint8_t {
  kOk,
  kBad,       // it is something else
  kTooLarge,  // a shared part can occur any number of times: more bytes than a binary can have
};

// Appends the bytes of a binary or an iolist. Takes memory in proportion to the nesting, and no machine stack.
IolistStatus AppendIodata(Term iodata, std::string* bytes);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_IOLIST_H_
