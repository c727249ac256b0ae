// SPDX-License-Identifier: Apache-2.0
//
// A module's bytes read back into ModuleContents, so that other people's modules can be listed.

#ifndef BEAMFOLD_EMIT_MODULE_READER_H_
#define BEAMFOLD_EMIT_MODULE_READER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "emit/module_contents.h"

namespace beamfold::emit {

// Reads types, imports, functions, exported functions, code, names and custom sections. InvalidArgument: the bytes are
// no module; Unimplemented: it has something that ModuleContents cannot hold, such as a memory of its own. Messages say
// at which byte. Instructions are not looked at.
absl::StatusOr<ModuleContents> ReadModule(std::string_view wasm);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_MODULE_READER_H_
