// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_RUNTIME_DEFLATE_H_
#define BEAMFOLD_RUNTIME_DEFLATE_H_

#include <string>
#include <string_view>

#include "runtime/inflate.h"

namespace beamfold::rt {

// level 1..9: how hard to look for what repeats.
std::string Deflate(std::string_view data, Wrapping wrapping, int level);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_DEFLATE_H_
