// SPDX-License-Identifier: Apache-2.0
//
// Deflate (RFC 1951) in its two wrappings: zlib (RFC 1950), which literal tables and module zlib use, and gzip (RFC 1952),
// as some .beam files are kept.

#ifndef BEAMFOLD_RUNTIME_INFLATE_H_
#define BEAMFOLD_RUNTIME_INFLATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold::rt {

// No result grows beyond this.
inline constexpr size_t kMaxInflated = size_t{256} << 20;

enum class Wrapping : uint8_t { kRaw, kZlib, kGzip };

// Appends what `data` unpacks to. False if it is damaged or too large.
bool InflateAll(std::string_view data, Wrapping wrapping, std::string* result);
// The same for zlib data whose unpacked size is known. False: `error` says why.
bool Inflate(std::string_view data, uint32_t size, std::string* result, std::string* error);
// The bytes in that wrapping, as stored blocks: valid for every reader, and no shorter than before.
std::string Deflate(std::string_view bytes, Wrapping wrapping);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INFLATE_H_
