// SPDX-License-Identifier: Apache-2.0
//
// Native records (OTP 29): the runtime has their definitions, so all but the plain type test are primitives.

#include "compiler/beamfold/lowering.h"

namespace beamfold {

bool BeamfoldLowering::LowerRecord(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  constexpr uint32_t kRecord = kLocalTemp + 2;
  constexpr uint32_t kValue = kLocalTemp + 5;
  const Target fail = FailTarget(arg(0));
  const auto fail_unless = [&] {
    c_->Op(I::kI32Eqz);
    c_->BrIf(fail);
  };
  switch (in.op) {
    case Opcode::kIsAnyNativeRecord: {
      const uint32_t local = ToLocal(arg(1), 2);
      TestBoxed(local, fail);
      TestHeader(local, abi::kHeaderTagMask, abi::kHeaderRecord, fail);
      return true;
    }
    case Opcode::kIsNativeRecord:
      for (uint32_t i = 1; i <= 3; ++i) Push(arg(i));
      CallPrimitive(abi::kIsNativeRecord);
      fail_unless();
      return true;
    case Opcode::kIsRecordAccessible:
      c_->GlobalGet(module_.ModuleGlobal());
      for (uint32_t i = 1; i <= 2; ++i) Push(arg(i));
      CallPrimitive(abi::kIsRecordAccessible);
      fail_unless();
      return true;
    case Opcode::kGetRecordElements: {
      const absl::Span<const Operand> pairs = List(arg(2));
      // A destination may be the record's own register.
      Push(arg(1));
      c_->LocalSet(kRecord);
      for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
        PushCtx();
        c_->LocalGet(kRecord);
        Push(pairs[i]);
        CallPrimitive(abi::kGetRecordElement);
        c_->LocalSet(kValue);
        FailIfZero(kValue, fail);
        SetFromLocal(pairs[i + 1], kValue);
      }
      return true;
    }
    case Opcode::kGetRecordField:
      PushCtx();
      c_->GlobalGet(module_.ModuleGlobal());
      Push(arg(2));
      Push(arg(1));
      Push(arg(3));
      CallPrimitive(abi::kGetRecordField);
      c_->LocalSet(kValue);
      FailIfZero(kValue, fail);
      SetFromLocal(arg(4), kValue);
      return true;
    default: {  // put_record
      const absl::Span<const Operand> pairs = List(arg(5));
      for (size_t i = 0; i < pairs.size(); ++i) {
        c_->LocalGet(kLocalJs);
        Push(pairs[i]);
        c_->Store(abi::kJitArgs + 4 * static_cast<uint32_t>(i));
      }
      PushCtxJs();
      c_->GlobalGet(module_.ModuleGlobal());
      Push(arg(1));
      Push(arg(2));
      c_->Const(static_cast<uint32_t>(pairs.size()));
      CallPrimitive(abi::kPutRecord);
      c_->LocalSet(kValue);
      FailIfZero(kValue, fail);
      SetFromLocal(arg(3), kValue);
      return true;
    }
  }
}

}  // namespace beamfold
