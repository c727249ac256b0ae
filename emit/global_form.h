// SPDX-License-Identifier: Apache-2.0
//
// How a mutable i32 that is zero at first is defined: the only kind of global that modules of ours define.

#ifndef BEAMFOLD_EMIT_GLOBAL_FORM_H_
#define BEAMFOLD_EMIT_GLOBAL_FORM_H_

#include <string_view>

namespace beamfold::emit {

// i32, mutable, i32.const 0, end.
inline constexpr std::string_view kMutableZero("\x7f\x01\x41\x00\x0b", 5);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_GLOBAL_FORM_H_
