// SPDX-License-Identifier: Apache-2.0
//
// Files of the host, as far as it lets the program see them.

#ifndef BEAMFOLD_RUNTIME_HOST_FILES_H_
#define BEAMFOLD_RUNTIME_HOST_FILES_H_

#include <string>
#include <string_view>

namespace beamfold::rt {

// Reads a whole file. False: *bytes is the reason, a POSIX error in small letters such as "enoent".
bool ReadHostFile(std::string_view path, std::string* bytes);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_HOST_FILES_H_
