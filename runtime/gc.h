// SPDX-License-Identifier: Apache-2.0
//
// Garbage collection; gc.cc tells how.

#ifndef BEAMFOLD_RUNTIME_GC_H_
#define BEAMFOLD_RUNTIME_GC_H_

#include <cstddef>
#include <cstdint>

#include "runtime/context.h"

namespace beamfold::rt {

inline constexpr uint32_t kMinHeapWords = 256;

// Makes sure that `words` are free between heap_ptr and e, collecting if need be. Roots: x[0..live), the stack, and
// what Context holds. e and heap_ptr must be in their homes. False: not enough memory; system_limit is set as
// exception.
bool EnsureFree(Context* ctx, size_t words, uint32_t live);
// Collects unconditionally.
bool Collect(Context* ctx, size_t words, uint32_t live);
// True if so much has gathered outside of the heap (in fragments and refc binaries) that the next safe point should
// collect.
bool FragmentsAreLarge(const Context* ctx);
// The same, and cheap to ask after every native function.
inline bool UnderPressure(const Context* ctx) {
  constexpr size_t kFragmentWords = 1u << 16;
  constexpr uint64_t kOffHeapBytes = 1u << 20;
  return (ctx->fragments.full_words > kFragmentWords || ctx->off_heap_bytes > kOffHeapBytes) && FragmentsAreLarge(ctx);
}
// Cheaper still, for each call into another module: false only if FragmentsAreLarge is, but for what the newest chunk
// may hold alone.
extern bool gc_stress;
inline bool MayBeLarge(const Context* ctx) {
  constexpr size_t kFragmentWords = 1u << 13;
  constexpr uint64_t kOffHeapBytes = 1u << 20;
  return ctx->fragments.full_words > kFragmentWords || ctx->off_heap_bytes > kOffHeapBytes || gc_stress;
}
// Makes the next safe point collect.
void RequestCollection(Context* ctx);
// Stress mode: every EnsureFree and every safe point of the dispatch collects, in a process that holds no more than
// `words`; in one that holds N times as much, every N-th of them does. 0 ends it. Compiled code asks for room at each
// place only if it was compiled for that (CompileOptions::gc_stress).
inline constexpr size_t kNoStressLimit = SIZE_MAX;
void SetGcStress(size_t words);
inline bool GcStress() { return gc_stress; }

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_GC_H_
