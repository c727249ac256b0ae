// SPDX-License-Identifier: Apache-2.0
//
// What loaders need of the table of modules; module.h has what everybody asks it.

#ifndef BEAMFOLD_RUNTIME_MODULE_TABLE_H_
#define BEAMFOLD_RUNTIME_MODULE_TABLE_H_

#include <memory>
#include <string>
#include <string_view>

#include "runtime/beam_chunks.h"
#include "runtime/module.h"

namespace beamfold::rt {

// Reads the tables of a .beam file and makes the module of them, without its code and what names places in it: exports
// and funs. Its index is ModuleCount() + 1. name: which module it has to be, or kNoTerm. Null: `error` says why. `beam`
// must outlive `tables`.
std::unique_ptr<Module> StartModule(std::string_view beam, Term name, BeamTables* tables, std::string* error);
// It becomes the current one of its name, and what was current the old one.
Module* InsertModule(std::unique_ptr<Module> module);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MODULE_TABLE_H_
