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
#include "runtime/mailbox.h"
#include "runtime/term.h"
#ifdef BEAMFOLD_ATOMVM
#include "runtime/atomvm/process_part.h"
#endif

namespace beamfold::rt {

struct Module;
struct Relations;

// How a process stands. kRunning: it runs, or could; kWaiting: for a message or its time; kHibernating:
// for a message, before it makes a call; kNeedModule: a call is to be made, for which the host may have to load one;
// kDone and kFailed: it has returned, or an exception or exit signal has ended it, and it can be deleted.
enum class ProcessState : uint8_t { kRunning, kWaiting, kHibernating, kNeedModule, kDone, kFailed };

// The first 256 bytes are laid out as in AtomVM (runtime/abi.h); compiled code knows the offsets asserted below.
struct Context {
  uint32_t reserved0;
  uint32_t heap_root;  // AtomVM's native code looks at it (runtime/atomvm)
  Term* heap_start;
  Term* heap_ptr;  // garbage while code runs: see runtime/abi.h
  Term* heap_end;
  Term* e;
  Term x[abi::kMaxX + 1];
  uint32_t cp;
  Float* fr;  // AtomVM's floating-point registers
  uint32_t reserved1[2];
  uint32_t extended_list[2];  // AtomVM's x registers from 16 on: a list, empty if it names itself
  uint32_t reserved2[4];
  uint32_t process_id;
  uint32_t reserved3[24];
  Term group_leader;
  Term exit_reason;
  Term exception_class;  // 0: no exception is pending
  Term exception_reason;
  Term exception_trace;  // raw stack trace, or 0: to be made when the exception is raised
  uint32_t pressure;     // not 0: much has gathered outside of the heap, so the next safe point should come soon

  // Ours.
  Term* extended_x;  // x16, x17, ...; all processes share them
  // The arguments that erlang:error/2 gave for the top frame of the stack trace; 0: none.
  Term exception_args;
  // {Module, Function, Arguments} of the native function that raised; 0: none.
  Term exception_native;
  Fragments fragments;
  Dictionary dictionary;
  Term* binaries;           // sweep list: the refc binaries of heap and fragments, linked through their last word
  uint64_t off_heap_bytes;  // what they hold since the last collection
  bool grow_next;           // the last collection left more than half of the heap in use

  // Where to go on, and the result.
  Module* module;
  uint32_t entry;
  uint32_t live;  // x registers that are live there
  ProcessState state;
  Term needed_module;       // kNeedModule
  uint32_t pending_action;  // what to perform again when the module is there
  Term pending_arg;
  Term result;  // kDone

  // Communication.
  Mailbox mailbox;
  Relations* relations;        // links, monitors, aliases, timers (signals.cc); null: none yet
  uint64_t receive_deadline;   // of the `after` that it waits in, in microseconds; 0: none
  Term name;                   // registered; 0: none
  Term initial_call;           // {Module, Function, Arity}
  uint64_t reductions;         // taken before the running slice
  std::vector<Term> parked_x;  // x16 and up while another process runs
  Context* next_runnable;
  Context* previous_runnable;
  bool queued;     // in the queue of the scheduler
  bool trap_exit;  // process flag
  bool doomed;     // exit_reason is the end of it, whatever it does
  bool top;        // started by the host, which is told how it ends
  bool server;     // of the runtime's own: prints

  uint64_t collections;  // statistics
  uint64_t words_copied;

#ifdef BEAMFOLD_ATOMVM
  atomvm::ProcessPart atomvm;
#endif
};

static_assert(offsetof(Context, heap_start) == abi::kContextHeapStart);
static_assert(offsetof(Context, heap_ptr) == abi::kContextHeapPtr);
static_assert(offsetof(Context, heap_end) == abi::kContextHeapEnd);
static_assert(offsetof(Context, e) == abi::kContextE);
static_assert(offsetof(Context, x) == abi::kContextX);
static_assert(offsetof(Context, cp) == abi::kContextCp);
static_assert(offsetof(Context, pressure) == abi::kContextPressure);
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

// A process without anything to do. It is not in the table of processes (process.h), which gives it its number. Null:
// no memory.
Context* NewContext(size_t heap_words = 256);
void DeleteContext(Context* ctx);

inline Term& XRegister(Context* ctx, uint32_t i) {
  return i < abi::kMaxX ? ctx->x[i] : ctx->extended_x[i - abi::kMaxX];
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_CONTEXT_H_
