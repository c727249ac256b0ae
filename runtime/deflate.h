// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_RUNTIME_DEFLATE_H_
#define BEAMFOLD_RUNTIME_DEFLATE_H_

#include <string>
#include <string_view>

namespace beamfold::rt {

// zlib data. level 1..9: how hard to look for what repeats.
std::string Deflate(std::string_view data, int level);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_DEFLATE_H_
