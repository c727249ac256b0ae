// SPDX-License-Identifier: Apache-2.0

#include "runtime/translate.h"

#include <string_view>

namespace beamfold::rt {
namespace {

struct OpcodeRow {
  const char* name;
  uint8_t arity;
  const char* operands;
  Area area;
};

// By number; unused numbers have no name.
constexpr OpcodeRow kOpcodes[256] = {
    {nullptr, 0, "", Area::kControl},
#define BEAM_OP(number, name, camel, arity, operands, flow, area, since) {#name, arity, operands, Area::k##area},
#include "compiler/opcodes.def"
#undef BEAM_OP
};

constexpr uint32_t kMaxPlainNumber = 1u << 27;

}  // namespace

bool Translator::Fail(const std::string& what) {
  if (error_.empty()) error_ = "chunk Code: " + what;
  return false;
}

bool Translator::CheckArg(char letter, const Arg& a) {
  using Kind = Arg::Kind;
  const bool reg = a.kind == Kind::kX || a.kind == Kind::kY;
  const bool source = reg || a.kind == Kind::kTerm;
  const bool plain = a.kind == Kind::kUnsigned;
  switch (letter) {
    case 's':
      return source;
    case 'z':
      return source || (plain && a.value < kMaxPlainNumber);
    case 'r':
    case 'd':
    case 'w':
      return reg;
    case 'y':
      return a.kind == Kind::kY;
    case 'v':
      return source || a.kind == Kind::kFr;
    case 'D':
      return reg || a.kind == Kind::kFr;
    case 'F':
    case 'G':
      return a.kind == Kind::kFr;
    case 'a':
      return a.kind == Kind::kTerm && (IsAtom(a.value) || IsNil(a.value));
    case 'l':
      return plain && a.value > 0 && a.value < t_.label_count;
    case 'f':
    case 'e':
      return a.kind == Kind::kLabel && a.value > 0;
    case 'j':
      return a.kind == Kind::kLabel;
    case 'm':
      return a.kind == Kind::kLabel || a.kind == Kind::kTerm;
    case 'u':
    case 'b':
    case 't':
      return plain && a.value < kMaxPlainNumber;
    case 'A':
      return plain && a.value <= 255;
    case 'n':
    case 'k':
      return plain && a.value <= 1023;
    case 'H':
      return (plain && a.value < 1u << 24) || a.kind == Kind::kNeed;
    case 'I':
      return plain && a.value < m_.imports.size();
    case 'g':
      return plain && a.value < t_.lambdas.size();
    case 'h':
      return plain || a.kind == Kind::kTerm;
    case 'i':
      return plain;
    case 'L':
    case 'S':
    case 'M':
    case 'P':
    case 'Y':
    case 'B':
    case 'C':
      return a.kind == Kind::kList;
    default:
      return true;
  }
}

bool Translator::Decode() {
  ByteReader in(t_.code);
  OperandReader reader(&t_, &in);
  while (in.left() > 0) {
    const uint8_t number = in.Byte();
    const OpcodeRow& row = kOpcodes[number];
    if (row.name == nullptr) {
      return Fail("opcode " + std::to_string(number) + " is unknown: the module is newer than this runtime");
    }
    if (row.area == Area::kObsolete) {
      return Fail("opcode " + std::to_string(number) + " (" + row.name +
                  ") is of OTP 23 or older: compile the module anew");
    }
    const uint32_t first = static_cast<uint32_t>(args_.size());
    args_.resize(args_.size() + row.arity);
    for (uint32_t i = 0; i < row.arity; ++i) {
      Arg a;
      if (!reader.Read(&a, &args_)) return Fail(std::string("instruction ") + row.name + ": " + reader.error());
      if (!CheckArg(row.operands[i], a)) {
        return Fail(std::string("instruction ") + row.name + ": operand " + std::to_string(i + 1) +
                    " is of the wrong kind or out of range");
      }
      args_[first + i] = a;
    }
    instructions_.push_back({static_cast<Opcode>(number), number, first});
    if (instructions_.back().op == Opcode::kIntCodeEnd) return true;
  }
  return Fail("does not end with int_code_end");
}

bool Translator::FindNamedLabels() {
  label_kind_.assign(t_.label_count, EntryKind::kReturn);
  for (const BeamInstruction& in : instructions_) {
    current_ = &in;
    switch (in.op) {
      case Opcode::kTry:
      case Opcode::kCatch:
        label_kind_[label(1)] = EntryKind::kHandler;
        break;
      case Opcode::kLoopRecEnd:
      case Opcode::kWait:
      case Opcode::kWaitTimeout:
        label_kind_[label(0)] = EntryKind::kReceive;
        break;
      default:
        break;
    }
  }
  return true;
}

uint32_t Translator::NewEntry(EntryKind kind, uint32_t live) {
  const uint32_t number = static_cast<uint32_t>(m_.entries.size());
  const uint32_t function = m_.functions.empty() ? 0 : static_cast<uint32_t>(m_.functions.size()) - 1;
  m_.entries.push_back({static_cast<uint32_t>(m_.code.size()), function, static_cast<uint32_t>(m_.locations.size()) - 1,
                        live, kind, false, 0});
  return number;
}

bool Translator::DefineLabel(uint32_t label) {
  if (label_offset_[label] != 0) return Fail("label " + std::to_string(label) + " is defined twice");
  if (!m_.entries.empty() && m_.entries.back().offset == m_.code.size()) {
    // A return point is here already; entries have offsets of their own, for compiled code is entered by offset.
    Emit(InterpOp::kJump);
    Word(static_cast<uint32_t>(m_.code.size()) + 1);
  }
  label_offset_[label] = static_cast<uint32_t>(m_.code.size());
  EntryKind kind = label_kind_[label];
  if (function_label_next_) kind = EntryKind::kFunction;
  if (kind == EntryKind::kReturn) return true;
  uint32_t live = kind == EntryKind::kHandler ? 4 : 0;
  label_entry_[label] = static_cast<uint32_t>(m_.entries.size());
  if (kind == EntryKind::kFunction) {
    live = m_.functions.back().arity;
    m_.functions.back().entry = label_entry_[label];
    function_label_next_ = false;
  }
  NewEntry(kind, live);
  if (kind == EntryKind::kFunction) NativeInstead();
  return true;
}

// A function that is native here: what its module has for it is a stub, which calls from inside the module reach, too.
void Translator::NativeInstead() {
  const FunctionInfo& f = m_.functions.back();
  const NativeFunction native = FindNative(m_.name, f.name, f.arity);
  if (native == nullptr) return;
  Emit(InterpOp::kCallExtOnly);
  Word(static_cast<uint32_t>(m_.imports.size()));
  m_.imports.push_back({m_.name, f.name, f.arity, Import::Kind::kNative, native, nullptr, 0, 0});
}

void Translator::StartLocation(uint32_t line) {
  m_.places.push_back({static_cast<uint32_t>(m_.code.size()), static_cast<uint32_t>(m_.locations.size())});
  m_.locations.push_back(t_.lines[line < t_.lines.size() ? line : 0]);
}

bool Translator::TranslateAll() {
  label_offset_.assign(t_.label_count, 0);
  label_entry_.assign(t_.label_count, kNoEntryNumber);
  m_.locations.assign(1, {0, 0});
  // Offset 0 is no label's.
  Emit(InterpOp::kUnsupported);
  Word(0);
  for (const BeamInstruction& in : instructions_) {
    current_ = &in;
    if (function_label_next_ && in.op != Opcode::kLabel)
      return Fail("func_info without the function's label behind it");
    if (!Translate()) return false;
  }
  if (m_.entries.size() >= abi::kMaxEntries) return Fail("too many calls and functions");
  return true;
}

bool Translator::ApplyFixups() {
  for (const Fixup& fixup : fixups_) {
    const uint32_t offset = label_offset_[fixup.label];
    if (offset == 0) return Fail("label " + std::to_string(fixup.label) + " is not defined");
    const uint32_t entry = label_entry_[fixup.label];
    uint32_t& word = m_.code[fixup.position];
    switch (fixup.patch) {
      case Patch::kOffset:
        word = offset;
        break;
      case Patch::kEntry:
        if (entry == kNoEntryNumber || m_.entries[entry].kind != EntryKind::kFunction) {
          return Fail("a call to label " + std::to_string(fixup.label) + ", which is not the entry of a function");
        }
        word = entry;
        break;
      case Patch::kReceive:
        word = entry;
        break;
      case Patch::kCatch:
        word = m_.index << abi::kCpModuleShift | entry << abi::kCatchLabelShift | abi::kTagCatch;
        break;
    }
  }
  for (const EntryInfo& entry : m_.entries) m_.entry_offsets.push_back(entry.offset);
  return true;
}

bool Translator::Run(std::string* error) {
  const bool ok = Decode() && FindNamedLabels() && TranslateAll() && ApplyFixups();
  if (!ok) *error = error_;
  return ok;
}

void Translator::Source(const Arg& a) {
  switch (a.kind) {
    case Arg::Kind::kX:
      Word(OperandX(a.value));
      break;
    case Arg::Kind::kY:
      Word(OperandY(a.value));
      break;
    case Arg::Kind::kUnsigned:
      if (a.value >= kMaxPlainNumber) Fail("number out of range");
      Word(MakeSmall(static_cast<int32_t>(a.value)));
      break;
    case Arg::Kind::kTerm:
      Word(a.value);
      break;
    default:
      Fail("an item of a list is of the wrong kind");
      break;
  }
}

void Translator::LabelWord(uint32_t label, Patch patch) {
  if (label != 0) fixups_.push_back({static_cast<uint32_t>(m_.code.size()), label, patch});
  Word(0);
}

uint32_t Translator::NextCp() const {
  return m_.index << abi::kCpModuleShift | static_cast<uint32_t>(m_.entries.size()) << abi::kCpLabelShift;
}

void Translator::ReturnPoint(EntryKind kind, uint32_t live) { NewEntry(kind, live); }

bool Translator::Unsupported() {
  Emit(InterpOp::kUnsupported);
  Word(current_->number);
  return true;
}

bool Translator::Translate() {
  const bool done = TranslateControl() || TranslateCall() || TranslateData() || TranslateTest() || TranslateArith() ||
                    TranslateFloat() || TranslateException() || TranslateMap() || TranslateFun() || TranslateBits() ||
                    TranslateOldBits() || TranslateMessage() || TranslateRecord();
  if (!error_.empty()) return false;
  if (done) return true;
  return Unsupported();
}

}  // namespace beamfold::rt
