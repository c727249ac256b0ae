// SPDX-License-Identifier: Apache-2.0
//
// The interpreter's loop.
//
// One switch over pre-decoded instructions; what is rare or long is a function of its own (cold_ops). pc, e, hp, cp and
// the reductions live in local variables, the x registers in the context. The loop is left for everything that the
// dispatch loop does (dispatch.cc), and whenever the reductions run out: WebAssembly engines replace a function by its
// optimised version only when it is called anew.
//
// cp is 0 while the function has a stack frame, where the return address is then: so it is known at any instruction
// whether cp or the frame says who called.

#include "runtime/interp.h"

#include <algorithm>
#include <cmath>

#include "runtime/atoms.h"
#include "runtime/compare.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/native_failure.h"
#include "runtime/operators.h"
#include "runtime/receive.h"

namespace beamfold::rt {
namespace {

uint32_t LocationOf(const Module& module, const uint32_t* pc) {
  const uint32_t offset = static_cast<uint32_t>(pc - module.code.data());
  const auto next = std::upper_bound(module.places.begin(), module.places.end(), offset,
                                     [](uint32_t o, const CodePlace& place) { return o < place.offset; });
  return next == module.places.begin() ? 0 : std::prev(next)->location;
}

uint32_t EntryAt(const Module& module, const uint32_t* pc) {
  const uint32_t offset = static_cast<uint32_t>(pc - module.code.data());
  const auto it = std::lower_bound(module.entry_offsets.begin(), module.entry_offsets.end(), offset);
  return static_cast<uint32_t>(it - module.entry_offsets.begin());
}

// A guard that fails goes on at its label, and the exception is forgotten.
bool TakeFailure(Context* ctx, uint32_t label) {
  if (label == 0) return false;
  ClearException(ctx);
  return true;
}

bool BothSmall(Term a, Term b) { return (a & b & abi::kImmediateMask) == abi::kTagSmall; }

// An operator of module erlang; a failure names it in the stack trace.
Term Operate(Context* ctx, Term (*function)(Context*, Term, Term), const char* name, Term a, Term b) {
  const Term result = function(ctx, a, b);
  if (result == kNoTerm) NoteNativeFailure(ctx, "erlang", name, {a, b});
  return result;
}

}  // namespace

double float_registers[1024];

const ColdOp cold_ops[] = {
#define HOT_OP(name) nullptr,
#define COLD_OP(name) Op##name,
#include "runtime/interp_ops.def"
#undef HOT_OP
#undef COLD_OP
};

const uint32_t* ColdArgs::FailOrRaise() const { return TakeFailure(ctx, pc[1]) ? label(1) : nullptr; }

void Interpret(Context* ctx, JitState* js, uint32_t entry) {
  Module* module = js->module;
  const uint32_t* code = module->code.data();
  const uint32_t* pc = code + module->entry_offsets[entry];
  Term* const x = ctx->x;
  Term* e = ctx->e;
  Term* hp = ctx->heap_ptr;
  uint32_t cp = ctx->cp;
  int32_t reductions = js->reductions;
  const uint32_t stress = GcStress() ? 1u << 28 : 0;
  if (module->entries[entry].kind == EntryKind::kReturn || module->entries[entry].kind == EntryKind::kHandler) cp = 0;

#define CASE(name) case static_cast<uint32_t>(InterpOp::k##name):
#define NEXT(words) \
  do {              \
    pc += (words);  \
    goto next;      \
  } while (false)
#define SOURCE(i) Load(ctx, e, pc[i])
#define TARGET(i) RegisterOf(ctx, e, pc[i])
#define FAIL_TO_LABEL  \
  do {                 \
    pc = code + pc[1]; \
    goto next;         \
  } while (false)
#define LEAVE(what, payload)                                                   \
  do {                                                                         \
    js->action = (what) | static_cast<uint32_t>(payload) << abi::kActionShift; \
    goto leave;                                                                \
  } while (false)
#define PLACE (LocationOf(*module, pc) | (cp == 0 ? abi::kPayloadHasFrame : 0))
#define RAISE_PENDING LEAVE(abi::kRaisePending, PLACE)

  // Calls inside of the interpreter take a function's reduction themselves; who comes from elsewhere has not.
  if (module->entries[entry].kind == EntryKind::kFunction && --reductions <= 0) LEAVE(abi::kContinue, entry);
  for (;;) {
  next:
    switch (*pc) {
#include "runtime/interp_arith.inc"
#include "runtime/interp_call.inc"
#include "runtime/interp_control.inc"
#include "runtime/interp_data.inc"
#include "runtime/interp_test.inc"

      default: {
        const uint32_t* next = cold_ops[*pc]({ctx, module, e, pc});
        if (next == nullptr) RAISE_PENDING;
        pc = next;
        if (UnderPressure(ctx)) reductions = std::min(reductions, 1);
        continue;
      }
    }
  }

leave:
  ctx->e = e;
  ctx->heap_ptr = hp;
  ctx->cp = cp;
  js->reductions = reductions;
  js->module = module;

#undef CASE
#undef NEXT
#undef SOURCE
#undef TARGET
#undef FAIL_TO_LABEL
#undef LEAVE
#undef PLACE
#undef RAISE_PENDING
}

}  // namespace beamfold::rt
