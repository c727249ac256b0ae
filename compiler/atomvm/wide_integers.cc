// SPDX-License-Identifier: Apache-2.0
//
// Helpers for integers that are not small but have at most 64 bits. AtomVM keeps an integer in the smallest of its
// forms that holds it (28 bits in the word itself; a box of one word; a box of two), and what is made here does, too.
// Results of more bits are AtomVM's.
//
// Arithmetic may collect, so no words on the heap are promised to anyone when it begins: a result takes what is free.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "compiler/atomvm/helpers.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

using emit::ValType;
using I = emit::Instr;

// Behind the header.
constexpr uint32_t kBoxed = 4 - abi::kTagBoxed;

struct NamedOp {
  std::string_view name;
  uint32_t arity;
  IntegerOp op;
};
constexpr NamedOp kOps[] = {
    {"+", 2, IntegerOp::kAdd},      {"-", 2, IntegerOp::kSubtract},    {"*", 2, IntegerOp::kMultiply},
    {"div", 2, IntegerOp::kDivide}, {"rem", 2, IntegerOp::kRemainder}, {"band", 2, IntegerOp::kAnd},
    {"bor", 2, IntegerOp::kOr},     {"bxor", 2, IntegerOp::kXor},      {"bsl", 2, IntegerOp::kLeft},
    {"bsr", 2, IntegerOp::kRight},  {"-", 1, IntegerOp::kNegate},      {"bnot", 1, IntegerOp::kNot},
};

bool IsUnary(IntegerOp op) { return op == IntegerOp::kNegate || op == IntegerOp::kNot; }

// value := the integer that the term is; branches to `other` if it is none of at most 64 bits.
void Unbox(CodeBuffer& c, uint32_t term, uint32_t value, uint32_t header, Target other) {
  const Target done = c.Block();
  c.LocalGet(term);
  c.Const(abi::kImmediateMask);
  c.Op(I::kI32And);
  c.Const(abi::kTagSmall);
  c.Op(I::kI32Eq);
  c.If();
  c.LocalGet(term);
  c.Const(abi::kSmallShift);
  c.Op(I::kI32ShrS);
  c.Op(I::kI64ExtendI32S);
  c.LocalSet(value);
  c.Br(done);
  c.End();
  c.LocalGet(term);
  c.Const(abi::kPrimaryMask);
  c.Op(I::kI32And);
  c.Const(abi::kTagBoxed);
  c.Op(I::kI32Ne);
  c.BrIf(other);
  PushHeader(c, term);
  c.Const(~kSignBit);
  c.Op(I::kI32And);
  c.LocalSet(header);
  c.LocalGet(header);
  c.Const(kTwoWordInteger);
  c.Op(I::kI32Eq);
  c.If();
  c.LocalGet(term);
  c.Memory(I::kI64Load, kBoxed, 2);
  c.LocalSet(value);
  c.Br(done);
  c.End();
  c.LocalGet(header);
  c.Const(kOneWordInteger);
  c.Op(I::kI32Ne);
  c.BrIf(other);
  c.LocalGet(term);
  c.Memory(I::kI64Load32S, kBoxed, 2);
  c.LocalSet(value);
  c.End();
}

// The operands' locals, both i64, and one for the result.
struct Values {
  uint32_t a;
  uint32_t b;
  uint32_t result;
};

// The sum's sign differs from both operands'; the difference's from a's, where a and b differ.
void AddOrSubtract(CodeBuffer& c, bool add, const Values& v, Target other) {
  c.LocalGet(v.a);
  c.LocalGet(v.b);
  c.Op(add ? I::kI64Add : I::kI64Sub);
  c.LocalSet(v.result);
  c.LocalGet(v.a);
  c.LocalGet(v.result);
  c.Op(I::kI64Xor);
  c.LocalGet(v.b);
  c.LocalGet(add ? v.result : v.a);
  c.Op(I::kI64Xor);
  c.Op(I::kI64And);
  c.I64Const(0);
  c.Op(I::kI64LtS);
  c.BrIf(other);
}

// A number of n leading zeros (ones, if it is negative) has an absolute value of at most 2^(64 - n). So if both have 66
// together, the product's is at most 2^62; some that would just fit are not computed here.
void Multiply(CodeBuffer& c, const Values& v, Target other) {
  constexpr int64_t kEnough = 66;
  for (uint32_t value : {v.a, v.b}) {
    c.LocalGet(value);
    c.LocalGet(value);
    c.I64Const(63);
    c.Op(I::kI64ShrS);
    c.Op(I::kI64Xor);
    c.Op(I::kI64Clz);
  }
  c.Op(I::kI64Add);
  c.I64Const(kEnough);
  c.Op(I::kI64LtU);
  c.BrIf(other);
  c.LocalGet(v.a);
  c.LocalGet(v.b);
  c.Op(I::kI64Mul);
  c.LocalSet(v.result);
}

// Division by zero is AtomVM's to raise, and the smallest number divided by -1 has one bit more.
void Divide(CodeBuffer& c, bool remainder, const Values& v, Target other) {
  c.LocalGet(v.b);
  c.I64Const(1);
  c.Op(I::kI64Add);
  c.I64Const(2);
  c.Op(I::kI64LtU);
  c.BrIf(other);
  c.LocalGet(v.a);
  c.LocalGet(v.b);
  c.Op(remainder ? I::kI64RemS : I::kI64DivS);
  c.LocalSet(v.result);
}

// By 0 to 63 bits. To the left nothing may be lost.
void Shift(CodeBuffer& c, bool left, const Values& v, Target other) {
  c.LocalGet(v.b);
  c.I64Const(63);
  c.Op(I::kI64GtU);
  c.BrIf(other);
  c.LocalGet(v.a);
  c.LocalGet(v.b);
  c.Op(left ? I::kI64Shl : I::kI64ShrS);
  c.LocalSet(v.result);
  if (!left) return;
  c.LocalGet(v.result);
  c.LocalGet(v.b);
  c.Op(I::kI64ShrS);
  c.LocalGet(v.a);
  c.Op(I::kI64Ne);
  c.BrIf(other);
}

void Bitwise(CodeBuffer& c, I op, const Values& v) {
  c.LocalGet(v.a);
  c.LocalGet(v.b);
  c.Op(op);
  c.LocalSet(v.result);
}

// The smallest number has no negative.
void Negate(CodeBuffer& c, const Values& v, Target other) {
  c.I64Const(0);
  c.LocalGet(v.a);
  c.Op(I::kI64Sub);
  c.LocalTee(v.result);
  c.LocalGet(v.a);
  c.Op(I::kI64And);
  c.I64Const(0);
  c.Op(I::kI64LtS);
  c.BrIf(other);
}

void Compute(CodeBuffer& c, IntegerOp op, const Values& v, Target other) {
  switch (op) {
    case IntegerOp::kAdd:
    case IntegerOp::kSubtract:
      return AddOrSubtract(c, op == IntegerOp::kAdd, v, other);
    case IntegerOp::kMultiply:
      return Multiply(c, v, other);
    case IntegerOp::kDivide:
    case IntegerOp::kRemainder:
      return Divide(c, op == IntegerOp::kRemainder, v, other);
    case IntegerOp::kAnd:
      return Bitwise(c, I::kI64And, v);
    case IntegerOp::kOr:
      return Bitwise(c, I::kI64Or, v);
    case IntegerOp::kXor:
      return Bitwise(c, I::kI64Xor, v);
    case IntegerOp::kLeft:
    case IntegerOp::kRight:
      return Shift(c, op == IntegerOp::kLeft, v, other);
    case IntegerOp::kNegate:
      return Negate(c, v, other);
    case IntegerOp::kNot:
      c.LocalGet(v.a);
      c.I64Const(-1);
      c.Op(I::kI64Xor);
      return c.LocalSet(v.result);
  }
}

}  // namespace

std::optional<IntegerOp> IntegerOpOf(std::string_view name, uint32_t arity) {
  for (const NamedOp& named : kOps) {
    if (named.name == name && named.arity == arity) return named.op;
  }
  return std::nullopt;
}

uint32_t AtomvmHelpers::Arithmetic(IntegerOp op, OperandForm a, OperandForm b) {
  std::string_view name;
  for (const NamedOp& named : kOps) {
    if (named.op == op) name = named.name;
  }
  const std::string full =
      absl::StrCat(IsUnary(op) ? "one integer " : "integer ", std::string(name),
                   a == OperandForm::kValue ? ", value first" : "", b == OperandForm::kValue ? ", value second" : "");
  if (const auto it = functions_.find(full); it != functions_.end()) return it->second;
  const bool unary = IsUnary(op);
  enum : uint32_t { kCtx, kPrimitives, kFail, kLive, kA, kB };
  const uint32_t bif = unary ? kB : kB + 1;
  const uint32_t scratch = bif + 1;
  const uint32_t hp = bif + 2;
  const uint32_t box = Box();
  Values values = {kA, kB, bif + 3};
  CodeBuffer c;
  const Target other = c.FastBlock();
  if (a == OperandForm::kTerm) Unbox(c, kA, values.a = bif + 4, scratch, other);
  if (!unary && b == OperandForm::kTerm) Unbox(c, kB, values.b = bif + 5, scratch, other);
  Compute(c, op, values, other);
  c.LocalGet(kCtx);
  for (uint32_t home : {abi::kContextE, abi::kContextHeapPtr}) {
    c.LocalGet(kCtx);
    c.Load(home);
  }
  c.LocalGet(values.result);
  c.Call(box);
  c.LocalSet(hp);
  c.LocalTee(scratch);
  c.Op(I::kI32Eqz);
  c.BrIf(other);
  c.LocalGet(kCtx);
  c.LocalGet(hp);
  c.Store(abi::kContextHeapPtr);
  c.LocalGet(scratch);
  c.Return();
  c.End();
  const bool makes_terms = a == OperandForm::kValue || b == OperandForm::kValue;
  const Target failed = makes_terms ? c.FastBlock() : Target();
  for (uint32_t local : {kCtx, kFail, kLive}) c.LocalGet(local);
  const auto push = [&](OperandForm form, uint32_t local) {
    if (form == OperandForm::kTerm) return c.LocalGet(local);
    c.LocalGet(kCtx);
    c.LocalGet(local);
    c.LocalGet(kPrimitives);
    c.Load(4 * avm::kBoxedInteger);
    c.CallIndirect(module_.SignatureType(avm::SignatureOf(avm::kBoxedInteger)));
    c.LocalTee(scratch);
    c.Op(I::kI32Eqz);
    c.BrIf(failed);
    c.LocalGet(scratch);
  };
  push(a, kA);
  if (!unary) push(b, kB);
  c.LocalGet(bif);
  c.CallIndirect(module_.BifType(avm::BifKind::kGcBif, unary ? 1 : 2));
  if (makes_terms) {
    c.Return();
    c.End();
    c.Const(0);
  }
  const auto letter = [](OperandForm form) { return form == OperandForm::kTerm ? "i" : "L"; };
  const std::string signature = absl::StrCat("Ciii", letter(a), unary ? "" : letter(b), "i:i");
  std::vector<std::string> names = {"ctx", "prims", "fail", "live", "a"};
  if (!unary) names.push_back("b");
  for (const char* local : {"bif", "t", "hp", "result", "va", "vb"}) names.push_back(local);
  return Add(full, signature, std::move(names),
             {ValType::kI32, ValType::kI32, ValType::kI64, ValType::kI64, ValType::kI64}, c);
}

uint32_t AtomvmHelpers::Compare() {
  constexpr char kName[] = "compare";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kJs, kPrimitives, kA, kB, kExact, kHeader, kValueA, kValueB };
  constexpr uint32_t kEqual = 1;
  constexpr uint32_t kLess = 2;
  constexpr uint32_t kGreater = 4;
  CodeBuffer c;
  const Target other = c.Block();
  Unbox(c, kA, kValueA, kHeader, other);
  Unbox(c, kB, kValueB, kHeader, other);
  c.Const(kLess);
  c.Const(kEqual);
  c.Const(kGreater);
  c.LocalGet(kValueA);
  c.LocalGet(kValueB);
  c.Op(I::kI64Eq);
  c.Op(I::kI32Select);
  c.LocalGet(kValueA);
  c.LocalGet(kValueB);
  c.Op(I::kI64LtS);
  c.Op(I::kI32Select);
  c.Return();
  c.End();
  for (uint32_t local : {kCtx, kJs, kA, kB, kExact, kPrimitives}) c.LocalGet(local);
  c.Load(4 * avm::kTermCompare);
  c.CallIndirect(module_.SignatureType(avm::SignatureOf(avm::kTermCompare)));
  return Add(kName, "CJiiii:i", {"ctx", "js", "prims", "a", "b", "exact", "header", "va", "vb"},
             {ValType::kI32, ValType::kI64, ValType::kI64}, c);
}

}  // namespace beamfold
