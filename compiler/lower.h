// SPDX-License-Identifier: Apache-2.0
//
// Lowering: one pass over a module's instructions that writes the graph's blocks and their code.
//
// State discipline. While the function runs, x0..x15, e (stack pointer), hp (heap pointer), cp and the reductions are
// wasm locals, and their homes in memory hold garbage. Only two kinds of code synchronise: the slow path of a heap
// check (Collect: stores e, hp and the live x, calls, loads them again) and the *leave ladder*, shared blocks that
// store x[k-1], x[k-2], ..., e, hp, cp, reductions and the action, and return. Every way out of the module sets the
// action and branches to the rung that stores as many x registers as live there. Primitives and native functions read
// neither and move nothing (runtime/abi.h), so calls to them need no synchronisation at all.
//
// Blocks. A block starts at a label or behind a call, and is a superblock: tests branch out of its middle. Failure of
// an instruction is a branch to its fail label or, if it has none, to a block that sets the raising action.
//
// Lowering is split by area, in lower_<area>.cc, named after the instruction groups of opcodes.def.

#ifndef BEAMFOLD_COMPILER_LOWER_H_
#define BEAMFOLD_COMPILER_LOWER_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "cfg/graph.h"
#include "cfg/partition.h"
#include "compiler/code_buffer.h"
#include "compiler/compile.h"
#include "compiler/entries.h"
#include "compiler/module_context.h"
#include "compiler/predefined_atoms.h"
#include "compiler/program.h"

namespace beamfold {

// The lowered module: a graph and the code of its blocks.
struct Lowered {
  cfg::Graph graph;
  std::deque<CodeBuffer> code;  // by block; a deque, because the open block is pointed to
  // By block: the function it belongs to, counting the compiled ones, or cfg::kSharedGroup for what all of them use.
  std::vector<uint32_t> group;
  std::vector<cfg::BlockId> leave;  // the leave ladder: by the number of x registers that are stored
  std::vector<SkippedFunction> skipped;
  uint32_t num_fr = 0;  // floating point registers in use
  std::vector<bool> entry_compiled;
};

// Loads the locals from their homes in memory, x0 .. x[live - 1] of the x registers.
CodeBuffer Prologue(uint32_t live);

class Lowering {
 public:
  Lowering(const Program& program, const EntryTable& entries, ModuleContext& module, bool notes);

  Lowered Run();

 private:
  using Kind = Operand::Kind;
  using I = emit::Instr;

  // ---- lower.cc: functions, blocks, leaving
  bool IsNativeStub(const FunctionRange& f) const;
  bool FunctionIsSupported(const FunctionRange& f, SkippedFunction& why) const;
  bool InstructionIsSupported(const Instruction& in, std::string& reason) const;
  void LowerFunction(const FunctionRange& f);
  // True if control goes on behind the instruction.
  bool LowerInstruction(const Instruction& in);

  // cold: it leaves or raises.
  cfg::BlockId NewBlock(std::string name, bool cold = false);
  cfg::BlockId LabelBlock(uint32_t label);
  Target TargetOf(cfg::BlockId block) const { return {block, cold_[block]}; }
  void StartBlock(cfg::BlockId block);
  // Ends the open block.
  void Jump(cfg::BlockId target, uint32_t weight = 1);
  void Switch(std::vector<cfg::BlockId> targets);
  void Indirect();
  void Exit();
  void Terminate(cfg::Terminator term, std::vector<cfg::Edge> succ);
  bool open() const { return block_ != cfg::kNoBlock; }

  // The block that stores x[0..live) and everything else and returns; the action local is set by whoever branches.
  cfg::BlockId LeaveBlock(uint32_t live);
  void SetAction(uint32_t action, uint32_t payload);
  // Sets the action and goes to the leave ladder; ends the block.
  void Leave(uint32_t action, uint32_t payload, uint32_t live);
  // Where an instruction goes when it fails: its label, or a block that raises the pending exception.
  Target FailTarget(const Operand& label);
  Target RaisePending();
  Target RaiseReason(uint32_t reason_atom);
  uint32_t LocationPayload() const { return entries_.location[at_] | (has_frame_ ? abi::kPayloadHasFrame : 0); }
  void MarkFrame(uint32_t label);

  // ---- operands (lower_data.cc)
  void Push(const Operand& operand);  // the term
  void PushAtom(std::string_view text);
  void BeginSet(const Operand& dst);  // address, for destinations in memory
  void EndSet(const Operand& dst);    // the value is on the stack
  void SetFromLocal(const Operand& dst, uint32_t local);
  bool IsX(const Operand& operand) const { return operand.kind == Kind::kX && operand.index < abi::kMaxX; }
  // A local that holds the operand: the x register's own, or `temp` after loading it.
  uint32_t ToLocal(const Operand& operand, uint32_t temp);
  bool SmallValue(const Operand& operand, int32_t& value) const;
  // The term's bits if they are the same in every run: small integers, nil, predefined atoms.
  bool ConstantTerm(const Operand& operand, uint32_t& term) const;
  bool IsImmediate(const Operand& operand) const;  // constant and immediate: word equality decides =:=
  const TypeEntry& TypeOf(const Operand& operand) const;
  bool KnownSmall(const Operand& operand) const;
  static bool FitsSmall(int64_t value) { return value >= abi::kSmallMin && value <= abi::kSmallMax; }
  static uint32_t SmallTerm(int32_t value) { return static_cast<uint32_t>(value) << abi::kSmallShift | abi::kTagSmall; }
  absl::Span<const Operand> List(const Operand& list) const {
    return absl::MakeConstSpan(program_.list_pool).subspan(list.index, list.count);
  }
  void CallPrimitive(uint32_t number);  // arguments are pushed by Begin/Push...; loads the table index last
  void PushCtx() { c_->LocalGet(kLocalCtx); }
  void PushCtxJs() { c_->LocalGet(kLocalCtx), c_->LocalGet(kLocalJs); }
  void LoadHeader(uint32_t local);  // of the boxed term in local
  void LoadField(uint32_t local, uint32_t word) { c_->LocalGet(local), c_->Load(4 * word - abi::kTagBoxed); }

  // ---- by area
  void LowerMove(const Instruction& in);
  void LowerGetList(const Operand& list, const Operand* head, const Operand* tail);
  void LowerGetTupleElement(const Instruction& in);
  void LowerSetTupleElement(const Instruction& in);
  void LowerPutList(const Instruction& in);
  void LowerPutTuple2(const Instruction& in);
  void LowerUpdateRecord(const Instruction& in);
  void LowerSwap(const Instruction& in);
  void BumpHeap(uint32_t words);

  void LowerAllocate(const Instruction& in);
  void LowerTestHeap(const Instruction& in);
  void LowerDeallocate(uint32_t words);
  void LowerInitY(const Operand& y);
  uint32_t HeapWords(const Operand& need) const;
  // Makes sure of free words; the slow path collects.
  void Reserve(uint32_t words, uint32_t live);
  void LowerSelectVal(const Instruction& in);
  void LowerSelectTupleArity(const Instruction& in);
  struct Case {
    int64_t key;
    cfg::BlockId target;
  };
  void LowerSelectInteger(uint32_t local, std::vector<Case> cases, cfg::BlockId fallback);
  void LowerBinarySearch(uint32_t local, absl::Span<const Case> cases, cfg::BlockId fallback);

  void LowerCall(const Instruction& in);
  void LowerCallExt(const Instruction& in);
  void LowerCallNative(const Instruction& in, const ImportEntry& import);
  void LowerApply(const Instruction& in);
  void LowerReturn();
  void LowerFunctionEntry(const FunctionRange& f);
  // Takes a reduction; when there is none left, yields, to go on at that entry.
  void TakeReduction(uint32_t entry, uint32_t live);
  // True if control goes on behind the instruction.
  bool LowerMessage(const Instruction& in);
  void SetReturnAddress();
  void GoToFunction(uint32_t label, uint32_t arity);

  void LowerCallFun(uint32_t arity, const Operand* fun);
  void LowerMakeFun(uint32_t lambda, absl::Span<const Operand> free, const Operand& dst);
  void LowerMakeFun2(const Instruction& in);

  void LowerTry(const Instruction& in);
  void LowerCatchEnd(const Instruction& in);
  void LowerTryCase(const Instruction& in);
  void LowerErrorTagged(std::string_view tag, const Operand& value);
  void LowerRaise(const Instruction& in);
  void LowerRawRaise();
  void LowerBuildStacktrace();

  void LowerTest(const Instruction& in);
  // Branches to `fail` unless the test holds.
  void Test(Opcode op, absl::Span<const Operand> args, Target fail);
  void TestBoxed(uint32_t local, Target fail);
  void TestHeader(uint32_t local, uint32_t mask, uint32_t value, Target fail);
  void TestNumber(uint32_t local, Target fail);
  void TestBitstring(uint32_t local, bool whole_bytes, Target fail);
  void TestCompare(Opcode op, const Operand& a, const Operand& b, Target fail);
  void TestEqual(bool exact, bool negate, const Operand& a, const Operand& b, Target fail);
  bool PushNotBothSmall(const Operand& a, uint32_t la, const Operand& b, uint32_t lb);
  void LowerTaggedTuple(const Operand& source, uint32_t arity, const Operand& tag, Target fail);

  void LowerBif(const Instruction& in);
  bool LowerInlineBif(const ImportEntry& import, absl::Span<const Operand> args, const Operand& dst, Target fail);
  void LowerAccess(std::string_view name, absl::Span<const Operand> args, const Operand& dst, Target fail);
  void LowerNativeCall(const ImportEntry& import, absl::Span<const Operand> args, const Operand& dst, Target fail);
  void LowerBooleanBif(Opcode test, absl::Span<const Operand> args, const Operand& dst);
  void LowerAddSubtract(bool add, const Operand& a, const Operand& b, const Operand& dst, Target fail);
  void LowerMultiply(const Operand& a, const Operand& b, const Operand& dst, Target fail);
  void LowerBitwise(I op, const ImportEntry& import, const Operand& a, const Operand& b, const Operand& dst,
                    Target fail);
  void LowerDivide(bool rem, const ImportEntry& import, const Operand& a, const Operand& b, const Operand& dst,
                   Target fail);
  void LowerShift(bool left, const ImportEntry& import, const Operand& a, const Operand& b, const Operand& dst,
                  Target fail);
  // Branches to `slow` unless the term is a small integer.
  void CheckSmall(const Operand& operand, uint32_t local, Target slow);
  void PushNativeCall(const ImportEntry& import, absl::Span<const Operand> args);

  void LowerFloat(const Instruction& in);
  void PushFr(const Operand& fr) { c_->LocalGet(FrLocal(fr)); }
  uint32_t FrLocal(const Operand& fr);

  void LowerMap(const Instruction& in);
  void LowerRecord(const Instruction& in);

  void LowerBits(const Instruction& in);
  void LowerBsMatch(const Instruction& in);
  void LowerBsCreateBin(const Instruction& in);
  void LowerBitsSeries(const Instruction& in);
  // Leaves the number of bits in local `bits`; branches to fail if the size is no good.
  void BitsOf(const Operand& size, uint32_t unit, uint32_t state, uint32_t bits, Target fail);
  void GetBits(Opcode op, uint32_t state, const Operand& size, uint32_t unit, uint32_t flags, const Operand* dst,
               Target fail);
  void GetIntegerBits(uint32_t state, uint32_t bits, uint32_t flags, const Operand& dst, Target fail);
  void SkipBits(uint32_t state, uint32_t bits_local, Target fail);
  // bits (a constant) more must be there.
  void CheckBits(uint32_t state, uint32_t bits, Target fail);
  uint32_t SegmentFlags(const Operand& flags) const;
  void FailIfZero(uint32_t local, Target fail);

  const Program& program_;
  const EntryTable& entries_;
  ModuleContext& module_;
  const bool notes_;

  Lowered out_;
  std::vector<cfg::BlockId> label_block_;
  absl::flat_hash_map<uint64_t, cfg::BlockId> raise_block_;  // (payload, reason) -> block
  std::vector<bool> cold_;                                   // by block
  std::vector<bool> function_compiled_;                      // by entry label

  // The open block.
  cfg::BlockId block_ = cfg::kNoBlock;
  CodeBuffer* c_ = nullptr;

  // Where we are.
  uint32_t at_ = 0;  // instruction
  const FunctionRange* function_ = nullptr;
  uint32_t group_ = cfg::kSharedGroup;
  bool has_frame_ = false;
  std::vector<uint8_t> label_frame_;  // 0 unknown, 1 no frame, 2 frame
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_LOWER_H_
