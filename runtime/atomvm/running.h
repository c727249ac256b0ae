// SPDX-License-Identifier: Apache-2.0
//
// The native code that runs, and what becomes of rules it breaks.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_RUNNING_H_
#define BEAMFOLD_RUNTIME_ATOMVM_RUNNING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/context.h"
#include "runtime/module.h"

namespace beamfold::rt::atomvm {

// Reductions of a time slice.
inline constexpr int32_t kReductions = 1024;

// The return address of a process's first call until its module is known: module 0 is the runtime's own.
inline constexpr Term kTerminateAddress = 1u << abi::kCpLabelShift;

// The parts of a return address.
inline uint32_t ModuleOfAddress(uint32_t cp) { return cp >> abi::kCpModuleShift; }
inline uint32_t LabelOfAddress(uint32_t cp) { return (cp & ((1u << abi::kCpModuleShift) - 1)) >> abi::kCpLabelShift; }

struct Running {
  Context* ctx = nullptr;
  JitState* js = nullptr;
  Module* module = nullptr;  // whose code was entered last, and where
  uint32_t label = 0;
  // The primitive whose result has to be returned at once, and that result. -1: none.
  int left_by = -1;
  Context* left_result = nullptr;
  // That primitive has put the process aside, and it was chosen again at once: it goes on where Context says.
  bool chosen_again = false;
};
extern Running running;

// Under strict checks, now and then: a process that may be put aside is, and is chosen again at once. `ctx`, which the
// code must return; null: not this time.
Context* ChooseAgain(Context* ctx, JitState* js);

// Native code has broken a rule of the interface: ends the run with a message that names the check, the module and the
// label at which it was entered. Does not return.
[[noreturn]] void Fault(std::string_view check, std::string_view detail);

// "module lists, label 7 (lists:map/2)"
std::string PlaceText(const Module* module, uint32_t label);

// How a call ends whose callee has been found, or not: what the dispatch loop has to do next. Null: leave the process.
inline Context* ContinueAt(Context* ctx, JitState* js, Module* module, uint32_t label) {
  js->module = module;
  js->continuation = label + 1;
  return ctx;
}

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_RUNNING_H_
