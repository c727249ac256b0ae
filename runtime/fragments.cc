// SPDX-License-Identifier: Apache-2.0
//
// Chunked memory. Chunks of a process double from 512 bytes to 1 MB, so that a process that makes few terms stays small
// and one that makes many asks for memory rarely. A request that is larger than the next chunk gets a chunk of its own,
// which is linked *behind* the newest one: that one keeps being filled.

#include "runtime/fragments.h"

#include <cstring>

namespace beamfold::rt {
namespace {

constexpr uint32_t kFirstChunkWords = 128;
constexpr uint32_t kLastChunkWords = 256 * 1024;
// Nothing in the runtime asks for more at once: the largest size that a header can hold.
constexpr size_t kMaxWords = (size_t{1} << 26) + 1;

constexpr size_t kPageBytes = size_t{1} << 16;
constexpr size_t kMaxImmortalPages = 16;

FragmentChunk* NewChunk(size_t words) {
  auto* chunk =
      static_cast<FragmentChunk*>(TakeMemory(MemoryKind::kFragment, sizeof(FragmentChunk) + words * sizeof(Term)));
  if (chunk == nullptr) Fatal("out of memory for terms");
  chunk->next = nullptr;
  chunk->words = static_cast<uint32_t>(words);
  return chunk;
}

Term* WordsOf(FragmentChunk* chunk) { return reinterpret_cast<Term*>(chunk + 1); }

// What AllocImmortal fills; pages that are full are never looked at again.
struct ImmortalArea {
  Term* ptr;
  Term* end;
  Term* block;
  size_t next_pages;
};
ImmortalArea immortal;

}  // namespace

uint8_t immortal_pages[1u << 16];

size_t FragmentWords(const Fragments& area) {
  if (area.chunks == nullptr) return 0;
  return area.full_words + static_cast<size_t>(area.ptr - WordsOf(area.chunks));
}

void FreeChunks(FragmentChunk* chunks) {
  while (chunks != nullptr) {
    FragmentChunk* next = chunks->next;
    GiveMemory(MemoryKind::kFragment, chunks);
    chunks = next;
  }
}

FragmentChunk* DetachChunks(Fragments& area) {
  FragmentChunk* chunks = area.chunks;
  area = Fragments{};
  return chunks;
}

Term* AllocSlow(Fragments& area, size_t words) {
  if (words > kMaxWords) Fatal("a term would be too large");
  const uint32_t next_words = area.next_words == 0 ? kFirstChunkWords : area.next_words;
  if (words > next_words && area.chunks != nullptr) {
    FragmentChunk* chunk = NewChunk(words);
    chunk->next = area.chunks->next;
    area.chunks->next = chunk;
    area.full_words += words;
    return WordsOf(chunk);
  }
  FragmentChunk* chunk = NewChunk(words > next_words ? words : next_words);
  area.full_words += area.chunks == nullptr ? 0 : area.chunks->words;
  area.next_words = next_words < kLastChunkWords ? next_words * 2 : kLastChunkWords;
  chunk->next = area.chunks;
  area.chunks = chunk;
  area.ptr = WordsOf(chunk) + words;
  area.end = WordsOf(chunk) + chunk->words;
  return WordsOf(chunk);
}

Term* AllocImmortal(size_t words) {
  if (words > kMaxWords) Fatal("a term would be too large");
  if (words > static_cast<size_t>(immortal.end - immortal.ptr)) {
    // Whole pages, aligned, so that one look-up by page tells whether an address is immortal.
    if (immortal.next_pages == 0) immortal.next_pages = 1;
    // The first word of a block names the block before it: leak checkers follow it.
    size_t pages = ((words + 1) * sizeof(Term) + kPageBytes - 1) / kPageBytes;
    if (pages < immortal.next_pages) pages = immortal.next_pages;
    if (immortal.next_pages < kMaxImmortalPages) immortal.next_pages *= 2;
    void* memory = TakeAlignedMemory(MemoryKind::kLiteral, kPageBytes, pages * kPageBytes);
    if (memory == nullptr) Fatal("out of memory for literals");
    std::memset(memory, 0, pages * kPageBytes);
    for (size_t i = 0; i < pages; ++i) immortal_pages[(Address(memory) >> 16) + i] = 1;
    Term* block = static_cast<Term*>(memory);
    block[0] = Address(immortal.block);
    immortal.block = block;
    immortal.ptr = block + 1;
    immortal.end = block + pages * kPageBytes / sizeof(Term);
  }
  Term* p = immortal.ptr;
  immortal.ptr += words;
  return p;
}

}  // namespace beamfold::rt
