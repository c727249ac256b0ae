// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_EMIT_MODULE_CHECK_H_
#define BEAMFOLD_EMIT_MODULE_CHECK_H_

#include "absl/status/status.h"
#include "emit/module_contents.h"

namespace beamfold::emit {

// Whether engines would refuse the module for anything but its code: limits, indices, names. Code bytes are not read.
absl::Status CheckModule(const ModuleContents& module);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_MODULE_CHECK_H_
