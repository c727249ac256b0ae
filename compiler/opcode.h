// SPDX-License-Identifier: Apache-2.0
//
// The opcodes of the BEAM, from the one table opcodes.def.

#ifndef BEAMFOLD_COMPILER_OPCODE_H_
#define BEAMFOLD_COMPILER_OPCODE_H_

#include <cstdint>
#include <string_view>

namespace beamfold {

// kMove, kCallExtOnly... Numbers are those of the Code chunk.
enum class Opcode : uint8_t {
#define BEAM_OP(number, name, camel, arity, operands, flow, area, since) k##camel = number,
#include "compiler/opcodes.def"
#undef BEAM_OP
};

inline constexpr uint32_t kMaxOpcode = 193;

// What an instruction does to control.
enum class Flow : uint8_t {
  kNext,    // goes on with the next instruction
  kBranch,  // next, or a label operand
  kJump,    // a label operand only
  kSwitch,  // one of several label operands
  kCall,    // leaves; the next instruction is a return point
  kTail,    // leaves for good
  kReturn,  // returns through cp
  kRaise,   // raises
  kWait,    // leaves; continues at a label operand or at the next instruction
};

// What area an opcode belongs to; lowering and interpreter files are named after these.
enum class Area : uint8_t {
  kArith,
  kBits,
  kCall,
  kControl,
  kData,
  kException,
  kFloat,
  kFun,
  kMap,
  kMessage,
  kObsolete,
  kTest
};

struct OpcodeInfo {
  uint8_t number = 0;
  std::string_view name;  // "call_ext_only"; empty for a number that was never assigned
  uint8_t arity = 0;
  // One letter an operand: see opcodes.def.
  std::string_view operands;
  Flow flow = Flow::kNext;
  Area area = Area::kControl;
  uint8_t since = 0;  // the OTP release that added it; 0: older than 20
};

// Any number is allowed; unknown ones give an entry with an empty name.
const OpcodeInfo& GetOpcodeInfo(uint32_t number);
inline const OpcodeInfo& GetOpcodeInfo(Opcode op) { return GetOpcodeInfo(static_cast<uint32_t>(op)); }

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_OPCODE_H_
