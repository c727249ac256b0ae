// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_RUNTIME_OUTPUT_H_
#define BEAMFOLD_RUNTIME_OUTPUT_H_

#include <cstdio>
#include <string_view>

namespace beamfold::rt {

// To standard output, at once.
inline void WriteStdout(std::string_view text) {
  fwrite(text.data(), 1, text.size(), stdout);
  fflush(stdout);
}

inline void WriteStderr(std::string_view text) {
  fwrite(text.data(), 1, text.size(), stderr);
  fflush(stderr);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_OUTPUT_H_
