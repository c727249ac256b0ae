// SPDX-License-Identifier: Apache-2.0

#include "runtime/signals.h"

#include "runtime/atoms.h"
#include "runtime/ets_table.h"
#include "runtime/heap.h"
#include "runtime/identifier.h"
#include "runtime/process.h"
#include "runtime/scheduler.h"
#include "runtime/timers.h"

namespace beamfold::rt {
namespace {

struct Alias {
  uint32_t process;
  AliasKind kind;
};

std::unordered_map<uint64_t, Monitor>& Monitors() {
  static auto* const monitors = new std::unordered_map<uint64_t, Monitor>;
  return *monitors;
}

std::unordered_map<uint64_t, Alias>& Aliases() {
  static auto* const aliases = new std::unordered_map<uint64_t, Alias>;
  return *aliases;
}

// Processes that have ended and have not told yet.
std::vector<Context*>& Ending() {
  static auto* const ending = new std::vector<Context*>;
  return *ending;
}

Term Killed() {
  static const Term killed = AtomFromText("killed");
  return killed;
}
Term Normal() {
  static const Term normal = AtomFromText("normal");
  return normal;
}

void Doom(Context* target, Term reason) {
  target->exit_reason = CopyTerm(target, reason);
  target->doomed = true;
  if (target != CurrentProcess()) EndProcess(target, target->exit_reason);
}

void TellLinks(Context* ctx) {
  const Term pid = PidOf(ctx);
  const std::unordered_set<uint32_t> links = std::move(ctx->relations->links);
  ctx->relations->links.clear();
  for (uint32_t id : links) {
    Context* other = ProcessById(id);
    if (other == nullptr) continue;
    RelationsOf(other).links.erase(ctx->process_id);
    SendExit(other, pid, ctx->exit_reason, /*by_exit=*/false);
  }
}

void TellWatchers(Context* ctx) {
  const std::unordered_set<uint64_t> watched = std::move(ctx->relations->watched);
  ctx->relations->watched.clear();
  for (uint64_t reference : watched) {
    const Monitor monitor = Monitors().at(reference);
    Context* watcher = ProcessById(monitor.watcher);
    if (watcher == nullptr) continue;
    const Term tag = monitor.tag != kNoTerm ? monitor.tag : watcher->relations->tags.at(reference);
    RemoveMonitor(watcher, reference);
    const Term target =
        monitor.target_name == kNoTerm ? PidOf(ctx) : MakeTuple(watcher, {monitor.target_name, LocalNode()});
    DeliverDown(watcher, reference, tag, target, ctx->exit_reason);
  }
}

void Forget(Context* ctx) {
  while (!ctx->relations->watching.empty()) RemoveMonitor(ctx, *ctx->relations->watching.begin());
  while (!ctx->relations->aliases.empty()) RemoveAlias(ctx, *ctx->relations->aliases.begin());
  const std::unordered_set<uint64_t> timers = std::move(ctx->relations->timers);
  ctx->relations->timers.clear();
  for (uint64_t reference : timers) CancelMessageTimer(reference);
}

void EndOne(Context* ctx) {
  RemoveFromQueue(ctx);
  ReleaseTablesOf(ctx);
  if (ctx->relations != nullptr) {
    TellLinks(ctx);
    TellWatchers(ctx);
    Forget(ctx);
  }
  if (!ctx->top) {
    DestroyProcess(ctx);
    return;
  }
  // The host looks at it before it goes.
  if (ctx->name != kNoTerm) UnregisterName(ctx->name);
  if (ctx->state == ProcessState::kDone || ctx->state == ProcessState::kFailed) return;
  ctx->state = ProcessState::kFailed;
  ctx->exception_class = atoms::kExit;
  ctx->exception_reason = ctx->exit_reason;
  ctx->exception_trace = kNil;
}

}  // namespace

RelationCounts CountRelations() { return {Monitors().size(), Aliases().size()}; }

void DeleteRelations(Relations* relations) { delete relations; }

Relations& RelationsOf(Context* ctx) {
  if (ctx->relations == nullptr) ctx->relations = new Relations;
  return *ctx->relations;
}

void Link(Context* a, Context* b) {
  if (a == b) return;
  RelationsOf(a).links.insert(b->process_id);
  RelationsOf(b).links.insert(a->process_id);
}

void Unlink(Context* a, uint32_t b) {
  RelationsOf(a).links.erase(b);
  if (Context* other = ProcessById(b); other != nullptr) RelationsOf(other).links.erase(a->process_id);
}

uint64_t AddMonitor(Context* watcher, Context* target, Term name, Term tag) {
  const uint64_t reference = NextReference();
  const bool simple = IsImmediate(tag);
  Monitors().emplace(reference, Monitor{watcher->process_id, target->process_id, name, simple ? tag : kNoTerm});
  if (!simple) RelationsOf(watcher).tags.emplace(reference, tag);
  RelationsOf(watcher).watching.insert(reference);
  RelationsOf(target).watched.insert(reference);
  return reference;
}

const Monitor* FindMonitor(uint64_t reference) {
  auto it = Monitors().find(reference);
  return it == Monitors().end() ? nullptr : &it->second;
}

bool RemoveMonitor(Context* watcher, uint64_t reference) {
  auto it = Monitors().find(reference);
  if (it == Monitors().end() || it->second.watcher != watcher->process_id) return false;
  RelationsOf(watcher).watching.erase(reference);
  RelationsOf(watcher).tags.erase(reference);
  if (Context* target = ProcessById(it->second.target); target != nullptr) {
    RelationsOf(target).watched.erase(reference);
  }
  Monitors().erase(it);
  // Its alias goes with it, unless it was made to stay.
  auto alias = Aliases().find(reference);
  if (alias != Aliases().end() && alias->second.kind != AliasKind::kExplicit) RemoveAlias(watcher, reference);
  return true;
}

void AddAlias(Context* ctx, uint64_t reference, AliasKind kind) {
  Aliases().emplace(reference, Alias{ctx->process_id, kind});
  RelationsOf(ctx).aliases.insert(reference);
}

bool RemoveAlias(Context* ctx, uint64_t reference) {
  auto it = Aliases().find(reference);
  if (it == Aliases().end() || it->second.process != ctx->process_id) return false;
  RelationsOf(ctx).aliases.erase(reference);
  Aliases().erase(it);
  return true;
}

Context* ResolveAlias(uint64_t reference) {
  auto it = Aliases().find(reference);
  if (it == Aliases().end()) return nullptr;
  Context* ctx = ProcessById(it->second.process);
  if (ctx != nullptr && it->second.kind == AliasKind::kReplyDemonitor) {
    RemoveMonitor(ctx, reference);
    RemoveAlias(ctx, reference);
  }
  return ctx;
}

void SendExit(Context* target, Term from, Term reason, bool by_exit) {
  if (target == nullptr || target->doomed) return;
  static const Term kKill = AtomFromText("kill");
  static const Term kExitTag = AtomFromText("EXIT");
  if (by_exit && reason == kKill) {
    Doom(target, Killed());
  } else if (target->trap_exit) {
    const Term copy = CopyTerm(target, reason);
    Deliver(target, MakeTuple(target, {kExitTag, from, copy}), target);
  } else if (reason != Normal() || (by_exit && from == PidOf(target))) {
    Doom(target, reason);
  }
}

void EndProcess(Context* ctx, Term reason) {
  ctx->exit_reason = reason;
  ctx->doomed = true;
  static bool active = false;
  Ending().push_back(ctx);
  if (active) return;
  active = true;
  while (!Ending().empty()) {
    Context* next = Ending().back();
    Ending().pop_back();
    EndOne(next);
  }
  active = false;
}

void DeliverDown(Context* watcher, uint64_t reference, Term tag, Term target, Term reason) {
  static const Term kProcess = AtomFromText("process");
  const Term copy = CopyTerm(watcher, reason);
  Deliver(watcher, MakeTuple(watcher, {tag, MakeReference(watcher, reference), kProcess, target, copy}), watcher);
}

}  // namespace beamfold::rt
