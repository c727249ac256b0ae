// SPDX-License-Identifier: Apache-2.0
//
// Where the functions are in the decoded instructions, and whether labels are used as they may be.

#ifndef BEAMFOLD_COMPILER_FIND_FUNCTIONS_H_
#define BEAMFOLD_COMPILER_FIND_FUNCTIONS_H_

#include "absl/status/status.h"
#include "compiler/byte_reader.h"
#include "compiler/program.h"

namespace beamfold {

// Fills Program::functions. A function is
//
//   label I   [line]   func_info M F A   label E   instructions up to the next function or int_code_end
//
// `reader` is for messages; `code_start` is where in its chunk the instructions begin.
absl::Status FindFunctions(const ByteReader& reader, size_t code_start, Program& program);

// Checks that calls go to the entry of a function of that arity, and everything else stays in its function.
absl::Status CheckLabelUses(const ByteReader& reader, size_t code_start, const Program& program);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_FIND_FUNCTIONS_H_
