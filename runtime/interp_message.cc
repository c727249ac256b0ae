// SPDX-License-Identifier: Apache-2.0
//
// Instructions of the interpreter that send and receive; those that may leave the loop are in interp_call.inc.

#include "runtime/interp.h"
#include "runtime/receive.h"

namespace beamfold::rt {

const uint32_t* OpSend(const ColdArgs& a) {
  const Term message = SendInstruction(a.ctx, a.ctx->x[0], a.ctx->x[1]);
  if (message == kNoTerm) return nullptr;
  a.ctx->x[0] = message;
  return a.pc + 1;
}

const uint32_t* OpLoopRec(const ColdArgs& a) {
  const Term message = LoopRec(a.ctx->mailbox);
  if (message == kNoTerm) return a.label(1);
  a.store(2, message);
  return a.pc + 3;
}

const uint32_t* OpRemoveMessage(const ColdArgs& a) {
  TakeMessage(a.ctx);
  return a.pc + 1;
}

const uint32_t* OpTimeout(const ColdArgs& a) {
  EndReceive(a.ctx);
  return a.pc + 1;
}

const uint32_t* OpRecvMarkerReserve(const ColdArgs& a) {
  a.store(1, MarkerReserve(a.ctx->mailbox));
  return a.pc + 2;
}

const uint32_t* OpRecvMarkerBind(const ColdArgs& a) {
  MarkerBind(a.ctx->mailbox, a.load(1), a.load(2));
  return a.pc + 3;
}

const uint32_t* OpRecvMarkerClear(const ColdArgs& a) {
  MarkerClear(a.ctx->mailbox, a.load(1));
  return a.pc + 2;
}

const uint32_t* OpRecvMarkerUse(const ColdArgs& a) {
  MarkerUse(a.ctx->mailbox, a.load(1));
  return a.pc + 2;
}

}  // namespace beamfold::rt
