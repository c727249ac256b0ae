// SPDX-License-Identifier: Apache-2.0
//
// Stack frames, heap checks, and the select instructions.

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/lower.h"

namespace beamfold {

using cfg::BlockId;

uint32_t Lowering::HeapWords(const Operand& need) const {
  if (need.kind != Kind::kAllocList) return static_cast<uint32_t>(need.value);
  // Pairs: what (0 words, 1 floats, 2 funs), how many. A float takes 3 words; a fun 3 beside its free variables, which
  // are counted as words.
  const absl::Span<const Operand> pairs = List(need);
  uint32_t words = 0;
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    words += static_cast<uint32_t>(pairs[i + 1].value) * (pairs[i].value == 0 ? 1 : 3);
  }
  return words;
}

void Lowering::PushFrame(uint32_t slots) {
  c_->LocalGet(kLocalE);
  c_->Const(4 * (slots + 1));
  c_->Op(I::kI32Sub);
  c_->LocalSet(kLocalE);
  c_->LocalGet(kLocalE);
  c_->LocalGet(kLocalCp);
  c_->Store(4 * slots);
}

void Lowering::MakeFrame(uint32_t slots, uint32_t heap, uint32_t live) {
  Reserve(slots + 1 + heap, live);
  PushFrame(slots);
}

void Lowering::LowerAllocate(const Instruction& in) {
  const bool with_heap = in.op == Opcode::kAllocateHeap || in.op == Opcode::kAllocateHeapZero;
  const bool clear = in.op == Opcode::kAllocateZero || in.op == Opcode::kAllocateHeapZero;
  const uint32_t slots = static_cast<uint32_t>(program_.operand(in, 0).value);
  const uint32_t heap = with_heap ? HeapWords(program_.operand(in, 1)) : 0;
  const uint32_t live = static_cast<uint32_t>(program_.operand(in, with_heap ? 2 : 1).value);
  MakeFrame(slots, heap, live);
  has_frame_ = true;
  if (clear) {
    for (uint32_t i = 0; i < slots; ++i) {
      c_->LocalGet(kLocalE);
      c_->Const(abi::kNil);
      c_->Store(4 * i);
    }
  }
}

void Lowering::LowerTestHeap(const Instruction& in) {
  Reserve(HeapWords(program_.operand(in, 0)), static_cast<uint32_t>(program_.operand(in, 1).value));
}

void Lowering::LowerDeallocate(uint32_t words) {
  c_->LocalGet(kLocalE);
  c_->Load(4 * words);
  c_->LocalSet(kLocalCp);
  c_->LocalGet(kLocalE);
  c_->Const(4 * (words + 1));
  c_->Op(I::kI32Add);
  c_->LocalSet(kLocalE);
  has_frame_ = false;
}

void Lowering::LowerInitY(const Operand& y) {
  BeginSet(y);
  c_->Const(abi::kNil);
  EndSet(y);
}

void Lowering::LowerBinarySearch(uint32_t local, absl::Span<const Case> cases, BlockId fallback) {
  if (cases.size() <= 4) {
    for (const Case& c : cases) {
      c_->LocalGet(local);
      c_->Const(static_cast<uint32_t>(c.key));
      c_->Op(I::kI32Eq);
      c_->BrIf(TargetOf(c.target));
    }
    c_->Br(TargetOf(fallback));
    return;
  }
  const size_t middle = cases.size() / 2;
  c_->LocalGet(local);
  c_->Const(static_cast<uint32_t>(cases[middle].key));
  c_->Op(I::kI32LtS);
  c_->If();
  LowerBinarySearch(local, cases.subspan(0, middle), fallback);
  c_->End();
  LowerBinarySearch(local, cases.subspan(middle), fallback);
}

// The local holds an untagged number (or a header); cases are distinct.
void Lowering::LowerSelectInteger(uint32_t local, std::vector<Case> cases, BlockId fallback) {
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.key < b.key; });
  const int64_t range = cases.empty() ? 0 : cases.back().key - cases.front().key + 1;
  // A table pays from four cases on if at least a third of it is used; engines allow 65,520 entries.
  if (cases.size() >= 4 && range <= static_cast<int64_t>(3 * cases.size()) && range < 65000) {
    std::vector<BlockId> targets(range, fallback);
    for (const Case& c : cases) targets[c.key - cases.front().key] = c.target;
    targets.push_back(fallback);
    c_->LocalGet(local);
    if (cases.front().key != 0) {
      c_->Const(static_cast<uint32_t>(cases.front().key));
      c_->Op(I::kI32Sub);
    }
    Switch(std::move(targets));
    return;
  }
  if (cases.size() > 4) {
    LowerBinarySearch(local, cases, fallback);
    Exit();
    return;
  }
  for (const Case& c : cases) {
    c_->LocalGet(local);
    c_->Const(static_cast<uint32_t>(c.key));
    c_->Op(I::kI32Eq);
    c_->BrIf(TargetOf(c.target));
  }
  Jump(fallback);
}

void Lowering::LowerSelectVal(const Instruction& in) {
  const Operand& fail = program_.operand(in, 1);
  const absl::Span<const Operand> pairs = List(program_.operand(in, 2));
  const uint32_t local = ToLocal(program_.operand(in, 0), 0);
  MarkFrame(fail.index);
  const BlockId fallback = LabelBlock(fail.index);

  // Small integers go through one search; anything else (atoms, large integers, floats) is compared one by one.
  std::vector<Case> smalls;
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    MarkFrame(pairs[i + 1].index);
    const BlockId target = LabelBlock(pairs[i + 1].index);
    int32_t small;
    if (SmallValue(pairs[i], small)) {
      smalls.push_back({small, target});
    } else {
      const Operand& key = pairs[i];
      const Target out = TargetOf(target);
      const Operand source = program_.operand(in, 0);
      const Target next = c_->Block();
      TestEqual(/*exact=*/true, /*negate=*/false, source, key, next);
      c_->Br(out);
      c_->End();
    }
  }
  if (smalls.empty()) {
    Jump(fallback);
    return;
  }
  c_->LocalGet(local);
  c_->Const(abi::kImmediateMask);
  c_->Op(I::kI32And);
  c_->Const(abi::kTagSmall);
  c_->Op(I::kI32Ne);
  c_->BrIf(TargetOf(fallback));
  c_->LocalGet(local);
  c_->Const(abi::kSmallShift);
  c_->Op(I::kI32ShrS);
  c_->LocalSet(kLocalTemp + 1);
  LowerSelectInteger(kLocalTemp + 1, std::move(smalls), fallback);
}

void Lowering::LowerSelectTupleArity(const Instruction& in) {
  const Operand& fail = program_.operand(in, 1);
  const absl::Span<const Operand> pairs = List(program_.operand(in, 2));
  const uint32_t local = ToLocal(program_.operand(in, 0), 0);
  MarkFrame(fail.index);
  const BlockId fallback = LabelBlock(fail.index);
  // The compiler proves most of the time that it is a tuple, but the instruction does not say so.
  TestBoxed(local, TargetOf(fallback));
  LoadHeader(local);
  c_->LocalSet(kLocalTemp + 1);
  c_->LocalGet(kLocalTemp + 1);
  c_->Const(abi::kHeaderTagMask);
  c_->Op(I::kI32And);
  c_->BrIf(TargetOf(fallback));
  c_->LocalGet(kLocalTemp + 1);
  c_->Const(abi::kHeaderSizeShift);
  c_->Op(I::kI32ShrU);
  c_->LocalSet(kLocalTemp + 1);
  std::vector<Case> cases;
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    MarkFrame(pairs[i + 1].index);
    cases.push_back({pairs[i].value, LabelBlock(pairs[i + 1].index)});
  }
  LowerSelectInteger(kLocalTemp + 1, std::move(cases), fallback);
}

}  // namespace beamfold
