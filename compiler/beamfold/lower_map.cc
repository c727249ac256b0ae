// SPDX-License-Identifier: Apache-2.0
//
// Maps: lookups and updates are primitives; updates pass their pairs in the scratch words of JitState.

#include "compiler/beamfold/lowering.h"

namespace beamfold {

void BeamfoldLowering::LowerMap(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const Target fail = FailTarget(arg(0));
  constexpr uint32_t kMap = kLocalTemp + 2;
  constexpr uint32_t kValue = kLocalTemp + 5;
  switch (in.op) {
    case Opcode::kHasMapFields:
      for (const Operand& key : List(arg(2))) {
        Push(arg(1));
        Push(key);
        CallPrimitive(abi::kMapGet);
        c_->Op(I::kI32Eqz);
        c_->BrIf(fail);
      }
      return;
    case Opcode::kGetMapElements: {
      const absl::Span<const Operand> pairs = List(arg(2));
      // A destination may be the map's own register.
      Push(arg(1));
      c_->LocalSet(kMap);
      for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
        c_->LocalGet(kMap);
        Push(pairs[i]);
        CallPrimitive(abi::kMapGet);
        c_->LocalSet(kValue);
        FailIfZero(kValue, fail);
        SetFromLocal(pairs[i + 1], kValue);
      }
      return;
    }
    default: {
      const absl::Span<const Operand> pairs = List(arg(4));
      for (size_t i = 0; i < pairs.size(); ++i) {
        c_->LocalGet(kLocalJs);
        Push(pairs[i]);
        c_->Store(abi::kJitArgs + 4 * static_cast<uint32_t>(i));
      }
      PushCtxJs();
      Push(arg(1));
      c_->Const(static_cast<uint32_t>(pairs.size()));
      CallPrimitive(in.op == Opcode::kPutMapAssoc ? abi::kPutMapAssoc : abi::kPutMapExact);
      c_->LocalSet(kValue);
      FailIfZero(kValue, fail);
      SetFromLocal(arg(2), kValue);
    }
  }
}

}  // namespace beamfold
