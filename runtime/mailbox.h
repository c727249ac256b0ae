// SPDX-License-Identifier: Apache-2.0
//
// The messages of a process, in the order in which they came.
//
// A receive looks at one message after the other; the *save* position says which is next. The terms lie in the memory
// of the process and are roots of its collector, so a message is copied once, when it is sent.

#ifndef BEAMFOLD_RUNTIME_MAILBOX_H_
#define BEAMFOLD_RUNTIME_MAILBOX_H_

#include <cstddef>
#include <cstdint>

#include "runtime/term.h"

namespace beamfold::rt {

struct Message {
  Message* next;
  Term term;
};

// A place between two messages that a receive may start from, because no earlier message can match: it was noted before
// the reference was made that all patterns of the receive hold.
struct ReceiveMarker {
  Message** place;  // null: not in use
  Term reference;   // 0: not bound to one
};

struct Mailbox {
  Message* first;
  Message** last;  // the link that the next message is put in
  Message** save;  // the link to the message that is looked at next
  size_t count;
  ReceiveMarker markers[4];
  uint32_t next_marker;
};

void MailboxInit(Mailbox& mailbox);
void MailboxClear(Mailbox& mailbox);
// The term has to be in the memory of the process already.
void MailboxAppend(Mailbox& mailbox, Term term);

// ---- What the instructions do. The message that is looked at, or 0: there are no more.
inline Term LoopRec(const Mailbox& mailbox) { return *mailbox.save != nullptr ? (*mailbox.save)->term : kNoTerm; }
inline void LoopRecEnd(Mailbox& mailbox) { mailbox.save = &(*mailbox.save)->next; }
// Takes the message that is looked at out. The next receive starts from the front.
void RemoveMessage(Mailbox& mailbox);

// Takes the first message out for which wanted(term) holds; false: there is none.
template <typename Wanted>
bool RemoveFirst(Mailbox& mailbox, Wanted wanted) {
  Message** const save = mailbox.save;
  for (Message** link = &mailbox.first; *link != nullptr; link = &(*link)->next) {
    if (!wanted((*link)->term)) continue;
    Message* const gone = *link;
    mailbox.save = link;
    RemoveMessage(mailbox);
    mailbox.save = save == &gone->next ? link : save;
    return true;
  }
  return false;
}

// A marker for here and now, as a small integer term. The oldest one is given up if there are too many.
Term MarkerReserve(Mailbox& mailbox);
void MarkerBind(Mailbox& mailbox, Term marker, Term reference);
void MarkerClear(Mailbox& mailbox, Term reference);
// The next receive starts from the marker that is bound to the reference, if there still is one.
void MarkerUse(Mailbox& mailbox, Term reference);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MAILBOX_H_
