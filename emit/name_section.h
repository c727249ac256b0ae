// SPDX-License-Identifier: Apache-2.0
//
// The custom section "name": what debuggers, profilers and stack traces call the module and its parts.

#ifndef BEAMFOLD_EMIT_NAME_SECTION_H_
#define BEAMFOLD_EMIT_NAME_SECTION_H_

#include <string>

#include "emit/module_contents.h"

namespace beamfold::emit {

// The section's content without its own name; empty if nothing has a name. Imports are called by their fields.
std::string NameSection(const ModuleContents& module);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_NAME_SECTION_H_
