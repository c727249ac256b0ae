// SPDX-License-Identifier: Apache-2.0
//
// Making terms. A null Context* means immortal memory (literals, persistent terms); such terms must not refer to terms
// of a process.

#ifndef BEAMFOLD_RUNTIME_HEAP_H_
#define BEAMFOLD_RUNTIME_HEAP_H_

#include <cstddef>
#include <initializer_list>
#include <span>

#include "runtime/context.h"
#include "runtime/fragments.h"
#include "runtime/term.h"

namespace beamfold::rt {

// Room in the process's fragment area. Never collects, never moves anything, never null. Every word has to be written
// before the next collection.
inline Term* Alloc(Context* ctx, size_t words) {
  return ctx != nullptr ? AllocIn(ctx->fragments, words) : AllocImmortal(words);
}

extern Term empty_tuple;  // the only one

inline Term Cons(Context* ctx, Term head, Term tail) { return WriteCons(Alloc(ctx, 2), head, tail); }
inline Term MakeFloat(Context* ctx, double value) { return WriteFloat(Alloc(ctx, kFloatWords), value); }
Term MakeTuple(Context* ctx, std::span<const Term> elements);
inline Term MakeTuple(Context* ctx, std::initializer_list<Term> elements) {
  return MakeTuple(ctx, std::span<const Term>(elements.begin(), elements.size()));
}
// A tuple whose elements the caller writes at once: `elements` is where. arity > 0.
Term NewTuple(Context* ctx, uint32_t arity, Term** elements);
Term MakeList(Context* ctx, std::span<const Term> elements, Term tail = kNil);
Term MakeExternalFun(Context* ctx, Term module, Term function, uint32_t arity);
// A local reference: 64 bits.
Term MakeReference(Context* ctx, uint64_t number);

// Elements of a proper list, or -1 (improper, or not a list).
int64_t ListLength(Term list);

// A deep copy in another process's fragment area, or immortal (null). Shared subterms are copied once each time they
// are met. Refc binaries share their bytes.
Term CopyTerm(Context* to, Term t);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_HEAP_H_
