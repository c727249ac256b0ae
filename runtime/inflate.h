// SPDX-License-Identifier: Apache-2.0
//
// Decompression of zlib data: literal tables of modules, compressed terms.

#ifndef BEAMFOLD_RUNTIME_INFLATE_H_
#define BEAMFOLD_RUNTIME_INFLATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold::rt {

// Inflates the zlib data at the front of `data`, whose inflated size is known; gives how many bytes they took, 0 if they
// are damaged or have another size.
size_t InflatePrefix(std::string_view data, size_t size, std::string* result);

// The same for the whole of `data`. False: `error` says why.
bool Inflate(std::string_view data, uint32_t size, std::string* result, std::string* error);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INFLATE_H_
