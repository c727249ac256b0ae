// SPDX-License-Identifier: Apache-2.0
//
// Starting processes, and names for them.

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/identifier.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/signals.h"

namespace beamfold::rt::bif {
namespace {

struct SpawnOptions {
  bool link = false;
  bool monitor = false;
  AliasKind alias = AliasKind::kNone;
  Term tag = kNoTerm;
};

Term Down() {
  static const Term down = AtomFromText("DOWN");
  return down;
}

Term Start(Context* ctx, Term module, Term function, Term arguments, const SpawnOptions& options) {
  if (!IsAtom(module) || !IsAtom(function) || ListLength(arguments) < 0) return RaiseBadarg(ctx);
  if (ListLength(arguments) > 255) return RaiseError(ctx, atoms::kSystemLimit);
  Context* child = Spawn(ctx, module, function, arguments);
  if (child == nullptr) return RaiseError(ctx, atoms::kSystemLimit);
  const Term pid = PidOf(child);
  if (options.link) Link(ctx, child);
  if (!options.monitor) return pid;
  const uint64_t reference = AddMonitor(ctx, child, kNoTerm, options.tag == kNoTerm ? Down() : options.tag);
  if (options.alias != AliasKind::kNone) AddAlias(ctx, reference, options.alias);
  return MakeTuple(ctx, {pid, MakeReference(ctx, reference)});
}

Term StartFun(Context* ctx, Term fun, const SpawnOptions& options) {
  if (!IsFun(fun) || FunArity(fun) != 0) return RaiseBadarg(ctx);
  static const Term kErlang = AtomFromText("erlang");
  static const Term kApply = AtomFromText("apply");
  return Start(ctx, kErlang, kApply, MakeList(ctx, std::initializer_list<Term>{fun, kNil}), options);
}

bool MonitorOptions(Term list, AliasKind* alias, Term* tag) {
  static const Term kAlias = AtomFromText("alias");
  static const Term kTag = AtomFromText("tag");
  static const Term kExplicit = AtomFromText("explicit_unalias");
  static const Term kDemonitor = AtomFromText("demonitor");
  static const Term kReply = AtomFromText("reply_demonitor");
  for (; IsCons(list); list = Tail(list)) {
    const Term option = Head(list);
    if (!IsTuple(option) || TupleArity(option) != 2) return false;
    const Term value = TupleElement(option, 1);
    if (TupleElement(option, 0) == kAlias) {
      *alias = value == kExplicit    ? AliasKind::kExplicit
               : value == kDemonitor ? AliasKind::kDemonitor
               : value == kReply     ? AliasKind::kReplyDemonitor
                                     : AliasKind::kNone;
      if (*alias == AliasKind::kNone) return false;
    } else if (TupleElement(option, 0) == kTag) {
      *tag = value;
    } else {
      return false;
    }
  }
  return IsNil(list);
}

bool ReadOptions(Term list, SpawnOptions* options) {
  static const Term kLink = AtomFromText("link");
  static const Term kMonitor = AtomFromText("monitor");
  for (; IsCons(list); list = Tail(list)) {
    const Term option = Head(list);
    if (option == kLink) {
      options->link = true;
    } else if (option == kMonitor) {
      options->monitor = true;
    } else if (IsTuple(option) && TupleArity(option) == 2) {
      // Sizes and priorities: nothing here depends on them.
      if (TupleElement(option, 0) != kMonitor) continue;
      options->monitor = true;
      if (!MonitorOptions(TupleElement(option, 1), &options->alias, &options->tag)) return false;
    } else {
      return false;
    }
  }
  return IsNil(list);
}

}  // namespace

Term ErlangSpawn1(Context* ctx, Term fun) { return StartFun(ctx, fun, {}); }
Term ErlangSpawn3(Context* ctx, Term m, Term f, Term a) { return Start(ctx, m, f, a, {}); }
Term ErlangSpawnLink1(Context* ctx, Term fun) { return StartFun(ctx, fun, {.link = true}); }
Term ErlangSpawnLink3(Context* ctx, Term m, Term f, Term a) { return Start(ctx, m, f, a, {.link = true}); }
Term ErlangSpawnMonitor1(Context* ctx, Term fun) { return StartFun(ctx, fun, {.monitor = true}); }
Term ErlangSpawnMonitor3(Context* ctx, Term m, Term f, Term a) { return Start(ctx, m, f, a, {.monitor = true}); }

Term ErlangSpawnOpt2(Context* ctx, Term fun, Term list) {
  SpawnOptions options;
  return ReadOptions(list, &options) ? StartFun(ctx, fun, options) : RaiseBadarg(ctx);
}
Term ErlangSpawnOpt4(Context* ctx, Term m, Term f, Term a, Term list) {
  SpawnOptions options;
  return ReadOptions(list, &options) ? Start(ctx, m, f, a, options) : RaiseBadarg(ctx);
}

Term ErlangMonitor3(Context* ctx, Term type, Term item, Term list) {
  static const Term kProcess = AtomFromText("process");
  static const Term kNoProc = AtomFromText("noproc");
  AliasKind alias = AliasKind::kNone;
  Term tag = Down();
  if (type != kProcess || !MonitorOptions(list, &alias, &tag)) return RaiseBadarg(ctx);
  Term name = kNoTerm;
  Context* target = nullptr;
  if (IsLocalPid(item)) {
    target = FindProcess(item);
  } else if (IsAtom(item)) {
    name = item;
  } else if (IsTuple(item) && TupleArity(item) == 2 && IsAtom(TupleElement(item, 0)) && IsAtom(TupleElement(item, 1))) {
    name = TupleElement(item, 0);
  } else if (!IsPid(item)) {
    return RaiseBadarg(ctx);
  }
  if (name != kNoTerm) target = FindName(name);
  uint64_t reference;
  if (target != nullptr && target != ctx) {
    reference = AddMonitor(ctx, target, name, tag);
  } else {
    reference = NextReference();
    const Term shown = name == kNoTerm ? item : MakeTuple(ctx, {name, LocalNode()});
    if (target == nullptr) DeliverDown(ctx, reference, tag, shown, kNoProc);
  }
  if (alias != AliasKind::kNone && target != nullptr) AddAlias(ctx, reference, alias);
  return MakeReference(ctx, reference);
}
Term ErlangMonitor2(Context* ctx, Term type, Term item) { return ErlangMonitor3(ctx, type, item, kNil); }

Term ErlangRegister(Context* ctx, Term name, Term pid) {
  Context* target = FindProcess(pid);
  if (!IsAtom(name) || name == atoms::kUndefined || target == nullptr || !RegisterName(target, name)) {
    return RaiseBadarg(ctx);
  }
  return atoms::kTrue;
}
Term ErlangUnregister(Context* ctx, Term name) {
  return IsAtom(name) && UnregisterName(name) ? atoms::kTrue : RaiseBadarg(ctx);
}
Term ErlangWhereis(Context* ctx, Term name) {
  if (!IsAtom(name)) return RaiseBadarg(ctx);
  const Context* found = FindName(name);
  return found == nullptr ? atoms::kUndefined : PidOf(found);
}
Term ErlangRegistered(Context* ctx) { return MakeList(ctx, RegisteredNames()); }

}  // namespace beamfold::rt::bif
