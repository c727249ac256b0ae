// SPDX-License-Identifier: Apache-2.0
//
// Setting an exception. Stack traces are the dispatch's business.

#include "runtime/exception.h"

#include "runtime/atoms.h"
#include "runtime/heap.h"

namespace beamfold::rt {
namespace {

Term Raise(Context* ctx, Term exception_class, Term reason, Term args = kNoTerm) {
  if (ctx == nullptr) return kNoTerm;  // an immortal term could not be made: there is no process to tell
  ctx->exception_class = exception_class;
  ctx->exception_reason = reason;
  ctx->exception_trace = kNoTerm;
  ctx->exception_args = args;
  ctx->exception_native = kNoTerm;
  return kNoTerm;
}

}  // namespace

Term RaiseError(Context* ctx, Term reason) { return Raise(ctx, atoms::kError, reason); }

Term RaiseErrorTagged(Context* ctx, Term tag, Term value) { return RaiseError(ctx, MakeTuple(ctx, {tag, value})); }

Term RaiseExit(Context* ctx, Term reason) { return Raise(ctx, atoms::kExit, reason); }
Term RaiseThrow(Context* ctx, Term value) { return Raise(ctx, atoms::kThrow, value); }
Term RaiseBadarg(Context* ctx) { return RaiseError(ctx, atoms::kBadarg); }

Term RaiseErrorWithArgs(Context* ctx, Term reason, Term args, Term info) {
  Raise(ctx, atoms::kError, reason, args);
  if (IsMap(info)) ctx->exception_native = MakeTuple(ctx, {args, info});
  return kNoTerm;
}

Term RaiseWithTrace(Context* ctx, Term exception_class, Term reason, Term trace) {
  Raise(ctx, exception_class, reason);
  ctx->exception_trace = MakeTuple(ctx, {exception_class, trace});
  return kNoTerm;
}

void ClearException(Context* ctx) { Raise(ctx, kNoTerm, kNoTerm); }

}  // namespace beamfold::rt
