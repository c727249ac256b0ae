// SPDX-License-Identifier: Apache-2.0
//
// What processes do to each other besides sending messages: links, monitors, aliases, exit signals.

#ifndef BEAMFOLD_RUNTIME_SIGNALS_H_
#define BEAMFOLD_RUNTIME_SIGNALS_H_

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// When an alias ends by itself.
enum class AliasKind : uint8_t { kNone, kExplicit, kDemonitor, kReplyDemonitor };

struct Monitor {
  uint32_t watcher;
  uint32_t target;
  Term target_name;  // the name that it was asked for by; 0: the pid
  Term tag;          // of the message, usually 'DOWN'; 0: in the watcher's Relations
};

// What a process has to do with others. References are known by their numbers.
struct Relations {
  std::unordered_set<uint32_t> links;     // process numbers
  std::unordered_set<uint64_t> watching;  // monitors that it has
  std::unordered_set<uint64_t> watched;   // monitors that others have of it
  std::unordered_set<uint64_t> aliases;   // references that messages reach it by
  std::unordered_set<uint64_t> timers;    // that will send it a message
  std::unordered_map<uint64_t, Term>
      tags;  // of its monitors, where they are no immediate terms: roots of its collector
};
void DeleteRelations(Relations* relations);
// Of all processes.
struct RelationCounts {
  size_t monitors;
  size_t aliases;
};
RelationCounts CountRelations();
Relations& RelationsOf(Context* ctx);

void Link(Context* a, Context* b);
void Unlink(Context* a, uint32_t b);

// The reference's number. `name`: 0, or what the target was asked for by. The tag is a term of the watcher's.
uint64_t AddMonitor(Context* watcher, Context* target, Term name, Term tag);
// False: no such monitor of this process.
bool RemoveMonitor(Context* watcher, uint64_t reference);
const Monitor* FindMonitor(uint64_t reference);

void AddAlias(Context* ctx, uint64_t reference, AliasKind kind);
bool RemoveAlias(Context* ctx, uint64_t reference);
// The process that a message to this reference reaches, or null. A reply ends an alias of the last kind.
Context* ResolveAlias(uint64_t reference);

// An exit signal from `from` (a pid). Whoever has to end because of it ends at once, with all that follows; the process
// that runs is only doomed, and ends when the function that it has called comes back.
// by_exit: sent by exit/2, for which the reasons `kill` and `normal` (to oneself) are special.
void SendExit(Context* target, Term from, Term reason, bool by_exit);
// The process has ended with this reason, a term of its own: tells all that are linked to it or watch it, and destroys
// it. Iterative: chains of links may be long.
void EndProcess(Context* ctx, Term reason);

// {'DOWN', Reference, process, Target, Reason} to the watcher.
void DeliverDown(Context* watcher, uint64_t reference, Term tag, Term target, Term reason);

inline uint64_t ReferenceNumber(Term reference) {
  return uint64_t{Pointer(reference)[1]} << 32 | Pointer(reference)[2];
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_SIGNALS_H_
