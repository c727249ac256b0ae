// SPDX-License-Identifier: Apache-2.0
//
// The native code of a loaded module: what its chunk avmN holds, and where its entries are in the table of functions.
//
// Module::entries is indexed by label here, of the code and of the tables. A label's location (Module::locations) is a
// number of its own, given in the order of functions, so that the stack traces of raise.cc find function and line.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_NATIVE_CODE_H_
#define BEAMFOLD_RUNTIME_ATOMVM_NATIVE_CODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/module.h"
#include "runtime/term.h"

namespace beamfold::rt::atomvm {

// AtomVM links a module once for each thread that runs its code, and a process may go on in another one. Under strict
// checks there are two, in turn, a time slice each.
inline constexpr uint32_t kThreads = 2;
extern uint32_t thread;

struct NativeCode {
  std::vector<Term> atoms;  // of the module's table, from 1 on
  std::string wasm;
  uint32_t labels = 0;                    // the label at which processes end
  uint32_t entries = 0;                   // the largest label, plus 1
  std::vector<uint32_t> slots[kThreads];  // by label: table index; 0: not asked for yet, or none
  // Literals in external format, under strict checks: each use gives a new term.
  std::vector<std::string> literals;
};

struct NativeLine {
  uint16_t line;
  uint32_t offset;
};

struct NativeContinuation {
  uint16_t continuation;
  uint16_t label;
};

// The chunk, as AtomVM's loader takes it: code for wasm32 of format version 1, with doubles. False: `error` says why.
struct NativeChunk {
  uint32_t labels = 0;
  uint32_t entries = 0;
  std::string_view wasm;
  std::vector<NativeLine> lines;
  std::vector<NativeContinuation> continuations;
};
bool ReadNativeChunk(std::string_view data, NativeChunk* chunk, std::string* error);

using NativeEntry = Context* (*)(Context* ctx, JitState* js, const uint32_t* primitives);

NativeCode& CodeOf(const Module* module);

// The function of an entry, or null: the module does not export the label, or cannot be linked.
NativeEntry Resolve(Module* module, uint32_t label);

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_NATIVE_CODE_H_
