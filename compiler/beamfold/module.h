// SPDX-License-Identifier: Apache-2.0
//
// The module for our own runtime: atoms, literals, large integers and native functions are imported globals, which the
// loader resolves once, at instantiation (runtime/abi.h).

#ifndef BEAMFOLD_COMPILER_BEAMFOLD_MODULE_H_
#define BEAMFOLD_COMPILER_BEAMFOLD_MODULE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "compiler/module_context.h"
#include "compiler/program.h"

namespace beamfold {

class BeamfoldModule final : public ModuleContext {
 public:
  explicit BeamfoldModule(const Program& program);

  uint32_t ModuleGlobal() override { return Global("env", "module"); }
  uint32_t CpBaseGlobal() override { return Global("env", "cp_base"); }
  uint32_t AtomGlobal(std::string_view text) override { return Global("atom", text); }
  uint32_t StringsGlobal() { return Global("env", "strings"); }
  uint32_t LiteralGlobal(uint32_t index);
  uint32_t IntegerGlobal(std::string_view decimal) { return Global("integer", decimal); }
  // Whether the import is a native function of the runtime that is called without going through the dispatch.
  bool IsNative(uint32_t import) const { return native_[import]; }
  uint32_t NativeGlobal(const ImportEntry& import);
  // Type index of a native function: (ctx, term * arity) -> term.
  uint32_t NativeType(uint32_t arity);

  uint32_t PredefinedAtom(std::string_view text) const override;

 private:
  uint32_t Global(std::string_view module, std::string_view field);

  absl::flat_hash_map<std::string, uint32_t> globals_;
  std::vector<bool> native_;  // by import
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BEAMFOLD_MODULE_H_
