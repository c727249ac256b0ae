// SPDX-License-Identifier: Apache-2.0
//
// Translation of moves, construction and access of terms, tests, arithmetic, floats, maps.

#include <string_view>

#include "runtime/atoms.h"
#include "runtime/translate.h"

namespace beamfold::rt {
namespace {

struct OperatorRow {
  std::string_view name;
  uint32_t arity;
  InterpOp op;
};

// Functions of module erlang with an instruction of their own.
constexpr OperatorRow kOperators[] = {
    {"+", 2, InterpOp::kAdd},           {"-", 2, InterpOp::kSubtract},
    {"*", 2, InterpOp::kMultiply},      {"div", 2, InterpOp::kDiv},
    {"rem", 2, InterpOp::kRem},         {"band", 2, InterpOp::kBand},
    {"bor", 2, InterpOp::kBor},         {"bxor", 2, InterpOp::kBxor},
    {"bsl", 2, InterpOp::kBsl},         {"bsr", 2, InterpOp::kBsr},
    {"element", 2, InterpOp::kElement}, {"hd", 1, InterpOp::kHd},
    {"tl", 1, InterpOp::kTl},           {"tuple_size", 1, InterpOp::kTupleSize},
};

}  // namespace

bool Translator::TranslateData() {
  auto all = [this](InterpOp op, uint32_t count) {
    Emit(op);
    for (uint32_t i = 0; i < count; ++i) Source(arg(i));
    return true;
  };
  switch (current_->op) {
    case Opcode::kMove: {
      const Arg& from = arg(0);
      const Arg& to = arg(1);
      if (IsX(to) && (IsX(from) || IsConstant(from) || from.kind == Arg::Kind::kY)) {
        Emit(IsX(from) ? InterpOp::kMoveXX : IsConstant(from) ? InterpOp::kMoveCX : InterpOp::kMoveYX);
        Word(from.value);
        Word(to.value);
        return true;
      }
      if (IsX(from) && to.kind == Arg::Kind::kY) {
        Emit(InterpOp::kMoveXY);
        Word(from.value);
        Word(to.value);
        return true;
      }
      return all(InterpOp::kMove, 2);
    }
    case Opcode::kSwap:
      return all(InterpOp::kSwap, 2);
    case Opcode::kGetList:
      if (IsX(arg(0)) && IsX(arg(1)) && IsX(arg(2))) {
        Emit(InterpOp::kGetListXXX);
        for (uint32_t i = 0; i < 3; ++i) Word(number(i));
        return true;
      }
      return all(InterpOp::kGetList, 3);
    case Opcode::kGetHd:
      return all(InterpOp::kGetHd, 2);
    case Opcode::kGetTl:
      return all(InterpOp::kGetTl, 2);
    case Opcode::kGetTupleElement: {
      const bool x = IsX(arg(0)) && IsX(arg(2));
      Emit(x ? InterpOp::kGetElementXX : InterpOp::kGetElement);
      if (x) {
        Word(number(0));
      } else {
        Source(arg(0));
      }
      Word(number(1) + 1);
      if (x) {
        Word(number(2));
      } else {
        Source(arg(2));
      }
      return true;
    }
    case Opcode::kSetTupleElement:
      Emit(InterpOp::kSetElement);
      Source(arg(0));
      Source(arg(1));
      Word(number(2) + 1);
      return true;
    case Opcode::kPutList:
      if (IsX(arg(0)) && IsX(arg(1)) && IsX(arg(2))) {
        Emit(InterpOp::kPutListXXX);
        for (uint32_t i = 0; i < 3; ++i) Word(number(i));
        return true;
      }
      return all(InterpOp::kPutList, 3);
    case Opcode::kPutTuple2: {
      const Arg& list = arg(1);
      Emit(InterpOp::kPutTuple);
      Source(arg(0));
      Word(list.count);
      for (uint32_t i = 0; i < list.count; ++i) Source(item(list, i));
      return true;
    }
    case Opcode::kUpdateRecord: {
      const Arg& list = arg(4);
      if (list.count % 2 != 0) return Fail("update_record: bad list");
      Emit(InterpOp::kUpdateRecord);
      Source(arg(2));
      Word(number(1));
      Source(arg(3));
      Word(list.count / 2);
      for (uint32_t i = 0; i < list.count; i += 2) {
        const Arg& index = item(list, i);
        if (index.kind != Arg::Kind::kUnsigned || index.value == 0 || index.value > number(1)) {
          return Fail("update_record: bad list");
        }
        Word(index.value);
        Source(item(list, i + 1));
      }
      return true;
    }
    default:
      return false;
  }
}

void Translator::TypeTest(InterpOp plain, InterpOp x) {
  const bool use_x = plain != x && IsX(arg(1));
  Emit(use_x ? x : plain);
  LabelWord(label(0));
  if (use_x) {
    Word(number(1));
  } else {
    Source(arg(1));
  }
}

void Translator::Comparison(InterpOp plain, InterpOp xc, InterpOp cx, InterpOp xx) {
  const Arg& a = arg(1);
  const Arg& b = arg(2);
  InterpOp op = plain;
  if (IsX(a) && IsX(b)) {
    op = xx;
  } else if (IsX(a) && IsSmallConstant(b)) {
    op = xc;
  } else if (IsSmallConstant(a) && IsX(b)) {
    op = cx;
  }
  Emit(op);
  LabelWord(label(0));
  for (const Arg* side : {&a, &b}) {
    if (op == plain) {
      Source(*side);
    } else {
      Word(side->value);
    }
  }
}

bool Translator::TranslateTest() {
  auto test = [this](InterpOp op, InterpOp x) {
    TypeTest(op, x);
    return true;
  };
  auto plain = [this](InterpOp op) {
    TypeTest(op, op);
    return true;
  };
  auto two = [this](InterpOp op) {
    Emit(op);
    LabelWord(label(0));
    Source(arg(1));
    Source(arg(2));
    return true;
  };
  switch (current_->op) {
    case Opcode::kIsNil:
      return test(InterpOp::kIsNil, InterpOp::kIsNilX);
    case Opcode::kIsNonemptyList:
      return test(InterpOp::kIsNonemptyList, InterpOp::kIsNonemptyListX);
    case Opcode::kIsList:
      return test(InterpOp::kIsList, InterpOp::kIsListX);
    case Opcode::kIsInteger:
      return test(InterpOp::kIsInteger, InterpOp::kIsIntegerX);
    case Opcode::kIsAtom:
      return test(InterpOp::kIsAtom, InterpOp::kIsAtomX);
    case Opcode::kIsTuple:
      return test(InterpOp::kIsTuple, InterpOp::kIsTupleX);
    case Opcode::kIsFloat:
      return plain(InterpOp::kIsFloat);
    case Opcode::kIsNumber:
      return plain(InterpOp::kIsNumber);
    case Opcode::kIsBoolean:
      return plain(InterpOp::kIsBoolean);
    case Opcode::kIsMap:
      return plain(InterpOp::kIsMap);
    case Opcode::kIsBinary:
      return plain(InterpOp::kIsBinary);
    case Opcode::kIsBitstr:
      return plain(InterpOp::kIsBitstring);
    case Opcode::kIsFunction:
      return plain(InterpOp::kIsFunction);
    case Opcode::kIsPid:
      return plain(InterpOp::kIsPid);
    case Opcode::kIsPort:
      return plain(InterpOp::kIsPort);
    case Opcode::kIsReference:
      return plain(InterpOp::kIsReference);
    case Opcode::kIsFunction2:
      return two(InterpOp::kIsFunction2);
    case Opcode::kTestArity:
      Emit(InterpOp::kTestArity);
      LabelWord(label(0));
      Source(arg(1));
      Word(MakeHeader(number(2), abi::kHeaderTuple));
      return true;
    case Opcode::kIsTaggedTuple:
      Emit(InterpOp::kIsTaggedTuple);
      LabelWord(label(0));
      Source(arg(1));
      Word(MakeHeader(number(2), abi::kHeaderTuple));
      Word(arg(3).value);
      return true;
    case Opcode::kIsEqExact:
    case Opcode::kIsNeExact: {
      const bool eq = current_->op == Opcode::kIsEqExact;
      if (IsX(arg(1)) && IsImmediateConstant(arg(2))) {
        Emit(eq ? InterpOp::kIsEqExactXC : InterpOp::kIsNeExactXC);
        LabelWord(label(0));
        Word(number(1));
        Word(arg(2).value);
        return true;
      }
      return two(eq ? InterpOp::kIsEqExact : InterpOp::kIsNeExact);
    }
    case Opcode::kIsLt:
      Comparison(InterpOp::kIsLt, InterpOp::kIsLtXC, InterpOp::kIsLtCX, InterpOp::kIsLtXX);
      return true;
    case Opcode::kIsGe:
      Comparison(InterpOp::kIsGe, InterpOp::kIsGeXC, InterpOp::kIsGeCX, InterpOp::kIsGeXX);
      return true;
    case Opcode::kIsEq:
      return two(InterpOp::kIsEq);
    case Opcode::kIsNe:
      return two(InterpOp::kIsNe);
    default:
      return false;
  }
}

void Translator::BinaryOperator(uint32_t label, InterpOp plain, InterpOp xcx, const Arg& a, const Arg& b,
                                const Arg& d) {
  if (plain != xcx && IsX(a) && IsSmallConstant(b) && IsX(d)) {
    Emit(xcx);
    LabelWord(label);
    Word(a.value);
    Word(b.value);
    Word(d.value);
    return;
  }
  Emit(plain);
  LabelWord(label);
  Source(a);
  Source(b);
  Source(d);
}

bool Translator::CallFunctionBif(uint32_t import, uint32_t label, const Arg* sources, uint32_t count, const Arg& d) {
  static const Term kErlang = AtomFromText("erlang");
  const Import& callee = m_.imports[import];
  if (callee.arity != count) return Fail("a guard function is called with the wrong number of arguments");
  if (callee.module == kErlang) {
    const std::string_view name = AtomText(callee.function);
    for (const OperatorRow& row : kOperators) {
      if (row.arity != count || row.name != name) continue;
      if (count == 2) {
        InterpOp xcx = row.op;
        const Arg* a = &sources[0];
        const Arg* b = &sources[1];
        if (row.op == InterpOp::kAdd) {
          xcx = InterpOp::kAddXCX;
          if (IsSmallConstant(*a)) std::swap(a, b);
        } else if (row.op == InterpOp::kSubtract) {
          xcx = InterpOp::kSubtractXCX;
        }
        BinaryOperator(label, row.op, xcx, *a, *b, d);
        return true;
      }
      Emit(row.op);
      LabelWord(label);
      Source(sources[0]);
      Source(d);
      return true;
    }
  }
  constexpr InterpOp kOps[] = {InterpOp::kBif0, InterpOp::kBif1, InterpOp::kBif2, InterpOp::kBif3};
  Emit(kOps[count]);
  if (count > 0) LabelWord(label);
  Word(import);
  for (uint32_t i = 0; i < count; ++i) Source(sources[i]);
  Source(d);
  return true;
}

bool Translator::TranslateArith() {
  const Arg* args = args_.data() + current_->first;
  switch (current_->op) {
    case Opcode::kBif0:
      return CallFunctionBif(number(0), 0, nullptr, 0, args[1]);
    case Opcode::kBif1:
      return CallFunctionBif(number(1), label(0), args + 2, 1, args[3]);
    case Opcode::kBif2:
      return CallFunctionBif(number(1), label(0), args + 2, 2, args[4]);
    case Opcode::kBif3:
      return CallFunctionBif(number(1), label(0), args + 2, 3, args[5]);
    case Opcode::kGcBif1:
      return CallFunctionBif(number(2), label(0), args + 3, 1, args[4]);
    case Opcode::kGcBif2:
      return CallFunctionBif(number(2), label(0), args + 3, 2, args[5]);
    case Opcode::kGcBif3:
      return CallFunctionBif(number(2), label(0), args + 3, 3, args[6]);
    default:
      return false;
  }
}

bool Translator::TranslateFloat() {
  auto operation = [this](InterpOp op, uint32_t count) {
    Emit(op);
    LabelWord(label(0));
    for (uint32_t i = 1; i <= count; ++i) Word(number(i));
    return true;
  };
  switch (current_->op) {
    case Opcode::kFmove: {
      const bool from_fr = arg(0).kind == Arg::Kind::kFr;
      const bool to_fr = arg(1).kind == Arg::Kind::kFr;
      Emit(from_fr && to_fr ? InterpOp::kFmoveFF : from_fr ? InterpOp::kFmoveStore : InterpOp::kFmoveLoad);
      if (!from_fr && !to_fr) return Fail("fmove without a floating point register");
      if (from_fr) {
        Word(number(0));
      } else {
        Source(arg(0));
      }
      if (to_fr) {
        Word(number(1));
      } else {
        Source(arg(1));
      }
      return true;
    }
    case Opcode::kFconv:
      Emit(InterpOp::kFconv);
      Source(arg(0));
      Word(number(1));
      return true;
    case Opcode::kFadd:
      return operation(InterpOp::kFadd, 3);
    case Opcode::kFsub:
      return operation(InterpOp::kFsub, 3);
    case Opcode::kFmul:
      return operation(InterpOp::kFmul, 3);
    case Opcode::kFdiv:
      return operation(InterpOp::kFdiv, 3);
    case Opcode::kFnegate:
      return operation(InterpOp::kFnegate, 2);
    default:
      return false;
  }
}

bool Translator::TranslateMap() {
  switch (current_->op) {
    case Opcode::kPutMapAssoc:
    case Opcode::kPutMapExact: {
      const Arg& list = arg(4);
      if (list.count % 2 != 0 || list.count > abi::kMaxArgs) return Fail("put_map: bad list");
      Emit(current_->op == Opcode::kPutMapAssoc ? InterpOp::kPutMapAssoc : InterpOp::kPutMapExact);
      LabelWord(label(0));
      Source(arg(1));
      Source(arg(2));
      Word(list.count);
      for (uint32_t i = 0; i < list.count; ++i) Source(item(list, i));
      return true;
    }
    case Opcode::kHasMapFields:
    case Opcode::kGetMapElements: {
      const bool get = current_->op == Opcode::kGetMapElements;
      const Arg& list = arg(2);
      if (get && list.count % 2 != 0) return Fail("get_map_elements: bad list");
      Emit(get ? InterpOp::kGetMapElements : InterpOp::kHasMapFields);
      LabelWord(label(0));
      Source(arg(1));
      Word(get ? list.count / 2 : list.count);
      for (uint32_t i = 0; i < list.count; ++i) {
        if (get && i % 2 != 0 && !CheckArg('d', item(list, i))) return Fail("get_map_elements: bad list");
        Source(item(list, i));
      }
      return true;
    }
    default:
      return false;
  }
}

}  // namespace beamfold::rt
