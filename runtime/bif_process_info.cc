// SPDX-License-Identifier: Apache-2.0
//
// process_flag and process_info.

#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/dictionary.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/release.h"
#include "runtime/signals.h"

namespace beamfold::rt::bif {
namespace {

Term Flag(Context* ctx, Context* target, Term flag, Term value) {
  static const Term kTrapExit = AtomFromText("trap_exit");
  static const struct {
    Term name;
    Term value;
  } kFixed[] = {
      {AtomFromText("priority"), AtomFromText("normal")},
      {AtomFromText("min_heap_size"), MakeSmall(233)},
      {AtomFromText("min_bin_vheap_size"), MakeSmall(46422)},
      {AtomFromText("fullsweep_after"), MakeSmall(65535)},
      {AtomFromText("error_handler"), AtomFromText("error_handler")},
      {AtomFromText("message_queue_data"), AtomFromText("on_heap")},
      {AtomFromText("sensitive"), atoms::kFalse},
      {AtomFromText("save_calls"), MakeSmall(0)},
      {AtomFromText("max_heap_size"), MakeSmall(0)},
      {AtomFromText("async_dist"), atoms::kFalse},
  };
  if (flag == kTrapExit) {
    if (!IsBoolean(value)) return RaiseBadarg(ctx);
    const Term old = MakeBoolean(target->trap_exit);
    target->trap_exit = value == atoms::kTrue;
    return old;
  }
  // Those that only tune: taken, and without effect.
  for (const auto& fixed : kFixed) {
    if (fixed.name == flag) return fixed.value;
  }
  return RaiseBadarg(ctx);
}

Term LinksOf(Context* ctx, const Context* target) {
  std::vector<Term> pids;
  if (target->relations != nullptr) {
    for (uint32_t id : target->relations->links) pids.push_back(MakeLocalPid(id));
  }
  return MakeList(ctx, pids);
}

Term MonitorsOf(Context* ctx, const Context* target) {
  static const Term kProcess = AtomFromText("process");
  std::vector<Term> list;
  if (target->relations != nullptr) {
    for (uint64_t reference : target->relations->watching) {
      const Monitor* monitor = FindMonitor(reference);
      list.push_back(MakeTuple(ctx, {kProcess, MakeLocalPid(monitor->target)}));
    }
  }
  return MakeList(ctx, list);
}

Term WatchersOf(Context* ctx, const Context* target) {
  std::vector<Term> list;
  if (target->relations != nullptr) {
    for (uint64_t reference : target->relations->watched) {
      list.push_back(MakeLocalPid(FindMonitor(reference)->watcher));
    }
  }
  return MakeList(ctx, list);
}

Term MessagesOf(Context* ctx, const Context* target) {
  std::vector<Term> list;
  for (const Message* m = target->mailbox.first; m != nullptr; m = m->next) {
    list.push_back(target == ctx ? m->term : CopyTerm(ctx, m->term));
  }
  return MakeList(ctx, list);
}

Term DictionaryOf(Context* ctx, const Context* target) {
  Term list = kNil;
  for (uint32_t i = 0; i < target->dictionary.capacity; ++i) {
    const DictionaryEntry& entry = target->dictionary.entries[i];
    if (entry.key == kNoTerm) continue;
    const Term key = target == ctx ? entry.key : CopyTerm(ctx, entry.key);
    const Term value = target == ctx ? entry.value : CopyTerm(ctx, entry.value);
    list = Cons(ctx, MakeTuple(ctx, {key, value}), list);
  }
  return list;
}

// Where it is: as far as the runtime knows without stopping it, the function that it is about to enter.
Term FunctionOf(Context* ctx, const Context* target) {
  const Module* module = target->module;
  if (target == ctx || module == nullptr || target->entry >= module->entries.size()) {
    return CopyTerm(ctx, target->initial_call);
  }
  const FunctionInfo& function = module->functions[module->entries[target->entry].function];
  return MakeTuple(ctx, {module->name, function.name, MakeSmall(static_cast<int32_t>(function.arity))});
}

Term StatusOf(const Context* ctx, const Context* target) {
  static const Term kRunning = AtomFromText("running");
  static const Term kRunnable = AtomFromText("runnable");
  static const Term kWaiting = AtomFromText("waiting");
  if (target == ctx) return kRunning;
  return target->queued ? kRunnable : kWaiting;
}

size_t WordsOf(const Context* target) {
  return static_cast<size_t>(target->heap_end - target->heap_start) + FragmentWords(target->fragments);
}

using Teller = Term (*)(Context* ctx, Context* target);

struct Item {
  const char* name;
  bool listed;  // in process_info/1
  Teller tell;
};

const Item kItems[] = {
    {"registered_name", false, [](Context*, Context* t) { return t->name == kNoTerm ? kNil : t->name; }},
    {"current_function", true, [](Context* c, Context* t) { return FunctionOf(c, t); }},
    {"initial_call", true, [](Context* c, Context* t) { return CopyTerm(c, t->initial_call); }},
    {"status", true, [](Context* c, Context* t) { return StatusOf(c, t); }},
    {"message_queue_len", true, [](Context* c, Context* t) { return MakeUnsigned(c, t->mailbox.count); }},
    {"messages", false, [](Context* c, Context* t) { return MessagesOf(c, t); }},
    {"links", true, [](Context* c, Context* t) { return LinksOf(c, t); }},
    {"monitors", false, [](Context* c, Context* t) { return MonitorsOf(c, t); }},
    {"monitored_by", false, [](Context* c, Context* t) { return WatchersOf(c, t); }},
    {"dictionary", true, [](Context* c, Context* t) { return DictionaryOf(c, t); }},
    {"trap_exit", true, [](Context*, Context* t) { return MakeBoolean(t->trap_exit); }},
    {"error_handler", true, [](Context*, Context*) { return AtomFromText("error_handler"); }},
    {"priority", true, [](Context*, Context*) { return AtomFromText("normal"); }},
    {"group_leader", true, [](Context* c, Context* t) { return CopyTerm(c, t->group_leader); }},
    {"total_heap_size", true, [](Context* c, Context* t) { return MakeUnsigned(c, WordsOf(t)); }},
    {"heap_size", true, [](Context* c, Context* t) { return MakeUnsigned(c, WordsOf(t)); }},
    {"stack_size", true,
     [](Context* c, Context* t) { return MakeUnsigned(c, static_cast<uint64_t>(t->heap_end - t->e)); }},
    {"reductions", true, [](Context* c, Context* t) { return MakeUnsigned(c, t->reductions); }},
    {"memory", false,
     [](Context* c, Context* t) { return MakeUnsigned(c, sizeof(Context) + WordsOf(t) * sizeof(Term)); }},
    {"message_queue_data", false, [](Context*, Context*) { return AtomFromText("on_heap"); }},
    {"current_stacktrace", false, [](Context*, Context*) { return kNil; }},
    {"current_location", false,
     [](Context* c, Context* t) {
       const Term function = FunctionOf(c, t);
       return MakeTuple(c, {TupleElement(function, 0), TupleElement(function, 1), TupleElement(function, 2), kNil});
     }},
};

const Item* FindItem(Term name) {
  if (!IsAtom(name)) return nullptr;
  for (const Item& item : kItems) {
    if (AtomText(name) == item.name) return &item;
  }
  return nullptr;
}

Term Pair(Context* ctx, Context* target, const Item& item) {
  return MakeTuple(ctx, {AtomFromText(item.name), item.tell(ctx, target)});
}

// {dictionary, Key}, which releases after 26 understand.
bool IsDictionaryItem(Term what) {
  static const Term kDictionary = AtomFromText("dictionary");
  return OtpRelease() > 26 && IsTuple(what) && TupleArity(what) == 2 && TupleElement(what, 0) == kDictionary;
}

// What `what` asks for, with its value. kNoTerm: there is no such item. No target: undefined.
Term Answer(Context* ctx, Context* target, Term what) {
  const Item* item = FindItem(what);
  if (item == nullptr && !IsDictionaryItem(what)) return kNoTerm;
  if (target == nullptr) return atoms::kUndefined;
  if (item != nullptr) return Pair(ctx, target, *item);
  Term value = DictionaryGet(target->dictionary, TupleElement(what, 1));
  if (value == kNoTerm) value = atoms::kUndefined;
  return MakeTuple(ctx, {what, target == ctx ? value : CopyTerm(ctx, value)});
}

}  // namespace

Term ErlangProcessFlag2(Context* ctx, Term flag, Term value) { return Flag(ctx, ctx, flag, value); }
Term ErlangProcessFlag3(Context* ctx, Term pid, Term flag, Term value) {
  static const Term kSaveCalls = AtomFromText("save_calls");
  Context* target = FindProcess(pid);
  return target != nullptr && flag == kSaveCalls ? Flag(ctx, target, flag, value) : RaiseBadarg(ctx);
}

Term ErlangProcessInfo2(Context* ctx, Term pid, Term what) {
  if (!IsLocalPid(pid)) return RaiseBadarg(ctx);
  Context* target = FindProcess(pid);
  if (!IsList(what)) {
    // Unlike the others, a name that is not there is not shown.
    if (target != nullptr && target->name == kNoTerm && IsAtom(what) && AtomText(what) == "registered_name")
      return kNil;
    const Term answer = Answer(ctx, target, what);
    return answer == kNoTerm ? RaiseBadarg(ctx) : answer;
  }
  std::vector<Term> pairs;
  for (; IsCons(what); what = Tail(what)) {
    const Term answer = Answer(ctx, target, Head(what));
    if (answer == kNoTerm) return RaiseBadarg(ctx);
    pairs.push_back(answer);
  }
  if (!IsNil(what)) return RaiseBadarg(ctx);
  return target == nullptr ? atoms::kUndefined : MakeList(ctx, pairs);
}

Term ErlangProcessInfo1(Context* ctx, Term pid) {
  if (!IsLocalPid(pid)) return RaiseBadarg(ctx);
  Context* target = FindProcess(pid);
  if (target == nullptr) return atoms::kUndefined;
  std::vector<Term> pairs;
  if (target->name != kNoTerm) pairs.push_back(Pair(ctx, target, kItems[0]));
  for (const Item& item : kItems) {
    if (item.listed) pairs.push_back(Pair(ctx, target, item));
  }
  return MakeList(ctx, pairs);
}

}  // namespace beamfold::rt::bif
