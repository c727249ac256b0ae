// SPDX-License-Identifier: Apache-2.0
//
// Sending messages and exit signals; links; ending monitors and aliases.

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/receive.h"
#include "runtime/signals.h"

namespace beamfold::rt::bif {
namespace {

// What a function returns that may have ended its caller.
Term Unless(Context* ctx, Term value) { return ctx->doomed ? kNoTerm : value; }

bool IsLocalReference(Term term) { return IsBoxedTag(term, abi::kHeaderReference); }

}  // namespace

Term ErlangSend2(Context* ctx, Term destination, Term message) { return SendMessage(ctx, destination, message); }

Term ErlangSend3(Context* ctx, Term destination, Term message, Term options) {
  if (ListLength(options) < 0) return RaiseBadarg(ctx);
  return SendMessage(ctx, destination, message) == kNoTerm ? kNoTerm : atoms::kOk;
}

Term ErlangExit2(Context* ctx, Term pid, Term reason) {
  if (!IsPid(pid)) return RaiseBadarg(ctx);
  SendExit(FindProcess(pid), PidOf(ctx), reason, /*by_exit=*/true);
  return Unless(ctx, atoms::kTrue);
}

Term ErlangLink(Context* ctx, Term pid) {
  static const Term kNoProc = AtomFromText("noproc");
  if (!IsPid(pid)) return RaiseBadarg(ctx);
  Context* other = FindProcess(pid);
  if (other != nullptr) {
    Link(ctx, other);
  } else if (ctx->trap_exit) {
    SendExit(ctx, pid, kNoProc, /*by_exit=*/false);
  } else {
    return RaiseError(ctx, kNoProc);
  }
  return atoms::kTrue;
}

Term ErlangUnlink(Context* ctx, Term pid) {
  if (!IsPid(pid)) return RaiseBadarg(ctx);
  if (IsLocalPid(pid)) Unlink(ctx, LocalPidNumber(pid));
  return atoms::kTrue;
}

Term ErlangDemonitor2(Context* ctx, Term reference, Term options) {
  static const Term kFlush = AtomFromText("flush");
  static const Term kInfo = AtomFromText("info");
  if (!IsReference(reference)) return RaiseBadarg(ctx);
  bool flush = false;
  bool info = false;
  for (; IsCons(options); options = Tail(options)) {
    if (Head(options) == kFlush) {
      flush = true;
    } else if (Head(options) == kInfo) {
      info = true;
    } else {
      return RaiseBadarg(ctx);
    }
  }
  if (!IsNil(options)) return RaiseBadarg(ctx);
  if (!IsLocalReference(reference)) return MakeBoolean(!info);
  const uint64_t number = ReferenceNumber(reference);
  const Monitor* monitor = FindMonitor(number);
  if (monitor != nullptr && monitor->watcher != ctx->process_id) return RaiseBadarg(ctx);
  const bool found = RemoveMonitor(ctx, number);
  bool flushed = false;
  if (flush && !found) {
    // The message may have come already.
    const auto is_down = [&](Term m) {
      return IsTuple(m) && TupleArity(m) == 5 && IsLocalReference(TupleElement(m, 1)) &&
             ReferenceNumber(TupleElement(m, 1)) == number;
    };
    flushed = RemoveFirst(ctx->mailbox, is_down);
  }
  if (!info) return atoms::kTrue;
  return MakeBoolean(flush ? !flushed && found : found);
}
Term ErlangDemonitor1(Context* ctx, Term reference) { return ErlangDemonitor2(ctx, reference, kNil); }

Term ErlangAlias1(Context* ctx, Term options) {
  static const Term kReply = AtomFromText("reply");
  static const Term kExplicit = AtomFromText("explicit_unalias");
  AliasKind kind = AliasKind::kExplicit;
  for (; IsCons(options); options = Tail(options)) {
    if (Head(options) == kReply) {
      kind = AliasKind::kReplyDemonitor;
    } else if (Head(options) != kExplicit) {
      return RaiseBadarg(ctx);
    }
  }
  const uint64_t reference = NextReference();
  AddAlias(ctx, reference, kind);
  return MakeReference(ctx, reference);
}
Term ErlangAlias0(Context* ctx) { return ErlangAlias1(ctx, kNil); }
Term ErlangUnalias(Context* ctx, Term reference) {
  if (!IsReference(reference)) return RaiseBadarg(ctx);
  return MakeBoolean(IsLocalReference(reference) && RemoveAlias(ctx, ReferenceNumber(reference)));
}

Term ErlangIsProcessAlive(Context* ctx, Term pid) {
  return IsLocalPid(pid) ? MakeBoolean(FindProcess(pid) != nullptr) : RaiseBadarg(ctx);
}

Term ErlangProcesses(Context* ctx) {
  std::vector<Term> pids;
  for (const Context* process : AllProcesses()) pids.push_back(PidOf(process));
  return MakeList(ctx, pids);
}

Term ErlangGroupLeader0(Context* ctx) { return ctx->group_leader; }
Term ErlangGroupLeader2(Context* ctx, Term leader, Term pid) {
  Context* target = FindProcess(pid);
  if (!IsPid(leader) || target == nullptr) return RaiseBadarg(ctx);
  target->group_leader = CopyTerm(target, leader);
  return atoms::kTrue;
}

}  // namespace beamfold::rt::bif
