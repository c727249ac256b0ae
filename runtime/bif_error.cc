// SPDX-License-Identifier: Apache-2.0
//
// Functions that raise.

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"

namespace beamfold::rt::bif {
namespace {

// A list of {M, F, A} or {M, F, A, Location} or {Fun, Args...}, as erlang:raise/3 takes.
bool IsStacktrace(Term list) {
  for (; IsCons(list); list = Tail(list)) {
    const Term frame = Head(list);
    if (!IsTuple(frame) || TupleArity(frame) < 2 || TupleArity(frame) > 4) return false;
  }
  return IsNil(list);
}

}  // namespace

Term ErlangError1(Context* ctx, Term reason) { return RaiseError(ctx, reason); }
Term ErlangError2(Context* ctx, Term reason, Term args) { return RaiseErrorWithArgs(ctx, reason, args); }
// The options say how to format the error; nothing here does.
Term ErlangError3(Context* ctx, Term reason, Term args, Term) { return RaiseErrorWithArgs(ctx, reason, args); }
Term ErlangExit(Context* ctx, Term reason) { return RaiseExit(ctx, reason); }
Term ErlangThrow(Context* ctx, Term value) { return RaiseThrow(ctx, value); }

// Stubs of native functions call these, so they run where the runtime lacks one: as if it were not there at all. OTP's
// own stubs say undef or undefined.
Term ErlangNifError1(Context* ctx, Term reason) {
  static const Term kUndef = AtomFromText("undef");
  static const Term kUndefined = AtomFromText("undefined");
  return RaiseError(ctx, reason == kUndefined ? kUndef : reason);
}

Term ErlangNifError2(Context* ctx, Term reason, Term args) { return RaiseErrorWithArgs(ctx, reason, args); }

Term ErlangRaise(Context* ctx, Term exception_class, Term reason, Term trace) {
  const bool known =
      exception_class == atoms::kError || exception_class == atoms::kExit || exception_class == atoms::kThrow;
  // Wrong arguments are no exception: the value is badarg.
  if (!known || !IsStacktrace(trace)) return atoms::kBadarg;
  return RaiseWithTrace(ctx, exception_class, reason, trace);
}

}  // namespace beamfold::rt::bif
