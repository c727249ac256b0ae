// SPDX-License-Identifier: Apache-2.0
//
// Guard BIFs: type tests and accesses in place, everything else as a call.

#include <string_view>

#include "compiler/lower.h"

namespace beamfold {
namespace {

constexpr uint32_t kResult = kLocalTemp + 5;

}  // namespace

void Lowering::LowerBifCall(const BifCall& call) {
  CallBif(call, kResult);
  SetFromLocal(call.dst, kResult);
}

void Lowering::LowerBooleanBif(Opcode test, absl::Span<const Operand> args, const Operand& dst) {
  c_->Const(abi::kAtomFalse);
  c_->LocalSet(kResult);
  const Target no = c_->Block();
  Test(test, args, no);
  c_->Const(abi::kAtomTrue);
  c_->LocalSet(kResult);
  c_->End();
  SetFromLocal(dst, kResult);
}

void Lowering::LowerBif(const Instruction& in) {
  // bif0 Import Dst; bif<n> Fail Import Args... Dst; gc_bif<n> Fail Live Import Args... Dst.
  const bool has_fail = in.op != Opcode::kBif0;
  const bool gc = in.op == Opcode::kGcBif1 || in.op == Opcode::kGcBif2 || in.op == Opcode::kGcBif3;
  const uint32_t import_at = has_fail ? (gc ? 2 : 1) : 0;
  const ImportEntry& import = program_.imports[program_.operand(in, import_at).value];
  const uint32_t arity = in.num_operands - import_at - 2;
  const auto args = absl::MakeConstSpan(program_.operand_pool).subspan(in.first_operand + import_at + 1, arity);
  const Operand& dst = program_.operand(in, in.num_operands - 1);
  static const Operand kNone;
  const Target fail = FailTarget(has_fail ? program_.operand(in, 0) : kNone);
  const uint32_t live = gc ? static_cast<uint32_t>(program_.operand(in, 1).value) : kNoCollect;
  const BifCall call = {import, args, dst, fail, live};
  if (program_.atoms[import.module] == "erlang" && (LowerArithmetic(call) || LowerInlineBif(call))) return;
  LowerBifCall(call);
}

bool Lowering::LowerArithmetic(const BifCall& call) {
  if (call.args.size() != 2) return false;
  // Then small integers need not be looked for.
  const auto never_small = [&](const Operand& operand) {
    int32_t small;
    return operand.kind != Kind::kX && operand.kind != Kind::kY && !SmallValue(operand, small);
  };
  if (never_small(call.args[0]) || never_small(call.args[1])) return false;
  const std::string_view name = program_.atoms[call.import.function];
  if (name == "+" || name == "-") {
    LowerAddSubtract(name == "+", call);
  } else if (name == "*") {
    LowerMultiply(call);
  } else if (name == "band") {
    LowerBitwise(I::kI32And, call);
  } else if (name == "bor") {
    LowerBitwise(I::kI32Or, call);
  } else if (name == "bxor") {
    LowerBitwise(I::kI32Xor, call);
  } else if (name == "div" || name == "rem") {
    LowerDivide(name == "rem", call);
  } else if (name == "bsl" || name == "bsr") {
    LowerShift(name == "bsl", call);
  } else {
    return false;
  }
  return true;
}

// BIFs that cannot fail, and accesses: where there is no guard's label to jump to, the function is called after
// all, for it knows the exception.
bool Lowering::LowerInlineBif(const BifCall& call) {
  const auto& [import, args, dst, fail, live] = call;
  const std::string_view name = program_.atoms[import.function];
  struct BooleanBif {
    std::string_view name;
    uint32_t arity;
    Opcode test;
    bool swap;  // > and =< are < and >= with the arguments exchanged
  };
  static constexpr BooleanBif kBooleans[] = {
      {"is_atom", 1, Opcode::kIsAtom, false},
      {"is_binary", 1, Opcode::kIsBinary, false},
      {"is_bitstring", 1, Opcode::kIsBitstr, false},
      {"is_boolean", 1, Opcode::kIsBoolean, false},
      {"is_float", 1, Opcode::kIsFloat, false},
      {"is_function", 1, Opcode::kIsFunction, false},
      {"is_integer", 1, Opcode::kIsInteger, false},
      {"is_list", 1, Opcode::kIsList, false},
      {"is_map", 1, Opcode::kIsMap, false},
      {"is_number", 1, Opcode::kIsNumber, false},
      {"is_pid", 1, Opcode::kIsPid, false},
      {"is_port", 1, Opcode::kIsPort, false},
      {"is_reference", 1, Opcode::kIsReference, false},
      {"is_tuple", 1, Opcode::kIsTuple, false},
      {"=:=", 2, Opcode::kIsEqExact, false},
      {"=/=", 2, Opcode::kIsNeExact, false},
      {"==", 2, Opcode::kIsEq, false},
      {"/=", 2, Opcode::kIsNe, false},
      {"<", 2, Opcode::kIsLt, false},
      {">=", 2, Opcode::kIsGe, false},
      {">", 2, Opcode::kIsLt, true},
      {"=<", 2, Opcode::kIsGe, true},
  };
  for (const BooleanBif& bif : kBooleans) {
    if (bif.name != name || bif.arity != args.size()) continue;
    if (bif.swap) {
      const Operand swapped[] = {args[1], args[0]};
      LowerBooleanBif(bif.test, swapped, dst);
    } else {
      LowerBooleanBif(bif.test, args, dst);
    }
    return true;
  }
  const bool known = (args.size() == 1 && (name == "hd" || name == "tl" || name == "tuple_size")) ||
                     (args.size() == 2 && name == "element");
  if (!known) return false;
  if (!cold_[fail.value]) {
    LowerAccess(name, args, dst, fail);
    return true;
  }
  const Target done = c_->Block();
  const Target slow = c_->FastBlock();
  LowerAccess(name, args, dst, slow);
  c_->Br(done);
  c_->End();
  LowerBifCall(call);
  c_->End();
  return true;
}

// Sets dst after all that can fail.
void Lowering::LowerAccess(std::string_view name, absl::Span<const Operand> args, const Operand& dst, Target fail) {
  if (name == "hd" || name == "tl") {
    Test(Opcode::kIsNonemptyList, args, fail);
    LowerGetList(args[0], name == "hd" ? &dst : nullptr, name == "tl" ? &dst : nullptr);
    return;
  }
  Test(Opcode::kIsTuple, args.last(1), fail);
  const uint32_t tuple = ToLocal(args.back(), 0);
  if (name == "tuple_size") {
    BeginSet(dst);
    LoadHeader(tuple);
    c_->Const(abi::kHeaderSizeShift - abi::kSmallShift);
    c_->Op(I::kI32ShrU);
    c_->Const(abi::kTagSmall);
    c_->Op(I::kI32Or);
    EndSet(dst);
    return;
  }
  int32_t constant;
  if (SmallValue(args[0], constant) && constant >= 1) {
    LoadHeader(tuple);
    c_->Const(static_cast<uint32_t>(constant) << abi::kHeaderSizeShift);
    c_->Op(I::kI32LtU);
    c_->BrIf(fail);
    BeginSet(dst);
    LoadField(tuple, static_cast<uint32_t>(constant));
    EndSet(dst);
    return;
  }
  // A tuple's header is its arity << kHeaderSizeShift, and 0 and negative indices are large when 1 is taken away.
  const uint32_t index = ToLocal(args[0], 1);
  CheckSmall(args[0], index, fail);
  c_->LocalGet(index);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32ShrS);
  c_->Const(1);
  c_->Op(I::kI32Sub);
  c_->LocalTee(kResult);
  LoadHeader(tuple);
  c_->Const(abi::kHeaderSizeShift);
  c_->Op(I::kI32ShrU);
  c_->Op(I::kI32GeU);
  c_->BrIf(fail);
  BeginSet(dst);
  c_->LocalGet(tuple);
  c_->LocalGet(kResult);
  c_->Const(2);
  c_->Op(I::kI32Shl);
  c_->Op(I::kI32Add);
  c_->Load(4 - abi::kTagBoxed);
  EndSet(dst);
}

}  // namespace beamfold
