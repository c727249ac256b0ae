// SPDX-License-Identifier: Apache-2.0
//
// The module for AtomVM. It may import nothing but the memory and the function table, so what is constant as long as
// the module is loaded (the Module's address, return addresses, atoms, table indices of BIFs) is kept in globals of its
// own. The first call of the module's code fills them: `init` asks AtomVM for each. There is an instance for each
// thread, and the answers are the same on all of them.

#ifndef BEAMFOLD_COMPILER_ATOMVM_MODULE_H_
#define BEAMFOLD_COMPILER_ATOMVM_MODULE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "compiler/module_context.h"
#include "compiler/program.h"
#include "emit/module_contents.h"
#include "runtime/abi.h"

namespace beamfold {

namespace avm {

enum Primitive : uint32_t {
#define AVM_PRIMITIVE(number, camel, signature, effect) k##camel = number,
#include "runtime/atomvm/primitives.def"
#undef AVM_PRIMITIVE
};

std::string_view SignatureOf(Primitive primitive);

// What of Context and of a HeapFragment is used, beside runtime/abi.h.
inline constexpr uint32_t kContextHeapRoot = 4;
inline constexpr uint32_t kFragmentNext = 0;

enum class BifKind { kNone, kBif, kGcBif };
// What AtomVM has for the function: nothing, a BIF, or one that may collect.
BifKind KindOfBif(const Program& program, const ImportEntry& import);

}  // namespace avm

class AtomvmModule final : public ModuleContext {
 public:
  // Of the memory that is imported, in pages: AtomVM's must be at least as large as the one, and its limit at most the
  // other.
  AtomvmModule(const Program& program, uint32_t terminate_label, uint32_t min_pages, uint32_t max_pages);

  uint32_t ModuleGlobal() override;
  uint32_t CpBaseGlobal() override { return cp_base_; }
  uint32_t AtomGlobal(std::string_view text) override;
  // Whether the atom is one of the module's table or predefined.
  bool HasAtom(std::string_view text) const { return PredefinedAtom(text) != 0 || atom_index_.contains(text); }
  uint32_t BifGlobal(uint32_t import);

  // Atoms with a number that AtomVM guarantees.
  uint32_t PredefinedAtom(std::string_view text) const override;

  // Type index of a BIF: (ctx), (ctx, fail, arg...), or (ctx, fail, live, arg...).
  uint32_t BifType(avm::BifKind kind, uint32_t arity);
  // Type index of the entry points: (ctx, js, primitives) -> ctx.
  uint32_t EntryType() { return SignatureType("CJi:C"); }

  // init(js, primitives): fills the globals that were asked for so far.
  emit::FunctionBody InitFunction();

 private:
  enum class Source { kModule, kCpBase, kAtom, kBif };
  struct Recipe {
    Source source;
    uint32_t index;  // atom or import
    uint32_t global;
  };
  uint32_t Global(Source source, uint32_t index, std::string_view name);

  const uint32_t terminate_label_;
  std::vector<Recipe> recipes_;
  absl::flat_hash_map<uint64_t, uint32_t> globals_;             // (source, index) -> global
  absl::flat_hash_map<std::string_view, uint32_t> atom_index_;  // in the module's table
  uint32_t cp_base_ = 0;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_MODULE_H_
