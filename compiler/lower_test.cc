// SPDX-License-Identifier: Apache-2.0
//
// Type tests and comparisons: each branches to its failure target unless it holds.

#include "compiler/lower.h"

#include <utility>

namespace beamfold {

void Lowering::LowerTest(const Instruction& in) {
  const Target fail = FailTarget(program_.operand(in, 0));
  Test(in.op, absl::MakeConstSpan(program_.operand_pool).subspan(in.first_operand + 1, in.num_operands - 1), fail);
}

void Lowering::TestBoxed(uint32_t local, Target fail) {
  c_->LocalGet(local);
  c_->Const(abi::kPrimaryMask);
  c_->Op(I::kI32And);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Ne);
  c_->BrIf(fail);
}

// (header & mask) == value, of a boxed term.
void Lowering::TestHeader(uint32_t local, uint32_t mask, uint32_t value, Target fail) {
  LoadHeader(local);
  if (mask != 0xffffffffu) {
    c_->Const(mask);
    c_->Op(I::kI32And);
  }
  if (value != 0) {
    c_->Const(value);
    c_->Op(I::kI32Ne);
  }
  c_->BrIf(fail);
}

// Small, or one of the three tags of boxed numbers: bit `tag / 4` of a constant says so.
void Lowering::TestNumber(uint32_t local, Target fail) {
  constexpr uint32_t kNumberTags =
      1u << abi::kHeaderPositiveInteger / 4 | 1u << abi::kHeaderNegativeInteger / 4 | 1u << abi::kHeaderFloat / 4;
  c_->LocalGet(local);
  c_->Const(abi::kImmediateMask);
  c_->Op(I::kI32And);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Ne);
  c_->If();
  TestBoxed(local, fail);
  c_->Const(kNumberTags);
  LoadHeader(local);
  c_->Const(2);
  c_->Op(I::kI32ShrU);
  c_->Const(abi::kHeaderTagMask / 4);
  c_->Op(I::kI32And);
  c_->Op(I::kI32ShrU);
  c_->Const(1);
  c_->Op(I::kI32And);
  c_->Op(I::kI32Eqz);
  c_->BrIf(fail);
  c_->End();
}

void Lowering::TestBitstring(uint32_t local, bool whole_bytes, Target fail) {
  TestBoxed(local, fail);
  // The three kinds of binary have neighbouring tags.
  LoadHeader(local);
  c_->Const(abi::kHeaderTagMask);
  c_->Op(I::kI32And);
  c_->Const(abi::kHeaderRefcBinary);
  c_->Op(I::kI32Sub);
  c_->Const(abi::kHeaderSubBinary - abi::kHeaderRefcBinary);
  c_->Op(I::kI32GtU);
  c_->BrIf(fail);
  if (whole_bytes) TestWholeBytes(local, fail);
}

void Lowering::LowerTaggedTuple(const Operand& source, uint32_t arity, const Operand& tag, Target fail) {
  const uint32_t local = ToLocal(source, 0);
  TestBoxed(local, fail);
  TestHeader(local, 0xffffffffu, arity << abi::kHeaderSizeShift | abi::kHeaderTuple, fail);
  LoadField(local, 1);
  Push(tag);
  c_->Op(I::kI32Ne);
  c_->BrIf(fail);
}

// Pushes non-zero unless both terms are small integers; pushes nothing and returns false if they are known to be.
bool Lowering::PushNotBothSmall(const Operand& a, uint32_t la, const Operand& b, uint32_t lb) {
  const bool check_a = !KnownSmall(a);
  const bool check_b = !KnownSmall(b);
  if (!check_a && !check_b) return false;
  if (check_a) c_->LocalGet(la);
  if (check_b) c_->LocalGet(lb);
  if (check_a && check_b) c_->Op(I::kI32And);
  c_->Const(abi::kImmediateMask);
  c_->Op(I::kI32And);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Ne);
  return true;
}

void Lowering::TestCompare(Opcode op, const Operand& a, const Operand& b, Target fail) {
  const bool less = op == Opcode::kIsLt;
  int32_t small;
  // Constants are cheaper pushed twice than kept.
  const uint32_t la = SmallValue(a, small) ? 0 : ToLocal(a, 0);
  const uint32_t lb = SmallValue(b, small) ? 0 : ToLocal(b, 1);
  const auto push_both = [&] {
    for (auto [operand, local] : {std::pair(&a, la), std::pair(&b, lb)}) {
      if (local != 0) {
        c_->LocalGet(local);
      } else {
        Push(*operand);
      }
    }
  };
  const auto compare_small = [&] {
    push_both();
    c_->Op(less ? I::kI32GeS : I::kI32LtS);
  };
  const auto compare_any = [&] {
    BeginCompare();
    push_both();
    EndCompare(Comparison::kOrder);
    c_->Const(2);
    c_->Op(less ? I::kI32Ne : I::kI32Eq);
  };
  const auto never_small = [&](const Operand& o) {
    return !SmallValue(o, small) && o.kind != Kind::kX && o.kind != Kind::kY;
  };
  if (never_small(a) || never_small(b)) {
    compare_any();
  } else if (KnownSmall(a) && KnownSmall(b)) {
    compare_small();
  } else {
    const Target done = c_->Block();
    PushNotBothSmall(a, la, b, lb);
    c_->UnlikelyIf();
    compare_any();
    c_->BrIf(fail);
    c_->Br(done);
    c_->End();
    compare_small();
    c_->BrIf(fail);
    c_->End();
    return;
  }
  c_->BrIf(fail);
}

void Lowering::TestEqual(bool exact, bool negate, const Operand& a, const Operand& b, Target fail) {
  int32_t small;
  const auto decides = [&](const Operand& o) {  // equality with it is equality of words
    return IsImmediate(o) && (exact || !SmallValue(o, small));
  };
  if (decides(a) || decides(b)) {
    Push(a);
    Push(b);
    c_->Op(negate ? I::kI32Eq : I::kI32Ne);
    c_->BrIf(fail);
    return;
  }
  const uint32_t la = ToLocal(a, 0);
  const uint32_t lb = ToLocal(b, 1);
  // Equal words are equal terms. Different words differ if one of them is an immediate (for ==: if both are small
  // integers); otherwise the runtime compares.
  const Target done = c_->Block();
  const Target if_equal = negate ? fail : done;
  const Target if_different = negate ? done : fail;
  c_->LocalGet(la);
  c_->LocalGet(lb);
  c_->Op(I::kI32Eq);
  c_->BrIf(if_equal);
  c_->LocalGet(la);
  if (!exact) {
    c_->LocalGet(lb);
    c_->Op(I::kI32And);
  }
  c_->Const(exact ? abi::kPrimaryMask : abi::kImmediateMask);
  c_->Op(I::kI32And);
  c_->Const(exact ? abi::kPrimaryMask : abi::kTagSmall);
  c_->Op(I::kI32Eq);
  c_->BrIf(if_different);
  BeginCompare();
  c_->LocalGet(la);
  c_->LocalGet(lb);
  EndCompare(exact ? Comparison::kExact : Comparison::kEqual);
  c_->Const(1);
  c_->Op(negate ? I::kI32Eq : I::kI32Ne);
  c_->BrIf(fail);
  c_->End();
}

void Lowering::Test(Opcode op, absl::Span<const Operand> args, Target fail) {
  const auto immediate = [&](uint32_t mask, uint32_t tag) {
    Push(args[0]);
    c_->Const(mask);
    c_->Op(I::kI32And);
    c_->Const(tag);
    c_->Op(I::kI32Ne);
  };
  const auto boxed = [&](uint32_t tag) {
    const uint32_t local = ToLocal(args[0], 0);
    TestBoxed(local, fail);
    TestHeader(local, abi::kHeaderTagMask, tag, fail);
  };
  // An immediate with that tag, or a boxed term whose header matches.
  const auto either = [&](uint32_t immediate_tag, uint32_t header_mask, uint32_t header) {
    const uint32_t local = ToLocal(args[0], 0);
    c_->LocalGet(local);
    c_->Const(abi::kImmediateMask);
    c_->Op(I::kI32And);
    c_->Const(immediate_tag);
    c_->Op(I::kI32Ne);
    c_->If();
    TestBoxed(local, fail);
    TestHeader(local, header_mask, header, fail);
    c_->End();
  };
  switch (op) {
    case Opcode::kIsLt:
    case Opcode::kIsGe:
      TestCompare(op, args[0], args[1], fail);
      return;
    case Opcode::kIsEq:
    case Opcode::kIsNe:
      TestEqual(false, op == Opcode::kIsNe, args[0], args[1], fail);
      return;
    case Opcode::kIsEqExact:
    case Opcode::kIsNeExact:
      TestEqual(true, op == Opcode::kIsNeExact, args[0], args[1], fail);
      return;
    case Opcode::kIsInteger:
      either(abi::kTagSmall, abi::kIntegerMask, abi::kHeaderPositiveInteger);
      return;
    case Opcode::kIsNumber:
      TestNumber(ToLocal(args[0], 0), fail);
      return;
    case Opcode::kIsPid:
      either(abi::kTagPid, abi::kHeaderTagMask, abi::kHeaderExternalPid);
      return;
    case Opcode::kIsPort:
      either(abi::kTagPort, abi::kHeaderTagMask, abi::kHeaderExternalPort);
      return;
    case Opcode::kIsFloat:
      boxed(abi::kHeaderFloat);
      return;
    case Opcode::kIsFunction:
      boxed(abi::kHeaderFun);
      return;
    case Opcode::kIsMap:
      boxed(abi::kHeaderMap);
      return;
    case Opcode::kIsTuple:
      boxed(abi::kHeaderTuple);
      return;
    case Opcode::kIsReference: {
      const uint32_t local = ToLocal(args[0], 0);
      TestBoxed(local, fail);
      LoadHeader(local);
      c_->Const(abi::kHeaderTagMask);
      c_->Op(I::kI32And);
      c_->LocalSet(kLocalTemp + 1);
      c_->LocalGet(kLocalTemp + 1);
      c_->Const(abi::kHeaderReference);
      c_->Op(I::kI32Ne);
      c_->LocalGet(kLocalTemp + 1);
      c_->Const(abi::kHeaderExternalReference);
      c_->Op(I::kI32Ne);
      c_->Op(I::kI32And);
      c_->BrIf(fail);
      return;
    }
    case Opcode::kIsAtom:
      immediate(abi::kImmediate2Mask, abi::kTagAtom);
      c_->BrIf(fail);
      return;
    case Opcode::kIsBoolean:
      immediate(~(abi::kAtomFalse ^ abi::kAtomTrue), abi::kAtomFalse);
      c_->BrIf(fail);
      return;
    case Opcode::kIsNonemptyList:
      immediate(abi::kPrimaryMask, abi::kTagList);
      c_->BrIf(fail);
      return;
    case Opcode::kIsNil:
      Push(args[0]);
      c_->Const(abi::kNil);
      c_->Op(I::kI32Ne);
      c_->BrIf(fail);
      return;
    case Opcode::kIsList:
      immediate(abi::kPrimaryMask, abi::kTagList);
      c_->If();
      Push(args[0]);
      c_->Const(abi::kNil);
      c_->Op(I::kI32Ne);
      c_->BrIf(fail);
      c_->End();
      return;
    case Opcode::kIsBinary:
    case Opcode::kIsBitstr:
      TestBitstring(ToLocal(args[0], 0), op == Opcode::kIsBinary, fail);
      return;
    case Opcode::kTestArity:
      TestHeader(ToLocal(args[0], 0), 0xffffffffu,
                 static_cast<uint32_t>(args[1].value) << abi::kHeaderSizeShift | abi::kHeaderTuple, fail);
      return;
    case Opcode::kIsTaggedTuple:
      LowerTaggedTuple(args[0], static_cast<uint32_t>(args[1].value), args[2], fail);
      return;
    case Opcode::kIsFunction2:
      TestIsFunction2(args[0], args[1], fail);
      return;
    default:
      return;
  }
}

}  // namespace beamfold
