// SPDX-License-Identifier: Apache-2.0

#include "runtime/context.h"

#include <cstdlib>

#include "runtime/binary.h"
#include "runtime/gc.h"
#include "runtime/signals.h"

namespace beamfold::rt {
namespace {

uint32_t last_process_id = 0;
Term extended_x[abi::kMaxExtendedX];

}  // namespace

Context* NewContext(size_t heap_words) {
  auto* ctx = new Context();  // all zero
  ctx->heap_start = static_cast<Term*>(std::malloc((heap_words + 1) * sizeof(Term)));
  if (ctx->heap_start == nullptr) Fatal("out of memory for a process");
  ctx->heap_ptr = ctx->heap_start;
  ctx->heap_end = ctx->heap_start + heap_words;
  ctx->e = ctx->heap_end;
  ctx->extended_x = extended_x;
  MailboxInit(ctx->mailbox);
  ctx->process_id = ++last_process_id;
  ctx->group_leader = kNil;
  return ctx;
}

void DeleteContext(Context* ctx) {
  for (Term* box = ctx->binaries; box != nullptr;) {
    Term* next = Pointer(box[kRefcNextWord]);
    ReleaseRefcBinary(reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(box[kRefcPointerWord])));
    box = next;
  }
  FreeChunks(DetachChunks(ctx->fragments));
  DictionaryClear(ctx->dictionary);
  std::free(ctx->heap_start);
  MailboxClear(ctx->mailbox);
  DeleteRelations(ctx->relations);
  delete ctx;
}

}  // namespace beamfold::rt
