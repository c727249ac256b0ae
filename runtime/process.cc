// SPDX-License-Identifier: Apache-2.0

#include "runtime/process.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "runtime/atoms.h"
#include "runtime/dispatch.h"
#include "runtime/heap.h"
#include "runtime/identifier.h"
#include "runtime/scheduler.h"

namespace beamfold::rt {
namespace {

using ProcessTable = std::unordered_map<uint32_t, Context*>;
using NameTable = std::unordered_map<Term, Context*>;

ProcessTable& Processes() {
  static ProcessTable* const table = new ProcessTable;
  return *table;
}

NameTable& Names() {
  static NameTable* const table = new NameTable;
  return *table;
}

// Numbers are used again after 2^28 processes, as far as they are free.
uint32_t FreshNumber() {
  static uint32_t last = 0;
  do {
    last = last % ((1u << kPidBits) - 1) + 1;
  } while (Processes().count(last) != 0);
  return last;
}

}  // namespace

Context* Spawn(Context* parent, Term module, Term function, Term arguments) {
  if (Processes().size() >= kMaxProcesses) return nullptr;
  Context* ctx = NewContext();
  if (ctx == nullptr) return nullptr;
  ctx->process_id = FreshNumber();
  Processes().emplace(ctx->process_id, ctx);
  if (parent != nullptr) ctx->group_leader = CopyTerm(ctx, parent->group_leader);
  const Term copy = CopyTerm(ctx, arguments);
  const int64_t arity = ListLength(copy);
  ctx->initial_call = MakeTuple(ctx, {module, function, MakeSmall(static_cast<int32_t>(std::max<int64_t>(arity, 0)))});
  StartCall(ctx, module, function, copy);
  MakeRunnable(ctx);
  return ctx;
}

namespace {

// A registered process that starts when the first message wakes it: with module:start(argument).
Context* Server(std::string_view name, std::string_view module, int32_t argument) {
  static const Term kStart = AtomFromText("start");
  if (Context* there = FindName(AtomFromText(name)); there != nullptr) return there;
  Context* ctx = Spawn(nullptr, AtomFromText(module), kStart, Cons(nullptr, MakeSmall(argument), kNil));
  if (ctx == nullptr) return nullptr;
  RemoveFromQueue(ctx);
  ctx->state = ProcessState::kHibernating;
  ctx->group_leader = PidOf(ctx);
  ctx->server = true;
  RegisterName(ctx, AtomFromText(name));
  return ctx;
}

}  // namespace

Context* SpawnTop(Term module, Term function, Term arguments) {
  Context* user = Server("user", "beamfold_io", 1);
  Server("standard_error", "beamfold_io", 2);
  Server("logger", "beamfold_logger", 0);
  if (Context* kernel = Server("kernel_sup", "beamfold_kernel", 0); kernel != nullptr && user != nullptr) {
    kernel->group_leader = PidOf(user);
  }
  Context* ctx = Spawn(user, module, function, arguments);
  if (ctx != nullptr) {
    ctx->top = true;
    if (user != nullptr) ctx->group_leader = PidOf(user);
  }
  return ctx;
}

void DestroyProcess(Context* ctx) {
  Processes().erase(ctx->process_id);
  if (ctx->name != kNoTerm) Names().erase(ctx->name);
  RemoveFromQueue(ctx);
  DeleteContext(ctx);
}

Context* ProcessById(uint32_t id) {
  auto it = Processes().find(id);
  return it == Processes().end() || it->second->doomed ? nullptr : it->second;
}

Context* FindProcess(Term pid) { return IsLocalPid(pid) ? ProcessById(LocalPidNumber(pid)) : nullptr; }

Term PidOf(const Context* ctx) { return MakeLocalPid(ctx->process_id); }

std::vector<Context*> AllProcesses() {
  std::vector<Context*> all;
  for (const auto& [id, ctx] : Processes()) {
    if (!ctx->doomed) all.push_back(ctx);
  }
  std::sort(all.begin(), all.end(), [](const Context* a, const Context* b) { return a->process_id < b->process_id; });
  return all;
}

size_t ProcessCount() { return Processes().size(); }

bool RegisterName(Context* ctx, Term name) {
  if (ctx->name != kNoTerm || !Names().emplace(name, ctx).second) return false;
  ctx->name = name;
  return true;
}

bool UnregisterName(Term name) {
  auto it = Names().find(name);
  if (it == Names().end()) return false;
  it->second->name = kNoTerm;
  Names().erase(it);
  return true;
}

Context* FindName(Term name) {
  auto it = Names().find(name);
  return it == Names().end() || it->second->doomed ? nullptr : it->second;
}

std::vector<Term> RegisteredNames() {
  std::vector<Term> names;
  for (const auto& [name, ctx] : Names()) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

uint64_t NextReference() {
  static uint64_t last = 0;
  return ++last;
}

void Deliver(Context* to, Term message, const Context* from) {
  MailboxAppend(to->mailbox, to == from ? message : CopyTerm(to, message));
  if (to->state == ProcessState::kWaiting || to->state == ProcessState::kHibernating) MakeRunnable(to);
}

}  // namespace beamfold::rt
