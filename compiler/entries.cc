// SPDX-License-Identifier: Apache-2.0

#include "compiler/entries.h"

#include "absl/strings/str_cat.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

// The receive loop's labels and the handlers: named by an instruction that may stand behind or before the label.
std::vector<EntryKind> FindNamedLabels(const Program& program) {
  std::vector<EntryKind> kinds(program.label_count, EntryKind::kReturn);
  for (const Instruction& in : program.code) {
    switch (in.op) {
      case Opcode::kTry:
      case Opcode::kCatch:
        kinds[program.operand(in, 1).index] = EntryKind::kHandler;
        break;
      case Opcode::kLoopRecEnd:
      case Opcode::kWait:
      case Opcode::kWaitTimeout:
        kinds[program.operand(in, 0).index] = EntryKind::kReceive;
        break;
      default:
        break;
    }
  }
  return kinds;
}

bool HasReturnPoint(Opcode op) {
  switch (op) {
    case Opcode::kCall:
    case Opcode::kCallExt:
    case Opcode::kCallFun:
    case Opcode::kCallFun2:
    case Opcode::kApply:
      return true;
    default:
      return false;
  }
}

}  // namespace

absl::StatusOr<EntryTable> NumberEntries(const Program& program) {
  EntryTable table;
  table.of_label.assign(program.label_count, kNoEntry);
  table.of_return.assign(program.code.size(), kNoEntry);
  table.location.assign(program.code.size(), 0);
  std::vector<EntryKind> named = FindNamedLabels(program);
  for (const FunctionRange& f : program.functions) named[f.entry_label] = EntryKind::kFunction;

  uint32_t location = 0;
  uint32_t function = 0;
  for (uint32_t i = 0; i < program.code.size(); ++i) {
    const Instruction& in = program.code[i];
    while (function + 1 < program.functions.size() && i >= program.functions[function + 1].begin) ++function;
    if (in.op == Opcode::kFuncInfo || in.op == Opcode::kLine) ++location;
    table.location[i] = location;
    const uint32_t number = static_cast<uint32_t>(table.entries.size());
    if (in.op == Opcode::kLabel) {
      const uint32_t label = static_cast<uint32_t>(program.operand(in, 0).value);
      const EntryKind kind = named[label];
      if (kind == EntryKind::kReturn) continue;
      uint32_t live = 0;
      if (kind == EntryKind::kFunction) live = program.functions[function].arity;
      if (kind == EntryKind::kHandler) live = 4;
      table.of_label[label] = number;
      table.entries.push_back({kind, function, i, live});
    } else if (HasReturnPoint(in.op)) {
      table.of_return[i] = number;
      table.entries.push_back({EntryKind::kReturn, function, i, 1});
    }
  }
  if (table.entries.size() >= abi::kMaxEntries) {
    return absl::ResourceExhaustedError(absl::StrCat(program.file, ": chunk Code: ", table.entries.size(),
                                                     " places to enter the module; at most ", abi::kMaxEntries - 1));
  }
  return table;
}

}  // namespace beamfold
