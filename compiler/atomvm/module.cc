// SPDX-License-Identifier: Apache-2.0

#include "compiler/atomvm/module.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "emit/assembler.h"

namespace beamfold {

using emit::Instr;
using emit::ValType;

namespace avm {

std::string_view SignatureOf(Primitive primitive) {
  switch (primitive) {
#define AVM_PRIMITIVE(number, camel, signature, effect) \
  case k##camel:                                        \
    return signature;
#include "runtime/atomvm/primitives.def"
#undef AVM_PRIMITIVE
  }
  return "";
}

BifKind KindOfBif(const Program& program, const ImportEntry& import) {
  static const auto* const kBifs = new absl::flat_hash_map<std::pair<std::string_view, uint32_t>, BifKind>({
#define AVM_BIF(name, arity, kind) {{name, arity}, BifKind::k##kind},
#include "runtime/atomvm/bifs.def"
#undef AVM_BIF
  });
  if (program.atoms[import.module] != "erlang") return BifKind::kNone;
  const auto it = kBifs->find({program.atoms[import.function], import.arity});
  return it == kBifs->end() ? BifKind::kNone : it->second;
}

}  // namespace avm

AtomvmModule::AtomvmModule(const Program& program, uint32_t terminate_label, uint32_t min_pages, uint32_t max_pages)
    : ModuleContext(program), terminate_label_(terminate_label) {
  writer_.ImportSharedMemory("env", "memory", min_pages, max_pages);
  writer_.ImportTable("env", "__indirect_function_table", 0);
  for (uint32_t i = 1; i < program.atoms.size(); ++i) atom_index_.try_emplace(program.atoms[i], i);
  cp_base_ = Global(Source::kCpBase, 0, "cp_base");
}

uint32_t AtomvmModule::Global(Source source, uint32_t index, std::string_view name) {
  const auto [it, inserted] = globals_.try_emplace(static_cast<uint64_t>(source) << 32 | index, 0);
  if (inserted) {
    it->second = writer_.AddGlobal(name);
    recipes_.push_back({source, index, it->second});
  }
  return it->second;
}

uint32_t AtomvmModule::ModuleGlobal() { return Global(Source::kModule, 0, "module"); }

// Only atoms of the module's own table are asked for: they come from its code.
uint32_t AtomvmModule::AtomGlobal(std::string_view text) {
  return Global(Source::kAtom, atom_index_.at(text), "atom " + std::string(text));
}

uint32_t AtomvmModule::BifGlobal(uint32_t import) {
  const ImportEntry& entry = program_.imports[import];
  return Global(Source::kBif, import, absl::StrCat("erlang:", program_.atoms[entry.function], "/", entry.arity));
}

uint32_t AtomvmModule::PredefinedAtom(std::string_view text) const {
  // The numbers up to this one are part of the format of native code.
  constexpr uint32_t kLast = 17;
  static const auto* const kAtoms = new absl::flat_hash_map<std::string_view, uint32_t>({
#define PREDEFINED_ATOM(index, text, camel) {text, index},
#include "runtime/atoms.def"
#undef PREDEFINED_ATOM
  });
  const auto it = kAtoms->find(text);
  return it == kAtoms->end() || it->second > kLast ? 0 : abi::Atom(it->second);
}

uint32_t AtomvmModule::BifType(avm::BifKind kind, uint32_t arity) {
  const uint32_t params = arity == 0 ? 1 : arity + (kind == avm::BifKind::kGcBif ? 3 : 2);
  return writer_.AddType(std::vector<ValType>(params, ValType::kI32), {ValType::kI32});
}

emit::FunctionBody AtomvmModule::InitFunction() {
  constexpr uint32_t kJs = 0;
  constexpr uint32_t kPrimitives = 1;
  emit::Assembler out;
  const auto ask = [&](avm::Primitive primitive, uint32_t index) {
    out.LocalGet(kJs);
    out.I32Const(static_cast<int32_t>(index));
    out.LocalGet(kPrimitives);
    out.Load32(4 * primitive);
    out.CallIndirect(SignatureType(avm::SignatureOf(primitive)));
  };
  for (const Recipe& recipe : recipes_) {
    switch (recipe.source) {
      case Source::kModule:
      case Source::kCpBase:
        out.LocalGet(kJs);
        out.Load32(abi::kJitModule);
        if (recipe.source == Source::kModule) break;
        out.Load32(0);  // its number
        out.I32Const(abi::kCpModuleShift);
        out.Op(Instr::kI32Shl);
        // Entry 0 is the label behind the last.
        out.I32Const(static_cast<int32_t>((terminate_label_ + 1) << abi::kCpLabelShift));
        out.Op(Instr::kI32Add);
        break;
      case Source::kAtom:
        ask(avm::kAtomTerm, recipe.index);
        break;
      case Source::kBif:
        ask(avm::kImportedBif, recipe.index);
        break;
    }
    out.GlobalSet(recipe.global);
  }
  emit::FunctionBody body;
  body.type = writer_.AddType({ValType::kI32, ValType::kI32}, {});
  body.name = "init";
  body.local_names = {"js", "prims"};
  body.code = out.code();
  return body;
}

}  // namespace beamfold
