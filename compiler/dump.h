// SPDX-License-Identifier: Apache-2.0
//
// A decoded module as text: what `erlc -S` shows, from the file.

#ifndef BEAMFOLD_COMPILER_DUMP_H_
#define BEAMFOLD_COMPILER_DUMP_H_

#include <string>

#include "compiler/program.h"

namespace beamfold {

// One instruction without its line end: "gc_bif2 -, 2, erlang:'+'/2, x0: integer 0..99, 1, x0". Registers are x0, y0
// and fr0, with what is known of their type; labels are L7, and - is label 0; untagged numbers and integers look alike.
std::string InstructionText(const Program& program, const Instruction& instruction);

// "integer 0..99", "atom | nil", "bitstring, unit 8".
std::string TypeText(const TypeEntry& type);

// All functions with all instructions.
std::string DumpOps(const Program& program);

// The chunks of the file, their sizes, and how much of what is in them.
std::string DumpChunks(const Program& program);

// A summary in JSON: counts, chunks, functions, exports, imports.
std::string DumpJson(const Program& program);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_DUMP_H_
