// SPDX-License-Identifier: Apache-2.0
//
// Instructions of the interpreter that match bitstrings.

#include "runtime/interp_bits.h"

#include "runtime/atoms.h"
#include "runtime/bits_ops.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/interp.h"

namespace beamfold::rt {
namespace {

uint32_t& Offset(Term state) { return Pointer(state)[abi::kMatchOffset / 4]; }
uint32_t BitsLeft(Term state) { return Pointer(state)[abi::kMatchEnd / 4] - Offset(state); }

// Size in bits of a field, -1: it does not match.
int32_t FieldBits(const ColdArgs& a, Term state) {
  const Term size = a.load(3);
  const uint32_t unit = a.pc[4];
  if (size != atoms::kAll) return BsFieldBits(size, unit);
  const uint32_t left = BitsLeft(state);
  return unit != 0 && left % unit != 0 ? -1 : static_cast<int32_t>(left);
}

template <typename Get>
const uint32_t* GetField(const ColdArgs& a, Get get) {
  const Term state = a.load(2);
  const int32_t bits = FieldBits(a, state);
  const Term value = bits < 0 ? kNoTerm : get(state, static_cast<uint32_t>(bits));
  if (value == kNoTerm) return a.FailOrRaise();
  a.store(6, value);
  return a.pc + 7;
}

}  // namespace

const uint32_t* OpBsStartMatch(const ColdArgs& a) {
  const Term state = BsStartMatch(a.ctx, a.load(2));
  if (state == kNoTerm) {
    if (a.pc[1] == 0) RaiseBadarg(a.ctx);
    return a.FailOrRaise();
  }
  a.store(3, state);
  return a.pc + 4;
}

const uint32_t* OpBsGetInteger(const ColdArgs& a) {
  return GetField(a, [&a](Term state, uint32_t bits) { return BsGetInteger(a.ctx, state, bits, a.pc[5]); });
}
const uint32_t* OpBsGetFloat(const ColdArgs& a) {
  return GetField(a, [&a](Term state, uint32_t bits) { return BsGetFloat(a.ctx, state, bits, a.pc[5]); });
}
const uint32_t* OpBsGetBinary(const ColdArgs& a) {
  return GetField(a, [&a](Term state, uint32_t bits) { return BsGetBinary(a.ctx, state, bits); });
}

const uint32_t* OpBsSkip(const ColdArgs& a) {
  const Term state = a.load(2);
  const int32_t bits = FieldBits(a, state);
  if (bits < 0 || static_cast<uint32_t>(bits) > BitsLeft(state)) return a.label(1);
  Offset(state) += static_cast<uint32_t>(bits);
  return a.pc + 5;
}

const uint32_t* OpBsTestTail(const ColdArgs& a) { return BitsLeft(a.load(2)) == a.pc[3] ? a.pc + 4 : a.label(1); }
const uint32_t* OpBsTestUnit(const ColdArgs& a) { return BitsLeft(a.load(2)) % a.pc[3] == 0 ? a.pc + 4 : a.label(1); }

const uint32_t* OpBsMatchString(const ColdArgs& a) {
  const auto* string = reinterpret_cast<const uint8_t*>(a.module->strings.data()) + a.pc[4];
  return BsMatchString(a.load(2), a.pc[3], string) != 0 ? a.pc + 5 : a.label(1);
}

const uint32_t* OpBsGetTail(const ColdArgs& a) {
  a.store(2, BsGetTail(a.ctx, a.load(1)));
  return a.pc + 3;
}

const uint32_t* OpBsGetPosition(const ColdArgs& a) {
  a.store(2, BsGetPosition(a.ctx, a.load(1)));
  return a.pc + 3;
}

const uint32_t* OpBsSetPosition(const ColdArgs& a) {
  BsSetPosition(a.load(1), a.load(2));
  return a.pc + 3;
}

const uint32_t* OpBsGetUtf(const ColdArgs& a) {
  const Term state = a.load(2);
  const Term value = a.pc[3] == 8    ? BsGetUtf8(a.ctx, state)
                     : a.pc[3] == 16 ? BsGetUtf16(a.ctx, state, a.pc[4])
                                     : BsGetUtf32(a.ctx, state, a.pc[4]);
  if (value == kNoTerm) return a.label(1);
  if (a.pc[5] != kSkipField) a.store(5, value);
  return a.pc + 6;
}

const uint32_t* OpBsMatch(const ColdArgs& a) {
  const Term state = a.load(2);
  const uint32_t* const fail = a.label(1);
  uint32_t i = 4;
  const uint32_t end = 4 + a.pc[3];
  while (i < end) {
    const auto command = static_cast<BsMatchCommand>(a.pc[i]);
    const uint32_t bits = a.pc[i + 1];
    switch (command) {
      case BsMatchCommand::kAtLeast: {
        const uint32_t left = BitsLeft(state);
        if (left < bits || (left - bits) % a.pc[i + 2] != 0) return fail;
        i += 3;
        break;
      }
      case BsMatchCommand::kExactly:
        if (BitsLeft(state) != bits) return fail;
        i += 2;
        break;
      case BsMatchCommand::kInteger:
      case BsMatchCommand::kBinary: {
        const Term value = command == BsMatchCommand::kInteger ? BsGetInteger(a.ctx, state, bits, a.pc[i + 2])
                                                               : BsGetBinary(a.ctx, state, bits);
        if (value == kNoTerm) return fail;
        a.store(i + 3, value);
        i += 4;
        break;
      }
      case BsMatchCommand::kSkip:
        if (BitsLeft(state) < bits) return fail;
        Offset(state) += bits;
        i += 2;
        break;
      case BsMatchCommand::kTail:
        a.store(i + 1, BsGetTail(a.ctx, state));
        i += 2;
        break;
      case BsMatchCommand::kEqual: {
        const Term value = BsGetInteger(a.ctx, state, bits, 0);
        if (value == kNoTerm || !ExactEqual(value, a.pc[i + 2])) return fail;
        i += 3;
        break;
      }
    }
  }
  return a.pc + end;
}

}  // namespace beamfold::rt
