// SPDX-License-Identifier: Apache-2.0
//
// Pre-decoding of the instructions that send and receive.

#include "runtime/translate.h"

namespace beamfold::rt {

bool Translator::TranslateMessage() {
  const auto plain = [this](InterpOp op, uint32_t operands = 0) {
    Emit(op);
    for (uint32_t i = 0; i < operands; ++i) Source(arg(i));
    return true;
  };
  switch (current_->op) {
    case Opcode::kSend:
      return plain(InterpOp::kSend);
    case Opcode::kRemoveMessage:
      return plain(InterpOp::kRemoveMessage);
    case Opcode::kTimeout:
      return plain(InterpOp::kTimeout);
    case Opcode::kLoopRec:
      Emit(InterpOp::kLoopRec);
      LabelWord(label(0));
      Source(arg(1));
      return true;
    case Opcode::kLoopRecEnd:
      Emit(InterpOp::kLoopRecEnd);
      LabelWord(label(0));
      LabelWord(label(0), Patch::kReceive);
      return true;
    case Opcode::kWait:
      Emit(InterpOp::kWait);
      LabelWord(label(0), Patch::kReceive);
      return true;
    case Opcode::kWaitTimeout:
      Emit(InterpOp::kWaitTimeout);
      LabelWord(label(0), Patch::kReceive);
      Source(arg(1));
      return true;
    case Opcode::kRecvMark:
    case Opcode::kRecvSet:
      return true;  // of OTP 23 and older; a hint, and the label has no other use
    case Opcode::kRecvMarkerReserve:
      return plain(InterpOp::kRecvMarkerReserve, 1);
    case Opcode::kRecvMarkerBind:
      return plain(InterpOp::kRecvMarkerBind, 2);
    case Opcode::kRecvMarkerClear:
      return plain(InterpOp::kRecvMarkerClear, 1);
    case Opcode::kRecvMarkerUse:
      return plain(InterpOp::kRecvMarkerUse, 1);
    default:
      return false;
  }
}

}  // namespace beamfold::rt
