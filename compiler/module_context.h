// SPDX-License-Identifier: Apache-2.0
//
// What the whole compiled module shares: globals, signatures, fixed locals.

#ifndef BEAMFOLD_COMPILER_MODULE_CONTEXT_H_
#define BEAMFOLD_COMPILER_MODULE_CONTEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

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
  kNumTemps = 10,
  kLocalF64Temp = kLocalTemp + kNumTemps,
  kLocalI64Temp,
  kLocalFr,
};

class ModuleContext {
 public:
  explicit ModuleContext(const Program& program) : program_(program) { writer_.SetModuleName(program.module_name()); }
  virtual ~ModuleContext() = default;
  ModuleContext(const ModuleContext&) = delete;
  ModuleContext& operator=(const ModuleContext&) = delete;

  // Globals that hold what is the same as long as the module is loaded, made when first asked for.
  virtual uint32_t ModuleGlobal() = 0;  // the address of the Module
  // What a return address of this module is, without its entry number << kCpLabelShift.
  virtual uint32_t CpBaseGlobal() = 0;
  virtual uint32_t AtomGlobal(std::string_view text) = 0;  // the term

  // Type index of a primitive's signature, as primitives.def writes it ("CJii:i").
  uint32_t SignatureType(std::string_view signature);

  // The term of a predefined atom, 0 for any other.
  virtual uint32_t PredefinedAtom(std::string_view text) const = 0;

  emit::ModuleWriter& writer() { return writer_; }

 protected:
  const Program& program_;
  emit::ModuleWriter writer_;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_MODULE_CONTEXT_H_
