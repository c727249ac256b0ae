// SPDX-License-Identifier: Apache-2.0
//
// A .beam file in, a Program out.

#ifndef BEAMFOLD_COMPILER_DECODE_H_
#define BEAMFOLD_COMPILER_DECODE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "compiler/program.h"

namespace beamfold {

// Decodes and checks a whole file, of OTP 20 up to 29. `file_name` is for messages, which say where it stands too:
// "lists.beam: chunk Code, lists:foldl/3, byte 1234: unknown opcode 201" (bytes of the chunk).
// What holds for the result, whatever the input: every index in it is in range; operands are as opcodes.def says;
// every label below label_count is defined once; calls go to entries of functions of the same arity; other labels are
// in the same function; exports, locals and lambdas are entries of functions of that name and arity.
// What is not checked: that the code makes sense. Registers may be read before they are written, the stack may be used
// without a frame, and a function may run off its end.
absl::StatusOr<Program> DecodeBeam(std::string_view bytes, std::string_view file_name);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_DECODE_H_
