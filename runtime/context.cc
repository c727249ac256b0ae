// SPDX-License-Identifier: Apache-2.0

#include "runtime/context.h"

#include <new>

#include "runtime/binary.h"
#include "runtime/gc.h"
#include "runtime/memory.h"
#include "runtime/signals.h"
#ifdef BEAMFOLD_ATOMVM
#include "runtime/atomvm/process_part.h"
#endif

namespace beamfold::rt {
namespace {

Term extended_x[abi::kMaxExtendedX];

}  // namespace

Context* NewContext(size_t heap_words) {
  void* memory = TakeMemory(MemoryKind::kProcess, sizeof(Context));
  if (memory == nullptr) return nullptr;
  auto* heap = static_cast<Term*>(TakeMemory(MemoryKind::kHeap, heap_words * sizeof(Term)));
  if (heap == nullptr) {
    GiveMemory(MemoryKind::kProcess, memory);
    return nullptr;
  }
  auto* ctx = new (memory) Context();  // all zero
  ctx->heap_start = heap;
  ctx->heap_ptr = ctx->heap_start;
  ctx->heap_end = ctx->heap_start + heap_words;
  ctx->e = ctx->heap_end;
  ctx->extended_x = extended_x;
  MailboxInit(ctx->mailbox);
  ctx->group_leader = kNil;
#ifdef BEAMFOLD_ATOMVM
  atomvm::StartPart(ctx);
#endif
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
#ifdef BEAMFOLD_ATOMVM
  atomvm::EndPart(ctx);
#endif
  GiveMemory(MemoryKind::kHeap, ctx->heap_start);
  MailboxClear(ctx->mailbox);
  DeleteRelations(ctx->relations);
  ctx->~Context();
  GiveMemory(MemoryKind::kProcess, ctx);
}

}  // namespace beamfold::rt
