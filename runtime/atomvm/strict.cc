// SPDX-License-Identifier: Apache-2.0

#include "runtime/atomvm/strict.h"

#include <deque>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/running.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/memory.h"
#include "runtime/object.h"

namespace beamfold::rt::atomvm {
namespace {

// Memory that was given up, oldest first.
constexpr size_t kQuarantineBytes = 16u << 20;
struct Block {
  MemoryKind kind;
  void* memory;
  size_t bytes;
};
std::deque<Block>& Blocks() {
  static auto* const blocks = new std::deque<Block>;
  return *blocks;
}
size_t quarantined = 0;

// Where the objects of the process lie that is being collected.
struct Range {
  const Term* begin;
  const Term* end;
};
std::vector<Range>& Ranges() {
  static auto* const ranges = new std::vector<Range>;
  return *ranges;
}

// heap_ptr of the running process may go up to here.
const Term* reserved_end = nullptr;

// A process that holds N times as many words collects at every N*N-th place: what a place costs on the average falls
// with the process's size.
size_t limit_words = 0;

std::string Hex(uint32_t word) {
  std::string text = "0x";
  for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[word >> shift & 15];
  return text;
}

void NoteRanges(const Context* ctx) {
  Ranges().clear();
  Ranges().push_back({ctx->heap_start, ctx->heap_ptr});
  const FragmentChunk* newest = ctx->fragments.chunks;
  for (const FragmentChunk* chunk = newest; chunk != nullptr; chunk = chunk->next) {
    const Term* words = reinterpret_cast<const Term*>(chunk + 1);
    Ranges().push_back({words, chunk == newest ? ctx->fragments.ptr : words + chunk->words});
  }
}

bool IsLabel(uint32_t module_index, uint32_t label) {
  const Module* module = ModuleByIndex(module_index);
  return module != nullptr && label != 0 && label < CodeOf(module).entries;
}

std::string Text(const Spot& spot) {
  return spot.index < 0 ? spot.what : spot.what + std::to_string(spot.index) + spot.note;
}

void CheckReturnAddress(uint32_t word, Spot where) {
  if (word == kTerminateAddress) return;
  if ((word & 0xF) == 0 && IsLabel(ModuleOfAddress(word), LabelOfAddress(word))) return;
  Fault("stack", Text(where) + " holds " + Hex(word) + ", which is no term, and no return address");
}

void Overwrite(void* memory, size_t words) {
  Term* p = static_cast<Term*>(memory);
  std::fill(p, p + words, kPoison);
}

void Keep(MemoryKind kind, void* memory, size_t bytes) {
  Blocks().push_back({kind, memory, bytes});
  quarantined += bytes;
  while (quarantined > kQuarantineBytes) {
    const Block oldest = Blocks().front();
    Blocks().pop_front();
    quarantined -= oldest.bytes;
    GiveMemory(oldest.kind, oldest.memory);
  }
}

void CheckRegisters(Context* ctx, uint32_t live) {
  Registers(ctx, live, [ctx](const Term* first, const Term* end) {
    const bool in_x = first == ctx->x;
    for (const Term* word = first; word < end; ++word)
      CheckTerm(*word, in_x ? Spot{"x", word - first} : Spot{"a root"});
  });
}

// Whether the process need not collect yet, and has the words.
bool Rests(const Context* ctx, size_t words) {
  return ctx->atomvm.rest != 0 && words <= static_cast<size_t>(ctx->e - ctx->heap_ptr) && !FragmentsAreLarge(ctx);
}

}  // namespace

bool strict = false;

void SetStrict(size_t words) {
  strict = words != 0;
  limit_words = words;
}

bool IsRunning(const Context* ctx) { return ctx == running.ctx; }

void CheckStack(const Context* ctx) {
  NoteRanges(ctx);
  for (const Term* word = ctx->e; word < ctx->heap_end; ++word) {
    const Spot where = {"y", word - ctx->e, " (counted from e)"};
    if ((*word & abi::kPrimaryMask) == 0) {
      CheckReturnAddress(*word, where);
    } else if ((*word & abi::kImmediate2Mask) == abi::kTagCatch) {
      const uint32_t label = (*word & ((1u << abi::kCpModuleShift) - 1)) >> abi::kCatchLabelShift;
      if (!IsLabel(*word >> abi::kCpModuleShift, label)) Fault("stack", Text(where) + " is a catch of no label");
    } else {
      CheckTerm(*word, where);
    }
  }
}

void BeforeCopying(Context* ctx, uint32_t live) {
  CheckStack(ctx);
  CheckRegisters(ctx, live);
}

void CheckTerm(Term t, Spot where) {
  switch (t & abi::kPrimaryMask) {
    case abi::kTagList:
    case abi::kTagBoxed:
      if (!IsImmortal(t)) CheckObject(t, where);
      return;
    case abi::kPrimaryMask:
      if (IsSmall(t) || IsLocalPid(t) || IsLocalPort(t) || IsNil(t)) return;
      if (IsAtom(t) && AtomIndex(t) < AtomCount()) return;
      break;
    default:
      break;
  }
  const char* what = t == kPoison ? " (a register or memory that was given up)" : "";
  Fault("root", Text(where) + " holds " + Hex(t) + ", which is no term" + what);
}

void CheckObject(Term t, Spot where) {
  const Term* object = Pointer(t);
  if (object == &empty_tuple) return;
  const auto holds = [t, where] { return Text(where) + " holds " + Hex(t) + ", which"; };
  const auto inside = [object](const Range& range) { return object >= range.begin && object < range.end; };
  const auto range = std::find_if(Ranges().begin(), Ranges().end(), inside);
  if (range == Ranges().end()) {
    Fault("root", holds() + " refers to memory that is not the process's: a term from before a collection?");
  }
  const size_t left = static_cast<size_t>(range->end - object);
  if (object[0] == abi::kMovedMarker) return;
  if (IsCons(t)) {
    if (left < 2) Fault("root", holds() + " is a list cell that ends behind the heap");
    return;
  }
  if ((object[0] & abi::kPrimaryMask) != 0 || ObjectWords(object[0]) > left) {
    Fault("root", holds() + " refers to an object without a proper header: " + Hex(object[0]));
  }
}

void Quarantine(Term* block, size_t words, FragmentChunk* chunks) {
  Overwrite(block, words);
  Keep(MemoryKind::kHeap, block, words * sizeof(Term));
  while (chunks != nullptr) {
    FragmentChunk* next = chunks->next;
    const uint32_t chunk_words = chunks->words;
    Overwrite(chunks + 1, chunk_words);
    Keep(MemoryKind::kFragment, chunks, sizeof(FragmentChunk) + chunk_words * sizeof(Term));
    chunks = next;
  }
}

bool CollectHere(Context* ctx, size_t words, uint32_t live) {
  if (Rests(ctx, words)) {
    --ctx->atomvm.rest;
    NoteRanges(ctx);
    CheckRegisters(ctx, live);
  } else {
    if (!Collect(ctx, words, live)) return false;
    const auto held = static_cast<size_t>(ctx->heap_ptr - ctx->heap_start + (ctx->heap_end - ctx->e));
    const size_t times = held / limit_words;
    ctx->atomvm.rest = static_cast<uint32_t>(times * times);
  }
  PoisonRegisters(ctx, live);
  SetReservation(ctx, words);
  std::fill_n(ctx->heap_ptr, words, kPoison);  // whoever leaves a word of an object unwritten is noticed
  return true;
}

void PoisonRegisters(Context* ctx, uint32_t live) {
  for (uint32_t i = live; i < kMaxLive; ++i) ctx->x[i] = kPoison;
}

void SetReservation(Context* ctx, size_t words) { reserved_end = ctx->heap_ptr + words; }

void CheckHeap(const Context* ctx, bool whole) {
  const auto aligned = [](const Term* p) { return (Address(p) & 3) == 0; };
  if (ctx->heap_ptr > reserved_end) {
    const std::string beyond = std::to_string(ctx->heap_ptr - reserved_end);
    Fault("heap", "heap_ptr is " + beyond + " words beyond what was reserved");
  }
  if (!whole) return;
  if (ctx->heap_ptr < ctx->heap_start || !aligned(ctx->heap_ptr)) Fault("heap", "heap_ptr is not in the heap");
  if (ctx->e < ctx->heap_ptr || ctx->e > ctx->heap_end || !aligned(ctx->e)) Fault("heap", "e is not in the stack");
}

}  // namespace beamfold::rt::atomvm
