// SPDX-License-Identifier: Apache-2.0
//
// Decompression of the literal table. In the browser or Node the host has it and hands over a .beam file with the plain
// chunk LitU in place of LitT; the native build uses zlib.

#ifndef BEAMFOLD_RUNTIME_INFLATE_H_
#define BEAMFOLD_RUNTIME_INFLATE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold::rt {

// Inflates zlib data whose inflated size is known. False: `error` says why.
bool Inflate(std::string_view data, uint32_t size, std::string* result, std::string* error);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INFLATE_H_
