// SPDX-License-Identifier: Apache-2.0

#include "runtime/memory.h"

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace beamfold::rt {
namespace {

constexpr uint64_t kNever = UINT64_MAX;

MemoryUse use[kMemoryKinds];
uint64_t allocations = 0;
uint64_t fail_at = kNever;
bool fail_all = false;

bool Refused() {
  if (++allocations < fail_at) [[likely]]
    return false;
  if (!fail_all) fail_at = kNever;
  return true;
}

#ifdef __wasm__
// The C library grows the memory by what is missing, 64 KB at a time, and each time costs the engine about half a
// millisecond. So it is made to grow in proportion: what a large block leaves behind when it is freed, others fill.
size_t in_use = 0;
size_t grow_at = 0;

void GrowAhead() {
  constexpr size_t kLeast = size_t{1} << 20;
  constexpr size_t kMost = size_t{1} << 26;
  const size_t step = std::clamp(in_use / 4, kLeast, kMost);
  std::free(std::malloc(step));
  grow_at = in_use + step - step / 8;  // the allocator needs some of it for itself
}

void NoteTaken(size_t bytes) {
  in_use += bytes;
  if (in_use > grow_at) GrowAhead();
}
void NoteGiven(size_t bytes) { in_use -= bytes; }
#else
void NoteTaken(size_t) {}
void NoteGiven(size_t) {}
#endif

void* Counted(MemoryKind kind, void* memory) {
  if (memory == nullptr) return nullptr;
  const size_t bytes = malloc_usable_size(memory);
  MemoryUse& u = use[static_cast<size_t>(kind)];
  u.bytes += bytes;
  u.pieces += 1;
  NoteTaken(bytes);
  return memory;
}

}  // namespace

void* TakeMemory(MemoryKind kind, size_t bytes) {
  return Refused() ? nullptr : Counted(kind, std::malloc(bytes == 0 ? 1 : bytes));
}

void* TakeAlignedMemory(MemoryKind kind, size_t alignment, size_t bytes) {
  return Refused() ? nullptr : Counted(kind, std::aligned_alloc(alignment, bytes));
}

void GiveMemory(MemoryKind kind, void* memory) {
  if (memory == nullptr) return;
  const size_t bytes = malloc_usable_size(memory);
  MemoryUse& u = use[static_cast<size_t>(kind)];
  u.bytes -= bytes;
  u.pieces -= 1;
  NoteGiven(bytes);
  std::free(memory);
}

MemoryUse MemoryInUse(MemoryKind kind) { return use[static_cast<size_t>(kind)]; }

MemoryUse AllMemoryInUse() {
  MemoryUse sum = {0, 0};
  for (const MemoryUse& u : use) {
    sum.bytes += u.bytes;
    sum.pieces += u.pieces;
  }
  return sum;
}

void FailAllocation(uint64_t n, bool all) {
  fail_at = n == 0 ? kNever : allocations + n;
  fail_all = all;
}

uint64_t AllocationCount() { return allocations; }

void Fatal(const char* message) {
  // Printing must not need memory.
  fail_at = kNever;
  std::fputs("beamfold: ", stderr);
  std::fputs(message, stderr);
  std::fputs("\n", stderr);
  std::fflush(nullptr);
  std::_Exit(kFatalExit);
}

}  // namespace beamfold::rt

// Containers have no way to refuse.
void* operator new(size_t bytes) {
  void* memory = beamfold::rt::TakeMemory(beamfold::rt::MemoryKind::kTables, bytes);
  if (memory == nullptr) beamfold::rt::Fatal("out of memory for a table");
  return memory;
}
void* operator new[](size_t bytes) { return operator new(bytes); }
// But these: sorting asks for room and does without.
void* operator new(size_t bytes, const std::nothrow_t&) noexcept {
  return beamfold::rt::TakeMemory(beamfold::rt::MemoryKind::kTables, bytes);
}
void* operator new[](size_t bytes, const std::nothrow_t& tag) noexcept { return operator new(bytes, tag); }
void operator delete(void* memory) noexcept { beamfold::rt::GiveMemory(beamfold::rt::MemoryKind::kTables, memory); }
void operator delete(void* memory, size_t) noexcept { operator delete(memory); }
void operator delete[](void* memory) noexcept { operator delete(memory); }
void operator delete[](void* memory, size_t) noexcept { operator delete(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }
