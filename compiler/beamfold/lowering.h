// SPDX-License-Identifier: Apache-2.0
//
// Lowering for our own runtime. Its primitives and native functions read neither the locals nor their homes and move
// nothing (runtime/abi.h), so calls to them need no synchronisation at all; only the slow path of a heap check
// collects. Whatever else needs the runtime leaves with an *action* (runtime/abi.h) and is entered again.

#ifndef BEAMFOLD_COMPILER_BEAMFOLD_LOWERING_H_
#define BEAMFOLD_COMPILER_BEAMFOLD_LOWERING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "compiler/beamfold/module.h"
#include "compiler/compile.h"
#include "compiler/lower.h"

namespace beamfold {

class BeamfoldLowering final : public Lowering {
 public:
  BeamfoldLowering(const Program& program, const EntryTable& entries, BeamfoldModule& module,
                   const CompileOptions& options)
      : Lowering(program, entries, module, options.listing), own_(module), gc_stress_(options.gc_stress) {}

  CodeBuffer Stub(uint32_t entry) const override;

 private:
  // ---- lower_flavour.cc
  bool InstructionIsSupported(const Instruction& in, std::string& reason) const override;
  bool FunctionIsLeftOut(const FunctionRange& f) const override;
  void LowerReturnPoint(const Instruction&) override {}
  void PushConstant(const Operand& operand) override;
  uint32_t PushExtendedX(uint32_t index) override;
  void Reserve(uint32_t words, uint32_t live) override;
  void CallBif(const BifCall& call, uint32_t result) override;
  void BeginCompare() override { PushCtxJs(); }
  void EndCompare(Comparison comparison) override;
  void TestIsFunction2(const Operand& fun, const Operand& arity, Target fail) override;
  void TestWholeBytes(uint32_t local, Target fail) override;
  void PushToFloat(uint32_t local, Target fail) override;
  void CallPrimitive(uint32_t number);  // the arguments are pushed
  void PushNativeCall(const ImportEntry& import, absl::Span<const Operand> args);

  // ---- lower_exception.cc
  void PushCatchTerm(uint32_t label) override;
  void LeaveRaisingTagged(std::string_view tag, const Operand& value) override;
  void LeaveRaising(uint32_t reason_atom) override;
  uint32_t LocationPayload() const { return entries_.location[at_] | (has_frame_ ? abi::kPayloadHasFrame : 0); }
  void LowerFuncInfo(const Instruction& in) override;
  void LowerTryCase(const Instruction& in) override;
  void LowerCatchEnd(const Instruction& in) override;
  void LowerRaise(const Instruction& in) override;
  void LowerRawRaise() override;
  void LowerBuildStacktrace() override;

  // ---- lower_call.cc
  void LeaveYielding(uint32_t entry, uint32_t live) override { Leave(abi::kContinue, entry, live); }
  void LeaveToInterpreter(uint32_t label, uint32_t arity) override;
  void LeaveReturning() override { Leave(abi::kReturn, 0, 1); }
  void LeaveAtLast() override;
  void SetAction(uint32_t action, uint32_t payload);
  // Sets the action and goes to the leave ladder; ends the block.
  void Leave(uint32_t action, uint32_t payload, uint32_t live);
  void LowerCallExt(const Instruction& in) override;
  void LowerCallNative(const Instruction& in, const ImportEntry& import);
  void LowerApply(const Instruction& in) override;
  void LowerCallFun(uint32_t arity, const Operand* fun) override;

  bool LowerMessage(const Instruction& in) override;
  void LowerMap(const Instruction& in) override;
  bool LowerRecord(const Instruction& in) override;

  // ---- lower_bits.cc, lower_bits_series.cc
  void LowerBits(const Instruction& in) override;
  void LowerBsMatch(const Instruction& in);
  void LowerBsCreateBin(const Instruction& in);
  void LowerBitsSeries(const Instruction& in);
  // Leaves the number of bits in local `bits`; branches to fail if the size is no good.
  void BitsOf(const Operand& size, uint32_t unit, uint32_t state, uint32_t bits, Target fail);
  void GetBits(Opcode op, uint32_t state, const Operand& size, uint32_t unit, uint32_t flags, const Operand* dst,
               Target fail);
  void SkipBits(uint32_t state, uint32_t bits_local, Target fail);
  // bits (a constant) more must be there.
  void CheckBits(uint32_t state, uint32_t bits, Target fail);

  BeamfoldModule& own_;
  const bool gc_stress_;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BEAMFOLD_LOWERING_H_
