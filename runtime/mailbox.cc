// SPDX-License-Identifier: Apache-2.0

#include "runtime/mailbox.h"

#include "runtime/compare.h"
#include "runtime/memory.h"

namespace beamfold::rt {
namespace {

// Messages that are not in use, of all processes: they come and go all the time. Only so many: a mailbox that was full
// once is to give its memory back.
Message* free_messages = nullptr;
uint32_t free_count = 0;
constexpr uint32_t kMaxFree = 4096;

Message* NewMessage() {
  if (free_messages != nullptr) {
    Message* message = free_messages;
    --free_count;
    free_messages = message->next;
    return message;
  }
  auto* message = static_cast<Message*>(TakeMemory(MemoryKind::kMessage, sizeof(Message)));
  if (message == nullptr) Fatal("out of memory for messages");
  return message;
}

void FreeMessage(Message* message) {
  if (free_count == kMaxFree) {
    GiveMemory(MemoryKind::kMessage, message);
    return;
  }
  ++free_count;
  message->next = free_messages;
  free_messages = message;
}

}  // namespace

void MailboxInit(Mailbox& mailbox) {
  mailbox = Mailbox{};
  mailbox.last = &mailbox.first;
  mailbox.save = &mailbox.first;
}

void MailboxClear(Mailbox& mailbox) {
  while (mailbox.first != nullptr) {
    Message* next = mailbox.first->next;
    FreeMessage(mailbox.first);
    mailbox.first = next;
  }
  MailboxInit(mailbox);
}

void MailboxAppend(Mailbox& mailbox, Term term) {
  Message* message = NewMessage();
  *message = {nullptr, term};
  *mailbox.last = message;
  mailbox.last = &message->next;
  ++mailbox.count;
}

void RemoveMessage(Mailbox& mailbox) {
  Message* message = *mailbox.save;
  if (message == nullptr) return;
  // Places behind the message move to before it.
  if (mailbox.last == &message->next) mailbox.last = mailbox.save;
  for (ReceiveMarker& marker : mailbox.markers) {
    if (marker.place == &message->next) marker.place = mailbox.save;
  }
  *mailbox.save = message->next;
  FreeMessage(message);
  --mailbox.count;
  mailbox.save = &mailbox.first;
}

Term MarkerReserve(Mailbox& mailbox) {
  const uint32_t n = mailbox.next_marker++ % 4;
  mailbox.markers[n] = {mailbox.last, kNoTerm};
  return static_cast<Term>(n) << abi::kSmallShift | abi::kTagSmall;
}

void MarkerBind(Mailbox& mailbox, Term marker, Term reference) {
  const uint32_t n = marker >> abi::kSmallShift;
  if (!IsSmall(marker) || n >= 4 || mailbox.markers[n].place == nullptr) return;
  mailbox.markers[n].reference = reference;
}

void MarkerClear(Mailbox& mailbox, Term reference) {
  for (ReceiveMarker& marker : mailbox.markers) {
    if (marker.reference != kNoTerm && ExactEqual(marker.reference, reference)) marker = {nullptr, kNoTerm};
  }
}

void MarkerUse(Mailbox& mailbox, Term reference) {
  for (const ReceiveMarker& marker : mailbox.markers) {
    if (marker.reference != kNoTerm && ExactEqual(marker.reference, reference)) mailbox.save = marker.place;
  }
}

}  // namespace beamfold::rt
