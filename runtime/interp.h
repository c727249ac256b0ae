// SPDX-License-Identifier: Apache-2.0
//
// The interpreter: instruction numbers, operands, and what its parts share.
//
// An operand word says by its low bits what it is: 00 a register, all else the term itself. Registers: bits 2 and 3 are
// 00 for x0..x15, 01 for a y register, 10 for x16 and up; the number stands from bit 4 on.

#ifndef BEAMFOLD_RUNTIME_INTERP_H_
#define BEAMFOLD_RUNTIME_INTERP_H_

#include <cstdint>
#include <optional>

#include "runtime/context.h"
#include "runtime/integer.h"
#include "runtime/module.h"
#include "runtime/term.h"

namespace beamfold::rt {

enum class InterpOp : uint32_t {
#define HOT_OP(name) k##name,
#define COLD_OP(name) k##name,
#include "runtime/interp_ops.def"
#undef HOT_OP
#undef COLD_OP
  kCount
};

inline constexpr uint32_t kOperandY = 4;
inline constexpr uint32_t kOperandExtendedX = 8;
inline constexpr int kOperandShift = 4;

inline uint32_t OperandX(uint32_t i) {
  return i < abi::kMaxX ? i << kOperandShift : (i - abi::kMaxX) << kOperandShift | kOperandExtendedX;
}
inline uint32_t OperandY(uint32_t i) { return i << kOperandShift | kOperandY; }

inline Term& RegisterOf(Context* ctx, Term* e, uint32_t word) {
  if ((word & (kOperandY | kOperandExtendedX)) == 0) return ctx->x[word >> kOperandShift];
  if ((word & kOperandY) != 0) return e[word >> kOperandShift];
  return ctx->extended_x[word >> kOperandShift];
}
inline Term Load(Context* ctx, Term* e, uint32_t word) {
  return (word & abi::kPrimaryMask) != 0 ? word : RegisterOf(ctx, e, word);
}

// Erlang/OTP has an instruction of its own for adding a constant of up to 60 bits. It shows when that fails: the stack
// trace does not name the operator.
inline bool CountsAsIncrement(uint32_t word) {
  if ((word & abi::kPrimaryMask) == 0) return false;  // a register
  constexpr int64_t kLimit = int64_t{1} << 59;
  const std::optional<int64_t> value = ToInt64(word);
  return value.has_value() && *value >= -kLimit && *value < kLimit;
}

// What a cold instruction gets, and gives back: the next instruction, or null: the exception in ctx is to be raised.
struct ColdArgs {
  Context* ctx;
  Module* module;
  Term* e;
  const uint32_t* pc;  // of the instruction

  Term load(uint32_t i) const { return Load(ctx, e, pc[i]); }
  void store(uint32_t i, Term t) const { RegisterOf(ctx, e, pc[i]) = t; }
  const uint32_t* label(uint32_t i) const { return module->code.data() + pc[i]; }
  // Goes to the label in operand 1, or raises if there is none.
  const uint32_t* FailOrRaise() const;
};
using ColdOp = const uint32_t* (*)(const ColdArgs& a);

#define HOT_OP(name)
#define COLD_OP(name) const uint32_t* Op##name(const ColdArgs& a);
#include "runtime/interp_ops.def"
#undef HOT_OP
#undef COLD_OP

// The floating point registers. They are live between two calls at most, so all processes share them.
extern double float_registers[1024];

// By instruction number; null for those of the loop.
extern const ColdOp cold_ops[];

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INTERP_H_
