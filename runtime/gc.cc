// SPDX-License-Identifier: Apache-2.0
//
// The collector of a process.
//
// Problem: a process has one main block (terms grow up from its start, the stack down from its end) and a list of
// fragment chunks that natives fill. A collection must gather what is reachable from the roots in one new main block,
// in time that depends on what lives, not on what died, and without recursion.
//
// Idea: Cheney's copying collector (C. J. Cheney, "A nonrecursive list compacting algorithm", CACM 13(11), 1970). An
// object is copied when it is first met; its first word becomes kMovedMarker and its second the new term, for which
// every object has room (the empty tuple, one word, is a static that is never copied). The new block is its own work
// list: a scan from its start forwards the terms in it until it catches up with the end. Pointers lead into the main
// block, into a fragment, or to immortal terms; the latter are told by their page (fragments.h) and left alone.
//
// Refc binaries have their bytes outside of the heap. Their boxes form a list; after the copying, boxes with a moved
// marker enter the new list and the others drop their reference: time linear in the number of boxes.
//
// Growth. With L words alive, S on the stack and N wanted, the block gets at least 2(L + S + N) words; so L + S words
// at least are allocated between two collections, and copying costs O(1) a word allocated. What lives is known only
// afterwards; the block for it must be chosen before. If the last collection left more than half of the block in use,
// the new block is sized as if everything survived; if not, just so that everything fits. A guess that was too low or
// much too high is mended by copying once more, to a block of the right size: growing by that happens when the heap has
// doubled, shrinking when at most an eighth of the block is used, so both are paid for by earlier allocation.

#include "runtime/gc.h"

#include <algorithm>
#include <cstring>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/memory.h"
#include "runtime/object.h"
#include "runtime/signals.h"
#ifdef BEAMFOLD_ATOMVM
#include "runtime/atomvm/strict.h"
#endif

namespace beamfold::rt {
namespace {

// 1 GB: two blocks of it fit into 32-bit memory while one is copied to the other.
constexpr size_t kMaxHeapWords = size_t{1} << 28;
constexpr size_t kMinLargeFragments = 32 * 1024;
constexpr uint64_t kMinLargeOffHeap = 4u << 20;

// Copies into a block that has room for everything reachable.
class Copier {
 public:
  explicit Copier(Term* to) : scan_(to), next_(to) {}

  void Root(Term& slot) { slot = Forward(slot); }
  void Roots(Term* first, const Term* end) {
    for (; first != end; ++first) *first = Forward(*first);
  }

  // Forwards everything that the copied objects refer to. Returns the end of the last object.
  Term* Scan() {
    while (scan_ != next_) {
      if ((*scan_ & abi::kPrimaryMask) == 0) {  // a header: no term has these low bits
        const TermRange terms = TermsOf(scan_);
        Check(scan_ + terms.first, scan_ + terms.end);
        Roots(scan_ + terms.first, scan_ + terms.end);
        scan_ += ObjectWords(*scan_);
      } else {  // one half of a list cell
        Check(scan_, scan_ + 1);
        *scan_ = Forward(*scan_);
        ++scan_;
      }
    }
    return next_;
  }

 private:
  // Words of an object.
  static void Check([[maybe_unused]] const Term* first, [[maybe_unused]] const Term* end) {
#ifdef BEAMFOLD_ATOMVM
    if (!atomvm::strict) return;
    for (; first != end; ++first) atomvm::CheckTerm(*first, {"an object"});
#endif
  }

  // Immediates, return addresses (low bits 00) and immortal terms stay as they are.
  Term Forward(Term t) {
    const bool boxed = IsBoxed(t);
    if ((!boxed && !IsCons(t)) || IsImmortal(t)) return t;
    Term* object = Pointer(t);
#ifdef BEAMFOLD_ATOMVM
    if (atomvm::strict) atomvm::CheckObject(t, {"a root of the runtime's own"});
#endif
    if (object[0] == abi::kMovedMarker) return object[1];
    if (boxed && object[0] == 0) return BoxedTerm(&empty_tuple);
    Term* copy = next_;
    if (boxed) {
      const uint32_t words = ObjectWords(object[0]);
      std::memcpy(copy, object, words * sizeof(Term));
      next_ += words;
    } else {
      copy[0] = object[0];
      copy[1] = object[1];
      next_ += 2;
    }
    const Term moved = Address(copy) | (t & abi::kPrimaryMask);
    object[0] = abi::kMovedMarker;
    object[1] = moved;
    return moved;
  }

  Term* scan_;
  Term* next_;
};

// Everything outside of heap and stack that a collection updates.
void ForwardContext(Context* ctx, uint32_t live, Copier& copier) {
#ifdef BEAMFOLD_ATOMVM
  atomvm::Registers(ctx, live, [&copier](Term* first, const Term* end) { copier.Roots(first, end); });
#else
  const uint32_t in_context = std::min(live, abi::kMaxX);
  copier.Roots(ctx->x, ctx->x + in_context);
  copier.Roots(ctx->extended_x, ctx->extended_x + (live - in_context));
#endif
  Term* const slots[] = {&ctx->group_leader,     &ctx->exit_reason,     &ctx->exception_class,
                         &ctx->exception_reason, &ctx->exception_trace, &ctx->exception_args,
                         &ctx->exception_native, &ctx->result,          &ctx->initial_call};
  for (Term* slot : slots) copier.Root(*slot);
  for (Message* message = ctx->mailbox.first; message != nullptr; message = message->next) copier.Root(message->term);
  for (ReceiveMarker& marker : ctx->mailbox.markers) copier.Root(marker.reference);
  for (uint32_t i = 0; i < ctx->dictionary.capacity; ++i) {
    DictionaryEntry& entry = ctx->dictionary.entries[i];
    copier.Root(entry.key);  // 0, free, is no term and stays
    copier.Root(entry.value);
  }
  if (ctx->relations != nullptr) {
    for (auto& [reference, tag] : ctx->relations->tags) copier.Root(tag);
  }
}

// Keeps the boxes that were moved, drops the references of the others.
void SweepBinaries(Context* ctx) {
  Term* old_box = ctx->binaries;
  Term* kept = nullptr;
  while (old_box != nullptr) {
    Term* const next = Pointer(old_box[kRefcNextWord]);
    if (old_box[0] == abi::kMovedMarker) {
      Term* box = Pointer(old_box[1]);
      box[kRefcNextWord] = Address(kept);
      kept = box;
    } else {
      ReleaseRefcBinary(reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(old_box[kRefcPointerWord])));
    }
    old_box = next;
  }
  ctx->binaries = kept;
}

void FreeOldMemory(Term* block, size_t words, FragmentChunk* chunks) {
#ifdef BEAMFOLD_ATOMVM
  if (atomvm::strict) return atomvm::Quarantine(block, words, chunks);
#endif
  if (gc_stress) {  // whoever kept a stale pointer is to notice
    std::memset(block, 0xDB, words * sizeof(Term));
    for (FragmentChunk* chunk = chunks; chunk != nullptr; chunk = chunk->next) {
      std::memset(chunk + 1, 0xDB, chunk->words * sizeof(Term));
    }
  }
  GiveMemory(MemoryKind::kHeap, block);
  FreeChunks(chunks);
}

// Moves heap, fragments and stack to a new block of `capacity` words. False: no memory; nothing has changed.
bool CopyTo(Context* ctx, size_t capacity, uint32_t live) {
  Term* block = static_cast<Term*>(TakeMemory(MemoryKind::kHeap, capacity * sizeof(Term)));
  if (block == nullptr) return false;
#ifdef BEAMFOLD_ATOMVM
  if (atomvm::strict) atomvm::BeforeCopying(ctx, live);
#endif
  const size_t stack_words = static_cast<size_t>(ctx->heap_end - ctx->e);
  Term* stack = block + capacity - stack_words;
  std::memcpy(stack, ctx->e, stack_words * sizeof(Term));

  Copier copier(block);
  copier.Roots(stack, block + capacity);
  ForwardContext(ctx, live, copier);
  Term* const heap_ptr = copier.Scan();
  SweepBinaries(ctx);

  FreeOldMemory(ctx->heap_start, static_cast<size_t>(ctx->heap_end - ctx->heap_start), DetachChunks(ctx->fragments));
  ctx->heap_start = block;
  ctx->heap_ptr = heap_ptr;
  ctx->heap_end = block + capacity;
  ctx->e = stack;
  ctx->collections += 1;
  ctx->words_copied += static_cast<uint64_t>(heap_ptr - block);
  return true;
}

bool OutOfMemory(Context* ctx) {
  RaiseError(ctx, atoms::kSystemLimit);
  return false;
}

// In stress mode: what a process may hold, and how many places the large one that has just collected may pass.
size_t stress_words = 0;
const Context* stress_rests = nullptr;
size_t stress_rest = 0;

bool StressIsDue(const Context* ctx) {
  if (ctx != stress_rests || stress_rest == 0) return true;
  --stress_rest;
  return false;
}

}  // namespace

bool gc_stress = false;

bool Collect(Context* ctx, size_t words, uint32_t live) {
  const size_t stack_words = static_cast<size_t>(ctx->heap_end - ctx->e);
  const size_t used = static_cast<size_t>(ctx->heap_ptr - ctx->heap_start) + FragmentWords(ctx->fragments);
  const size_t fits = used + stack_words + words;
  if (words > kMaxHeapWords || fits > kMaxHeapWords) return OutOfMemory(ctx);
  auto wanted = [&](size_t alive) {
    return std::min(std::max<size_t>(2 * (alive + stack_words + words), kMinHeapWords), kMaxHeapWords);
  };
  size_t capacity = std::max(ctx->grow_next ? wanted(used) : fits, wanted(0));
  if (!CopyTo(ctx, capacity, live)) {
    // Less room to grow is better than none.
    capacity = fits;
    if (!CopyTo(ctx, capacity, live)) return OutOfMemory(ctx);
  }

  const size_t alive = static_cast<size_t>(ctx->heap_ptr - ctx->heap_start);
  ctx->grow_next = alive + stack_words > capacity / 2;
  const size_t right = wanted(alive);
  if (capacity < right - right / 4 || capacity / 4 > right) {
    // If there is no memory for that: the block that we have will do.
    if (CopyTo(ctx, right, live)) ctx->grow_next = true;
  }
  ctx->off_heap_bytes = 0;
  ctx->pressure = 0;
  if (gc_stress) {
    stress_rests = ctx;
    stress_rest = (alive + stack_words) / stress_words;
  }
  return true;
}

bool EnsureFree(Context* ctx, size_t words, uint32_t live) {
  const size_t available = static_cast<size_t>(ctx->e - ctx->heap_ptr);
  if (words <= available && !FragmentsAreLarge(ctx)) return true;
  return Collect(ctx, words, live);
}

bool FragmentsAreLarge(const Context* ctx) {
  // In proportion to the heap, which the collection has to copy.
  const size_t heap = static_cast<size_t>(ctx->heap_end - ctx->heap_start);
  if (gc_stress && StressIsDue(ctx)) return true;
  return FragmentWords(ctx->fragments) > std::max(heap, kMinLargeFragments) ||
         ctx->off_heap_bytes > std::max<uint64_t>(heap * sizeof(Term), kMinLargeOffHeap);
}

void RequestCollection(Context* ctx) {
  // More than any limit, and far from wrapping around.
  ctx->off_heap_bytes = UINT64_MAX / 2;
  ctx->pressure = 1;
}

void SetGcStress(size_t words) {
  gc_stress = words != 0;
  stress_words = words;
  stress_rests = nullptr;
}

}  // namespace beamfold::rt
