// SPDX-License-Identifier: Apache-2.0
//
// Where all memory of the runtime comes from, so that it can be counted by purpose, and so that tests can let any
// allocation fail. What C++ containers take is counted as kTables.
//
// Who may be refused: a collection and a new process give system_limit to the process that asks. Everywhere else there
// is no way to go on, and the program ends with a message (Fatal), as OTP does.

#ifndef BEAMFOLD_RUNTIME_MEMORY_H_
#define BEAMFOLD_RUNTIME_MEMORY_H_

#include <cstddef>
#include <cstdint>

namespace beamfold::rt {

enum class MemoryKind : uint8_t {
  kProcess,
  kHeap,
  kFragment,
  kMessage,
  kDictionary,
  kBinary,
  kAtom,
  kLiteral,
  kTables
};
inline constexpr size_t kMemoryKinds = 9;

struct MemoryUse {
  uint64_t bytes;   // as the allocator rounds them
  uint64_t pieces;  // allocations
};

// Null: there is none.
void* TakeMemory(MemoryKind kind, size_t bytes);
// Aligned to a power of two, of which bytes is a multiple.
void* TakeAlignedMemory(MemoryKind kind, size_t alignment, size_t bytes);
void GiveMemory(MemoryKind kind, void* memory);  // null: nothing is done

MemoryUse MemoryInUse(MemoryKind kind);
MemoryUse AllMemoryInUse();

// For tests. The n-th allocation from now on fails (1: the next); `all`: and every one after it. 0: none.
void FailAllocation(uint64_t n, bool all);
// Allocations so far, those that failed included.
uint64_t AllocationCount();

// Ends the program with a message; exit code kFatalExit.
inline constexpr int kFatalExit = 3;
[[noreturn]] void Fatal(const char* message);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MEMORY_H_
