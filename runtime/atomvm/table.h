// SPDX-License-Identifier: Apache-2.0
//
// The 77 primitives, with the signatures of primitives.def; the file that has each is named above it.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_TABLE_H_
#define BEAMFOLD_RUNTIME_ATOMVM_TABLE_H_

#include <cstdint>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt::atomvm::primitive {

// ---- calls.cc
Context* Return(Context* ctx, JitState* js);
Context* ScheduleNext(Context* ctx, JitState* js);
Context* ScheduleWait(Context* ctx, JitState* js);
Context* Terminate(Context* ctx, JitState* js);
Context* CallExt(Context* ctx, JitState* js, uint32_t offset, uint32_t arity, uint32_t import, uint32_t n_words);
Context* CallFun(Context* ctx, JitState* js, uint32_t offset, Term fun, uint32_t arity);
Context* Apply(Context* ctx, JitState* js, uint32_t offset, Term module, Term function, uint32_t arity);

// ---- errors.cc
Context* RaiseError(Context* ctx, JitState* js, uint32_t offset, Term reason);
Context* RaiseErrorTuple(Context* ctx, JitState* js, uint32_t offset, Term tag, Term value);
Context* RaiseErrorMfa(Context* ctx, JitState* js, uint32_t offset, uint32_t function, uint32_t arity);
Context* HandleError(Context* ctx, JitState* js, uint32_t offset);
Context* Raise(Context* ctx, JitState* js, Term raw_trace, Term value);
Context* RawRaise(Context* ctx, JitState* js);
uint32_t CatchEnd(Context* ctx, JitState* js);
Term StacktraceBuild(Context* ctx);

// ---- heap_primitives.cc
uint32_t Allocate(Context* ctx, JitState* js, uint32_t stack_words, uint32_t heap_words, uint32_t live);
uint32_t Deallocate(Context* ctx, JitState* js, uint32_t words);
uint32_t TestHeap(Context* ctx, JitState* js, uint32_t words, uint32_t live);
uint32_t EnsureFree(Context* ctx, JitState* js, uint32_t words, uint32_t live, uint32_t mode);
void TrimLiveRegs(Context* ctx, uint32_t live);
uint32_t ExtendedRegister(Context* ctx, uint32_t index);
Term AtomTerm(JitState* js, uint32_t index);
Term LoadLiteral(Context* ctx, JitState* js, uint32_t index);
Term BoxedInteger(Context* ctx, int64_t value);
Term BigInteger(Context* ctx, uint32_t digits, uint32_t sign);
Term PutList(Context* ctx, Term head, Term tail);
Term AllocTuple(Context* ctx, uint32_t arity);
Term AllocFun(Context* ctx, JitState* js, uint32_t index, uint32_t free);
uint32_t FunArity(uint32_t module, uint32_t index);
uint32_t Malloc(Context* ctx, JitState* js, uint32_t bytes);
void Free(uint32_t memory);

// ---- number_primitives.cc
uint32_t TermCompare(Context* ctx, JitState* js, Term a, Term b, uint32_t exact);
uint32_t IsNumber(Term t);
void EnsureFpRegs(Context* ctx);
Term TermFromFloat(Context* ctx, uint32_t index);
void ConvToFloat(Context* ctx, Term number, uint32_t index);
uint32_t Fadd(Context* ctx, uint32_t a, uint32_t b, uint32_t to);
uint32_t Fsub(Context* ctx, uint32_t a, uint32_t b, uint32_t to);
uint32_t Fmul(Context* ctx, uint32_t a, uint32_t b, uint32_t to);
uint32_t Fdiv(Context* ctx, uint32_t a, uint32_t b, uint32_t to);
void Fnegate(Context* ctx, uint32_t from, uint32_t to);

// ---- message_primitives.cc
uint32_t Send(Context* ctx, JitState* js);
Context* ProcessSignals(Context* ctx, JitState* js);
Term MailboxPeek(Context* ctx);
void MailboxRemove(Context* ctx);
void MailboxNext(Context* ctx);
void Timeout(Context* ctx);
void CancelTimeout(Context* ctx);
void ClearTimeoutFlag(Context* ctx);
Context* WaitTimeout(Context* ctx, JitState* js, Term time, uint32_t label);
Context* WaitTimeoutTrap(Context* ctx, JitState* js, uint32_t label);
uint32_t Flags(Context* ctx, uint32_t mask);

// ---- map_primitives.cc
uint32_t FindMapPos(Context* ctx, Term map, Term key);
Term PutMapAssoc(Context* ctx, JitState* js, Term map, uint32_t added, uint32_t pairs, uint32_t words);
Term CopyMap(Context* ctx, Term map);

// ---- match_primitives.cc
Term AllocMatchState(Context* ctx, Term source, uint32_t slots);
Term ExtractInteger(Context* ctx, JitState* js, Term binary, uint32_t offset, uint32_t bits, uint32_t flags);
Term ExtractFloat(Context* ctx, Term binary, uint32_t offset, uint32_t bits, uint32_t flags);
uint32_t SubBinaryWords(Term binary, uint32_t bytes);
Term SubBinary(Context* ctx, Term binary, uint32_t offset, uint32_t bytes);
uint32_t MatchString(Context* ctx, JitState* js, Term binary, uint32_t offset, uint32_t string, uint32_t bits);
Term GetUtf8(Term state);
Term GetUtf16(Term state, uint32_t flags);
Term GetUtf32(Term state, uint32_t flags);

// ---- construct_primitives.cc
uint32_t Utf8Size(uint32_t code_point);
uint32_t Utf16Size(uint32_t code_point);
Term EmptyBinary(Context* ctx, uint32_t bytes);
Term ReuseBinary(Context* ctx, Term source, uint32_t bytes);
uint32_t DecodeFlags(Context* ctx, JitState* js, Term list);
uint32_t InsertUtf8(Term binary, uint32_t offset, uint32_t code_point);
uint32_t InsertUtf16(Term binary, uint32_t offset, uint32_t code_point, uint32_t flags);
uint32_t InsertUtf32(Term binary, uint32_t offset, uint32_t code_point, uint32_t flags);
uint32_t InsertInteger(Term binary, uint32_t offset, Term value, uint32_t bits, uint32_t flags);
uint32_t InsertFloat(Term binary, uint32_t offset, Term value, uint32_t bits, uint32_t flags);
void CopyString(Context* ctx, JitState* js, Term binary, uint32_t offset, uint32_t string, uint32_t bits);
uint32_t CopyBinary(Context* ctx, JitState* js, Term binary, uint32_t offset, Term source, Term size);

// ---- bif_wrappers.cc
uint32_t ImportedBif(JitState* js, uint32_t import);

}  // namespace beamfold::rt::atomvm::primitive

#endif  // BEAMFOLD_RUNTIME_ATOMVM_TABLE_H_
