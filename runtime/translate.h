// SPDX-License-Identifier: Apache-2.0
//
// BEAM instructions to the interpreter's: decoding happens once, at load time. Operands become words that need no
// further decoding, common shapes get instructions of their own, labels become offsets, terms are built for good.

#ifndef BEAMFOLD_RUNTIME_TRANSLATE_H_
#define BEAMFOLD_RUNTIME_TRANSLATE_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "compiler/opcode.h"
#include "runtime/beam_chunks.h"
#include "runtime/beam_operand.h"
#include "runtime/interp.h"
#include "runtime/module.h"

namespace beamfold::rt {

// One instruction as read: operands are args_[first .. first + count).
struct BeamInstruction {
  Opcode op;
  uint8_t number;
  uint32_t first;
};

class Translator {
 public:
  Translator(const BeamTables& tables, Module* module) : t_(tables), m_(*module) {}
  // False: `error` says why.
  bool Run(std::string* error);
  // Entry number of a function's label, or kNoEntryNumber.
  uint32_t EntryOfLabel(uint32_t label) const { return label_entry_[label]; }

 private:
  enum class Patch : uint8_t { kOffset, kEntry, kCatch, kReceive };
  struct Fixup {
    uint32_t position;
    uint32_t label;
    Patch patch;
  };

  bool Decode();
  bool CheckArg(char letter, const Arg& arg);
  bool FindNamedLabels();
  bool TranslateAll();
  bool ApplyFixups();
  bool DefineLabel(uint32_t label);
  void NativeInstead();
  void StartLocation(uint32_t line);
  uint32_t NewEntry(EntryKind kind, uint32_t live);

  // One for each area; false: not one of its instructions, or error_ is set.
  bool Translate();
  bool TranslateCall();
  bool TranslateControl();
  bool TranslateData();
  bool TranslateTest();
  bool TranslateArith();
  bool TranslateFloat();
  bool TranslateException();
  bool TranslateMap();
  bool TranslateFun();
  bool TranslateBits();
  bool TranslateMessage();
  bool TranslateOldBits();
  bool TranslateRecord();
  bool TranslateBsMatch();
  bool TranslateCreateBin();
  bool TranslateSelect();
  // Segment flags: a number, or a literal list of atoms; native becomes little.
  uint32_t Flags(const Arg& a);
  bool PlainNumber(const Arg& a, uint32_t* value);
  bool StringInPool(uint32_t offset, uint32_t bytes);
  void ReserveHeap(uint32_t words, uint32_t live);
  void Comparison(InterpOp plain, InterpOp xc, InterpOp cx, InterpOp xx);
  void TypeTest(InterpOp plain, InterpOp x);
  void BinaryOperator(uint32_t label, InterpOp plain, InterpOp xcx, const Arg& a, const Arg& b, const Arg& d);
  bool CallFunctionBif(uint32_t import, uint32_t label, const Arg* sources, uint32_t count, const Arg& d);

  // Operands of the current instruction.
  const Arg& arg(uint32_t i) const { return args_[current_->first + i]; }
  const Arg& item(const Arg& list, uint32_t i) const { return args_[list.first + i]; }
  uint32_t number(uint32_t i) const { return arg(i).value; }
  uint32_t label(uint32_t i) const { return arg(i).value; }

  void Emit(InterpOp op) { m_.code.push_back(static_cast<uint32_t>(op)); }
  void Word(uint32_t word) { m_.code.push_back(word); }
  // A register or a term, as an operand word.
  void Source(const Arg& a);
  void LabelWord(uint32_t label, Patch patch = Patch::kOffset);
  void ReturnPoint(EntryKind kind = EntryKind::kReturn, uint32_t live = 1);
  // cp of the return point that ReturnPoint() right behind this instruction makes.
  uint32_t NextCp() const;
  bool Unsupported();
  bool Fail(const std::string& what);

  static bool IsX(const Arg& a) { return a.kind == Arg::Kind::kX && a.value < abi::kMaxX; }
  static bool IsConstant(const Arg& a) { return a.kind == Arg::Kind::kTerm; }
  static bool IsSmallConstant(const Arg& a) { return IsConstant(a) && IsSmall(a.value); }
  static bool IsImmediateConstant(const Arg& a) { return IsConstant(a) && IsImmediate(a.value); }

  const BeamTables& t_;
  Module& m_;
  std::string error_;
  std::vector<BeamInstruction> instructions_;
  std::vector<Arg> args_;
  const BeamInstruction* current_ = nullptr;
  std::vector<uint32_t> label_offset_;  // 0: not defined
  std::vector<uint32_t> label_entry_;
  std::vector<EntryKind> label_kind_;  // kReturn: no entry
  std::vector<Fixup> fixups_;
  uint32_t line_ = 0;  // index into BeamTables::lines, of the last line instruction
  bool function_label_next_ = false;
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TRANSLATE_H_
