// SPDX-License-Identifier: Apache-2.0
//
// LLVM keeps the enumeration of a target's opcodes in a private header, but MCInstrInfo publishes their names. So the
// names in instructions.def are looked up here, once, in a map of all opcodes of the target (some 1,900), and an LLVM
// that renamed one is refused by name instead of encoding something else.

#include "emit/mc_context.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/TargetParser/Triple.h"

// Only the WebAssembly target is wanted; llvm/Support/TargetSelect.h would declare every target of the build.
extern "C" {
void LLVMInitializeWebAssemblyTargetInfo();
void LLVMInitializeWebAssemblyTargetMC();
void LLVMInitializeWebAssemblyDisassembler();
}

namespace beamfold::emit {

namespace {

constexpr char kTriple[] = "wasm32-unknown-unknown";
// Instructions after WebAssembly 1.0 that instructions.def uses; the disassembler refuses them otherwise.
constexpr char kFeatures[] = "+sign-ext,+nontrapping-fptoint";

struct NamedOpcode {
  absl::string_view id;
  absl::string_view llvm_name;
};

constexpr NamedOpcode kInstrNames[] = {
#define WASM_INSTR(id, llvm_name) {#id, #llvm_name},
#define WASM_MEMORY(id, llvm_name, natural_align) {#id, #llvm_name},
#include "emit/instructions.def"
};

constexpr NamedOpcode kSpecialNames[] = {
#define WASM_SPECIAL(id, llvm_name) {#id, #llvm_name},
#include "emit/instructions.def"
};

absl::Status Missing(absl::string_view part) {
  return absl::InternalError(absl::StrCat("this LLVM has no ", part, " for ", kTriple));
}

}  // namespace

// In the order of construction: each part refers to those above it.
struct McContext::Llvm {
  llvm::MCTargetOptions options;
  std::unique_ptr<llvm::MCRegisterInfo> registers;
  std::unique_ptr<llvm::MCAsmInfo> asm_info;
  std::unique_ptr<llvm::MCInstrInfo> instructions;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget;
  std::unique_ptr<llvm::MCContext> context;
  std::unique_ptr<llvm::MCCodeEmitter> emitter;
  std::unique_ptr<llvm::MCDisassembler> disassembler;
  std::unique_ptr<llvm::MCInstPrinter> printer;
};

McContext::McContext(std::unique_ptr<Llvm> llvm) : llvm_(std::move(llvm)) {}
McContext::~McContext() = default;

absl::StatusOr<std::unique_ptr<McContext>> McContext::Create() {
  // Registration is not safe against itself; a static's initializer runs once.
  static const bool registered = [] {
    LLVMInitializeWebAssemblyTargetInfo();
    LLVMInitializeWebAssemblyTargetMC();
    LLVMInitializeWebAssemblyDisassembler();
    return true;
  }();
  (void)registered;

  std::string error;
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(kTriple, error);
  if (target == nullptr) return absl::InternalError(absl::StrCat("LLVM's WebAssembly target: ", error));

  const llvm::Triple triple(kTriple);
  auto parts = std::make_unique<Llvm>();
  parts->registers.reset(target->createMCRegInfo(kTriple));
  if (parts->registers == nullptr) return Missing("register table");
  parts->asm_info.reset(target->createMCAsmInfo(*parts->registers, kTriple, parts->options));
  if (parts->asm_info == nullptr) return Missing("assembly syntax");
  parts->instructions.reset(target->createMCInstrInfo());
  if (parts->instructions == nullptr) return Missing("instruction table");
  parts->subtarget.reset(target->createMCSubtargetInfo(kTriple, "generic", kFeatures));
  if (parts->subtarget == nullptr) return Missing("subtarget");
  parts->context =
      std::make_unique<llvm::MCContext>(triple, parts->asm_info.get(), parts->registers.get(), parts->subtarget.get());
  parts->emitter.reset(target->createMCCodeEmitter(*parts->instructions, *parts->context));
  if (parts->emitter == nullptr) return Missing("code emitter");
  parts->disassembler.reset(target->createMCDisassembler(*parts->subtarget, *parts->context));
  if (parts->disassembler == nullptr) return Missing("disassembler");
  parts->printer.reset(target->createMCInstPrinter(triple, parts->asm_info->getAssemblerDialect(), *parts->asm_info,
                                                   *parts->instructions, *parts->registers));
  if (parts->printer == nullptr) return Missing("instruction printer");

  auto context = std::unique_ptr<McContext>(new McContext(std::move(parts)));
  if (absl::Status status = context->ResolveOpcodes(); !status.ok()) return status;
  return context;
}

absl::Status McContext::ResolveOpcodes() {
  absl::flat_hash_map<absl::string_view, unsigned> by_name;
  const llvm::MCInstrInfo& instructions = *llvm_->instructions;
  for (unsigned opcode = 0; opcode < instructions.getNumOpcodes(); ++opcode) {
    const llvm::StringRef name = instructions.getName(opcode);
    by_name.emplace(absl::string_view(name.data(), name.size()), opcode);
  }
  std::vector<std::string> missing;
  auto resolve = [&](const NamedOpcode& named) {
    const auto it = by_name.find(named.llvm_name);
    if (it != by_name.end()) return it->second;
    missing.push_back(absl::StrCat(named.llvm_name, " (", named.id, ")"));
    return 0u;
  };
  for (const NamedOpcode& named : kInstrNames) opcodes_.push_back(resolve(named));
  for (const NamedOpcode& named : kSpecialNames) special_opcodes_.push_back(resolve(named));
  if (missing.empty()) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("this LLVM's WebAssembly target lacks instructions: ", absl::StrJoin(missing, ", ")));
}

absl::StatusOr<const McContext*> McContext::Shared() {
  static const auto* const shared = new absl::StatusOr<std::unique_ptr<McContext>>(Create());
  if (!shared->ok()) return shared->status();
  return shared->value().get();
}

const llvm::MCCodeEmitter& McContext::emitter() const { return *llvm_->emitter; }
const llvm::MCSubtargetInfo& McContext::subtarget() const { return *llvm_->subtarget; }
const llvm::MCDisassembler& McContext::disassembler() const { return *llvm_->disassembler; }
const char* McContext::Mnemonic(const llvm::MCInst& inst) const { return llvm_->printer->getMnemonic(&inst).first; }

}  // namespace beamfold::emit
