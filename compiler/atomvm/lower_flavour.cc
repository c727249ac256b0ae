// SPDX-License-Identifier: Apache-2.0
//
// What is lowered for AtomVM, and how: operands, BIFs, and tests that it has to help with.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "compiler/atomvm/big_digits.h"
#include "compiler/atomvm/lowering.h"

namespace beamfold {
namespace {

// Of an integer: 256 bits, and as many characters as no such number has.
constexpr uint32_t kMaxDigits = 8;
constexpr size_t kTooManyCharacters = 80;

bool IsBifInstruction(Opcode op) {
  switch (op) {
    case Opcode::kBif0:
    case Opcode::kBif1:
    case Opcode::kBif2:
    case Opcode::kBif3:
    case Opcode::kGcBif1:
    case Opcode::kGcBif2:
    case Opcode::kGcBif3:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool AtomvmLowering::InstructionIsSupported(const Instruction& in, std::string& reason) const {
  switch (in.op) {
#define NOT_FOR_ATOMVM(camel, why) \
  case Opcode::k##camel:           \
    reason = why;                  \
    return false;
#include "compiler/atomvm/unsupported.def"
#undef NOT_FOR_ATOMVM
    default:
      break;
  }
  if (IsBifInstruction(in.op)) {
    const bool gc = in.op == Opcode::kGcBif1 || in.op == Opcode::kGcBif2 || in.op == Opcode::kGcBif3;
    const uint32_t at = in.op == Opcode::kBif0 ? 0 : gc ? 2 : 1;
    const ImportEntry& import = program_.imports[program_.operand(in, at).value];
    if (avm::KindOfBif(program_, import) == avm::BifKind::kNone) {
      reason = absl::StrCat("AtomVM has no BIF ", program_.atoms[import.module], ":", program_.atoms[import.function],
                            "/", import.arity);
      return false;
    }
  }
  if (in.op == Opcode::kBsMatch) {
    for (const Operand& element : List(program_.operand(in, 2))) {
      uint64_t number;
      if (element.kind == Kind::kBigInteger && !absl::SimpleAtoi(program_.big_integers[element.index], &number)) {
        reason = "a constant of more than 64 bits is compared with a part of a binary";
        return false;
      }
    }
  }
  for (uint32_t i = 0; i < in.num_operands; ++i) {
    const Operand& operand = program_.operand(in, i);
    const auto too_large = [&](const Operand& o) {
      if (o.kind != Kind::kBigInteger) return false;
      const std::string& decimal = program_.big_integers[o.index];
      return decimal.size() >= kTooManyCharacters || DigitsOf(decimal).size() > kMaxDigits;
    };
    bool found = too_large(operand);
    if (operand.kind == Kind::kList) {
      for (const Operand& element : List(operand)) found = found || too_large(element);
    }
    if (found) {
      reason = "AtomVM's integers have at most 256 bits";
      return false;
    }
  }
  return true;
}

// Where processes end, and where tail calls of native functions go on.
void AtomvmLowering::LowerOtherEntries() {
  StartBlock(NewBlock("terminate"));
  out_.graph.entries[labels_.terminate_entry] = block_;
  Leave(avm::kTerminate, 1);
  StartBlock(NewBlock("return"));
  out_.graph.entries[labels_.return_entry] = block_;
  LowerReturn();
}

void AtomvmLowering::PushConstant(const Operand& operand) {
  if (const PreparedLiteral* prepared = FindPrepared(operand); prepared != nullptr) {
    c_->LocalGet(prepared->local);
  } else {
    AskForConstant(operand);
  }
}

void AtomvmLowering::AskForConstant(const Operand& operand) {
  if (operand.kind == Kind::kBigInteger) return PushBigInteger(program_.big_integers[operand.index]);
  if (operand.kind == Kind::kLiteral) {
    PushCtxJs();
    c_->Const(operand.index);
    CallPrimitive(avm::kLoadLiteral);
  } else {
    PushCtx();
    c_->I64Const(operand.value);
    CallPrimitive(avm::kBoxedInteger);
  }
  c_->LocalTee(kScratch);
  c_->Op(I::kI32Eqz);
  c_->BrIf(RaiseReason(atoms::kOutOfMemory));
  c_->LocalGet(kScratch);
}

void AtomvmLowering::PushBigInteger(const std::string& decimal) {
  const std::vector<uint32_t> digits = DigitsOf(decimal);
  PushCtx();
  c_->Const(static_cast<uint32_t>(digits.size()));
  c_->Const(decimal[0] == '-' ? abi::kHeaderNegativeInteger - abi::kHeaderPositiveInteger : 0);
  CallPrimitive(avm::kBigInteger);
  c_->LocalTee(kScratch);
  c_->Op(I::kI32Eqz);
  c_->BrIf(RaiseReason(atoms::kOutOfMemory));
  for (uint32_t i = 0; i < digits.size(); ++i) {
    c_->LocalGet(kScratch);
    c_->Const(digits[i]);
    c_->Store(4 * (i + 1) - abi::kTagBoxed);
  }
  c_->LocalGet(kScratch);
}

// Each is a place of its own, which AtomVM makes when it is first asked for, and keeps as long as it may be live.
uint32_t AtomvmLowering::PushExtendedX(uint32_t index) {
  PushCtx();
  c_->Const(index);
  CallPrimitive(avm::kExtendedRegister);
  return 0;
}

void AtomvmLowering::CallBif(const BifCall& call, uint32_t result) {
  const std::string_view name = program_.atoms[call.import.function];
  if (call.args.size() == 1 && (name == "byte_size" || name == "bit_size")) {
    return CallSize(call, name == "byte_size", result);
  }
  CallAnyBif(call, result);
}

// BIFs that are no GC BIFs collect only while they make an exception, so where there is a label to fail to, they do
// not; but some make a term that has to go somewhere, so heap_ptr can change.
void AtomvmLowering::CallAnyBif(const BifCall& call, uint32_t result) {
  const avm::BifKind kind = avm::KindOfBif(program_, call.import);
  const bool collects = kind == avm::BifKind::kGcBif;
  const bool raises = call.fail.cold;
  const uint32_t live = !collects || call.live == kNoCollect ? 0 : std::min(call.live, abi::kMaxX);
  const bool synchronise = collects || raises || call.args.empty();
  const uint32_t arity = static_cast<uint32_t>(call.args.size());
  const uint32_t bif = own_.BifGlobal(static_cast<uint32_t>(&call.import - program_.imports.data()));
  // Only what may collect: nobody is promised words on the heap then.
  const std::optional<IntegerOp> op = IntegerOpOf(program_.atoms[call.import.function], arity);
  const bool helped = has_heap_ptr_ && call.live != kNoCollect && op.has_value();
  const auto form = [&](uint32_t i) {
    int32_t small;
    return call.args[i].kind == Kind::kInteger && !SmallValue(call.args[i], small) ? OperandForm::kValue
                                                                                   : OperandForm::kTerm;
  };
  if (synchronise) BeginCollect(live);
  PushCtx();
  if (helped) c_->LocalGet(kLocalPrimitives);
  if (arity != 0) c_->Const(raises ? 0 : 1);
  if (collects) c_->Const(live);
  for (uint32_t i = 0; i < arity; ++i) {
    if (helped && form(i) == OperandForm::kValue) {
      c_->I64Const(call.args[i].value);
    } else {
      Push(call.args[i]);
    }
  }
  c_->GlobalGet(bif);
  if (helped) {
    c_->Call(helpers_.Arithmetic(*op, form(0), arity == 2 ? form(1) : OperandForm::kTerm));
  } else {
    c_->CallIndirect(own_.BifType(kind, arity));
  }
  if (call.args.empty()) {
    c_->LocalSet(result);
    EndCollect(live);
    return;
  }
  c_->LocalSet(result);
  if (synchronise) EndCollect(live);
  FailIfZero(result, call.fail);
}

void AtomvmLowering::BeginCompare() {
  PushCtxJs();
  if (has_heap_ptr_) c_->LocalGet(kLocalPrimitives);
}

void AtomvmLowering::EndCompare(Comparison comparison) {
  c_->Const(comparison == Comparison::kExact ? 1 : 0);
  if (has_heap_ptr_) {
    c_->Call(helpers_.Compare());
  } else {
    CallPrimitive(avm::kTermCompare);
  }
  c_->LocalTee(kScratch);
  c_->Op(I::kI32Eqz);
  c_->BrIf(RaisePending());
  c_->LocalGet(kScratch);
}

// A closure has its Module's address where an external fun has an atom.
void AtomvmLowering::TestIsFunction2(const Operand& fun, const Operand& arity, Target fail) {
  const uint32_t local = ToLocal(fun, 0);
  TestBoxed(local, fail);
  TestHeader(local, abi::kHeaderTagMask, abi::kHeaderFun, fail);
  LoadField(local, 1);
  c_->Const(abi::kPrimaryMask);
  c_->Op(I::kI32And);
  c_->If(emit::BlockType::kI32);
  LoadField(local, 3);
  c_->Else();
  LoadField(local, 1);
  LoadField(local, 2);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32ShrU);
  CallPrimitive(avm::kFunArity);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32Shl);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Or);
  c_->End();
  Push(arity);
  c_->Op(I::kI32Ne);
  c_->BrIf(fail);
}

// Floats are read in place; large integers go through AtomVM's first fp register.
void AtomvmLowering::PushToFloat(uint32_t local, Target fail) {
  c_->LocalGet(local);
  CallPrimitive(avm::kIsNumber);
  c_->Op(I::kI32Eqz);
  c_->BrIf(fail);
  LoadHeader(local);
  c_->Const(float32_ ? abi::kFloat32Header : abi::kFloatHeader);
  c_->Op(I::kI32Eq);
  c_->If(emit::BlockType::kF64);
  c_->LocalGet(local);
  PushFloatField();
  c_->Else();
  PushCtx();
  CallPrimitive(avm::kEnsureFpRegs);
  PushCtx();
  c_->LocalGet(local);
  c_->Const(0);
  CallPrimitive(avm::kConvToFloat);
  PushCtx();
  c_->Load(kContextFr);
  c_->Memory(float32_ ? I::kF32Load : I::kF64Load, 0, float32_ ? 2 : 3);
  if (float32_) c_->Op(I::kF64PromoteF32);
  c_->End();
}

// AtomVM has no native records, so of these there are only tests, and none holds.
bool AtomvmLowering::LowerRecord(const Instruction& in) {
  const Operand& label = program_.operand(in, 0);
  MarkFrame(label.index);
  const cfg::BlockId no = LabelBlock(label.index);
  Jump(no);
  return false;
}

}  // namespace beamfold
