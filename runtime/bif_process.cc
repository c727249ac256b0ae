// SPDX-License-Identifier: Apache-2.0
//
// The process: its identity, its dictionary, what it can ask the system.

#include <cstdio>
#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/module.h"
#include "runtime/output.h"
#include "runtime/process.h"
#include "runtime/term_print.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

Term NoNode() {
  static const Term kNoNode = AtomFromText("nonode@nohost");
  return kNoNode;
}

Term OrUndefined(Term value) { return value != kNoTerm ? value : atoms::kUndefined; }

}  // namespace

Term ErlangSelf(Context* ctx) { return MakeLocalPid(ctx->process_id); }
Term ErlangNode0(Context*) { return NoNode(); }
Term ErlangNode1(Context* ctx, Term term) {
  return IsPid(term) || IsPort(term) || IsReference(term) ? NoNode() : RaiseBadarg(ctx);
}

Term ErlangGet1(Context* ctx, Term key) { return OrUndefined(DictionaryGet(ctx->dictionary, key)); }
Term ErlangPut(Context* ctx, Term key, Term value) { return OrUndefined(DictionaryPut(ctx->dictionary, key, value)); }
Term ErlangErase1(Context* ctx, Term key) { return OrUndefined(DictionaryErase(ctx->dictionary, key)); }

Term ErlangGet0(Context* ctx) {
  Term list = kNil;
  for (uint32_t i = 0; i < ctx->dictionary.capacity; ++i) {
    const DictionaryEntry& entry = ctx->dictionary.entries[i];
    if (entry.key != kNoTerm) list = Cons(ctx, MakeTuple(ctx, {entry.key, entry.value}), list);
  }
  return list;
}

Term ErlangErase0(Context* ctx) {
  const Term list = ErlangGet0(ctx);
  DictionaryClear(ctx->dictionary);
  return list;
}

Term ErlangGetKeys0(Context* ctx) {
  Term list = kNil;
  for (uint32_t i = 0; i < ctx->dictionary.capacity; ++i) {
    const DictionaryEntry& entry = ctx->dictionary.entries[i];
    if (entry.key != kNoTerm) list = Cons(ctx, entry.key, list);
  }
  return list;
}

Term ErlangGetKeys1(Context* ctx, Term value) {
  Term list = kNil;
  for (uint32_t i = 0; i < ctx->dictionary.capacity; ++i) {
    const DictionaryEntry& entry = ctx->dictionary.entries[i];
    if (entry.key != kNoTerm && ExactEqual(entry.value, value)) list = Cons(ctx, entry.key, list);
  }
  return list;
}

Term ErlangMakeRef(Context* ctx) { return MakeReference(ctx, NextReference()); }

Term ErlangBumpReductions(Context* ctx, Term count) {
  return IsInteger(count) && !IsNegative(count) ? atoms::kTrue : RaiseBadarg(ctx);
}

// Not of Erlang/OTP: what the module beamfold_io writes with, 1 for standard output and 2 for standard error.
Term BeamfoldWrite(Context* ctx, Term descriptor, Term bytes) {
  if (!IsBinary(bytes) || (descriptor != MakeSmall(1) && descriptor != MakeSmall(2))) return RaiseBadarg(ctx);
  if (descriptor == MakeSmall(1)) {
    WriteStdout(BytesOf(bytes));
  } else {
    WriteStderr(BytesOf(bytes));
  }
  return atoms::kTrue;
}

Term ErlangDisplay(Context*, Term term) {
  WriteStdout(PrintTerm(term) + "\n");
  return atoms::kTrue;
}

Term ErlangPidToList(Context* ctx, Term pid) {
  return IsPid(pid) ? ListFromBytes(ctx, PrintTerm(pid)) : RaiseBadarg(ctx);
}
Term ErlangRefToList(Context* ctx, Term ref) {
  return IsReference(ref) ? ListFromBytes(ctx, PrintTerm(ref)) : RaiseBadarg(ctx);
}
Term ErlangPortToList(Context* ctx, Term port) {
  return IsPort(port) ? ListFromBytes(ctx, PrintTerm(port)) : RaiseBadarg(ctx);
}

// "<0.N.S>" of this node: the identifier is N + (S << 15).
Term ErlangListToPid(Context* ctx, Term list) {
  std::string text;
  unsigned number;
  unsigned serial;
  int end = 0;
  if (!BytesFromList(list, &text) || sscanf(text.c_str(), "<0.%u.%u>%n", &number, &serial, &end) != 2 ||
      static_cast<size_t>(end) != text.size() || number > 0x7FFF || serial > 0x1FFF) {
    return RaiseBadarg(ctx);
  }
  return MakeLocalPid(number | serial << 15);
}

Term ErlangListToRef(Context* ctx, Term list) {
  std::string text;
  unsigned words[3];
  int end = 0;
  if (!BytesFromList(list, &text) ||
      sscanf(text.c_str(), "#Ref<0.%u.%u.%u>%n", &words[0], &words[1], &words[2], &end) != 3 ||
      static_cast<size_t>(end) != text.size() || words[0] != 0) {
    return RaiseBadarg(ctx);
  }
  return MakeReference(ctx, uint64_t{words[1]} << 32 | words[2]);
}

}  // namespace beamfold::rt::bif
