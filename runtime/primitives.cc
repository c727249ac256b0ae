// SPDX-License-Identifier: Apache-2.0
//
// The primitives: what compiled code calls, with the signatures of primitives.def.

#include <cmath>

#include "runtime/abi.h"
#include "runtime/atoms.h"
#include "runtime/bits_ops.h"
#include "runtime/compare.h"
#include "runtime/construct_series.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/map.h"
#include "runtime/map_update.h"
#include "runtime/operators.h"
#include "runtime/receive.h"
#include "runtime/record.h"

namespace beamfold::rt {
namespace {

uint32_t TestHeap(Context* ctx, JitState*, uint32_t words, uint32_t live) { return EnsureFree(ctx, words, live); }

uint32_t Allocate(Context* ctx, JitState*, uint32_t stack, uint32_t heap, uint32_t live) {
  return EnsureFree(ctx, size_t{stack} + heap, live);
}

uint32_t TermCompare(Context*, JitState*, Term a, Term b, uint32_t exact) {
  if (exact != 0) return (exact == 1 ? ExactEqual(a, b) : Equal(a, b)) ? 1 : 4;
  const int order = Compare(a, b, /*exact=*/false);
  return order == 0 ? 1 : order < 0 ? 2 : 4;
}

uint32_t MatchString(Term state, uint32_t bits, uint32_t address) {
  return BsMatchString(state, bits, reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(address)));
}

Term NextMessage(Context* ctx) { return LoopRec(ctx->mailbox); }
void SkipMessage(Context* ctx) { LoopRecEnd(ctx->mailbox); }
uint32_t Wait(Context* ctx, Term time) { return static_cast<uint32_t>(WaitTimeout(ctx, time)); }
Term ReserveMarker(Context* ctx) { return MarkerReserve(ctx->mailbox); }
void BindMarker(Context* ctx, Term marker, Term reference) { MarkerBind(ctx->mailbox, marker, reference); }
void ClearMarker(Context* ctx, Term reference) { MarkerClear(ctx->mailbox, reference); }
void UseMarker(Context* ctx, Term reference) { MarkerUse(ctx->mailbox, reference); }

void PutString(uint32_t address, uint32_t bytes) {
  BsPutString(reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(address)), bytes);
}

Term CreateBin(Context* ctx, JitState* js, uint32_t segments) { return BsCreateBin(ctx, js->args, segments); }

Term PutAssoc(Context* ctx, JitState* js, Term map, uint32_t words) { return MapPutAssoc(ctx, map, js->args, words); }

Term PutExact(Context* ctx, JitState* js, Term map, uint32_t words) { return MapPutExact(ctx, map, js->args, words); }

double ToFloat(Term number) { return NumberToDouble(number); }

uint32_t IsFunctionOfArity(Term term, Term arity) {
  return IsFun(term) && IsSmall(arity) && SmallValue(arity) >= 0 &&
         FunArity(term) == static_cast<uint32_t>(SmallValue(arity));
}

Term MakeRecord(Context* ctx, JitState* js, uint32_t module, Term id, Term source, uint32_t words) {
  return PutRecord(ctx, reinterpret_cast<const Module*>(static_cast<uintptr_t>(module)), id, source, {js->args, words});
}

Term FieldOfRecord(Context* ctx, uint32_t module, Term id, Term record, Term field) {
  return RecordField(ctx, reinterpret_cast<const Module*>(static_cast<uintptr_t>(module)), id, record, field);
}

uint32_t IsAccessible(uint32_t module, Term record, Term scope) {
  return IsRecordAccessible(reinterpret_cast<const Module*>(static_cast<uintptr_t>(module)), record, scope);
}

uint32_t IsOfRecord(Term term, Term module, Term name) { return IsRecordOf(term, module, name); }

// Names of primitives.def -> functions here and elsewhere.
constexpr auto kTermCompare = TermCompare;
constexpr auto kTestHeap = TestHeap;
constexpr auto kAllocate = Allocate;
constexpr auto kBsStartMatch = BsStartMatch;
constexpr auto kBsGetInteger = BsGetInteger;
constexpr auto kBsGetFloat = BsGetFloat;
constexpr auto kBsGetBinary = BsGetBinary;
constexpr auto kBsGetTail = BsGetTail;
constexpr auto kBsFieldBits = BsFieldBits;
constexpr auto kBsGetUtf8 = BsGetUtf8;
constexpr auto kBsGetUtf16 = BsGetUtf16;
constexpr auto kBsGetUtf32 = BsGetUtf32;
constexpr auto kBsMatchString = MatchString;
constexpr auto kBsCreateBin = CreateBin;
constexpr auto kBsInitWritable = BsInitWritable;
constexpr auto kMapGet = MapGet;
constexpr auto kPutMapAssoc = PutAssoc;
constexpr auto kPutMapExact = PutExact;
constexpr auto kBuildStacktrace = BuildStacktrace;
constexpr auto kCatchEnd = CatchValue;
constexpr auto kToFloat = ToFloat;
constexpr auto kIsFunction2 = IsFunctionOfArity;
constexpr auto kBsGetIntegerSmall = BsGetIntegerSmall;
constexpr auto kIntAdd = AddTerms;
constexpr auto kIntSubtract = SubtractTerms;
constexpr auto kIntMultiply = MultiplyTerms;
constexpr auto kIntIncrement = AddConstant;
constexpr auto kIntDecrement = SubtractConstant;
constexpr auto kBsGetPosition = BsGetPosition;
constexpr auto kBsSetPosition = BsSetPosition;
constexpr auto kBsInit = BsInit;
constexpr auto kBsAppend = BsAppend;
constexpr auto kBsPut = BsPut;
constexpr auto kBsPutString = PutString;
constexpr auto kBsAdd = BsAdd;
constexpr auto kBsUtfSize = BsUtfSize;
constexpr auto kSend = SendInstruction;
constexpr auto kLoopRec = NextMessage;
constexpr auto kLoopRecEnd = SkipMessage;
constexpr auto kRemoveMessage = TakeMessage;
constexpr auto kWaitTimeout = Wait;
constexpr auto kTimeout = EndReceive;
constexpr auto kRecvMarkerReserve = ReserveMarker;
constexpr auto kRecvMarkerBind = BindMarker;
constexpr auto kRecvMarkerClear = ClearMarker;
constexpr auto kRecvMarkerUse = UseMarker;
constexpr auto kPutRecord = MakeRecord;
constexpr auto kGetRecordElement = GetRecordElement;
constexpr auto kGetRecordField = FieldOfRecord;
constexpr auto kIsNativeRecord = IsOfRecord;
constexpr auto kIsRecordAccessible = IsAccessible;

constexpr uint32_t kTableSize = 160;

}  // namespace

const uint32_t* Primitives() {
  static uint32_t table[kTableSize];
  if (table[abi::kTestHeap] == 0) {
#define PRIMITIVE(number, name, camel, signature, effect) \
  static_assert(number < kTableSize);                     \
  table[number] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(k##camel));
#include "runtime/primitives.def"
#undef PRIMITIVE
  }
  return table;
}

}  // namespace beamfold::rt
