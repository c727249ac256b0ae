// SPDX-License-Identifier: Apache-2.0
//
// Sending, and waiting in a receive: what the instructions of interpreter and compiled code share.

#ifndef BEAMFOLD_RUNTIME_RECEIVE_H_
#define BEAMFOLD_RUNTIME_RECEIVE_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The operator `!`: gives the message, or 0: badarg is set. The destination is a pid, a name, {Name, Node} or an alias.
Term SendMessage(Context* ctx, Term destination, Term message);

// The same, and a failure names the operator in the stack trace.
Term SendInstruction(Context* ctx, Term destination, Term message);

using abi::WaitVerdict;
// There is no message; `time` is what stands behind `after`. The first call of a receive starts its clock;
// fails with timeout_value.
WaitVerdict WaitTimeout(Context* ctx, Term time);
// The receive is over, by a message or by time.
void EndReceive(Context* ctx);
void TakeMessage(Context* ctx);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_RECEIVE_H_
