// SPDX-License-Identifier: Apache-2.0
//
// Memory that grows by chunks and is given back as a whole. A process's fragment area is one: terms that a native
// function or a primitive makes live there until the next collection moves them to the heap, so that making them moves
// nothing. The immortal area is the other: literals and whatever else never moves.

#ifndef BEAMFOLD_RUNTIME_FRAGMENTS_H_
#define BEAMFOLD_RUNTIME_FRAGMENTS_H_

#include <cstddef>
#include <cstdint>

#include "runtime/memory.h"
#include "runtime/term.h"

namespace beamfold::rt {

struct FragmentChunk {
  FragmentChunk* next;
  uint32_t words;  // that follow
};

struct Fragments {
  Term* ptr;
  Term* end;
  FragmentChunk* chunks;  // newest first
  size_t full_words;      // in all chunks but the newest
  uint32_t next_words;    // size of the next chunk
};

// Words handed out. The end of a chunk that was left counts as well.
size_t FragmentWords(const Fragments& area);
// Frees every chunk of a list.
void FreeChunks(FragmentChunk* chunks);
// Starts anew with a fresh chunk; the caller owns the chunks it had.
FragmentChunk* DetachChunks(Fragments& area);
// Out of line: a new chunk with room for `words`.
Term* AllocSlow(Fragments& area, size_t words);

inline Term* AllocIn(Fragments& area, size_t words) {
  if (words <= static_cast<size_t>(area.end - area.ptr)) {
    Term* p = area.ptr;
    area.ptr += words;
    return p;
  }
  return AllocSlow(area, words);
}

// Immortal memory, which no collection looks at. Zero bytes at first.
Term* AllocImmortal(size_t words);
// Whether an address lies there: one load, for 64 KB pages belong to it as a whole.
extern uint8_t immortal_pages[1u << 16];
inline bool IsImmortal(uint32_t address) { return immortal_pages[address >> 16] != 0; }

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_FRAGMENTS_H_
