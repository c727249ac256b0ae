// SPDX-License-Identifier: Apache-2.0
//
// Native records in the interpreter.

#include <vector>

#include "runtime/interp.h"
#include "runtime/record.h"

namespace beamfold::rt {

const uint32_t* OpIsAnyRecord(const ColdArgs& a) { return IsRecord(a.load(2)) ? a.pc + 3 : a.label(1); }

const uint32_t* OpIsNativeRecord(const ColdArgs& a) {
  return IsRecordOf(a.load(2), a.pc[3], a.pc[4]) ? a.pc + 5 : a.label(1);
}

const uint32_t* OpIsRecordAccessible(const ColdArgs& a) {
  return IsRecordAccessible(a.module, a.load(2), a.pc[3]) ? a.pc + 4 : a.label(1);
}

const uint32_t* OpGetRecordElements(const ColdArgs& a) {
  const Term record = a.load(2);
  const uint32_t count = a.pc[3];
  for (uint32_t i = 0; i < count; ++i) {
    const Term value = GetRecordElement(a.ctx, record, a.load(4 + 2 * i));
    if (value == kNoTerm) return a.FailOrRaise();
    a.store(5 + 2 * i, value);
  }
  return a.pc + 4 + 2 * count;
}

const uint32_t* OpGetRecordField(const ColdArgs& a) {
  const Term value = RecordField(a.ctx, a.module, a.load(3), a.load(2), a.load(4));
  if (value == kNoTerm) return a.FailOrRaise();
  a.store(5, value);
  return a.pc + 6;
}

const uint32_t* OpPutRecord(const ColdArgs& a) {
  const uint32_t count = a.pc[5];
  std::vector<Term> pairs(count);
  for (uint32_t i = 0; i < count; ++i) pairs[i] = a.load(6 + i);
  const Term record = PutRecord(a.ctx, a.module, a.load(2), a.load(3), pairs);
  if (record == kNoTerm) return a.FailOrRaise();
  a.store(4, record);
  return a.pc + 6 + count;
}

}  // namespace beamfold::rt
