// SPDX-License-Identifier: Apache-2.0
//
// The processes of the system: who there is, how they start, how they are reached.

#ifndef BEAMFOLD_RUNTIME_PROCESS_H_
#define BEAMFOLD_RUNTIME_PROCESS_H_

#include <cstdint>
#include <vector>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

inline constexpr size_t kMaxProcesses = 262144;  // as in OTP

// A new process that will call Module:Function(Arguments...); everything is copied. Its group leader is the parent's
// (null: none). Null: there are too many, or no memory is left. It does not run before the caller has left.
Context* Spawn(Context* parent, Term module, Term function, Term arguments);
// The same for the host: a process of which it wants to know how it ends, and that prints through the process `user`.
// The host destroys it.
Context* SpawnTop(Term module, Term function, Term arguments);
// Takes a process out of the table and frees all it has. Nobody is told: that is EndProcess (signals.h).
void DestroyProcess(Context* ctx);

// The living process with that number, or null.
Context* ProcessById(uint32_t id);
Context* FindProcess(Term pid);  // null also for what is no local pid
Term PidOf(const Context* ctx);
// In the order in which they were made.
std::vector<Context*> AllProcesses();
size_t ProcessCount();

// ---- Registered names.
// False: taken, or the process has a name.
bool RegisterName(Context* ctx, Term name);
bool UnregisterName(Term name);
Context* FindName(Term name);
std::vector<Term> RegisteredNames();

// Numbers of references, from 1 on.
uint64_t NextReference();

// Puts a message into the mailbox and wakes the process. The term may be anybody's: it is copied, except if `from` is
// the receiver itself.
void Deliver(Context* to, Term message, const Context* from);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_PROCESS_H_
