// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_RUNTIME_ATOMVM_BIF_WRAPPERS_H_
#define BEAMFOLD_RUNTIME_ATOMVM_BIF_WRAPPERS_H_

#include "runtime/module.h"

namespace beamfold::rt::atomvm {

// Whether AtomVM has the function as a BIF (bifs.def).
bool IsBif(const Import& import);

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_BIF_WRAPPERS_H_
