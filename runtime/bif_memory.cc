// SPDX-License-Identifier: Apache-2.0
//
// Memory: what is in use, and collecting on request.

#include <string_view>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/signals.h"
#include "runtime/timers.h"

namespace beamfold::rt::bif {
namespace {

uint64_t Bytes(std::initializer_list<MemoryKind> kinds) {
  uint64_t sum = 0;
  for (const MemoryKind kind : kinds) sum += MemoryInUse(kind).bytes;
  return sum;
}

struct MemoryItem {
  const char* name;
  uint64_t (*bytes)();
};

uint64_t Processes() {
  return Bytes(
      {MemoryKind::kProcess, MemoryKind::kHeap, MemoryKind::kFragment, MemoryKind::kMessage, MemoryKind::kDictionary});
}
uint64_t Atoms() { return Bytes({MemoryKind::kAtom}); }

// As in OTP: total = processes + system, and the rest are parts of system.
const MemoryItem kMemoryItems[] = {
    {"total", [] { return AllMemoryInUse().bytes; }},
    {"processes", Processes},
    {"processes_used", Processes},
    {"system", [] { return AllMemoryInUse().bytes - Processes(); }},
    {"atom", Atoms},
    {"atom_used", Atoms},
    {"binary", [] { return Bytes({MemoryKind::kBinary}); }},
    {"code", [] { return Bytes({MemoryKind::kLiteral}); }},
    {"ets", [] { return uint64_t{0}; }},
};

const MemoryItem* FindMemoryItem(Term name) {
  if (!IsAtom(name)) return nullptr;
  for (const MemoryItem& item : kMemoryItems) {
    if (AtomText(name) == item.name) return &item;
  }
  return nullptr;
}

Term Pair(Context* ctx, const MemoryItem& item) {
  return MakeTuple(ctx, {AtomFromText(item.name), MakeUnsigned(ctx, item.bytes())});
}

Term Count(Context* ctx, std::string_view name, uint64_t bytes, uint64_t pieces) {
  return MakeTuple(ctx, {AtomFromText(name), MakeUnsigned(ctx, bytes), MakeUnsigned(ctx, pieces)});
}

}  // namespace

Term ErlangMemory0(Context* ctx) {
  std::vector<Term> pairs;
  for (const MemoryItem& item : kMemoryItems) pairs.push_back(Pair(ctx, item));
  return MakeList(ctx, pairs);
}

Term ErlangMemory1(Context* ctx, Term what) {
  if (const MemoryItem* item = FindMemoryItem(what); item != nullptr) return MakeUnsigned(ctx, item->bytes());
  std::vector<Term> pairs;
  for (; IsCons(what); what = Tail(what)) {
    const MemoryItem* item = FindMemoryItem(Head(what));
    if (item == nullptr) return RaiseBadarg(ctx);
    pairs.push_back(Pair(ctx, *item));
  }
  return IsNil(what) ? MakeList(ctx, pairs) : RaiseBadarg(ctx);
}

// Not of Erlang/OTP: [{Purpose, Bytes, Allocations}], and how many there are of what processes leave behind them.
Term BeamfoldMemory(Context* ctx) {
  static constexpr std::string_view kNames[kMemoryKinds] = {"process", "heap", "fragment", "message", "dictionary",
                                                            "binary",  "atom", "literal",  "tables"};
  std::vector<Term> list;
  for (size_t i = 0; i < kMemoryKinds; ++i) {
    const MemoryUse use = MemoryInUse(static_cast<MemoryKind>(i));
    list.push_back(Count(ctx, kNames[i], use.bytes, use.pieces));
  }
  const RelationCounts relations = CountRelations();
  list.push_back(Count(ctx, "processes", 0, ProcessCount()));
  list.push_back(Count(ctx, "names", 0, RegisteredNames().size()));
  list.push_back(Count(ctx, "monitors", 0, relations.monitors));
  list.push_back(Count(ctx, "aliases", 0, relations.aliases));
  list.push_back(Count(ctx, "timers", 0, MessageTimerCount()));
  return MakeList(ctx, list);
}

// garbage_collect/0 collects at once, in the dispatch; in one's own process these can only ask for it.
Term ErlangGarbageCollect1(Context* ctx, Term pid) {
  if (!IsLocalPid(pid)) return RaiseBadarg(ctx);
  Context* target = FindProcess(pid);
  if (target == nullptr) return atoms::kFalse;
  // One that waits uses no registers; others have their next safe point when they are run.
  if (target->state != ProcessState::kWaiting) {
    RequestCollection(target);
  } else if (!Collect(target, 0, 0)) {
    ClearException(target);  // no memory to collect in: it stays as it is
  }
  return atoms::kTrue;
}

// [{type, major | minor}, {async, RequestId}]
Term ErlangGarbageCollect2(Context* ctx, Term pid, Term options) {
  static const Term kAsync = AtomFromText("async");
  static const Term kType = AtomFromText("type");
  static const Term kTag = AtomFromText("garbage_collect");
  Term id = kNoTerm;
  for (; IsCons(options); options = Tail(options)) {
    const Term option = Head(options);
    if (!IsTuple(option) || TupleArity(option) != 2) return RaiseBadarg(ctx);
    if (TupleElement(option, 0) == kAsync) {
      id = TupleElement(option, 1);
    } else if (TupleElement(option, 0) != kType) {
      return RaiseBadarg(ctx);
    }
  }
  if (!IsNil(options)) return RaiseBadarg(ctx);
  const Term done = ErlangGarbageCollect1(ctx, pid);
  if (id == kNoTerm || done == kNoTerm) return done;
  Deliver(ctx, MakeTuple(ctx, {kTag, id, done}), ctx);
  return kAsync;
}

}  // namespace beamfold::rt::bif
