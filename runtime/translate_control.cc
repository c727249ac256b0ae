// SPDX-License-Identifier: Apache-2.0
//
// Translation of what moves control: labels, frames, calls, funs, exceptions, select.

#include <algorithm>

#include "runtime/translate.h"

namespace beamfold::rt {
namespace {

// Up to this many values are tried one after the other.
constexpr uint32_t kFewValues = 4;
// A table of labels may have this many slots for each value.
constexpr uint32_t kDenseFactor = 4;

}  // namespace

bool Translator::TranslateControl() {
  switch (current_->op) {
    case Opcode::kLabel:
      return DefineLabel(number(0));
    case Opcode::kLine:
      line_ = number(0);
      StartLocation(line_);
      return true;
    case Opcode::kNifStart:
    case Opcode::kExecutableLine:
    case Opcode::kDebugLine:
    case Opcode::kOnLoad:
    case Opcode::kFclearerror:
    case Opcode::kFcheckerror:
      return true;  // nothing to do
    case Opcode::kAllocate:
    case Opcode::kAllocateZero:
    case Opcode::kAllocateHeap:
    case Opcode::kAllocateHeapZero: {
      const bool heap = current_->op == Opcode::kAllocateHeap || current_->op == Opcode::kAllocateHeapZero;
      const bool zero = current_->op == Opcode::kAllocateZero || current_->op == Opcode::kAllocateHeapZero;
      const uint32_t slots = number(0);
      Emit(InterpOp::kAllocate);
      Word(slots + 1);
      Word(slots + 1 + (heap ? number(1) : 0));
      Word(number(heap ? 2 : 1));
      if (zero && slots > 0) {
        Emit(InterpOp::kInitY);
        Word(slots);
        for (uint32_t i = 0; i < slots; ++i) Word(i);
      }
      return true;
    }
    case Opcode::kTestHeap:
      Emit(InterpOp::kTestHeap);
      Word(number(0));
      Word(number(1));
      return true;
    case Opcode::kInit:
      Emit(InterpOp::kInitY);
      Word(1);
      Word(number(0));
      return true;
    case Opcode::kInitYregs:
      Emit(InterpOp::kInitY);
      Word(arg(0).count);
      for (uint32_t i = 0; i < arg(0).count; ++i) {
        if (item(arg(0), i).kind != Arg::Kind::kY) return Fail("init_yregs of something else");
        Word(item(arg(0), i).value);
      }
      return true;
    case Opcode::kDeallocate:
      if (current_ + 1 < instructions_.data() + instructions_.size() && current_[1].op == Opcode::kReturn) {
        Emit(InterpOp::kDeallocateReturn);  // the return behind it is never reached
      } else {
        Emit(InterpOp::kDeallocate);
      }
      Word(number(0) + 1);
      return true;
    case Opcode::kTrim:
      if (number(0) == 0) return true;
      Emit(InterpOp::kTrim);
      Word(number(0));
      return true;
    case Opcode::kJump:
      Emit(InterpOp::kJump);
      LabelWord(label(0));
      return true;
    case Opcode::kSelectVal:
      return TranslateSelect();
    case Opcode::kSelectTupleArity: {
      const Arg& list = arg(2);
      if (list.count % 2 != 0) return Fail("select_tuple_arity: bad list");
      Emit(InterpOp::kSelectArity);
      Source(arg(0));
      LabelWord(label(1));
      Word(list.count / 2);
      for (uint32_t i = 0; i < list.count; i += 2) {
        const Arg& arity = item(list, i);
        if (arity.kind != Arg::Kind::kUnsigned || item(list, i + 1).kind != Arg::Kind::kLabel) {
          return Fail("select_tuple_arity: bad list");
        }
        Word(MakeHeader(arity.value, abi::kHeaderTuple));
        LabelWord(item(list, i + 1).value);
      }
      return true;
    }
    default:
      return false;
  }
}

bool Translator::TranslateSelect() {
  const Arg& list = arg(2);
  if (list.count % 2 != 0) return Fail("select_val: bad list");
  std::vector<std::pair<Term, uint32_t>> cases;
  bool immediate = true;
  bool small = true;
  for (uint32_t i = 0; i < list.count; i += 2) {
    const Arg& value = item(list, i);
    const Arg& target = item(list, i + 1);
    const bool number = value.kind == Arg::Kind::kUnsigned;
    if ((value.kind != Arg::Kind::kTerm && !number) || target.kind != Arg::Kind::kLabel || target.value == 0) {
      return Fail("select_val: bad list");
    }
    const Term term = number ? MakeSmall(static_cast<int32_t>(value.value)) : value.value;
    immediate = immediate && IsImmediate(term);
    small = small && IsSmall(term);
    cases.emplace_back(term, target.value);
  }
  const uint32_t count = static_cast<uint32_t>(cases.size());
  auto head = [&](InterpOp op) {
    Emit(op);
    Source(arg(0));
    LabelWord(label(1));
  };
  if (!immediate || count <= kFewValues) {
    head(immediate ? InterpOp::kSelectFew : InterpOp::kSelectSlow);
    Word(count);
    for (const auto& [term, target] : cases) {
      Word(term);
      LabelWord(target);
    }
    return true;
  }
  if (small) {
    const auto [low, high] = std::minmax_element(cases.begin(), cases.end(), [](const auto& a, const auto& b) {
      return SmallValue(a.first) < SmallValue(b.first);
    });
    const uint32_t span = static_cast<uint32_t>(SmallValue(high->first) - SmallValue(low->first)) + 1;
    if (span <= count * kDenseFactor) {
      std::vector<uint32_t> table(span, label(1));
      // Of equal values the first one counts.
      for (uint32_t i = count; i-- > 0;) {
        table[static_cast<uint32_t>(SmallValue(cases[i].first) - SmallValue(low->first))] = cases[i].second;
      }
      head(InterpOp::kSelectDense);
      Word(low->first);
      Word(span);
      for (uint32_t target : table) LabelWord(target);
      return true;
    }
  }
  std::stable_sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  head(InterpOp::kSelectSearch);
  Word(count);
  for (const auto& c : cases) Word(c.first);
  for (const auto& c : cases) LabelWord(c.second);
  return true;
}

bool Translator::TranslateCall() {
  switch (current_->op) {
    case Opcode::kCall:
      Emit(InterpOp::kCall);
      Word(NextCp());
      LabelWord(label(1));
      LabelWord(label(1), Patch::kEntry);
      ReturnPoint();
      return true;
    case Opcode::kCallOnly:
      Emit(InterpOp::kCallOnly);
      LabelWord(label(1));
      LabelWord(label(1), Patch::kEntry);
      return true;
    case Opcode::kCallLast:
      Emit(InterpOp::kCallLast);
      LabelWord(label(1));
      LabelWord(label(1), Patch::kEntry);
      Word(number(2) + 1);
      return true;
    case Opcode::kCallExt:
      Emit(InterpOp::kCallExt);
      Word(number(1));
      Word(NextCp());
      ReturnPoint();
      return true;
    case Opcode::kCallExtOnly:
      Emit(InterpOp::kCallExtOnly);
      Word(number(1));
      return true;
    case Opcode::kCallExtLast:
      Emit(InterpOp::kCallExtLast);
      Word(number(1));
      Word(number(2) + 1);
      return true;
    case Opcode::kApply:
      Emit(InterpOp::kApply);
      Word(number(0));
      Word(NextCp());
      ReturnPoint();
      return true;
    case Opcode::kApplyLast:
      Emit(InterpOp::kApplyLast);
      Word(number(0));
      Word(number(1) + 1);
      return true;
    case Opcode::kReturn:
      Emit(InterpOp::kReturn);
      return true;
    default:
      return false;
  }
}

bool Translator::TranslateFun() {
  switch (current_->op) {
    case Opcode::kCallFun:
    case Opcode::kCallFun2: {
      const bool names_fun = current_->op == Opcode::kCallFun2;
      const uint32_t arity = number(names_fun ? 1 : 0);
      const bool tail = instructions_.data() + instructions_.size() - current_ > 2 &&
                        current_[1].op == Opcode::kDeallocate && current_[2].op == Opcode::kReturn;
      Emit(tail ? InterpOp::kCallFunLast : InterpOp::kCallFun);
      Word(arity);
      if (names_fun) {
        Source(arg(2));
      } else {
        Word(OperandX(arity));
      }
      if (tail) {
        ++current_;
        Word(number(0) + 1);
        --current_;
      } else {
        Word(NextCp());
      }
      ReturnPoint();  // counted in any case: entries have the numbers that the compiler gives them
      return true;
    }
    case Opcode::kMakeFun3: {
      const Arg& free = arg(2);
      if (free.count != t_.lambdas[number(0)].num_free) return Fail("make_fun3: wrong number of free variables");
      Emit(InterpOp::kMakeFun);
      Word(number(0));
      Source(arg(1));
      Word(free.count);
      for (uint32_t i = 0; i < free.count; ++i) Source(item(free, i));
      return true;
    }
    case Opcode::kMakeFun2: {
      const uint32_t count = t_.lambdas[number(0)].num_free;
      // Until OTP 23 the heap was not reserved before it.
      Emit(InterpOp::kTestHeap);
      Word(3 + count);
      Word(count);
      Emit(InterpOp::kMakeFun);
      Word(number(0));
      Word(OperandX(0));
      Word(count);
      for (uint32_t i = 0; i < count; ++i) Word(OperandX(i));
      return true;
    }
    default:
      return false;
  }
}

bool Translator::TranslateException() {
  auto one = [this](InterpOp op) {
    Emit(op);
    Source(arg(0));
    return true;
  };
  switch (current_->op) {
    case Opcode::kFuncInfo: {
      StartLocation(line_);
      const uint32_t location = static_cast<uint32_t>(m_.locations.size()) - 1;
      m_.functions.push_back({arg(1).value, number(2), kNoEntryNumber, location});
      function_label_next_ = true;
      Emit(InterpOp::kFuncInfo);
      return true;
    }
    case Opcode::kTry:
    case Opcode::kCatch:
      Emit(InterpOp::kMove);
      LabelWord(label(1), Patch::kCatch);
      Source(arg(0));
      return true;
    case Opcode::kTryEnd:
      Emit(InterpOp::kMove);
      Word(kNil);
      Source(arg(0));
      return true;
    case Opcode::kTryCase:
      Emit(InterpOp::kTryCase);
      Word(number(0));
      return true;
    case Opcode::kCatchEnd:
      Emit(InterpOp::kCatchEnd);
      Word(number(0));
      return true;
    case Opcode::kBadmatch:
      return one(InterpOp::kBadmatch);
    case Opcode::kCaseEnd:
      return one(InterpOp::kCaseEnd);
    case Opcode::kTryCaseEnd:
      return one(InterpOp::kTryCaseEnd);
    case Opcode::kBadrecord:
      return one(InterpOp::kBadrecord);
    case Opcode::kIfEnd:
      Emit(InterpOp::kIfEnd);
      return true;
    case Opcode::kRaise:
      Emit(InterpOp::kRaise);
      Source(arg(0));
      Source(arg(1));
      return true;
    case Opcode::kRawRaise:
      Emit(InterpOp::kRawRaise);
      return true;
    case Opcode::kBuildStacktrace:
      Emit(InterpOp::kBuildStacktrace);
      return true;
    default:
      return false;
  }
}

}  // namespace beamfold::rt
