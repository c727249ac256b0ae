// SPDX-License-Identifier: Apache-2.0
//
// Pre-decoding of the instructions for native records.

#include "runtime/translate.h"

namespace beamfold::rt {

bool Translator::TranslateRecord() {
  const auto begin = [this](InterpOp op) {
    Emit(op);
    LabelWord(label(0));
    Source(arg(1));
  };
  switch (current_->op) {
    case Opcode::kIsAnyNativeRecord:
      begin(InterpOp::kIsAnyRecord);
      return true;
    case Opcode::kIsNativeRecord:
      begin(InterpOp::kIsNativeRecord);
      Word(arg(2).value);
      Word(arg(3).value);
      return true;
    case Opcode::kIsRecordAccessible:
      begin(InterpOp::kIsRecordAccessible);
      Word(arg(2).value);
      return true;
    case Opcode::kGetRecordField:
      begin(InterpOp::kGetRecordField);
      Source(arg(2));
      Source(arg(3));
      Source(arg(4));
      return true;
    case Opcode::kGetRecordElements: {
      const Arg& list = arg(2);
      if (list.count % 2 != 0) return Fail("get_record_elements: bad list");
      begin(InterpOp::kGetRecordElements);
      Word(list.count / 2);
      for (uint32_t i = 0; i < list.count; ++i) {
        if (i % 2 != 0 && !CheckArg('d', item(list, i))) return Fail("get_record_elements: bad list");
        Source(item(list, i));
      }
      return true;
    }
    case Opcode::kPutRecord: {
      const Arg& list = arg(5);
      if (list.count % 2 != 0 || list.count > abi::kMaxArgs) return Fail("put_record: bad list");
      begin(InterpOp::kPutRecord);
      Source(arg(2));
      Source(arg(3));
      Word(list.count);
      for (uint32_t i = 0; i < list.count; ++i) Source(item(list, i));
      return true;
    }
    default:
      return false;
  }
}

}  // namespace beamfold::rt
