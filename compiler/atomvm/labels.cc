// SPDX-License-Identifier: Apache-2.0

#include "compiler/atomvm/labels.h"

#include <limits>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

// A catch term has room for so many labels.
constexpr uint32_t kMaxCatchLabels = 1 << 18;
constexpr uint32_t kMaxTableLabel = std::numeric_limits<uint16_t>::max();

// What is entered at a label of the Code chunk; no value: nothing from outside.
std::vector<std::optional<EntryKind>> FindEnteredLabels(const Program& program) {
  std::vector<std::optional<EntryKind>> kinds(program.label_count);
  for (uint32_t i = 0; i < program.code.size(); ++i) {
    const Instruction& in = program.code[i];
    switch (in.op) {
      case Opcode::kTry:
      case Opcode::kCatch:
        kinds[program.operand(in, 1).index] = EntryKind::kHandler;
        break;
      case Opcode::kLoopRec:
        // While signals are handled the process may be put aside; it goes on here.
        if (const uint32_t label = LabelBefore(program, i); label != 0) kinds[label] = EntryKind::kReceive;
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
  for (const FunctionRange& f : program.functions) kinds[f.entry_label] = EntryKind::kFunction;
  return kinds;
}

bool HasReturnPoint(Opcode op) {
  switch (op) {
    case Opcode::kCall:
    case Opcode::kCallExt:
    case Opcode::kCallFun:
    case Opcode::kCallFun2:
    case Opcode::kApply:
    case Opcode::kWaitTimeout:
      return true;
    default:
      return false;
  }
}

class Numbering {
 public:
  explicit Numbering(const Program& program) : program_(program) {
    labels_.terminate_label = program.label_count;
    EntryTable& table = labels_.table;
    table.of_label.assign(program.label_count, kNoEntry);
    table.of_return.assign(program.code.size(), kNoEntry);
    table.location.assign(program.code.size(), 0);
    labels_.of_receive.assign(program.code.size(), kNoEntry);
    line_.push_back(0);
    function_of_location_.push_back(0);
  }

  absl::StatusOr<AtomvmLabels> Run() {
    NumberReturnPoints();
    NumberLabels();
    const uint32_t last = labels_.terminate_label + labels_.return_entry + static_cast<uint32_t>(line_.size());
    if (labels_.entry_count() >= kMaxAvmReturnLabels || labels_.terminate_label >= kMaxCatchLabels) {
      return absl::ResourceExhaustedError(absl::StrCat(program_.file, ": chunk Code: ", last,
                                                       " labels; AtomVM can name ", kMaxCatchLabels - 1,
                                                       " labels of handlers and ", kMaxAvmReturnLabels - 1, " others"));
    }
    WriteTables();
    return std::move(labels_);
  }

 private:
  uint32_t AddEntry(EntryKind kind, uint32_t function, uint32_t instruction, uint32_t live, uint32_t label) {
    const uint32_t number = static_cast<uint32_t>(labels_.table.entries.size());
    labels_.table.entries.push_back({kind, function, instruction, live});
    labels_.label_of_entry.push_back(label);
    return number;
  }

  // Return points, and locations on the way.
  void NumberReturnPoints() {
    uint32_t function = 0;
    uint32_t line = 0;
    for (uint32_t i = 0; i < program_.code.size(); ++i) {
      const Instruction& in = program_.code[i];
      while (function + 1 < program_.functions.size() && i >= program_.functions[function + 1].begin) {
        ++function;
        line = 0;
      }
      if (in.op == Opcode::kLine) line = static_cast<uint32_t>(program_.operand(in, 0).value);
      if (in.op == Opcode::kFuncInfo || in.op == Opcode::kLine) {
        line_.push_back(line);
        function_of_location_.push_back(function);
      }
      labels_.table.location[i] = static_cast<uint32_t>(line_.size() - 1);
      if (in.op == Opcode::kLoopRec && LabelBefore(program_, i) == 0) {
        labels_.of_receive[i] = AddEntry(EntryKind::kReceive, function, i, 0, NextLabel());
      }
      if (!HasReturnPoint(in.op)) continue;
      const uint32_t live = in.op == Opcode::kWaitTimeout ? 0 : 1;
      labels_.table.of_return[i] = AddEntry(EntryKind::kReturn, function, i, live, NextLabel());
    }
    labels_.return_entry = AddEntry(EntryKind::kReturn, 0, 0, 1, NextLabel());
  }

  uint32_t NextLabel() const {
    return labels_.terminate_label + 1 + static_cast<uint32_t>(labels_.table.entries.size());
  }

  void NumberLabels() {
    const std::vector<std::optional<EntryKind>> kinds = FindEnteredLabels(program_);
    uint32_t function = 0;
    for (uint32_t i = 0; i < program_.code.size(); ++i) {
      const Instruction& in = program_.code[i];
      while (function + 1 < program_.functions.size() && i >= program_.functions[function + 1].begin) ++function;
      if (in.op != Opcode::kLabel) continue;
      const uint32_t label = static_cast<uint32_t>(program_.operand(in, 0).value);
      if (!kinds[label].has_value()) continue;
      uint32_t live = 0;
      if (*kinds[label] == EntryKind::kFunction) live = program_.functions[function].arity;
      if (*kinds[label] == EntryKind::kHandler) live = 3;
      labels_.table.of_label[label] = AddEntry(*kinds[label], function, i, live, label);
    }
    labels_.terminate_entry = AddEntry(EntryKind::kReturn, 0, 0, 1, labels_.terminate_label);
  }

  // What stack traces need of the labels behind L: the function, and the line if the file has one. A table's labels are
  // 16-bit numbers; places beyond are named by their function alone.
  void WriteTables() {
    const uint32_t first_location = labels_.entry_count();
    labels_.label_of_location.push_back(0);
    for (uint32_t e = 0; e < labels_.return_entry; ++e) {
      AddRow(labels_.label_of_entry[e], labels_.table.location[labels_.table.entries[e].instruction]);
    }
    for (uint32_t location = 1; location < line_.size(); ++location) {
      const uint32_t label = first_location + location;
      const bool named = label <= kMaxTableLabel && labels_.lines.size() < kMaxTableLabel;
      labels_.label_of_location.push_back(named ? label : FunctionLabel(location));
      if (named) AddRow(label, location);
    }
  }

  void AddRow(uint32_t label, uint32_t location) {
    if (label > kMaxTableLabel || location == 0) return;
    // A line that is 0 is written as well, lest the line of the row before holds.
    const uint32_t line = line_[location] <= kMaxTableLabel ? line_[location] : 0;
    labels_.lines.push_back({static_cast<uint16_t>(line), 4 * label});
    if (const uint32_t function = FunctionLabel(location); function <= kMaxTableLabel) {
      labels_.continuations.push_back({static_cast<uint16_t>(label), static_cast<uint16_t>(function)});
    }
  }

  uint32_t FunctionLabel(uint32_t location) const {
    return program_.functions.empty() ? 0 : program_.functions[function_of_location_[location]].entry_label;
  }

  const Program& program_;
  AtomvmLabels labels_;
  std::vector<uint32_t> line_;                  // by location: index into the Line chunk
  std::vector<uint32_t> function_of_location_;  // by location
};

}  // namespace

uint32_t LabelBefore(const Program& program, uint32_t instruction) {
  while (instruction > 0 && program.code[instruction - 1].op == Opcode::kLine) --instruction;
  if (instruction == 0 || program.code[instruction - 1].op != Opcode::kLabel) return 0;
  return static_cast<uint32_t>(program.operand(program.code[instruction - 1], 0).value);
}

absl::StatusOr<AtomvmLabels> NumberAtomvmLabels(const Program& program) { return Numbering(program).Run(); }

}  // namespace beamfold
