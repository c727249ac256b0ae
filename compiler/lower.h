// SPDX-License-Identifier: Apache-2.0
//
// Lowering: one pass over a module's instructions that writes the graph's blocks and their code.
//
// State discipline. While the function runs, x0..x15, e (stack pointer), hp (heap pointer), cp and the reductions are
// wasm locals, and their homes in memory hold garbage. Only two kinds of code synchronise: calls that may collect
// (they store e, hp and the live x, call, and load them again) and the *leave ladder*, shared blocks that store
// x[k-1], x[k-2], ..., e, hp, cp and the rest, and return. Every way out of the module says what is wanted and branches
// to the rung that stores as many x registers as live there.
//
// Blocks. A block starts at a label or behind a call, and is a superblock: tests branch out of its middle. Failure of
// an instruction is a branch to its fail label or, if it has none, to a block that raises.
//
// Flavours. Lowering has what only depends on how terms, frames and registers are laid out, which the two binary
// interfaces have in common. What needs the virtual machine's help (calls out of the module, exceptions, messages,
// maps, binaries, whatever may collect) is in its two subclasses, BeamfoldLowering for our runtime and AtomvmLowering.
// All are split by area, in lower_<area>.cc, named after the instruction groups of opcodes.def.

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

class Lowering {
 public:
  Lowering(const Program& program, const EntryTable& entries, ModuleContext& module, bool notes);
  virtual ~Lowering() = default;
  Lowering(const Lowering&) = delete;
  Lowering& operator=(const Lowering&) = delete;

  Lowered Run();

  // What stands before the dispatch: loads the locals from their homes in memory, x0 .. x[live - 1] of the x registers.
  virtual void WritePrologue(uint32_t live, CodeBuffer& code) const;
  // What stands before the leave ladder's rung for the entry's live x registers, to go on at an entry that another wasm
  // function holds; or, without an entry, for one register, to return to an address that is not the module's.
  virtual CodeBuffer Stub(uint32_t entry) const = 0;

 protected:
  using Kind = Operand::Kind;
  using I = emit::Instr;

  // ---- What the flavours do differently

  // Whether the instruction is lowered; else `reason` says why not.
  virtual bool InstructionIsSupported(const Instruction& in, std::string& reason) const = 0;
  // Whether the function is left out without a word.
  virtual bool FunctionIsLeftOut(const FunctionRange& f) const = 0;
  // Instructions, by area. LowerMessage and LowerRecord give true if control goes on behind the instruction,
  // LowerFuncInfo and those that call always leave.
  virtual void LowerFuncInfo(const Instruction& in) = 0;
  virtual void LowerCallExt(const Instruction& in) = 0;
  virtual void LowerCallFun(uint32_t arity, const Operand* fun) = 0;
  virtual void LowerApply(const Instruction& in) = 0;
  virtual void LowerRaise(const Instruction& in) = 0;
  virtual void LowerRawRaise() = 0;
  virtual void LowerBuildStacktrace() = 0;
  virtual void LowerTryCase(const Instruction& in) = 0;
  virtual void LowerCatchEnd(const Instruction& in) = 0;
  virtual bool LowerMessage(const Instruction& in) = 0;
  virtual void LowerMap(const Instruction& in) = 0;
  virtual bool LowerRecord(const Instruction& in) = 0;
  virtual void LowerBits(const Instruction& in) = 0;
  // At the start of the block behind an instruction with a return point.
  virtual void LowerReturnPoint(const Instruction& in) = 0;
  // Before an instruction is lowered: brings operands to where Push finds them faster.
  virtual void PrepareOperands(const Instruction&) {}
  // Pushes an atom that is not predefined, a literal, or an integer that is not small.
  virtual void PushConstant(const Operand& operand) = 0;
  // Pushes an address from which the returned offset leads to the x register, which is one of x16, x17...
  virtual uint32_t PushExtendedX(uint32_t index) = 0;
  // Pushes what a `try` or `catch` with that label keeps in its y register.
  virtual void PushCatchTerm(uint32_t label) = 0;
  // Entries that no instruction makes.
  virtual void LowerOtherEntries() {}
  // Makes sure of free words; may collect.
  virtual void Reserve(uint32_t words, uint32_t live) = 0;
  // Makes a stack frame with cp in it, and sure of free words.
  virtual void MakeFrame(uint32_t slots, uint32_t heap, uint32_t live);
  // A BIF that fails by giving 0. `live`: kNoCollect if it must not collect.
  struct BifCall {
    const ImportEntry& import;
    absl::Span<const Operand> args;
    const Operand& dst;
    Target fail;
    uint32_t live;
  };
  static constexpr uint32_t kNoCollect = 0xffffffffu;
  // Calls it, and leaves the value in the local. Branches to call.fail if there is none.
  virtual void CallBif(const BifCall& call, uint32_t result) = 0;
  // a and b are pushed after the arguments that this pushes.
  enum class Comparison { kOrder, kEqual, kExact };
  virtual void BeginCompare() = 0;
  // Leaves 1 for equal, 2 for less, and something else.
  virtual void EndCompare(Comparison comparison) = 0;
  virtual void TestIsFunction2(const Operand& fun, const Operand& arity, Target fail) = 0;
  // A binary whose size is not a multiple of 8 bits: branches to fail. The term is a bitstring.
  virtual void TestWholeBytes(uint32_t local, Target fail) = 0;
  // Pushes the f64 of a number that is not small; NaN, or a branch to fail, if it is none.
  virtual void PushToFloat(uint32_t local, Target fail) = 0;
  // Ends the block: the exception {tag, value}, one of the four reasons that have a tag; or the reason alone. 0: the
  // exception that is pending.
  virtual void LeaveRaisingTagged(std::string_view tag, const Operand& value) = 0;
  virtual void LeaveRaising(uint32_t reason_atom) = 0;
  // Ends the block: the x registers hold the arguments of the entry, which is to be entered again with new reductions.
  virtual void LeaveYielding(uint32_t entry, uint32_t live) = 0;
  // Ends the block: the function at the label is not compiled.
  virtual void LeaveToInterpreter(uint32_t label, uint32_t arity) = 0;
  // Ends the block: the return address is not one of this wasm function.
  virtual void LeaveReturning() = 0;
  // What the last rung of the leave ladder does when all locals are stored but the reductions. Ends the block.
  virtual void LeaveAtLast() = 0;

  // ---- lower.cc: functions, blocks, leaving
  bool FunctionIsSupported(const FunctionRange& f, SkippedFunction& why) const;
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

  // The block that stores x[0..live) and everything else and leaves; whoever branches there has said for what.
  cfg::BlockId LeaveBlock(uint32_t live);
  // Where an instruction goes when it fails: its label, or a block that raises the pending exception.
  Target FailTarget(const Operand& label);
  Target RaisePending() { return RaiseReason(0); }
  Target RaiseReason(uint32_t reason_atom);
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
  void PushCtx() { c_->LocalGet(kLocalCtx); }
  void PushCtxJs() { c_->LocalGet(kLocalCtx), c_->LocalGet(kLocalJs); }
  void StoreHome(uint32_t local, uint32_t offset) { PushCtx(), c_->LocalGet(local), c_->Store(offset); }
  void LoadHome(uint32_t local, uint32_t offset) { PushCtx(), c_->Load(offset), c_->LocalSet(local); }
  void LoadHeader(uint32_t local);  // of the boxed term in local
  void LoadField(uint32_t local, uint32_t word) { c_->LocalGet(local), c_->Load(4 * word - abi::kTagBoxed); }
  void FailIfZero(uint32_t local, Target fail);

  // ---- by area
  virtual void LowerMove(const Instruction& in);
  void LowerGetList(const Operand& list, const Operand* head, const Operand* tail);
  void LowerGetTupleElement(const Instruction& in);
  void LowerSetTupleElement(const Instruction& in);
  virtual void LowerPutList(const Instruction& in);
  virtual void LowerPutTuple2(const Instruction& in);
  virtual void LowerUpdateRecord(const Instruction& in);
  void LowerSwap(const Instruction& in);
  void BumpHeap(uint32_t words);

  void LowerAllocate(const Instruction& in);
  void PushFrame(uint32_t slots);
  void LowerTestHeap(const Instruction& in);
  void LowerDeallocate(uint32_t words);
  void LowerInitY(const Operand& y);
  uint32_t HeapWords(const Operand& need) const;
  void LowerSelectVal(const Instruction& in);
  void LowerSelectTupleArity(const Instruction& in);
  struct Case {
    int64_t key;
    cfg::BlockId target;
  };
  void LowerSelectInteger(uint32_t local, std::vector<Case> cases, cfg::BlockId fallback);
  void LowerBinarySearch(uint32_t local, absl::Span<const Case> cases, cfg::BlockId fallback);

  void LowerCall(const Instruction& in);
  void LowerReturn();
  // Takes a reduction; when there is none left, yields, to go on at that entry.
  void TakeReduction(uint32_t entry, uint32_t live);
  void SetReturnAddress();
  void GoToFunction(uint32_t label, uint32_t arity);

  virtual void LowerMakeFun(uint32_t lambda, absl::Span<const Operand> free, const Operand& dst);
  void LowerMakeFun2(const Instruction& in);

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
  bool LowerArithmetic(const BifCall& call);
  bool LowerInlineBif(const BifCall& call);
  void LowerAccess(std::string_view name, absl::Span<const Operand> args, const Operand& dst, Target fail);
  void LowerBifCall(const BifCall& call);
  void LowerBooleanBif(Opcode test, absl::Span<const Operand> args, const Operand& dst);
  void LowerAddSubtract(bool add, const BifCall& call);
  void LowerMultiply(const BifCall& call);
  void LowerBitwise(I op, const BifCall& call);
  void LowerDivide(bool rem, const BifCall& call);
  void LowerShift(bool left, const BifCall& call);
  // The slow path of the five: calls, ends the scope, sets the destination.
  void FinishSlowPath(const BifCall& call);
  // Branches to `slow` unless the term is a small integer.
  void CheckSmall(const Operand& operand, uint32_t local, Target slow);

  void LowerFloat(const Instruction& in);
  void PushFr(const Operand& fr) { c_->LocalGet(FrLocal(fr)); }
  uint32_t FrLocal(const Operand& fr);
  virtual void LowerBoxFloat(const Operand& fr, const Operand& dst);
  void PushFloatField();
  void RoundFloat();

  // Flags of a segment of a binary: a number, or a list of atoms in the literal table.
  uint32_t SegmentFlags(const Operand& flags) const;

  const Program& program_;
  const EntryTable& entries_;
  ModuleContext& module_;
  const bool notes_;

  Lowered out_;
  std::vector<cfg::BlockId> label_block_;
  absl::flat_hash_map<uint64_t, cfg::BlockId> raise_block_;  // (place, reason) -> block
  std::vector<bool> cold_;                                   // by block
  std::vector<bool> function_compiled_;                      // by entry label

  // The open block.
  cfg::BlockId block_ = cfg::kNoBlock;
  CodeBuffer* c_ = nullptr;
  uint32_t extended_offset_ = 0;  // between BeginSet and EndSet

  bool float32_ = false;      // floats are of single precision
  bool has_heap_ptr_ = true;  // heap_ptr is kept in its local; without, only primitives take words from the heap

  // Where we are.
  uint32_t at_ = 0;  // instruction
  const FunctionRange* function_ = nullptr;
  uint32_t group_ = cfg::kSharedGroup;
  bool has_frame_ = false;
  std::vector<uint8_t> label_frame_;  // 0 unknown, 1 no frame, 2 frame
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_LOWER_H_
