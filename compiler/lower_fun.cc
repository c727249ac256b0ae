// SPDX-License-Identifier: Apache-2.0
//
// Making funs.

#include <vector>

#include "compiler/lower.h"

namespace beamfold {

// make_fun2: the free variables are x0, x1, ..., the fun goes to x0, and nothing is reserved for it before.
void Lowering::LowerMakeFun2(const Instruction& in) {
  const uint32_t lambda = static_cast<uint32_t>(program_.operand(in, 0).value);
  std::vector<Operand> free(program_.lambdas[lambda].num_free);
  for (uint32_t i = 0; i < free.size(); ++i) {
    free[i].kind = Kind::kX;
    free[i].index = i;
  }
  Operand dst;
  dst.kind = Kind::kX;
  Reserve(3 + static_cast<uint32_t>(free.size()), static_cast<uint32_t>(free.size()));
  LowerMakeFun(lambda, free, dst);
}

// The heap has room for it.
void Lowering::LowerMakeFun(uint32_t index, absl::Span<const Operand> free, const Operand& dst) {
  const uint32_t num_free = static_cast<uint32_t>(free.size());
  c_->LocalGet(kLocalHp);
  c_->Const((2 + num_free) << abi::kHeaderSizeShift | abi::kHeaderFun);
  c_->Store(0);
  c_->LocalGet(kLocalHp);
  c_->GlobalGet(module_.ModuleGlobal());
  c_->Store(abi::kFunModule);
  c_->LocalGet(kLocalHp);
  c_->Const(SmallTerm(static_cast<int32_t>(index)));
  c_->Store(abi::kFunIndex);
  for (uint32_t i = 0; i < num_free; ++i) {
    c_->LocalGet(kLocalHp);
    Push(free[i]);
    c_->Store(abi::kFunFree + 4 * i);
  }
  BeginSet(dst);
  c_->LocalGet(kLocalHp);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Add);
  EndSet(dst);
  BumpHeap(3 + num_free);
}

}  // namespace beamfold
