// SPDX-License-Identifier: Apache-2.0
//
// zlib with a bound on the output: a small file must not become a large one.

#ifndef BEAMFOLD_COMPILER_INFLATE_H_
#define BEAMFOLD_COMPILER_INFLATE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace beamfold {

enum class Compression { kZlib, kGzip };

// The data of one complete stream; bytes after it are an error. Output above the limits of limits.h, or above
// `max_size`, is an error before it is produced. Messages do not say where the data come from.
absl::StatusOr<std::string> Inflate(std::string_view data, Compression compression, size_t max_size);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_INFLATE_H_
