// SPDX-License-Identifier: Apache-2.0
//
// Operands, moves, lists, tuples.

#include "compiler/lower.h"

namespace beamfold {

bool Lowering::SmallValue(const Operand& operand, int32_t& value) const {
  if (operand.kind != Kind::kInteger && operand.kind != Kind::kUnsigned && operand.kind != Kind::kCharacter) {
    return false;
  }
  if (!FitsSmall(operand.value)) return false;
  value = static_cast<int32_t>(operand.value);
  return true;
}

bool Lowering::ConstantTerm(const Operand& operand, uint32_t& term) const {
  int32_t small;
  if (SmallValue(operand, small)) {
    term = SmallTerm(small);
    return true;
  }
  if (operand.kind == Kind::kNil) {
    term = abi::kNil;
    return true;
  }
  if (operand.kind == Kind::kAtom) {
    term = module_.PredefinedAtom(program_.atoms[operand.index]);
    return term != 0;
  }
  return false;
}

bool Lowering::IsImmediate(const Operand& operand) const {
  int32_t small;
  return operand.kind == Kind::kAtom || operand.kind == Kind::kNil || SmallValue(operand, small);
}

const TypeEntry& Lowering::TypeOf(const Operand& operand) const {
  static const TypeEntry kUnknown;
  if (operand.type == Operand::kNoType || operand.type >= program_.types.size()) return kUnknown;
  return program_.types[operand.type];
}

bool Lowering::KnownSmall(const Operand& operand) const {
  int32_t small;
  if (SmallValue(operand, small)) return true;
  const TypeEntry& type = TypeOf(operand);
  return type.classes == TypeEntry::kInteger && type.has_min && type.has_max && FitsSmall(type.min) &&
         FitsSmall(type.max);
}

void Lowering::PushAtom(std::string_view text) {
  if (const uint32_t term = module_.PredefinedAtom(text); term != 0) {
    c_->Const(term);
  } else {
    c_->GlobalGet(module_.AtomGlobal(text));
  }
}

void Lowering::Push(const Operand& operand) {
  switch (operand.kind) {
    case Kind::kX:
      if (operand.index < abi::kMaxX) {
        c_->LocalGet(kLocalX + operand.index);
      } else {
        c_->Load(PushExtendedX(operand.index));
      }
      return;
    case Kind::kY:
      c_->LocalGet(kLocalE);
      c_->Load(4 * operand.index);
      return;
    case Kind::kNil:
      c_->Const(abi::kNil);
      return;
    case Kind::kAtom:
      PushAtom(program_.atoms[operand.index]);
      return;
    default: {
      int32_t small;
      if (SmallValue(operand, small)) {
        c_->Const(SmallTerm(small));
      } else {
        PushConstant(operand);
      }
    }
  }
}

uint32_t Lowering::ToLocal(const Operand& operand, uint32_t temp) {
  if (IsX(operand)) return kLocalX + operand.index;
  Push(operand);
  c_->LocalSet(kLocalTemp + temp);
  return kLocalTemp + temp;
}

void Lowering::BeginSet(const Operand& dst) {
  if (dst.kind == Kind::kY) {
    c_->LocalGet(kLocalE);
  } else if (!IsX(dst)) {
    extended_offset_ = PushExtendedX(dst.index);
  }
}

void Lowering::EndSet(const Operand& dst) {
  if (dst.kind == Kind::kY) {
    c_->Store(4 * dst.index);
  } else if (IsX(dst)) {
    c_->LocalSet(kLocalX + dst.index);
  } else {
    c_->Store(extended_offset_);
  }
}

void Lowering::SetFromLocal(const Operand& dst, uint32_t local) {
  BeginSet(dst);
  c_->LocalGet(local);
  EndSet(dst);
}

void Lowering::FailIfZero(uint32_t local, Target fail) {
  c_->LocalGet(local);
  c_->Op(I::kI32Eqz);
  c_->BrIf(fail);
}

void Lowering::LoadHeader(uint32_t local) {
  c_->LocalGet(local);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Sub);
  c_->Load(0);
}

void Lowering::LowerMove(const Instruction& in) {
  const Operand& dst = program_.operand(in, 1);
  BeginSet(dst);
  Push(program_.operand(in, 0));
  EndSet(dst);
}

void Lowering::LowerSwap(const Instruction& in) {
  const Operand& a = program_.operand(in, 0);
  const Operand& b = program_.operand(in, 1);
  Push(a);
  c_->LocalSet(kLocalTemp);
  BeginSet(a);
  Push(b);
  EndSet(a);
  SetFromLocal(b, kLocalTemp);
}

void Lowering::LowerGetList(const Operand& list, const Operand* head, const Operand* tail) {
  uint32_t local = ToLocal(list, 0);
  // The first destination may be the list's own register.
  if (head != nullptr && tail != nullptr && IsX(*head) && kLocalX + head->index == local) {
    c_->LocalGet(local);
    c_->LocalSet(kLocalTemp);
    local = kLocalTemp;
  }
  if (head != nullptr) {
    BeginSet(*head);
    c_->LocalGet(local);
    c_->Load(abi::kConsHead - abi::kTagList);
    EndSet(*head);
  }
  if (tail != nullptr) {
    BeginSet(*tail);
    c_->LocalGet(local);
    c_->Const(abi::kTagList);
    c_->Op(I::kI32Sub);
    c_->Load(abi::kConsTail);
    EndSet(*tail);
  }
}

void Lowering::LowerGetTupleElement(const Instruction& in) {
  const Operand& dst = program_.operand(in, 2);
  BeginSet(dst);
  Push(program_.operand(in, 0));
  c_->Load(4 * (static_cast<uint32_t>(program_.operand(in, 1).value) + 1) - abi::kTagBoxed);
  EndSet(dst);
}

void Lowering::LowerSetTupleElement(const Instruction& in) {
  Push(program_.operand(in, 1));
  Push(program_.operand(in, 0));
  c_->Store(4 * (static_cast<uint32_t>(program_.operand(in, 2).value) + 1) - abi::kTagBoxed);
}

void Lowering::BumpHeap(uint32_t words) {
  c_->LocalGet(kLocalHp);
  c_->Const(4 * words);
  c_->Op(I::kI32Add);
  c_->LocalSet(kLocalHp);
}

void Lowering::LowerPutList(const Instruction& in) {
  c_->LocalGet(kLocalHp);
  Push(program_.operand(in, 1));
  c_->Store(abi::kConsTail);
  c_->LocalGet(kLocalHp);
  Push(program_.operand(in, 0));
  c_->Store(abi::kConsHead);
  const Operand& dst = program_.operand(in, 2);
  BeginSet(dst);
  c_->LocalGet(kLocalHp);
  c_->Const(abi::kTagList);
  c_->Op(I::kI32Add);
  EndSet(dst);
  BumpHeap(2);
}

void Lowering::LowerPutTuple2(const Instruction& in) {
  const Operand& dst = program_.operand(in, 0);
  const absl::Span<const Operand> elements = List(program_.operand(in, 1));
  const uint32_t arity = static_cast<uint32_t>(elements.size());
  c_->LocalGet(kLocalHp);
  c_->Const(arity << abi::kHeaderSizeShift | abi::kHeaderTuple);
  c_->Store(0);
  for (uint32_t i = 0; i < arity; ++i) {
    c_->LocalGet(kLocalHp);
    Push(elements[i]);
    c_->Store(4 * (i + 1));
  }
  BeginSet(dst);
  c_->LocalGet(kLocalHp);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Add);
  EndSet(dst);
  BumpHeap(arity + 1);
}

// update_record Hint Size Source Dst [Index, Value, ...]: a copy with some elements changed. The hint (whether an
// unchanged record may be shared) cannot be observed.
void Lowering::LowerUpdateRecord(const Instruction& in) {
  const uint32_t size = static_cast<uint32_t>(program_.operand(in, 1).value);
  const uint32_t source = ToLocal(program_.operand(in, 2), 0);
  const Operand& dst = program_.operand(in, 3);
  const absl::Span<const Operand> updates = List(program_.operand(in, 4));
  c_->LocalGet(kLocalHp);
  c_->Const(size << abi::kHeaderSizeShift | abi::kHeaderTuple);
  c_->Store(0);
  std::vector<const Operand*> value(size + 1, nullptr);
  for (size_t i = 0; i + 1 < updates.size(); i += 2) {
    const int64_t index = updates[i].value;
    if (index >= 1 && index <= size) value[index] = &updates[i + 1];
  }
  for (uint32_t i = 1; i <= size; ++i) {
    c_->LocalGet(kLocalHp);
    if (value[i] != nullptr) {
      Push(*value[i]);
    } else {
      LoadField(source, i);
    }
    c_->Store(4 * i);
  }
  BeginSet(dst);
  c_->LocalGet(kLocalHp);
  c_->Const(abi::kTagBoxed);
  c_->Op(I::kI32Add);
  EndSet(dst);
  BumpHeap(size + 1);
}

}  // namespace beamfold
