// SPDX-License-Identifier: Apache-2.0
//
// Exceptions. A native function fails by one of the Raise functions, which set class and reason in the context, and
// returns what they return: kNoTerm. Whoever called it then raises, which adds the stack trace.
//
// Raw stack trace: the term that a handler gets in x3. It is a tuple {Class, Top, Module, Location, Module, Entry, ...}
// with small integers that name places in modules; build_stacktrace makes the list from it that Erlang shows. Top is
// [], {Module, Function, ArityOrArguments[, Location]} of a frame that comes before the others, or {Arguments,
// ErrorInfo}: what the first frame shows instead of its arity if it is a list, and beside its line if it is a map. A
// trace given by erlang:raise/3 is {Class, List}.

#ifndef BEAMFOLD_RUNTIME_EXCEPTION_H_
#define BEAMFOLD_RUNTIME_EXCEPTION_H_

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

inline constexpr uint32_t kMaxTraceFrames = 8;

Term RaiseError(Context* ctx, Term reason);
Term RaiseErrorTagged(Context* ctx, Term tag, Term value);  // error:{Tag, Value}
Term RaiseExit(Context* ctx, Term reason);
Term RaiseThrow(Context* ctx, Term value);
Term RaiseBadarg(Context* ctx);
// erlang:error(Reason, Args): the arguments show in the top frame, and so does info if it is a map.
Term RaiseErrorWithArgs(Context* ctx, Term reason, Term args, Term info = kNil);
// erlang:raise(Class, Reason, StackTrace): the class is error, exit or throw; the trace a list that was checked.
Term RaiseWithTrace(Context* ctx, Term exception_class, Term reason, Term trace);

inline bool ExceptionPending(const Context* ctx) { return ctx->exception_class != kNoTerm; }
void ClearException(Context* ctx);

// The list for a raw stack trace (or a list as it is).
Term BuildStacktrace(Context* ctx, Term raw);
// The value of `catch Expression` for an exception.
Term CatchValue(Context* ctx, Term exception_class, Term reason, Term raw);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_EXCEPTION_H_
