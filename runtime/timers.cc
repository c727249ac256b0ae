// SPDX-License-Identifier: Apache-2.0
//
// Problem: a million timers may be set, most of which are cancelled before they are due (each call with a time limit
// sets one).
//
// Idea: a binary heap by deadline. A timer that is cancelled stays in the heap and is passed over when its time comes;
// if more than half of the heap is such, it is made anew from the others.
//
// Complexity: O(log n) to set, amortised O(log n) to cancel.

#include "runtime/timers.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/heap.h"
#include "runtime/process.h"
#include "runtime/scheduler.h"
#include "runtime/signals.h"

namespace beamfold::rt {
namespace {

struct Due {
  uint64_t deadline;
  uint64_t order;      // those with one deadline come in the order in which they were set
  uint64_t reference;  // of a message timer; 0: the receive of a process
  uint32_t process;
};

// The latest at the bottom.
bool Later(const Due& a, const Due& b) {
  return a.deadline != b.deadline ? a.deadline > b.deadline : a.order > b.order;
}

struct MessageTimer {
  uint64_t deadline;
  Term destination;
  Context* holder;  // a process that never runs: the memory of the message; null: it needs none
  Term message;
  bool wrapped;
};

struct Timers {
  std::vector<Due> heap;
  std::unordered_map<uint64_t, MessageTimer> messages;
  uint64_t order = 0;
};

Timers& All() {
  static auto* const timers = new Timers;
  return *timers;
}

bool IsLive(const Due& due) {
  if (due.reference != 0) return All().messages.count(due.reference) != 0;
  const Context* ctx = ProcessById(due.process);
  return ctx != nullptr && ctx->receive_deadline == due.deadline;
}

void Push(Due due) {
  std::vector<Due>& heap = All().heap;
  due.order = ++All().order;
  if (heap.size() == heap.capacity() && heap.size() >= 64) {
    // Before it grows: are the dead ones many?
    heap.erase(std::remove_if(heap.begin(), heap.end(), [](const Due& d) { return !IsLive(d); }), heap.end());
    std::make_heap(heap.begin(), heap.end(), Later);
    if (heap.size() > heap.capacity() / 2) heap.reserve(2 * heap.capacity());
  }
  heap.push_back(due);
  std::push_heap(heap.begin(), heap.end(), Later);
}

void Pop() {
  std::vector<Due>& heap = All().heap;
  std::pop_heap(heap.begin(), heap.end(), Later);
  heap.pop_back();
}

void DropMessage(uint64_t reference) {
  auto it = All().messages.find(reference);
  const MessageTimer& timer = it->second;
  if (Context* to = FindProcess(timer.destination); to != nullptr) RelationsOf(to).timers.erase(reference);
  if (timer.holder != nullptr) DeleteContext(timer.holder);
  All().messages.erase(it);
}

void Fire(uint64_t reference) {
  static const Term kTimeout = AtomFromText("timeout");
  const MessageTimer& timer = All().messages.at(reference);
  Context* to = IsAtom(timer.destination) ? FindName(timer.destination) : FindProcess(timer.destination);
  if (to != nullptr) {
    Term message = CopyTerm(to, timer.message);
    if (timer.wrapped) message = MakeTuple(to, {kTimeout, MakeReference(to, reference), message});
    Deliver(to, message, to);
  }
  DropMessage(reference);
}

}  // namespace

void AddReceiveTimer(Context* ctx) { Push({ctx->receive_deadline, 0, 0, ctx->process_id}); }

uint64_t AddMessageTimer(uint64_t deadline, Term destination, Term message, bool wrapped) {
  const uint64_t reference = NextReference();
  if (!IsAtom(destination)) {
    Context* to = FindProcess(destination);
    if (to == nullptr) return reference;
    RelationsOf(to).timers.insert(reference);
  }
  Context* holder = nullptr;
  if (!IsImmediate(message)) {
    holder = NewContext(/*heap_words=*/0);
    if (holder == nullptr) Fatal("out of memory for a timer");
    message = CopyTerm(holder, message);
  }
  All().messages.emplace(reference, MessageTimer{deadline, destination, holder, message, wrapped});
  Push({deadline, 0, reference, 0});
  return reference;
}

int64_t ReadMessageTimer(uint64_t reference) {
  auto it = All().messages.find(reference);
  if (it == All().messages.end()) return -1;
  const uint64_t now = NowMicroseconds();
  return it->second.deadline > now ? static_cast<int64_t>(it->second.deadline - now) : 0;
}

int64_t CancelMessageTimer(uint64_t reference) {
  const int64_t left = ReadMessageTimer(reference);
  if (left >= 0) DropMessage(reference);
  return left;
}

size_t MessageTimerCount() { return All().messages.size(); }

void FireTimers(uint64_t now) {
  while (!All().heap.empty() && All().heap.front().deadline <= now) {
    const Due due = All().heap.front();
    Pop();
    if (!IsLive(due)) continue;
    if (due.reference != 0) {
      Fire(due.reference);
    } else {
      // Its receive finds that the time is over.
      Context* ctx = ProcessById(due.process);
      if (ctx->state == ProcessState::kWaiting) MakeRunnable(ctx);
    }
  }
}

uint64_t NextDeadline() {
  while (!All().heap.empty() && !IsLive(All().heap.front())) Pop();
  return All().heap.empty() ? 0 : All().heap.front().deadline;
}

}  // namespace beamfold::rt
