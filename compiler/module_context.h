// SPDX-License-Identifier: Apache-2.0
//
// What the whole compiled module shares: imported globals (atoms, literals, natives), signatures, fixed locals.

#ifndef BEAMFOLD_COMPILER_MODULE_CONTEXT_H_
#define BEAMFOLD_COMPILER_MODULE_CONTEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "compiler/program.h"
#include "emit/module_writer.h"
#include "runtime/abi.h"

namespace beamfold {

// Locals of the dispatch function. The first four are its parameters.
enum Local : uint32_t {
  kLocalCtx = 0,
  kLocalJs = 1,
  kLocalPrimitives = 2,
  kLocalLabel = 3,
  kLocalE = 4,
  kLocalHp = 5,
  kLocalCp = 6,
  kLocalRed = 7,
  kLocalAction = 8,
  kLocalArg = 9,
  kLocalX = 10,
  kLocalTemp = kLocalX + abi::kMaxX,
  kNumTemps = 6,
  kLocalF64Temp = kLocalTemp + kNumTemps,
  kLocalI64Temp,
  kLocalFr,
};

class ModuleContext {
 public:
  explicit ModuleContext(const Program& program);

  // Index of the imported global, imported when first asked for.
  uint32_t ModuleGlobal() { return Global("env", "module"); }
  uint32_t CpBaseGlobal() { return Global("env", "cp_base"); }
  uint32_t StringsGlobal() { return Global("env", "strings"); }
  uint32_t AtomGlobal(std::string_view text) { return Global("atom", text); }
  uint32_t LiteralGlobal(uint32_t index);
  uint32_t IntegerGlobal(std::string_view decimal) { return Global("integer", decimal); }
  // Whether the import is a native function of the runtime that is called without going through the dispatch.
  bool IsNative(uint32_t import) const { return native_[import]; }
  uint32_t NativeGlobal(const ImportEntry& import);

  // Type index of a primitive's signature, as primitives.def writes it ("CJii:i").
  uint32_t SignatureType(std::string_view signature);
  // Type index of a native function: (ctx, term * arity) -> term.
  uint32_t NativeType(uint32_t arity);

  // The term of a predefined atom, 0 for any other.
  static uint32_t PredefinedAtom(std::string_view text);

  emit::ModuleWriter& writer() { return writer_; }

 private:
  uint32_t Global(std::string_view module, std::string_view field);

  const Program& program_;
  emit::ModuleWriter writer_;
  absl::flat_hash_map<std::string, uint32_t> globals_;
  std::vector<bool> native_;  // by import
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_MODULE_CONTEXT_H_
