// SPDX-License-Identifier: Apache-2.0

#include "runtime/atomvm/process_part.h"

#include <cstddef>
#include <cstdlib>

#include "runtime/atomvm/strict.h"
#include "runtime/context.h"
#include "runtime/gc.h"

namespace beamfold::rt::atomvm {

static_assert(offsetof(Context, heap_root) == 4);
static_assert(offsetof(Context, fr) == 96);
static_assert(offsetof(Context, extended_list) == 108);
static_assert(offsetof(Context, process_id) == 132);

void StartPart(Context* ctx) {
  ctx->heap_root = Address(ctx->atomvm.fragment);
  for (Term& x : ctx->x) x = kNil;
  SetExtended(ctx, 0);
  UpdateFragmentHeader(ctx);
}

void EndPart(Context* ctx) { free(ctx->fr); }

void SetExtended(Context* ctx, uint32_t count) {
  ctx->atomvm.extended = count;
  // An element of a list that is not empty: nobody follows it.
  const uint32_t link = count == 0 ? Address(ctx->extended_list) : Address(ctx->extended_x);
  ctx->extended_list[0] = link;
  ctx->extended_list[1] = link;
}

void UpdateFragmentHeader(Context* ctx) {
  const bool due = strict || ctx->pressure != 0 || UnderPressure(ctx) || gc_stress;
  // Where the next fragment would be: this one, for nobody follows it.
  ctx->atomvm.fragment[0] = due ? ctx->heap_root : 0;
}

}  // namespace beamfold::rt::atomvm
