// SPDX-License-Identifier: Apache-2.0
//
// Literals. Small ones are made in place where the heap has room for them, all those of an instruction at once, before
// the instruction; else AtomVM is asked.
//
// The words have to be free beyond those that test_heap has promised to this instruction and to those further on. How
// many these are at this place need not be known: no more than the largest such promise in the function. The terms are
// in locals meanwhile, so this is for instructions that collect nothing before they have taken their operands.

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/atomvm/lowering.h"
#include "compiler/atomvm/small_literal.h"

namespace beamfold {
namespace {

// More are cheaper to ask for, and smaller: each word takes about eight bytes of code.
constexpr uint32_t kMaxWords = 8;

bool KeepsLocals(Opcode op) {
  switch (op) {
    case Opcode::kMove:
    case Opcode::kPutList:
    case Opcode::kPutTuple2:
    case Opcode::kUpdateRecord:
    case Opcode::kIsEq:
    case Opcode::kIsNe:
    case Opcode::kIsEqExact:
    case Opcode::kIsNeExact:
    case Opcode::kIsLt:
    case Opcode::kIsGe:
    case Opcode::kGetMapElements:
    case Opcode::kHasMapFields:
    case Opcode::kBif1:
    case Opcode::kBif2:
    case Opcode::kBif3:
      return true;
    default:
      return false;
  }
}

}  // namespace

uint32_t AtomvmLowering::LargestPromise() {
  if (promise_of_ == function_) return promise_;
  promise_of_ = function_;
  promise_ = 0;
  for (uint32_t i = function_->begin; i < function_->end; ++i) {
    const Instruction& in = program_.code[i];
    switch (in.op) {
      case Opcode::kTestHeap:
        promise_ = std::max(promise_, HeapWords(program_.operand(in, 0)));
        break;
      case Opcode::kAllocateHeap:
      case Opcode::kAllocateHeapZero:
      case Opcode::kBsCreateBin:
        promise_ = std::max(promise_, HeapWords(program_.operand(in, 1)));
        break;
      default:
        break;
    }
  }
  return promise_;
}

bool AtomvmLowering::HasAtoms(const SmallLiteral& literal) const {
  const auto has = [&](const LiteralWord& word) {
    return word.kind != LiteralWord::Kind::kAtom || own_.HasAtom(word.atom);
  };
  return has(literal.term) && std::all_of(literal.words.begin(), literal.words.end(), has);
}

// `at`: words between heap_ptr and the literal.
void AtomvmLowering::PushLiteralWord(const LiteralWord& word, uint32_t at) {
  switch (word.kind) {
    case LiteralWord::Kind::kConstant:
      c_->Const(word.value);
      return;
    case LiteralWord::Kind::kPointer:
      c_->LocalGet(kLocalHp);
      c_->Const(4 * at + word.value);
      c_->Op(I::kI32Add);
      return;
    case LiteralWord::Kind::kAtom:
      PushAtom(word.atom);
      return;
  }
}

void AtomvmLowering::AddSmallLiteral(const Operand& operand) {
  if (prepared_.size() == kMaxPrepared || FindPrepared(operand) != nullptr) return;
  std::optional<SmallLiteral> literal;
  int32_t small;
  if (operand.kind == Kind::kLiteral) {
    literal = LayOutLiteral(program_.literals[operand.index].external, kMaxWords, float32_);
  } else if (operand.kind == Kind::kInteger && !SmallValue(operand, small)) {
    literal = LayOutInteger(operand.value);
  }
  if (!literal.has_value() || !HasAtoms(*literal)) return;
  const uint32_t local = kPreparedLocal + static_cast<uint32_t>(prepared_.size());
  prepared_.push_back({operand, local, *std::move(literal)});
}

const AtomvmLowering::PreparedLiteral* AtomvmLowering::FindPrepared(const Operand& operand) const {
  const auto same = [&](const PreparedLiteral& p) {
    return p.operand.kind == operand.kind && p.operand.index == operand.index && p.operand.value == operand.value;
  };
  const auto found = std::find_if(prepared_.begin(), prepared_.end(), same);
  return found == prepared_.end() ? nullptr : &*found;
}

void AtomvmLowering::PrepareOperands(const Instruction& in) {
  prepared_.clear();
  if (!has_heap_ptr_ || !KeepsLocals(in.op)) return;
  for (uint32_t i = 0; i < GetOpcodeInfo(in.op).arity; ++i) {
    const Operand& operand = program_.operand(in, i);
    AddSmallLiteral(operand);
    if (operand.kind != Kind::kList) continue;
    for (const Operand& element : List(operand)) AddSmallLiteral(element);
  }
  if (prepared_.empty()) return;

  uint32_t words = 0;
  for (const PreparedLiteral& p : prepared_) words += static_cast<uint32_t>(p.literal.words.size());
  PushIsShort([&] { c_->Const(4 * (words + LargestPromise())); });
  c_->UnlikelyIf();
  for (const PreparedLiteral& p : prepared_) {
    AskForConstant(p.operand);
    c_->LocalSet(p.local);
  }
  c_->Else();
  uint32_t at = 0;
  for (const auto& [operand, local, literal] : prepared_) {
    for (size_t i = 0; i < literal.words.size(); ++i) {
      c_->LocalGet(kLocalHp);
      PushLiteralWord(literal.words[i], at);
      c_->Store(4 * (at + static_cast<uint32_t>(i)));
    }
    PushLiteralWord(literal.term, at);
    c_->LocalSet(local);
    at += static_cast<uint32_t>(literal.words.size());
  }
  BumpHeap(words);
  c_->End();
}

}  // namespace beamfold
