// SPDX-License-Identifier: Apache-2.0

#include "compiler/opcode.h"

#include <array>

namespace beamfold {
namespace {

constexpr std::array<OpcodeInfo, kMaxOpcode + 1> kOpcodes = [] {
  std::array<OpcodeInfo, kMaxOpcode + 1> table = {};
#define BEAM_OP(number, name, camel, arity, operands, flow, area, since) \
  table[number] = {number, #name, arity, operands, Flow::k##flow, Area::k##area, since};
#include "compiler/opcodes.def"
#undef BEAM_OP
  return table;
}();

constexpr bool IsConsistent() {
  for (uint32_t number = 0; number <= kMaxOpcode; ++number) {
    const OpcodeInfo& info = kOpcodes[number];
    if (number != 0 && (info.number != number || info.name.empty())) return false;
    if (info.operands.size() != info.arity) return false;
  }
  return true;
}
static_assert(IsConsistent(), "opcodes.def must have every number once, with one operand letter for each operand");

constexpr OpcodeInfo kUnassigned = {};

}  // namespace

const OpcodeInfo& GetOpcodeInfo(uint32_t number) { return number <= kMaxOpcode ? kOpcodes[number] : kUnassigned; }

}  // namespace beamfold
