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
// The same; it must be the module `name`.
Module* LoadModule(std::string_view beam, Term name, std::string* error);

// A name has one current and at most one old module: what was current when another one was loaded, or deleted.
Module* FindOldModule(Term name);
void DeleteModule(Term name);     // the current one becomes the old one
void ForgetOldModule(Term name);  // it stays in memory

// There is no such module: calls to it raise undef.
void ModuleIsMissing(Term name);
bool IsMissing(Term name);
// The host is to be asked again.
void ModuleMayBeThere(Term name);

// Modules that the program itself has loaded are interpreted; the host may take them, and install compiled code.
struct LoadedByProgram {
  uint32_t index;  // 0: none
  std::string beam;
};
void NoteLoadedByProgram(uint32_t index, std::string beam);
bool AnyLoadedByProgram();
LoadedByProgram TakeLoadedByProgram();

// Attaches compiled code. bitmap: one bit an entry, least significant first, set if the entry is compiled.
void InstallCompiled(Module* module, EntryFunction compiled, const uint8_t* bitmap);
// Takes it away again: the module is interpreted.
void RemoveCompiled(Module* module);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_LOADER_H_
