// SPDX-License-Identifier: Apache-2.0
//
// Strict checks: each place that may collect garbage does, from-space becomes useless at once and stays so, registers
// that are no roots are overwritten, and what native code leaves in memory is looked at. Only a process that holds N
// times a limit collects at every N*N-th place, so that large ones do not spend their time on being copied.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_STRICT_H_
#define BEAMFOLD_RUNTIME_ATOMVM_STRICT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "runtime/abi.h"
#include "runtime/context.h"
#include "runtime/fragments.h"
#include "runtime/term.h"

namespace beamfold::rt::atomvm {

extern bool strict;
// Strict checks, with a limit of words; 0: none.
void SetStrict(size_t words);

// What registers that do not survive hold, and memory that has been given up. No term looks like that.
inline constexpr Term kPoison = 0x2B2B2B2B;

// ---- For the collector (runtime/gc.cc).
// What of the registers are roots: x0 up to `live`, of which there is a scratch register behind x15, all that exist
// from x16 on, and the arguments of a BIF.
inline constexpr uint32_t kMaxLive = abi::kMaxX + 1;
bool IsRunning(const Context* ctx);
template <typename Visit>
void Registers(Context* ctx, uint32_t live, Visit visit) {
  visit(ctx->x, ctx->x + std::min(live, kMaxLive));
  if (IsRunning(ctx)) {
    visit(ctx->extended_x, ctx->extended_x + ctx->atomvm.extended);
  } else {
    visit(ctx->parked_x.data(), ctx->parked_x.data() + ctx->parked_x.size());
  }
  visit(ctx->atomvm.roots, ctx->atomvm.roots + ctx->atomvm.root_count);
}
// Before objects are copied: looks at stack and registers, and notes where objects may be.
void BeforeCopying(Context* ctx, uint32_t live);
// Where a term stands, for messages: most are looked at and none is told.
struct Spot {
  const char* what;
  ptrdiff_t index = -1;
  const char* note = "";
};
// A term of a register, of the stack or inside of an object.
void CheckTerm(Term t, Spot where);
// A list or boxed term that is not immortal: it has to lie where the process's terms are.
void CheckObject(Term t, Spot where);
// Makes memory unusable, and gives it back much later.
void Quarantine(Term* block, size_t words, FragmentChunk* chunks);

// ---- For primitives.
// A place that may collect, with the roots x0 up to `live`: does, but in large processes, and overwrites the other
// registers. `words` are reserved afterwards. False: no memory, exception set.
bool CollectHere(Context* ctx, size_t words, uint32_t live);
// Overwrites x registers from `live` on.
void PoisonRegisters(Context* ctx, uint32_t live);
// So many words from heap_ptr on are reserved.
void SetReservation(Context* ctx, size_t words);
// heap_ptr, at least, must not be beyond what was reserved. whole: e has to be right, too.
void CheckHeap(const Context* ctx, bool whole);
// The whole stack, which a raise walks over.
void CheckStack(const Context* ctx);

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_STRICT_H_
