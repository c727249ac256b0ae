// SPDX-License-Identifier: Apache-2.0
//
// Checks that the operands of an instruction are what its row in opcodes.def says, so that nobody who reads a Program
// has to.

#ifndef BEAMFOLD_COMPILER_CHECK_OPERANDS_H_
#define BEAMFOLD_COMPILER_CHECK_OPERANDS_H_

#include <string>

#include "compiler/program.h"

namespace beamfold {

// Empty if the operands are right, or what is wrong with them. Labels are checked for their range only.
std::string CheckOperands(const Program& program, const Instruction& instruction);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_CHECK_OPERANDS_H_
