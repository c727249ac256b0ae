// SPDX-License-Identifier: Apache-2.0
//
// Moves of literals. Small ones are made in place where the heap has room for them; else AtomVM is asked.
//
// The words have to be free beyond those that test_heap has promised to instructions further on. How many those are at
// this place need not be known: no more than the largest such promise in the function. What makes this possible is that
// nothing is under way: a move is no part of anything that takes words itself.

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/atomvm/lowering.h"
#include "compiler/atomvm/small_literal.h"

namespace beamfold {
namespace {

// More are cheaper to ask for, and smaller: each word takes about eight bytes of code.
constexpr uint32_t kMaxWords = 8;

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

void AtomvmLowering::PushLiteralWord(const LiteralWord& word) {
  switch (word.kind) {
    case LiteralWord::Kind::kConstant:
      c_->Const(word.value);
      return;
    case LiteralWord::Kind::kPointer:
      c_->LocalGet(kLocalHp);
      c_->Const(word.value);
      c_->Op(I::kI32Add);
      return;
    case LiteralWord::Kind::kAtom:
      PushAtom(word.atom);
      return;
  }
}

void AtomvmLowering::LowerMove(const Instruction& in) {
  const Operand& source = program_.operand(in, 0);
  std::optional<SmallLiteral> literal;
  int32_t small;
  if (has_heap_ptr_ && source.kind == Kind::kLiteral) {
    literal = LayOutLiteral(program_.literals[source.index].external, kMaxWords, float32_);
  } else if (has_heap_ptr_ && source.kind == Kind::kInteger && !SmallValue(source, small)) {
    literal = LayOutInteger(source.value);
  }
  if (!literal.has_value() || !HasAtoms(*literal)) return Lowering::LowerMove(in);

  const uint32_t words = static_cast<uint32_t>(literal->words.size());
  PushIsShort([&] { c_->Const(4 * (words + LargestPromise())); });
  c_->UnlikelyIf();
  PushConstant(source);
  c_->LocalSet(kScratch);
  c_->Else();
  for (uint32_t i = 0; i < words; ++i) {
    c_->LocalGet(kLocalHp);
    PushLiteralWord(literal->words[i]);
    c_->Store(4 * i);
  }
  PushLiteralWord(literal->term);
  c_->LocalSet(kScratch);
  BumpHeap(words);
  c_->End();
  SetFromLocal(program_.operand(in, 1), kScratch);
}

}  // namespace beamfold
