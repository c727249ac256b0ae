// SPDX-License-Identifier: Apache-2.0
//
// The switch over the opcodes.

#include "compiler/lower.h"

namespace beamfold {
bool Lowering::LowerInstruction(const Instruction& in) {
  const auto arg = [&](uint32_t i) -> const Operand& { return program_.operand(in, i); };
  const auto number = [&](uint32_t i) { return static_cast<uint32_t>(program_.operand(in, i).value); };
  PrepareOperands(in);
  switch (in.op) {
    case Opcode::kLine:
    case Opcode::kExecutableLine:
    case Opcode::kDebugLine:
    case Opcode::kNifStart:
    case Opcode::kOnLoad:
    case Opcode::kFclearerror:
    case Opcode::kFcheckerror:  // each operation checks its own result
    case Opcode::kIntCodeEnd:
      return true;

    case Opcode::kCall:
    case Opcode::kCallLast:
    case Opcode::kCallOnly:
      LowerCall(in);
      return false;
    case Opcode::kReturn:
      LowerReturn();
      return false;
    case Opcode::kJump: {
      MarkFrame(arg(0).index);
      const cfg::BlockId target = LabelBlock(arg(0).index);
      Jump(target);
      return false;
    }
    case Opcode::kSelectVal:
      LowerSelectVal(in);
      return false;
    case Opcode::kSelectTupleArity:
      LowerSelectTupleArity(in);
      return false;

    case Opcode::kBadmatch:
      LeaveRaisingTagged("badmatch", arg(0));
      return false;
    case Opcode::kCaseEnd:
      LeaveRaisingTagged("case_clause", arg(0));
      return false;
    case Opcode::kTryCaseEnd:
      LeaveRaisingTagged("try_clause", arg(0));
      return false;
    case Opcode::kBadrecord:
      LeaveRaisingTagged("badrecord", arg(0));
      return false;
    case Opcode::kIfEnd:
      LeaveRaising(atoms::kIfClause);
      return false;
    case Opcode::kTry:
    case Opcode::kCatch:
      BeginSet(arg(0));
      PushCatchTerm(arg(1).index);
      EndSet(arg(0));
      return true;
    case Opcode::kTryEnd:
      LowerInitY(arg(0));
      return true;

    case Opcode::kAllocate:
    case Opcode::kAllocateHeap:
    case Opcode::kAllocateZero:
    case Opcode::kAllocateHeapZero:
      LowerAllocate(in);
      return true;
    case Opcode::kTestHeap:
      LowerTestHeap(in);
      return true;
    case Opcode::kDeallocate:
      LowerDeallocate(number(0));
      return true;
    case Opcode::kTrim:
      c_->LocalGet(kLocalE);
      c_->Const(4 * number(0));
      c_->Op(I::kI32Add);
      c_->LocalSet(kLocalE);
      return true;
    case Opcode::kInit:
      LowerInitY(arg(0));
      return true;
    case Opcode::kInitYregs:
      for (const Operand& y : List(arg(0))) LowerInitY(y);
      return true;

    case Opcode::kMove:
      LowerMove(in);
      return true;
    case Opcode::kSwap:
      LowerSwap(in);
      return true;
    case Opcode::kGetList:
      LowerGetList(arg(0), &arg(1), &arg(2));
      return true;
    case Opcode::kGetHd:
      LowerGetList(arg(0), &arg(1), nullptr);
      return true;
    case Opcode::kGetTl:
      LowerGetList(arg(0), nullptr, &arg(1));
      return true;
    case Opcode::kGetTupleElement:
      LowerGetTupleElement(in);
      return true;
    case Opcode::kSetTupleElement:
      LowerSetTupleElement(in);
      return true;
    case Opcode::kPutList:
      LowerPutList(in);
      return true;
    case Opcode::kPutTuple2:
      LowerPutTuple2(in);
      return true;
    case Opcode::kUpdateRecord:
      LowerUpdateRecord(in);
      return true;
    case Opcode::kMakeFun2:
      LowerMakeFun2(in);
      return true;
    case Opcode::kMakeFun3:
      LowerMakeFun(number(0), List(arg(2)), arg(1));
      return true;

    case Opcode::kBif0:
    case Opcode::kBif1:
    case Opcode::kBif2:
    case Opcode::kBif3:
    case Opcode::kGcBif1:
    case Opcode::kGcBif2:
    case Opcode::kGcBif3:
      LowerBif(in);
      return true;

    case Opcode::kFmove:
    case Opcode::kFconv:
    case Opcode::kFadd:
    case Opcode::kFsub:
    case Opcode::kFmul:
    case Opcode::kFdiv:
    case Opcode::kFnegate:
      LowerFloat(in);
      return true;

    case Opcode::kFuncInfo:
      has_frame_ = false;
      LowerFuncInfo(in);
      return false;
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
      LowerCallExt(in);
      return false;
    case Opcode::kCallFun:
      LowerCallFun(number(0), nullptr);
      return false;
    case Opcode::kCallFun2:
      LowerCallFun(number(1), &arg(2));
      return false;
    case Opcode::kApply:
    case Opcode::kApplyLast:
      LowerApply(in);
      return false;

    case Opcode::kRaise:
      LowerRaise(in);
      return false;
    case Opcode::kRawRaise:
      LowerRawRaise();
      return true;
    case Opcode::kBuildStacktrace:
      LowerBuildStacktrace();
      return true;
    case Opcode::kTryCase:
      LowerTryCase(in);
      return true;
    case Opcode::kCatchEnd:
      LowerCatchEnd(in);
      return true;

    case Opcode::kPutMapAssoc:
    case Opcode::kPutMapExact:
    case Opcode::kHasMapFields:
    case Opcode::kGetMapElements:
      LowerMap(in);
      return true;

    case Opcode::kIsAnyNativeRecord:
    case Opcode::kIsNativeRecord:
    case Opcode::kIsRecordAccessible:
    case Opcode::kGetRecordElements:
    case Opcode::kGetRecordField:
    case Opcode::kPutRecord:
      return LowerRecord(in);

    default:
      switch (GetOpcodeInfo(in.op).area) {
        case Area::kMessage:
          return LowerMessage(in);
        case Area::kTest:
          LowerTest(in);
          return true;
        default:
          LowerBits(in);
          return true;
      }
  }
}

}  // namespace beamfold
