// SPDX-License-Identifier: Apache-2.0
//
// What a node that is on its own answers: no other nodes, nothing configured, nothing to log to.

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/identifier.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {

Term ErlangNodes0(Context*) { return kNil; }

Term ErlangNodes1(Context* ctx, Term kind) {
  static const Term kThis = AtomFromText("this");
  static const Term kKnown = AtomFromText("known");
  static const Term kOthers[] = {AtomFromText("visible"), AtomFromText("hidden"), AtomFromText("connected")};
  if (kind == kThis || kind == kKnown) return Cons(ctx, LocalNode(), kNil);
  for (Term other : kOthers) {
    if (kind == other) return kNil;
  }
  return RaiseBadarg(ctx);
}

Term ErlangMonitorNode2(Context* ctx, Term node, Term flag) {
  return IsAtom(node) && IsBoolean(flag) ? atoms::kTrue : RaiseBadarg(ctx);
}

// Text is UTF-8 everywhere.
Term NetKernelDflagUnicodeIo(Context* ctx, Term pid) { return IsPid(pid) ? atoms::kTrue : RaiseBadarg(ctx); }
Term FileNativeNameEncoding(Context*) {
  static const Term kUtf8 = AtomFromText("utf8");
  return kUtf8;
}

Term OsGetpid(Context* ctx) { return ListFromBytes(ctx, "1"); }

// No application has an environment.
Term ApplicationControllerGetEnv(Context* ctx, Term application, Term key) {
  return IsAtom(application) && IsAtom(key) ? atoms::kUndefined : RaiseBadarg(ctx);
}

}  // namespace beamfold::rt::bif
