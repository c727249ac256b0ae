// SPDX-License-Identifier: Apache-2.0
//
// A process, and what the dispatch loop shares with running code.

#ifndef BEAMFOLD_RUNTIME_CONTEXT_H_
#define BEAMFOLD_RUNTIME_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/abi.h"
#include "runtime/dictionary.h"
#include "runtime/fragments.h"
#include "runtime/term.h"

namespace beamfold::rt {

struct Module;

// How a run of a process stands.
enum class ProcessState : uint8_t { kRunning, kNeedModule, kDone, kFailed };

// The first 256 bytes are laid out as in AtomVM (runtime/abi.h); compiled code knows the offsets asserted below.
struct Context {
  uint32_t reserved0[2];
  Term* heap_start;
  Term* heap_ptr;  // garbage while code runs: see runtime/abi.h
  Term* heap_end;
  Term* e;
  Term x[abi::kMaxX + 1];
  uint32_t cp;
  uint32_t reserved1[9];
  uint32_t process_id;
  uint32_t reserved2[24];
  Term group_leader;
  Term exit_reason;
  Term exception_class;  // 0: no exception is pending
  Term exception_reason;
  Term exception_trace;  // raw stack trace, or 0: to be made when the exception is raised
  uint32_t reserved3;

  // Ours.
  Term* extended_x;  // x16, x17, ...
  // The arguments that erlang:error/2 gave for the top frame of the stack trace; 0: none.
  Term exception_args;
  // {Module, Function, Arguments} of the native function that raised; 0: none.
  Term exception_native;
  Fragments fragments;
  Dictionary dictionary;
  Term* binaries;           // sweep list: the refc binaries of heap and fragments, linked through their last word
  uint64_t off_heap_bytes;  // what they hold since the last collection
  bool grow_next;           // the last collection left more than half of the heap in use
  double fr[1024];          // floating point registers of the interpreter

  // Where to go on, and the result.
  Module* module;
  uint32_t entry;
  uint32_t live;  // x registers that are live there
  ProcessState state;
  Term needed_module;       // kNeedModule
  uint32_t pending_action;  // what to perform again when the module is there
  Term pending_arg;
  Term result;           // kDone
  uint64_t collections;  // statistics
  uint64_t words_copied;
};

static_assert(offsetof(Context, heap_start) == abi::kContextHeapStart);
static_assert(offsetof(Context, heap_ptr) == abi::kContextHeapPtr);
static_assert(offsetof(Context, heap_end) == abi::kContextHeapEnd);
static_assert(offsetof(Context, e) == abi::kContextE);
static_assert(offsetof(Context, x) == abi::kContextX);
static_assert(offsetof(Context, cp) == abi::kContextCp);
static_assert(offsetof(Context, extended_x) == abi::kContextExtendedX);
static_assert(abi::kContextExtendedX == abi::kContextSize);

struct JitState {
  Module* module;
  uint32_t continuation;
  int32_t reductions;
  uint32_t action;  // an abi::Action | payload << abi::kActionShift
  uint32_t arg;
  uint32_t args[abi::kMaxArgs];
};
static_assert(offsetof(JitState, module) == abi::kJitModule);
static_assert(offsetof(JitState, continuation) == abi::kJitContinuation);
static_assert(offsetof(JitState, reductions) == abi::kJitReductions);
static_assert(offsetof(JitState, action) == abi::kJitAction);
static_assert(offsetof(JitState, arg) == abi::kJitArg);
static_assert(offsetof(JitState, args) == abi::kJitArgs);

Context* NewContext();
void DeleteContext(Context* ctx);

inline Term& XRegister(Context* ctx, uint32_t i) {
  return i < abi::kMaxX ? ctx->x[i] : ctx->extended_x[i - abi::kMaxX];
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_CONTEXT_H_
