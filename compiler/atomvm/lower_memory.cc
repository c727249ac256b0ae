// SPDX-License-Identifier: Apache-2.0
//
// Primitives by their effect, and room on the heap.
//
// AtomVM's heap can be in several pieces for a while: messages, literals and what native functions return are pieces of
// their own, linked to heap.root, until the next collection puts all into one. As long as there is but one, the free
// words are those between heap_ptr and the stack; otherwise the stack may even be in another piece. So the fast path of
// an allocation asks both: root->next == 0, and enough words.

#include <algorithm>

#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

// memory_ensure_free: the heap may become smaller.
constexpr uint32_t kCanShrink = 1;

}  // namespace

void AtomvmLowering::CallPrimitive(avm::Primitive primitive) {
  c_->LocalGet(kLocalPrimitives);
  c_->Load(4 * primitive);
  c_->CallIndirect(own_.SignatureType(avm::SignatureOf(primitive)));
}

void AtomvmLowering::BeginBump() {
  if (has_heap_ptr_) StoreHome(kLocalHp, abi::kContextHeapPtr);
}

void AtomvmLowering::EndBump(avm::Primitive primitive) {
  CallPrimitive(primitive);
  if (has_heap_ptr_) LoadHome(kLocalHp, abi::kContextHeapPtr);
}

void AtomvmLowering::BeginCollect(uint32_t live) {
  StoreHome(kLocalE, abi::kContextE);
  BeginBump();
  for (uint32_t i = 0; i < std::min(live, abi::kMaxX); ++i) StoreHome(kLocalX + i, abi::kContextX + 4 * i);
}

void AtomvmLowering::EndCollect(uint32_t live) {
  LoadHome(kLocalE, abi::kContextE);
  if (has_heap_ptr_) LoadHome(kLocalHp, abi::kContextHeapPtr);
  for (uint32_t i = 0; i < std::min(live, abi::kMaxX); ++i) LoadHome(kLocalX + i, abi::kContextX + 4 * i);
}

void AtomvmLowering::EndCollectOrRaise(uint32_t live) {
  c_->LocalSet(kScratch);
  EndCollect(live);
  FailIfZero(kScratch, RaisePending());
}

void AtomvmLowering::PushIsShort(const std::function<void()>& bytes) {
  c_->LocalGet(kLocalE);
  c_->LocalGet(kLocalHp);
  c_->Op(I::kI32Sub);
  bytes();
  c_->Op(I::kI32LtU);
  PushCtx();
  c_->Load(avm::kContextHeapRoot);
  c_->Load(avm::kFragmentNext);
  c_->Op(I::kI32Or);
}

void AtomvmLowering::Reserve(uint32_t words, uint32_t live) {
  if (has_heap_ptr_) {
    PushIsShort([&] { c_->Const(4 * words); });
    c_->UnlikelyIf();
  }
  BeginCollect(live);
  PushCtxJs();
  c_->Const(words);
  c_->Const(live);  // the registers behind the first 16, too: those from here on are given up
  CallPrimitive(avm::kTestHeap);
  EndCollectOrRaise(live);
  if (has_heap_ptr_) c_->End();
}

// The primitive makes the frame itself: test_heap, which is content with room on the heap's piece, knows nothing of the
// stack's.
void AtomvmLowering::MakeFrame(uint32_t slots, uint32_t heap, uint32_t live) {
  if (has_heap_ptr_) {
    PushIsShort([&] { c_->Const(4 * (slots + 1 + heap)); });
    c_->UnlikelyIf();
  }
  BeginCollect(live);
  StoreHome(kLocalCp, abi::kContextCp);
  PushCtxJs();
  c_->Const(slots);
  c_->Const(heap);
  c_->Const(live);
  CallPrimitive(avm::kAllocate);
  EndCollectOrRaise(live);
  if (!has_heap_ptr_) return;
  c_->Else();
  PushFrame(slots);
  c_->End();
}

void AtomvmLowering::ReserveKeeping(uint32_t local, uint32_t live, const std::function<void()>& words) {
  live = std::min(live, abi::kMaxX);
  const uint32_t home = abi::kContextX + 4 * live;  // behind x15 there is one more
  const bool keeps = local != kNothing;
  if (has_heap_ptr_) {
    PushIsShort([&] {
      words();
      c_->Const(2);
      c_->Op(I::kI32Shl);
    });
    c_->UnlikelyIf();
  }
  BeginCollect(live);
  if (keeps) StoreHome(local, home);
  PushCtxJs();
  words();
  c_->Const(live + (keeps ? 1 : 0));
  c_->Const(kCanShrink);
  CallPrimitive(avm::kEnsureFree);
  c_->LocalSet(kScratch);
  EndCollect(live);
  if (keeps) LoadHome(local, home);
  FailIfZero(kScratch, RaisePending());
  if (has_heap_ptr_) c_->End();
}

}  // namespace beamfold
