// SPDX-License-Identifier: Apache-2.0
//
// Loading of .beam files, and the table of modules.

#ifndef BEAMFOLD_RUNTIME_LOADER_H_
#define BEAMFOLD_RUNTIME_LOADER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/module.h"

namespace beamfold::rt {

// Loads a module; it becomes the current one of its name. An older one of the same name stays for whoever still runs or
// refers to it. Null: `error` says why. Instructions that the interpreter does not have raise when they are executed.
Module* LoadModule(std::string_view beam, std::string* error);

// Attaches compiled code. bitmap: one bit an entry, least significant first, set if the entry is compiled.
void InstallCompiled(Module* module, EntryFunction compiled, const uint8_t* bitmap);
// Takes it away again: the module is interpreted.
void RemoveCompiled(Module* module);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_LOADER_H_
