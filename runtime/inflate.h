// SPDX-License-Identifier: Apache-2.0
//
// Deflate (RFC 1951) in its two wrappings: zlib (RFC 1950), which literal tables and module zlib use, and gzip (RFC
// 1952), as some .beam files are kept.

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

// Appends what `data` begins with, unpacked: at most `limit` bytes. Gives how many bytes of `data` they took, 0 if they
// are damaged or too long.
size_t InflatePrefix(std::string_view data, Wrapping wrapping, size_t limit, std::string* result);
// Zlib data at the front of `data` that unpacks to `size` bytes; the same result.
size_t InflateExactly(std::string_view data, size_t size, std::string* result);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INFLATE_H_
