// SPDX-License-Identifier: Apache-2.0
//
// The text of a module, for people.

#ifndef BEAMFOLD_EMIT_LISTING_H_
#define BEAMFOLD_EMIT_LISTING_H_

#include <string>

#include "emit/module_contents.h"

namespace beamfold::emit {

// WebAssembly's text format, which assemblers read back to the same code. Time and size are linear in the module's.
std::string PrintModule(const ModuleContents& module);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_LISTING_H_
