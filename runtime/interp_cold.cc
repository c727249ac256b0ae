// SPDX-License-Identifier: Apache-2.0
//
// Instructions of the interpreter outside of its loop: guard functions, records, maps, exceptions.

#include <vector>

#include "runtime/atoms.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/interp.h"
#include "runtime/map.h"
#include "runtime/map_update.h"

namespace beamfold::rt {
namespace {

constexpr const char* kOpcodeNames[] = {
    "offset 0",
#define BEAM_OP(number, name, camel, arity, operands, flow, area, since) #name,
#include "compiler/opcodes.def"
#undef BEAM_OP
};

// erlang:F/N that no native function implements.
Term RaiseUndefined(Context* ctx, const Import& import, const Term* arguments) {
  static const Term kUndef = AtomFromText("undef");
  Term list = kNil;
  for (uint32_t i = import.arity; i-- > 0;) list = Cons(ctx, arguments[i], list);
  return RaiseErrorTagged(ctx, kUndef, MakeTuple(ctx, {import.module, import.function, list}));
}

const uint32_t* CallBif(const ColdArgs& a, uint32_t first, uint32_t count) {
  const Import& import = a.module->imports[a.pc[first]];
  Term arguments[3];
  for (uint32_t i = 0; i < count; ++i) arguments[i] = a.load(first + 1 + i);
  const Term result = import.kind == Import::Kind::kNative ? CallNative(import.native, a.ctx, count, arguments)
                                                           : RaiseUndefined(a.ctx, import, arguments);
  if (result == kNoTerm) return count == 0 ? nullptr : a.FailOrRaise();
  a.store(first + 1 + count, result);
  return a.pc + first + count + 2;
}

const uint32_t* PutMap(const ColdArgs& a, Term (*put)(Context*, Term, const Term*, uint32_t)) {
  const uint32_t count = a.pc[4];
  std::vector<Term> pairs(count);
  for (uint32_t i = 0; i < count; ++i) pairs[i] = a.load(5 + i);
  const Term map = put(a.ctx, a.load(2), pairs.data(), count);
  if (map == kNoTerm) return a.FailOrRaise();
  a.store(3, map);
  return a.pc + 5 + count;
}

}  // namespace

const uint32_t* OpUnsupported(const ColdArgs& a) {
  static const Term kUnsupportedOpcode = AtomFromText("unsupported_opcode");
  RaiseErrorTagged(a.ctx, kUnsupportedOpcode, AtomFromText(kOpcodeNames[a.pc[1]]));
  return nullptr;
}

const uint32_t* OpBif0(const ColdArgs& a) { return CallBif(a, 1, 0); }
const uint32_t* OpBif1(const ColdArgs& a) { return CallBif(a, 2, 1); }
const uint32_t* OpBif2(const ColdArgs& a) { return CallBif(a, 2, 2); }
const uint32_t* OpBif3(const ColdArgs& a) { return CallBif(a, 2, 3); }

const uint32_t* OpSelectSlow(const ColdArgs& a) {
  const Term value = a.load(1);
  for (uint32_t i = 0; i < a.pc[3]; ++i) {
    if (ExactEqual(value, a.pc[4 + 2 * i])) return a.label(5 + 2 * i);
  }
  return a.label(2);
}

const uint32_t* OpUpdateRecord(const ColdArgs& a) {
  const Term old = a.load(1);
  const uint32_t size = a.pc[2];
  const uint32_t count = a.pc[4];
  Term* elements;
  const Term copy = NewTuple(a.ctx, size, &elements);
  std::copy_n(TupleElements(old), size, elements);
  for (uint32_t i = 0; i < count; ++i) elements[a.pc[5 + 2 * i] - 1] = a.load(6 + 2 * i);
  a.store(3, copy);
  return a.pc + 5 + 2 * count;
}

const uint32_t* OpIsFunction2(const ColdArgs& a) {
  const Term fun = a.load(2);
  const Term arity = a.load(3);
  const bool holds = IsFun(fun) && IsSmall(arity) && SmallValue(arity) >= 0 &&
                     FunArity(fun) == static_cast<uint32_t>(SmallValue(arity));
  return holds ? a.pc + 4 : a.label(1);
}

const uint32_t* OpFconv(const ColdArgs& a) {
  const double value = NumberToDouble(a.load(1));
  if (value != value) {
    RaiseError(a.ctx, atoms::kBadarith);
    return nullptr;
  }
  float_registers[a.pc[2]] = value;
  return a.pc + 3;
}

const uint32_t* OpCatchEnd(const ColdArgs& a) {
  Term* const x = a.ctx->x;
  a.e[a.pc[1]] = kNil;
  if (x[0] == kNoTerm) x[0] = CatchValue(a.ctx, x[1], x[2], x[3]);
  return a.pc + 2;
}

const uint32_t* OpBuildStacktrace(const ColdArgs& a) {
  a.ctx->x[0] = BuildStacktrace(a.ctx, a.ctx->x[0]);
  return a.pc + 1;
}

const uint32_t* OpPutMapAssoc(const ColdArgs& a) { return PutMap(a, MapPutAssoc); }
const uint32_t* OpPutMapExact(const ColdArgs& a) { return PutMap(a, MapPutExact); }

const uint32_t* OpHasMapFields(const ColdArgs& a) {
  const Term map = a.load(2);
  const uint32_t count = a.pc[3];
  for (uint32_t i = 0; i < count; ++i) {
    if (!MapHas(map, a.load(4 + i))) return a.label(1);
  }
  return a.pc + 4 + count;
}

const uint32_t* OpGetMapElements(const ColdArgs& a) {
  const Term map = a.load(2);
  const uint32_t count = a.pc[3];
  for (uint32_t i = 0; i < count; ++i) {
    const Term value = MapGet(map, a.load(4 + 2 * i));
    if (value == kNoTerm) return a.label(1);
    a.store(5 + 2 * i, value);
  }
  return a.pc + 4 + 2 * count;
}

}  // namespace beamfold::rt
