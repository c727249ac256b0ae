// SPDX-License-Identifier: Apache-2.0
//
// What is lowered for our runtime, and how: operands, heap checks, BIFs and tests that call into it.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "compiler/beamfold/lowering.h"

namespace beamfold {
namespace {

bool IsLowered(Opcode op) {
  switch (op) {
#define LOWERED(camel) case Opcode::k##camel:
#include "compiler/beamfold/lowered.def"
#undef LOWERED
    return true;
    default:
      return false;
  }
}

// Erlang/OTP has an instruction of its own for adding a constant of up to 60 bits. It shows when that fails: the stack
// trace does not name the operator.
bool CountsAsIncrement(const Operand& constant) {
  constexpr int64_t kLimit = int64_t{1} << 59;
  return constant.kind == Operand::Kind::kInteger && constant.value >= -kLimit && constant.value < kLimit;
}

}  // namespace

bool BeamfoldLowering::InstructionIsSupported(const Instruction& in, std::string& reason) const {
  if (!IsLowered(in.op)) {
    reason = "the opcode is not compiled yet";
    return false;
  }
  if (in.op == Opcode::kBsCreateBin || in.op == Opcode::kPutMapAssoc || in.op == Opcode::kPutMapExact ||
      in.op == Opcode::kPutRecord) {
    const Operand& list = program_.operand(in, in.num_operands - 1);
    const uint32_t words = in.op == Opcode::kBsCreateBin ? list.count / 6 * abi::kSegmentWords : list.count;
    if (words > abi::kMaxArgs) {
      reason = absl::StrCat("needs ", words, " argument words; at most ", abi::kMaxArgs);
      return false;
    }
  }
  return true;
}

// A stub of a native function does nothing but call erlang:nif_error. The runtime knows whether it has that function;
// if so, its entry into the stub is the native function. So stubs are not compiled.
bool BeamfoldLowering::FunctionIsLeftOut(const FunctionRange& f) const {
  bool found = false;
  for (uint32_t i = f.begin; i < f.end; ++i) {
    const Instruction& in = program_.code[i];
    switch (in.op) {
      case Opcode::kCallExt:
      case Opcode::kCallExtOnly:
      case Opcode::kCallExtLast: {
        const ImportEntry& import = program_.imports[program_.operand(in, 1).value];
        if (program_.atoms[import.module] != "erlang" || program_.atoms[import.function] != "nif_error") return false;
        found = true;
        break;
      }
      case Opcode::kLabel:
      case Opcode::kLine:
      case Opcode::kFuncInfo:
      case Opcode::kNifStart:
      case Opcode::kAllocate:
      case Opcode::kDeallocate:
      case Opcode::kReturn:
      case Opcode::kMove:
      case Opcode::kTestHeap:
      case Opcode::kPutList:
      case Opcode::kPutTuple2:
        break;
      default:
        return false;
    }
  }
  return found;
}

void BeamfoldLowering::Reserve(uint32_t words, uint32_t live) {
  constexpr uint32_t kMoreThanThereIs = 1u << 31;
  c_->LocalGet(kLocalE);
  c_->LocalGet(kLocalHp);
  c_->Op(I::kI32Sub);
  c_->Const(4 * words + (gc_stress_ ? kMoreThanThereIs : 0));
  c_->Op(I::kI32LtU);
  c_->UnlikelyIf();
  const uint32_t in_locals = std::min(live, abi::kMaxX);
  std::vector<std::pair<uint32_t, uint32_t>> homes = {{kLocalE, abi::kContextE}, {kLocalHp, abi::kContextHeapPtr}};
  for (uint32_t i = 0; i < in_locals; ++i) homes.push_back({kLocalX + i, abi::kContextX + 4 * i});
  for (auto [local, offset] : homes) StoreHome(local, offset);
  PushCtxJs();
  c_->Const(words);
  c_->Const(live);
  CallPrimitive(abi::kTestHeap);
  c_->Op(I::kI32Eqz);
  c_->BrIf(RaisePending());
  for (auto [local, offset] : homes) LoadHome(local, offset);
  c_->End();
}

void BeamfoldLowering::CallPrimitive(uint32_t number) {
  std::string_view signature;
  switch (number) {
#define PRIMITIVE(n, name, camel, sig, effect) \
  case n:                                      \
    signature = sig;                           \
    break;
#include "runtime/primitives.def"
#undef PRIMITIVE
    default:
      break;
  }
  c_->LocalGet(kLocalPrimitives);
  c_->Load(4 * number);
  c_->CallIndirect(module_.SignatureType(signature));
}

void BeamfoldLowering::PushConstant(const Operand& operand) {
  switch (operand.kind) {
    case Kind::kLiteral:
      c_->GlobalGet(own_.LiteralGlobal(operand.index));
      return;
    case Kind::kBigInteger:
      c_->GlobalGet(own_.IntegerGlobal(program_.big_integers[operand.index]));
      return;
    default:
      c_->GlobalGet(own_.IntegerGlobal(absl::StrCat(operand.value)));
  }
}

uint32_t BeamfoldLowering::PushExtendedX(uint32_t index) {
  PushCtx();
  c_->Load(abi::kContextExtendedX);
  return 4 * (index - abi::kMaxX);
}

void BeamfoldLowering::PushNativeCall(const ImportEntry& import, absl::Span<const Operand> args) {
  PushCtx();
  for (const Operand& arg : args) Push(arg);
  c_->GlobalGet(own_.NativeGlobal(import));
  c_->CallIndirect(own_.NativeType(import.arity));
}

// + - * have primitives of their own: what makes them slow is most often an integer of 64 bits.
void BeamfoldLowering::CallBif(const BifCall& call, uint32_t result) {
  const std::string_view name = program_.atoms[call.import.function];
  const bool erlang = call.args.size() == 2 && program_.atoms[call.import.module] == "erlang";
  if (erlang && (name == "+" || name == "-" || name == "*")) {
    const bool swap = name == "+" && CountsAsIncrement(call.args[0]);
    const Operand& a = call.args[swap ? 1 : 0];
    const Operand& b = call.args[swap ? 0 : 1];
    PushCtx();
    Push(a);
    Push(b);
    const bool constant = CountsAsIncrement(b);
    CallPrimitive(name == "*"   ? abi::kIntMultiply
                  : name == "+" ? (constant ? abi::kIntIncrement : abi::kIntAdd)
                                : (constant ? abi::kIntDecrement : abi::kIntSubtract));
  } else {
    PushNativeCall(call.import, call.args);
  }
  c_->LocalSet(result);
  FailIfZero(result, call.fail);
}

void BeamfoldLowering::EndCompare(Comparison comparison) {
  c_->Const(comparison == Comparison::kOrder ? 0 : comparison == Comparison::kExact ? 1 : 2);
  CallPrimitive(abi::kTermCompare);
}

void BeamfoldLowering::TestIsFunction2(const Operand& fun, const Operand& arity, Target fail) {
  Push(fun);
  Push(arity);
  CallPrimitive(abi::kIsFunction2);
  c_->Op(I::kI32Eqz);
  c_->BrIf(fail);
}

void BeamfoldLowering::TestWholeBytes(uint32_t local, Target fail) {
  LoadHeader(local);
  c_->Const(abi::kBitSubBinaryHeader);
  c_->Op(I::kI32Eq);
  c_->UnlikelyIf();
  c_->LocalGet(local);
  c_->Load(abi::kBitSubBinaryExtraBits - abi::kTagBoxed);
  c_->BrIf(fail);
  c_->End();
}

void BeamfoldLowering::PushToFloat(uint32_t local, Target) {
  c_->LocalGet(local);
  CallPrimitive(abi::kToFloat);
}

}  // namespace beamfold
