// SPDX-License-Identifier: Apache-2.0

#include "compiler/beamfold/driver.h"

#include <algorithm>

#include "compiler/module_context.h"
#include "emit/assembler.h"
#include "runtime/abi.h"

namespace beamfold {

using emit::Instr;

emit::FunctionBody EncodeDriver(const cfg::Partition& partition, const std::vector<uint32_t>& functions,
                                size_t num_entries, uint32_t cp_base_global) {
  const uint32_t num_parts = static_cast<uint32_t>(functions.size());
  emit::Assembler out;
  const auto load = [&](uint32_t base, uint32_t offset) {
    out.LocalGet(base);
    out.Load32(offset);
  };
  const auto load_action = [&] {
    load(kLocalJs, abi::kJitAction);
    out.I32Const((1 << abi::kActionShift) - 1);
    out.Op(Instr::kI32And);
  };
  const auto leave_if = [&] {
    out.If();
    out.LocalGet(kLocalCtx);
    out.Return();
    out.End();
  };

  // A label that we do not serve, right at the start, is left with as if returned to.
  out.LocalGet(kLocalJs);
  out.I32Const(abi::kReturn);
  out.Store32(abi::kJitAction);
  out.Loop();
  out.Block();  // left behind a call
  out.Block();  // left with a label that is none of ours
  for (uint32_t p = 0; p < num_parts; ++p) out.Block();
  std::vector<uint32_t> rows(partition.part_of_label.begin(), partition.part_of_label.begin() + num_entries);
  for (uint32_t& row : rows) row = std::min(row, num_parts);
  rows.push_back(num_parts);
  out.LocalGet(kLocalLabel);
  out.BrTable(rows);
  for (uint32_t p = 0; p < num_parts; ++p) {
    out.End();
    for (uint32_t local : {kLocalCtx, kLocalJs, kLocalPrimitives, kLocalLabel}) out.LocalGet(local);
    out.Call(functions[p]);
    out.Op(Instr::kDrop);
    out.Br(num_parts - p);
  }
  out.End();
  out.LocalGet(kLocalCtx);
  out.Return();
  out.End();

  load(kLocalCtx, abi::kContextPressure);
  leave_if();
  static_assert(abi::kContinue == 0);
  load_action();
  out.Op(Instr::kI32Eqz);
  out.If();
  load(kLocalJs, abi::kJitReductions);
  out.I32Const(0);
  out.Op(Instr::kI32LeS);
  leave_if();
  load(kLocalJs, abi::kJitAction);
  out.I32Const(abi::kActionShift);
  out.Op(Instr::kI32ShrU);
  out.LocalSet(kLocalLabel);
  out.Br(1);
  out.End();
  load_action();
  out.I32Const(abi::kReturn);
  out.Op(Instr::kI32Ne);
  leave_if();
  load(kLocalCtx, abi::kContextCp);
  out.GlobalGet(cp_base_global);
  out.Op(Instr::kI32Sub);
  out.I32Const(abi::kCpLabelShift);
  out.Op(Instr::kI32ShrU);
  out.LocalSet(kLocalLabel);
  out.Br(0);
  out.End();
  out.Unreachable();

  emit::FunctionBody body;
  body.local_names = {"ctx", "js", "prims", "label"};
  body.code = out.code();
  body.hints = out.hints();
  return body;
}

}  // namespace beamfold
