// SPDX-License-Identifier: Apache-2.0
//
// Terms that primitives make at heap_ptr, in words that native code has reserved.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_BUMP_H_
#define BEAMFOLD_RUNTIME_ATOMVM_BUMP_H_

#include <cstdint>

#include "runtime/atomvm/strict.h"
#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt::atomvm {

inline Term* Bump(Context* ctx, uint32_t words) {
  Term* p = ctx->heap_ptr;
  ctx->heap_ptr += words;
  if (strict) CheckHeap(ctx, /*whole=*/true);
  return p;
}

// While this lives, what the runtime makes for the process comes from heap_ptr too.
class OnHeap {
 public:
  explicit OnHeap(Context* ctx) : ctx_(ctx), ptr_(ctx->fragments.ptr), end_(ctx->fragments.end) {
    ctx->fragments.ptr = ctx->heap_ptr;
    ctx->fragments.end = ctx->e;
  }
  ~OnHeap() {
    ctx_->heap_ptr = ctx_->fragments.ptr;
    ctx_->fragments.ptr = ptr_;
    ctx_->fragments.end = end_;
    if (strict) CheckHeap(ctx_, /*whole=*/true);
  }
  OnHeap(const OnHeap&) = delete;
  OnHeap& operator=(const OnHeap&) = delete;

 private:
  Context* ctx_;
  Term* ptr_;
  Term* end_;
};

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_BUMP_H_
