// SPDX-License-Identifier: Apache-2.0
//
// Primitives for heap, stack and registers, and those that make plain terms.

#include <algorithm>
#include <cstdlib>
#include <string>

#include "runtime/atomvm/bump.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/table.h"
#include "runtime/exception.h"
#include "runtime/external_term.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/integer_word.h"

namespace beamfold::rt::atomvm {
namespace {

constexpr uint32_t kMaxDigits = 8;
constexpr uint32_t kMinDigits = 3;  // fewer bits fit a boxed int64
constexpr uint32_t kSignBit = 4;
constexpr uint32_t kModeFragment = 3;

// Room for `words` between heap_ptr and e.
bool Reserve(Context* ctx, size_t words, uint32_t live) {
  const bool done = strict ? CollectHere(ctx, words, live) : rt::EnsureFree(ctx, words, live);
  UpdateFragmentHeader(ctx);
  return done;
}

// The x registers from `live` on are given up.
void Trim(Context* ctx, uint32_t live) {
  const uint32_t kept = live > abi::kMaxX ? live - abi::kMaxX : 0;
  if (kept < ctx->atomvm.extended) SetExtended(ctx, kept);
}

}  // namespace

namespace primitive {

uint32_t Allocate(Context* ctx, JitState*, uint32_t stack_words, uint32_t heap_words, uint32_t live) {
  Trim(ctx, live);
  const size_t frame = size_t{stack_words} + 1;
  if (!Reserve(ctx, frame + heap_words, std::min(live, abi::kMaxX))) return 0;
  ctx->e -= frame;
  ctx->e[stack_words] = ctx->cp;
  if (strict) {
    std::fill(ctx->e, ctx->e + stack_words, kNoTerm);  // who leaves one like that is noticed
    SetReservation(ctx, heap_words);
  }
  return 1;
}

uint32_t Deallocate(Context* ctx, JitState*, uint32_t words) {
  if (words >= static_cast<size_t>(ctx->heap_end - ctx->e)) Fault("stack", "a frame of more words than there are");
  ctx->cp = ctx->e[words];
  ctx->e += words + 1;
  if (ctx->atomvm.fragment[0] == 0) return 1;
  const bool done = strict ? CollectHere(ctx, 0, 1) : Collect(ctx, 0, 1);
  UpdateFragmentHeader(ctx);
  return done;
}

uint32_t TestHeap(Context* ctx, JitState*, uint32_t words, uint32_t live) {
  Trim(ctx, live);
  return Reserve(ctx, words, std::min(live, abi::kMaxX));
}

uint32_t EnsureFree(Context* ctx, JitState*, uint32_t words, uint32_t live, uint32_t mode) {
  if (live > kMaxLive) Fault("live", std::to_string(live) + " x registers, but 17 are the most");
  if (mode >= kModeFragment) Fault("mode", "a new fragment for the heap is not supported here");
  return Reserve(ctx, words, live);
}

void TrimLiveRegs(Context* ctx, uint32_t live) { Trim(ctx, live); }

uint32_t ExtendedRegister(Context* ctx, uint32_t index) {
  if (index < abi::kMaxX || index - abi::kMaxX >= abi::kMaxExtendedX) {
    Fault("register", "x" + std::to_string(index) + " is no extended register");
  }
  for (uint32_t i = ctx->atomvm.extended; i <= index - abi::kMaxX; ++i) ctx->extended_x[i] = kNil;
  if (index - abi::kMaxX >= ctx->atomvm.extended) SetExtended(ctx, index - abi::kMaxX + 1);
  return Address(&ctx->extended_x[index - abi::kMaxX]);
}

Term AtomTerm(JitState* js, uint32_t index) {
  const NativeCode& code = CodeOf(js->module);
  if (index == 0 || index >= code.atoms.size()) Fault("atom", "there is no atom " + std::to_string(index));
  return code.atoms[index];
}

// Under strict checks a new term each time, as in AtomVM; else the literal itself, which never moves.
Term LoadLiteral(Context* ctx, JitState* js, uint32_t index) {
  if (index >= js->module->literals.size()) Fault("literal", "there is no literal " + std::to_string(index));
  const NativeCode& code = CodeOf(js->module);
  if (code.literals.empty()) return js->module->literals[index];
  size_t used;
  return DecodeExternal(ctx, code.literals[index], DecodeOptions{}, &used);
}

Term BoxedInteger(Context* ctx, int64_t value) {
  if (FitsSmall(value)) Fault("integer", "a small integer is not to be boxed");
  return MakeWord(ctx, value);
}

Term BigInteger(Context* ctx, uint32_t digits, uint32_t sign) {
  if (digits == 0 || digits > kMaxDigits || (sign != 0 && sign != kSignBit)) {
    Fault("integer", std::to_string(digits) + " digits, sign " + std::to_string(sign));
  }
  const uint32_t words = std::max(digits, kMinDigits);
  Term* p = Alloc(ctx, words + 1);
  p[0] = MakeHeader(words, IntegerTag(sign != 0));
  std::fill_n(p + 1, words, 0);
  return BoxedTerm(p);
}

Term PutList(Context* ctx, Term head, Term tail) { return WriteCons(Bump(ctx, 2), head, tail); }

Term AllocTuple(Context* ctx, uint32_t arity) {
  Term* p = Bump(ctx, arity + 1);
  p[0] = MakeHeader(arity, abi::kHeaderTuple);
  return BoxedTerm(p);
}

Term AllocFun(Context* ctx, JitState* js, uint32_t index, uint32_t free) {
  if (index >= js->module->lambdas.size() || js->module->lambdas[index].num_free != free) {
    Fault("fun", "there is no fun " + std::to_string(index) + " with " + std::to_string(free) + " free variables");
  }
  Term* p = Bump(ctx, 3 + free);
  p[0] = MakeHeader(2 + free, abi::kHeaderFun);
  p[1] = Address(js->module);
  p[2] = MakeSmall(static_cast<int32_t>(index));
  return BoxedTerm(p);
}

uint32_t FunArity(uint32_t module_address, uint32_t index) {
  const auto* module = reinterpret_cast<const Module*>(static_cast<uintptr_t>(module_address));
  if (ModuleByIndex(module->index) != module || index >= module->lambdas.size()) Fault("fun", "no such fun");
  return module->lambdas[index].arity - module->lambdas[index].num_free;
}

uint32_t Malloc(Context*, JitState*, uint32_t bytes) { return Address(malloc(bytes)); }

void Free(uint32_t memory) { free(reinterpret_cast<void*>(static_cast<uintptr_t>(memory))); }

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
