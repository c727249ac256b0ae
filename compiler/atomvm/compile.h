// SPDX-License-Identifier: Apache-2.0
//
// Native code for AtomVM: a decoded module in, the contents of its chunk avmN out.
//
// The WebAssembly module has the same one function as that for our own runtime (or several, beyond the budget),
// helpers, and for each label that AtomVM can enter a small exported one, f<label>, which calls it with the number of
// the entry.

#ifndef BEAMFOLD_COMPILER_ATOMVM_COMPILE_H_
#define BEAMFOLD_COMPILER_ATOMVM_COMPILE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "compiler/avm_chunk.h"
#include "compiler/compile.h"
#include "compiler/program.h"

namespace beamfold {

// All that a memory can have: 4 GB.
inline constexpr uint32_t kMaxMemoryPages = 65536;

struct AtomvmOptions {
  // For an AtomVM that is built with floats of single precision.
  bool float32 = false;
  // Rely on those offsets of AtomVM's structures alone that its build checks. The free words of the heap are not among
  // them, so each allocation is a call.
  bool pinned_only = false;
  // Of the memory that is imported, in pages of 64 KB.
  uint32_t min_pages = 256;
  uint32_t max_pages = kMaxMemoryPages;
};

struct AtomvmResult {
  AvmNative native;
  std::string listing;  // WAT, if asked for
  CompileStats stats;
};

// An error names the first function and opcode that AtomVM's native code cannot express. Time and memory as for
// CompileModule.
absl::StatusOr<AtomvmResult> CompileForAtomvm(const Program& program, const CompileOptions& options = {},
                                              const AtomvmOptions& atomvm = {});

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_COMPILE_H_
