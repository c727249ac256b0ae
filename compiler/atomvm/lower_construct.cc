// SPDX-License-Identifier: Apache-2.0
//
// Lists, tuples, funs and floats by AtomVM's primitives, for code that may not know where the heap's free words are.
// Room has been made before, so none of these collects.

#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

constexpr uint32_t kObject = kLocalTemp + 3;

}  // namespace

// kObject := a tuple whose elements are to be stored before anything else happens.
void AtomvmLowering::NewTuple(uint32_t arity) {
  PushCtx();
  c_->Const(arity);
  CallPrimitive(avm::kAllocTuple);
  c_->LocalSet(kObject);
}

void AtomvmLowering::LowerPutList(const Instruction& in) {
  if (has_heap_ptr_) return Lowering::LowerPutList(in);
  PushCtx();
  Push(program_.operand(in, 0));
  Push(program_.operand(in, 1));
  CallPrimitive(avm::kPutList);
  c_->LocalSet(kObject);
  SetFromLocal(program_.operand(in, 2), kObject);
}

void AtomvmLowering::LowerPutTuple2(const Instruction& in) {
  if (has_heap_ptr_) return Lowering::LowerPutTuple2(in);
  const absl::Span<const Operand> elements = List(program_.operand(in, 1));
  NewTuple(static_cast<uint32_t>(elements.size()));
  for (uint32_t i = 0; i < elements.size(); ++i) {
    c_->LocalGet(kObject);
    Push(elements[i]);
    c_->Store(4 * (i + 1) - abi::kTagBoxed);
  }
  SetFromLocal(program_.operand(in, 0), kObject);
}

void AtomvmLowering::LowerUpdateRecord(const Instruction& in) {
  if (has_heap_ptr_) return Lowering::LowerUpdateRecord(in);
  const uint32_t size = static_cast<uint32_t>(program_.operand(in, 1).value);
  const uint32_t source = ToLocal(program_.operand(in, 2), 0);
  const absl::Span<const Operand> updates = List(program_.operand(in, 4));
  NewTuple(size);
  for (uint32_t i = 1; i <= size; ++i) {
    c_->LocalGet(kObject);
    LoadField(source, i);
    c_->Store(4 * i - abi::kTagBoxed);
  }
  for (size_t i = 0; i + 1 < updates.size(); i += 2) {
    const int64_t index = updates[i].value;
    if (index < 1 || index > size) continue;
    c_->LocalGet(kObject);
    Push(updates[i + 1]);
    c_->Store(4 * static_cast<uint32_t>(index) - abi::kTagBoxed);
  }
  SetFromLocal(program_.operand(in, 3), kObject);
}

void AtomvmLowering::LowerMakeFun(uint32_t lambda, absl::Span<const Operand> free, const Operand& dst) {
  if (has_heap_ptr_) return Lowering::LowerMakeFun(lambda, free, dst);
  PushCtxJs();
  c_->Const(lambda);
  c_->Const(static_cast<uint32_t>(free.size()));
  CallPrimitive(avm::kAllocFun);
  c_->LocalSet(kObject);
  for (uint32_t i = 0; i < free.size(); ++i) {
    c_->LocalGet(kObject);
    Push(free[i]);
    c_->Store(abi::kFunFree + 4 * i - abi::kTagBoxed);
  }
  SetFromLocal(dst, kObject);
}

// By way of AtomVM's first fp register.
void AtomvmLowering::LowerBoxFloat(const Operand& fr, const Operand& dst) {
  if (has_heap_ptr_) return Lowering::LowerBoxFloat(fr, dst);
  PushCtx();
  CallPrimitive(avm::kEnsureFpRegs);
  PushCtx();
  c_->Load(kContextFr);
  PushFr(fr);
  if (float32_) c_->Op(I::kF32DemoteF64);
  c_->Memory(float32_ ? I::kF32Store : I::kF64Store, 0, 2);
  PushCtx();
  c_->Const(0);
  CallPrimitive(avm::kTermFromFloat);
  c_->LocalSet(kObject);
  SetFromLocal(dst, kObject);
}

}  // namespace beamfold
