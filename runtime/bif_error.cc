// SPDX-License-Identifier: Apache-2.0
//
// Functions that raise.

#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"

namespace beamfold::rt::bif {
namespace {

// Whether erlang:raise/3 takes the frame: {M, F, A}, {M, F, A, Location}, {Fun, Args} or {Fun, Args, Location}, where A
// and Args may be anything. A location that is not there becomes [].
bool CompleteFrame(Context* ctx, Term frame, Term* complete) {
  if (!IsTuple(frame) || TupleArity(frame) < 2 || TupleArity(frame) > 4) return false;
  const uint32_t arity = TupleArity(frame);
  const Term first = TupleElement(frame, 0);
  const Term second = TupleElement(frame, 1);
  const uint32_t short_arity = IsFun(first) ? 2 : 3;
  if (!IsFun(first) && (arity < 3 || !IsAtom(first) || !IsAtom(second))) return false;
  if (arity == short_arity) {
    *complete = arity == 2 ? MakeTuple(ctx, {first, second, kNil})
                           : MakeTuple(ctx, {first, second, TupleElement(frame, 2), kNil});
    return true;
  }
  *complete = frame;
  return arity == short_arity + 1 && IsList(TupleElement(frame, arity - 1));
}

// False: not a stack trace.
bool CompleteStacktrace(Context* ctx, Term list, Term* complete) {
  std::vector<Term> frames;
  for (; IsCons(list); list = Tail(list)) {
    Term frame;
    if (!CompleteFrame(ctx, Head(list), &frame)) return false;
    frames.push_back(frame);
  }
  *complete = MakeList(ctx, frames);
  return IsNil(list);
}

}  // namespace

Term ErlangError1(Context* ctx, Term reason) { return RaiseError(ctx, reason); }
Term ErlangError2(Context* ctx, Term reason, Term args) { return RaiseErrorWithArgs(ctx, reason, args); }
// The options say who can explain the error; of several the last one does, and of a list that is none, nobody.
Term ErlangError3(Context* ctx, Term reason, Term args, Term options) {
  static const Term kErrorInfo = AtomFromText("error_info");
  Term info = kNil;
  for (; IsCons(options); options = Tail(options)) {
    const Term option = Head(options);
    if (IsTuple(option) && TupleArity(option) == 2 && TupleElement(option, 0) == kErrorInfo)
      info = TupleElement(option, 1);
  }
  return RaiseErrorWithArgs(ctx, reason, args, IsNil(options) ? info : kNil);
}
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
  Term complete;
  if (!known || !CompleteStacktrace(ctx, trace, &complete)) return atoms::kBadarg;
  return RaiseWithTrace(ctx, exception_class, reason, complete);
}

}  // namespace beamfold::rt::bif
