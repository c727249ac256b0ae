// SPDX-License-Identifier: Apache-2.0

#include "bench/cfg/graph_wasm.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "bench/cfg/walk.h"
#include "emit/assembler.h"
#include "emit/module_writer.h"

namespace beamfold::cfg {
namespace {

using emit::Assembler;
using emit::FunctionBody;
using emit::Instr;
using emit::ModuleWriter;
using emit::ValType;

constexpr uint32_t kLabel = 0;  // A parameter of run() in both kinds of code.

// state := next; leaves the number drawn.
void Draw(uint32_t state, Assembler& out) {
  out.LocalGet(state);
  out.I32Const(kMultiplier);
  out.Op(Instr::kI32Mul);
  out.I32Const(kIncrement);
  out.Op(Instr::kI32Add);
  out.LocalTee(state);
  out.LocalGet(state);
  out.I32Const(kMixShift);
  out.Op(Instr::kI32ShrU);
  out.Op(Instr::kI32Xor);
}

// hash, block -> hash
void Mix(Assembler& out) {
  out.Op(Instr::kI32Xor);
  out.I32Const(kHashPrime);
  out.Op(Instr::kI32Mul);
}

class Writer {
 public:
  Writer(const Graph& graph, const Structured& structured, BlockCode code)
      : graph_(graph), structured_(structured), inlined_(code == BlockCode::kInline), drawn_(inlined_ ? 4 : 1) {}

  std::string Run() {
    if (inlined_) {
      out_.I32Const(static_cast<int32_t>(kHashStart));
      out_.LocalSet(kHash);
    }
    for (const Op& op : structured_.ops) Write(op);
    // No control gets here; the validator wants to see it.
    out_.Unreachable();
    return out_.code();
  }

 private:
  static constexpr uint32_t kState = 1;
  static constexpr uint32_t kLeft = 2;
  static constexpr uint32_t kHash = 3;

  absl::Span<const uint32_t> Depths(const Op& op) const {
    return absl::MakeConstSpan(structured_.targets).subspan(op.first_target, op.num_targets);
  }

  void Write(const Op& op) {
    switch (op.kind) {
      case OpKind::kBlock:
        return out_.Block();
      case OpKind::kLoop:
        return out_.Loop();
      case OpKind::kIf:
        if (op.negated) out_.Op(Instr::kI32Eqz);
        return out_.If();
      case OpKind::kElse:
        return out_.Else();
      case OpKind::kEnd:
        return out_.End();
      case OpKind::kCode:
        return Code(op.block, Depths(op));
      case OpKind::kBr:
        return out_.Br(op.depth);
      case OpKind::kBrIf:
        if (op.negated) out_.Op(Instr::kI32Eqz);
        return out_.BrIf(op.depth);
      case OpKind::kBrTable:
        return out_.BrTable(Depths(op));
      case OpKind::kGetLabel:
        out_.LocalGet(kLabel);
        if (op.value == 0) return;
        out_.I32Const(static_cast<int32_t>(op.value));
        return out_.Op(emit::Instr::kI32Sub);
      case OpKind::kTestLabel:
        out_.LocalGet(kLabel);
        out_.I32Const(static_cast<int32_t>(op.value));
        return out_.Op(Instr::kI32Eq);
      case OpKind::kSetLabel:
        out_.I32Const(static_cast<int32_t>(op.value));
        return out_.LocalSet(kLabel);
      case OpKind::kUnreachable:
        return out_.Unreachable();
    }
  }

  void Code(BlockId b, absl::Span<const uint32_t> side_depths) {
    const Block& block = graph_.blocks[b];
    const bool draws = block.term != Terminator::kExit && block.term != Terminator::kJump;
    if (inlined_) {
      Step(b);
    } else {
      out_.I32Const(static_cast<int32_t>(b));
      out_.Call(0);
    }
    if (block.side.empty()) {
      if (!draws) out_.Op(Instr::kDrop);
      return Terminate(block);
    }
    out_.LocalSet(drawn_);
    for (size_t i = 0; i < block.side.size(); ++i) {
      out_.LocalGet(drawn_);
      out_.I32Const(static_cast<int32_t>(SideBound(i, block.side.size())));
      out_.Op(Instr::kI32LtU);
      out_.BrIf(side_depths[i]);
    }
    if (draws) out_.LocalGet(drawn_);
    Terminate(block);
  }

  // Returns when no step is left; leaves the number drawn.
  void Step(BlockId b) {
    out_.LocalGet(kLeft);
    out_.Op(Instr::kI32Eqz);
    out_.If();
    out_.LocalGet(kHash);
    out_.Return();
    out_.End();
    out_.LocalGet(kLeft);
    out_.I32Const(1);
    out_.Op(Instr::kI32Sub);
    out_.LocalSet(kLeft);
    out_.LocalGet(kHash);
    out_.I32Const(static_cast<int32_t>(b));
    Mix(out_);
    out_.LocalSet(kHash);
    Draw(kState, out_);
  }

  // drawn -> ((drawn & 0xffff) * options) >> 16
  void Pick(uint32_t options) {
    out_.I32Const(0xffff);
    out_.Op(Instr::kI32And);
    out_.I32Const(static_cast<int32_t>(options));
    out_.Op(Instr::kI32Mul);
    out_.I32Const(16);
    out_.Op(Instr::kI32ShrU);
  }

  // Takes the number drawn, if the terminator needs one.
  void Terminate(const Block& block) {
    switch (block.term) {
      case Terminator::kExit:
        if (inlined_) {
          out_.LocalGet(kHash);
          out_.I32Const(static_cast<int32_t>(kExitMask));
          out_.Op(Instr::kI32Xor);
        }
        return out_.Return();
      case Terminator::kJump:
        return;
      case Terminator::kBranch:
        out_.I32Const(CoinOf(block) == Coin::kEven ? kEvenMask : kColdMask);
        out_.Op(Instr::kI32And);
        if (CoinOf(block) == Coin::kFirstIsCold) out_.Op(Instr::kI32Eqz);
        return;
      case Terminator::kSwitch:
        return Pick(static_cast<uint32_t>(block.succ.size()) + 1);
      case Terminator::kIndirect: {
        const uint32_t entries = static_cast<uint32_t>(graph_.entries.size());
        // The number behind the last entry's must not be taken for an internal one: it becomes -1.
        Pick(entries + 1);
        out_.LocalTee(drawn_);
        out_.I32Const(-1);
        out_.LocalGet(drawn_);
        out_.I32Const(static_cast<int32_t>(entries));
        out_.Op(Instr::kI32LtU);
        out_.Op(Instr::kI32Select);
        return out_.LocalSet(kLabel);
      }
    }
  }

  const Graph& graph_;
  const Structured& structured_;
  const bool inlined_;
  const uint32_t drawn_;
  Assembler out_;
};

}  // namespace

absl::StatusOr<std::string> GraphModule(const Graph& graph, const Structured& structured, BlockCode code) {
  if (absl::Status status = Assembler::Initialize(); !status.ok()) return status;
  ModuleWriter module;
  FunctionBody run;
  if (code == BlockCode::kInline) {
    run.type = module.AddType({ValType::kI32, ValType::kI32, ValType::kI32}, {ValType::kI32});
    run.locals = {ValType::kI32, ValType::kI32};
  } else {
    module.ImportFunction("env", "step", module.AddType({ValType::kI32}, {ValType::kI32}));
    run.type = module.AddType({ValType::kI32}, {});
    run.locals = {ValType::kI32};
  }
  run.code = Writer(graph, structured, code).Run();
  module.ExportFunction("run", module.AddFunction(run));
  return module.Finish();
}

absl::StatusOr<std::string> WalkerModule() {
  if (absl::Status status = Assembler::Initialize(); !status.ok()) return status;
  constexpr uint32_t kStateAt = 0;
  constexpr uint32_t kLeftAt = 4;
  constexpr uint32_t kHashAt = 8;
  ModuleWriter module;
  module.ImportMemory("env", "memory", 1);
  const auto add = [&](const char* name, std::vector<ValType> params, std::vector<ValType> results,
                       std::vector<ValType> locals, const Assembler& code) {
    FunctionBody body;
    body.type = module.AddType(params, results);
    body.locals = std::move(locals);
    body.code = code.code();
    module.ExportFunction(name, module.AddFunction(body));
  };
  const auto load = [](Assembler& out, uint32_t at) {
    out.I32Const(0);
    out.Load32(at);
  };

  Assembler start;
  start.I32Const(0);
  start.LocalGet(0);
  start.Store32(kStateAt);
  start.I32Const(0);
  start.LocalGet(1);
  start.Store32(kLeftAt);
  start.I32Const(0);
  start.I32Const(static_cast<int32_t>(kHashStart));
  start.Store32(kHashAt);
  add("start", {ValType::kI32, ValType::kI32}, {}, {}, start);

  constexpr uint32_t kState = 1;
  Assembler step;
  load(step, kLeftAt);
  step.Op(Instr::kI32Eqz);
  step.If();
  step.Unreachable();
  step.End();
  step.I32Const(0);
  load(step, kLeftAt);
  step.I32Const(1);
  step.Op(Instr::kI32Sub);
  step.Store32(kLeftAt);
  step.I32Const(0);
  load(step, kHashAt);
  step.LocalGet(0);
  Mix(step);
  step.Store32(kHashAt);
  load(step, kStateAt);
  step.LocalSet(kState);
  Draw(kState, step);
  step.I32Const(0);
  step.LocalGet(kState);
  step.Store32(kStateAt);
  add("step", {ValType::kI32}, {ValType::kI32}, {ValType::kI32}, step);

  Assembler hash;
  load(hash, kHashAt);
  add("hash", {}, {ValType::kI32}, {}, hash);
  Assembler left;
  load(left, kLeftAt);
  add("left", {}, {ValType::kI32}, {}, left);
  return module.Finish();
}

}  // namespace beamfold::cfg
