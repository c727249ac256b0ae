// SPDX-License-Identifier: Apache-2.0
//
// What all helpers need: how they are put into the module, and a new term of one integer.

#include "compiler/atomvm/helpers.h"

#include <utility>

#include "emit/assembler.h"
#include "runtime/abi.h"

namespace beamfold {

using emit::ValType;

namespace {

using I = emit::Instr;

constexpr uint32_t kMaxBoxBytes = 12;

}  // namespace

void PushHeader(CodeBuffer& c, uint32_t term) {
  c.LocalGet(term);
  c.Const(abi::kTagBoxed);
  c.Op(I::kI32Sub);
  c.Load(0);
}

void PushHeaderTag(CodeBuffer& c, uint32_t term) {
  PushHeader(c, term);
  c.Const(abi::kHeaderTagMask);
  c.Op(I::kI32And);
}

uint32_t AtomvmHelpers::Add(std::string name, std::string_view signature, std::vector<std::string> names,
                            const std::vector<ValType>& locals, const CodeBuffer& code) {
  emit::Assembler assembler;
  code.Replay({}, assembler);
  emit::FunctionBody body;
  body.type = module_.SignatureType(signature);
  body.locals = locals;
  body.name = name;
  body.local_names = std::move(names);
  body.code = assembler.code();
  body.hints = assembler.hints();
  const uint32_t function = module_.writer().AddFunction(std::move(body));
  functions_.emplace(std::move(name), function);
  return function;
}

uint32_t AtomvmHelpers::Box() {
  constexpr char kName[] = "box";
  if (const auto it = functions_.find(kName); it != functions_.end()) return it->second;
  enum : uint32_t { kCtx, kE, kHp, kValue, kSign };
  CodeBuffer c;
  c.LocalGet(kValue);
  c.I64Const(-int64_t{abi::kSmallMin});
  c.Op(I::kI64Add);
  c.I64Const(int64_t{abi::kSmallMax} - int64_t{abi::kSmallMin});
  c.Op(I::kI64LeU);
  c.If();
  c.LocalGet(kValue);
  c.Op(I::kI32WrapI64);
  c.Const(abi::kSmallShift);
  c.Op(I::kI32Shl);
  c.Const(abi::kTagSmall);
  c.Op(I::kI32Or);
  c.LocalGet(kHp);
  c.Return();
  c.End();
  c.LocalGet(kE);
  c.LocalGet(kHp);
  c.Op(I::kI32Sub);
  c.Const(kMaxBoxBytes);
  c.Op(I::kI32LtU);
  c.LocalGet(kCtx);
  c.Load(avm::kContextHeapRoot);
  c.Load(avm::kFragmentNext);
  c.Op(I::kI32Or);
  c.UnlikelyIf();
  c.Const(0);
  c.LocalGet(kHp);
  c.Return();
  c.End();
  c.LocalGet(kValue);
  c.I64Const(63);
  c.Op(I::kI64ShrU);
  c.Op(I::kI32WrapI64);
  c.Const(kSignBit);
  c.Op(I::kI32Mul);
  c.LocalSet(kSign);
  const auto write = [&](uint32_t header, I store, uint32_t bytes) {
    c.LocalGet(kHp);
    c.LocalGet(kSign);
    c.Const(header);
    c.Op(I::kI32Or);
    c.Store(0);
    c.LocalGet(kHp);
    c.LocalGet(kValue);
    c.Memory(store, 4, 2);
    c.LocalGet(kHp);
    c.Const(abi::kTagBoxed);
    c.Op(I::kI32Or);
    c.LocalGet(kHp);
    c.Const(bytes);
    c.Op(I::kI32Add);
  };
  c.LocalGet(kValue);
  c.Op(I::kI64Extend32S);
  c.LocalGet(kValue);
  c.Op(I::kI64Eq);
  c.If();
  write(kOneWordInteger, I::kI64Store32, 8);
  c.Return();
  c.End();
  write(kTwoWordInteger, I::kI64Store, kMaxBoxBytes);
  return Add(kName, "CiiL:ii", {"ctx", "e", "hp", "value", "sign"}, {ValType::kI32}, c);
}

}  // namespace beamfold
