// SPDX-License-Identifier: Apache-2.0
//
// Comparison, and the floating-point registers.

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>

#include "runtime/atomvm/bump.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/table.h"
#include "runtime/compare.h"
#include "runtime/integer.h"
#include "runtime/memory.h"

namespace beamfold::rt::atomvm {
namespace {

constexpr uint32_t kFpRegisters = 16;
constexpr uint32_t kEqual = 1;
constexpr uint32_t kLess = 2;
constexpr uint32_t kGreater = 4;

Float& Register(Context* ctx, uint32_t index) {
  if (ctx->fr == nullptr) Fault("fp register", "there are none before ensure_fpregs");
  if (index >= kFpRegisters) Fault("fp register", "fr" + std::to_string(index) + " does not exist");
  return ctx->fr[index];
}

// The result is written even if it is not finite.
uint32_t Put(Context* ctx, uint32_t to, Float value) {
  Register(ctx, to) = value;
  return std::isfinite(value);
}

}  // namespace

namespace primitive {

uint32_t TermCompare(Context*, JitState*, Term a, Term b, uint32_t exact) {
  if (strict) {
    for (const Term t : {a, b}) {
      if (t == kPoison || (t & abi::kPrimaryMask) == 0) Fault("term", "what is compared is no term");
    }
  }
  const int order = Compare(a, b, exact == 1);
  return order == 0 ? kEqual : order < 0 ? kLess : kGreater;
}

uint32_t IsNumber(Term t) { return rt::IsNumber(t); }

void EnsureFpRegs(Context* ctx) {
  if (ctx->fr != nullptr) return;
  ctx->fr = static_cast<Float*>(calloc(kFpRegisters, sizeof(Float)));
  if (ctx->fr == nullptr) Fatal("out of memory for floating-point registers");
}

Term TermFromFloat(Context* ctx, uint32_t index) {
  const Float value = Register(ctx, index);
  return WriteFloat(Bump(ctx, kFloatWords), value);
}

void ConvToFloat(Context* ctx, Term number, uint32_t index) {
  if (!rt::IsNumber(number)) Fault("number", "what is converted to a float is no number");
  Register(ctx, index) = static_cast<Float>(NumberToDouble(number));
}

uint32_t Fadd(Context* ctx, uint32_t a, uint32_t b, uint32_t to) {
  return Put(ctx, to, Register(ctx, a) + Register(ctx, b));
}
uint32_t Fsub(Context* ctx, uint32_t a, uint32_t b, uint32_t to) {
  return Put(ctx, to, Register(ctx, a) - Register(ctx, b));
}
uint32_t Fmul(Context* ctx, uint32_t a, uint32_t b, uint32_t to) {
  return Put(ctx, to, Register(ctx, a) * Register(ctx, b));
}
uint32_t Fdiv(Context* ctx, uint32_t a, uint32_t b, uint32_t to) {
  return Put(ctx, to, Register(ctx, a) / Register(ctx, b));
}
void Fnegate(Context* ctx, uint32_t from, uint32_t to) { Register(ctx, to) = -Register(ctx, from); }

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
