// SPDX-License-Identifier: Apache-2.0
//
// The table of primitives. Each entry looks first, under strict checks, at what native code has left in memory, and
// notes results that native code has to return at once.

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "runtime/atomvm/running.h"
#include "runtime/atomvm/strict.h"
#include "runtime/atomvm/table.h"
#include "runtime/dispatch.h"

namespace beamfold::rt {
namespace atomvm {
namespace {

enum class Effect { Plain, Fragment, Bumps, Collects, Leaves };

// The letter of a type in primitives.def.
template <typename T>
constexpr char kLetter = '?';
template <>
constexpr char kLetter<Context*> = 'C';
template <>
constexpr char kLetter<JitState*> = 'J';
template <>
constexpr char kLetter<uint32_t> = 'i';
template <>
constexpr char kLetter<int64_t> = 'L';
template <>
constexpr char kLetter<void> = 'v';

template <typename Result, typename... Parameters>
constexpr bool HasSignature(Result (*)(Parameters...), std::string_view signature) {
  const char letters[] = {kLetter<Parameters>..., ':', kLetter<Result>};
  return signature == std::string_view(letters, sizeof letters);
}

void Check(uint32_t number, Effect effect) {
  const Running& r = running;
  const auto name = [number] { return "primitive " + std::to_string(number); };
  if (r.ctx == nullptr) Fault("primitive", name() + " is called while no native code runs");
  if (r.left_by >= 0) {
    Fault("return",
          name() + " is called after primitive " + std::to_string(r.left_by) + ", whose result had to be returned");
  }
  CheckHeap(r.ctx, effect == Effect::Collects || effect == Effect::Leaves);
}

void CheckParameter(uint32_t number, const Context* ctx) {
  if (ctx != running.ctx) Fault("primitive", std::to_string(number) + " gets another Context than the running one");
}
void CheckParameter(uint32_t number, const JitState* js) {
  if (js != running.js) Fault("primitive", std::to_string(number) + " gets another JitState than the running one");
}
void CheckParameter(uint32_t, uint64_t) {}

void Leave(uint32_t number, Context* result) {
  running.left_by = static_cast<int>(number);
  running.left_result = result;
}

template <auto kFunction, uint32_t kNumber, Effect kEffect, typename Result, typename... Parameters>
Result Checked(Parameters... parameters) {
  if (strict) {
    Check(kNumber, kEffect);
    (CheckParameter(kNumber, parameters), ...);
  }
  if constexpr (std::is_same_v<Result, Context*>) {
    Context* const result = kFunction(parameters...);
    // A primitive that collects and gives a Context leaves only if that is another one.
    if (kEffect == Effect::Leaves || result != running.ctx || running.chosen_again) Leave(kNumber, result);
    return result;
  } else {
    return kFunction(parameters...);
  }
}

template <auto kFunction, uint32_t kNumber, Effect kEffect, typename Result, typename... Parameters>
uint32_t IndexOf(Result (*)(Parameters...)) {
  return static_cast<uint32_t>(
      reinterpret_cast<uintptr_t>(&Checked<kFunction, kNumber, kEffect, Result, Parameters...>));
}

constexpr uint32_t kCount = 77;

}  // namespace
}  // namespace atomvm

const uint32_t* Primitives() {
  static uint32_t table[atomvm::kCount];
  if (table[0] == 0) {
#define AVM_PRIMITIVE(number, camel, signature, effect)                      \
  static_assert(number < atomvm::kCount);                                    \
  static_assert(atomvm::HasSignature(&atomvm::primitive::camel, signature)); \
  table[number] = atomvm::IndexOf<&atomvm::primitive::camel, number, atomvm::Effect::effect>(&atomvm::primitive::camel);
#include "runtime/atomvm/primitives.def"
#undef AVM_PRIMITIVE
  }
  return table;
}

}  // namespace beamfold::rt
