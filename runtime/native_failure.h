// SPDX-License-Identifier: Apache-2.0
//
// The stack trace of an exception begins with the native function that raised it, and its arguments; except for those
// whose purpose is to raise: there it begins with their caller.

#ifndef BEAMFOLD_RUNTIME_NATIVE_FAILURE_H_
#define BEAMFOLD_RUNTIME_NATIVE_FAILURE_H_

#include <initializer_list>
#include <string_view>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The exception that was just set came from this function.
void NoteNativeFailure(Context* ctx, std::string_view module, std::string_view function,
                       std::initializer_list<Term> arguments);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_NATIVE_FAILURE_H_
