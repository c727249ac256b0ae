// SPDX-License-Identifier: Apache-2.0
//
// Lowering for AtomVM. Its native code is a guest: it has 77 primitives, no others, and most of them may collect or
// leave things in places of their own. primitives.def gives each an effect, and the effect alone says what is stored
// before the call and loaded after it. What leaves the module does so by calling a primitive last: who wants to leave
// puts its number and arguments into locals and branches to the leave ladder, whose end makes the call.
//
// Much of what AtomVM has a primitive or a BIF for is done in place nevertheless, where terms are laid out as is known:
// in a few instructions, or by helpers (helpers.h). Without heap_ptr (AtomvmOptions::pinned_only) nothing of that is.
//
// What AtomVM promises nobody: x registers that are not roots, terms in locals across a collection, a heap of one
// piece. A term that must survive a collection and has no register is put behind the last live x register for that
// time.

#ifndef BEAMFOLD_COMPILER_ATOMVM_LOWERING_H_
#define BEAMFOLD_COMPILER_ATOMVM_LOWERING_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "compiler/atomvm/compile.h"
#include "compiler/atomvm/helpers.h"
#include "compiler/atomvm/labels.h"
#include "compiler/atomvm/module.h"
#include "compiler/atomvm/small_literal.h"
#include "compiler/lower.h"

namespace beamfold {

class AtomvmLowering final : public Lowering {
 public:
  AtomvmLowering(const Program& program, const AtomvmLabels& labels, AtomvmModule& module, const AtomvmOptions& options,
                 bool notes)
      : Lowering(program, labels.table, module, notes), labels_(labels), own_(module), helpers_(module) {
    float32_ = options.float32;
    has_heap_ptr_ = !options.pinned_only;
  }

  // Ready: the function `init` has that index.
  void SetInitFunction(uint32_t function) { init_function_ = function; }
  void WritePrologue(uint32_t live, CodeBuffer& code) const override;
  CodeBuffer Stub(uint32_t entry) const override;

 private:
  // ---- lower_flavour.cc
  bool InstructionIsSupported(const Instruction& in, std::string& reason) const override;
  bool FunctionIsLeftOut(const FunctionRange&) const override { return false; }
  void LowerReturnPoint(const Instruction& in) override;
  void LowerOtherEntries() override;
  void PushConstant(const Operand& operand) override;
  void AskForConstant(const Operand& operand);
  void PushBigInteger(const std::string& decimal);
  uint32_t PushExtendedX(uint32_t index) override;
  void CallBif(const BifCall& call, uint32_t result) override;
  void CallAnyBif(const BifCall& call, uint32_t result);
  void BeginCompare() override;
  void EndCompare(Comparison comparison) override;
  void TestIsFunction2(const Operand& fun, const Operand& arity, Target fail) override;
  void TestWholeBytes(uint32_t, Target) override {}  // there are no others
  void PushToFloat(uint32_t local, Target fail) override;

  // ---- lower_memory.cc
  // A local for values that are asked for zero and then used or dropped.
  static constexpr uint32_t kScratch = kLocalTemp + 4;
  static constexpr uint32_t kContextFr = 96;  // the address of AtomVM's fp registers, once they are there
  // The arguments are pushed. No effect on what is in locals.
  void CallPrimitive(avm::Primitive primitive);
  // The same for one that takes words from the heap: heap_ptr must be stored before the arguments are pushed.
  void BeginBump();
  void EndBump(avm::Primitive primitive);
  // Around a call that may collect: stores and loads e, heap_ptr and the first x registers.
  void BeginCollect(uint32_t live);
  void EndCollect(uint32_t live);
  // Pushes not zero unless the heap is of one piece and has the bytes that are pushed.
  void PushIsShort(const std::function<void()>& bytes);
  void Reserve(uint32_t words, uint32_t live) override;
  void MakeFrame(uint32_t slots, uint32_t heap, uint32_t live) override;
  // Makes sure of the words that `words` pushes, with code that may stand twice; the term in the local survives.
  static constexpr uint32_t kNothing = 0xffffffffu;
  void ReserveKeeping(uint32_t local, uint32_t live, const std::function<void()>& words);
  // The same where the primitive's value is on the stack, and zero says that it has set an exception. That is raised
  // with the heap as it is now.
  void EndCollectOrRaise(uint32_t live);

  // ---- lower_literal.cc
  struct PreparedLiteral {
    Operand operand;
    uint32_t local;
    SmallLiteral literal;
  };
  // The last locals for temporary values are theirs.
  static constexpr uint32_t kMaxPrepared = 4;
  static constexpr uint32_t kPreparedLocal = kLocalTemp + kNumTemps - kMaxPrepared;
  void PrepareOperands(const Instruction& in) override;
  void AddSmallLiteral(const Operand& operand);
  const PreparedLiteral* FindPrepared(const Operand& operand) const;
  // The most words that one instruction of the function promises to those behind it.
  uint32_t LargestPromise();
  bool HasAtoms(const SmallLiteral& literal) const;
  void PushLiteralWord(const LiteralWord& word, uint32_t at);

  // ---- lower_construct.cc
  void LowerPutList(const Instruction& in) override;
  void LowerPutTuple2(const Instruction& in) override;
  void LowerUpdateRecord(const Instruction& in) override;
  void LowerMakeFun(uint32_t lambda, absl::Span<const Operand> free, const Operand& dst) override;
  void LowerBoxFloat(const Operand& fr, const Operand& dst) override;
  void NewTuple(uint32_t arity);

  // ---- lower_exception.cc
  void PushCatchTerm(uint32_t label) override;
  void LeaveRaisingTagged(std::string_view tag, const Operand& value) override;
  void LeaveRaising(uint32_t reason_atom) override;
  void LowerFuncInfo(const Instruction& in) override;
  void LowerTryCase(const Instruction& in) override { LowerInitY(program_.operand(in, 0)); }
  void LowerCatchEnd(const Instruction& in) override;
  void LowerRaise(const Instruction& in) override;
  void LowerRawRaise() override;
  void LowerBuildStacktrace() override;
  uint32_t Offset() const { return labels_.Offset(entries_.location[at_]); }

  // ---- lower_call.cc
  // Arguments behind ctx and js of the primitive that is called last.
  static constexpr uint32_t kMaxLeaveArgs = 4;
  static uint32_t LeaveArg(uint32_t i) { return i == 0 ? kLocalArg : kLocalTemp + i; }
  void SetLeaveArg(uint32_t i, uint32_t value);
  void SetLeaveArg(uint32_t i, const Operand& operand);
  // Sets where AtomVM goes on if the primitive does not say so itself.
  void SetContinuation(uint32_t entry);
  void Leave(avm::Primitive primitive, uint32_t live);
  void LeaveYielding(uint32_t entry, uint32_t live) override;
  void LeaveToInterpreter(uint32_t, uint32_t) override { LeaveReturning(); }  // there is none, and all is compiled
  void LeaveReturning() override { Leave(avm::kReturn, 1); }
  void LeaveAtLast() override;
  void LowerCallExt(const Instruction& in) override;
  void LowerCallOfBif(const Instruction& in, uint32_t import);
  void LowerApply(const Instruction& in) override;
  void LowerCallFun(uint32_t arity, const Operand* fun) override;

  // ---- lower_message.cc
  bool LowerMessage(const Instruction& in) override;
  void LowerSend();
  void ProcessSignals(uint32_t entry);
  uint32_t ReceiveEntry();
  bool LooksAtMessages(uint32_t label) const;

  bool LowerRecord(const Instruction& in) override;

  // ---- lower_map.cc
  void LowerMap(const Instruction& in) override;
  void FindPosition(uint32_t map, const Operand& key, Target fail);
  void PushMapSize(uint32_t map);
  void PushSourceMap(const Operand& source, Target bad);
  void LowerPutMapAssoc(const Instruction& in);
  void LowerPutMapExact(const Instruction& in);

  // ---- lower_bits.cc: matching. The match state and the number of bits that it is about are in locals.
  void LowerBits(const Instruction& in) override;
  void LowerStartMatch(const Instruction& in);
  void PushRemaining();
  void CallSize(const BifCall& call, bool bytes, uint32_t result);
  // Branches to fail if there are not so many bits.
  void BitsOf(const Operand& size, uint32_t unit, Target fail);
  void Advance();
  void GetBinary(uint32_t live, const Operand& dst, bool advance);
  void GetUtf(const Instruction& in);

  // ---- lower_bs_match.cc
  void LowerBsMatch(const Instruction& in);
  void MatchConstant(const Operand& value, uint32_t bits, Target fail);

  // ---- lower_fields.cc
  // Fields of a constant size that helpers read.
  bool SpecOf(const Operand& size, uint32_t unit, uint32_t flags, uint32_t& spec) const;
  bool ShortString(uint32_t offset, uint32_t bits, uint32_t& value) const;
  void PushField(uint32_t spec);
  void GetField(uint32_t spec, const Operand& dst, Target fail);
  // Any: of kBits bits, which are there.
  void ExtractInteger(uint32_t flags);
  void GetInteger(uint32_t flags, const Operand& dst, Target fail);
  void GetFloat(uint32_t flags, uint32_t live, const Operand& dst, Target fail);

  // ---- lower_create_bin.cc
  struct Segment;
  void LowerCreation(const Instruction& in);
  void LowerInitWritable();
  std::vector<Segment> SegmentsOf(const Operand& list) const;
  // Pushes the bits of the segment as an i64; branches to bad if it cannot be written.
  void PushGivenSize(const Segment& segment, Target bad);
  void PushSegmentSize(const Segment& segment, Target bad);
  void WriteSegment(const Segment& segment, Target bad);

  const AtomvmLabels& labels_;
  AtomvmModule& own_;
  AtomvmHelpers helpers_;
  uint32_t init_function_ = 0;
  const FunctionRange* promise_of_ = nullptr;
  uint32_t promise_ = 0;                   // of that function
  std::vector<PreparedLiteral> prepared_;  // of the instruction that is being lowered
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_LOWERING_H_
