// SPDX-License-Identifier: Apache-2.0

#include "runtime/atomvm/running.h"

#include "runtime/atoms.h"
#include "runtime/atomvm/host.h"
#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/strict.h"

namespace beamfold::rt::atomvm {

Running running;

Context* ChooseAgain(Context* ctx, JitState* js) {
  constexpr uint32_t kEvery = 3;
  static uint32_t count = 0;
  if (!strict || ++count % kEvery != 0) return nullptr;
  ctx->module = js->module;
  ctx->entry = js->continuation - 1;
  js->reductions = 0;
  running.chosen_again = true;
  return ctx;
}

std::string PlaceText(const Module* module, uint32_t label) {
  if (module == nullptr) return "no module";
  const std::string name(AtomText(module->name));
  std::string text = "module " + name + ", label " + std::to_string(label);
  if (label < module->entries.size() && label != CodeOf(module).labels && module->entries[label].location != 0) {
    const FunctionInfo& function = module->functions[module->entries[label].function];
    text += " (" + name + ":" + std::string(AtomText(function.name)) + "/" + std::to_string(function.arity) + ")";
  }
  return text;
}

void Fault(std::string_view check, std::string_view detail) {
  std::string text = "AtomVM interface, ";
  text.append(check).append(": ").append(detail);
  text += "; entered: " + PlaceText(running.module, running.label);
  HostFault(text.data(), static_cast<uint32_t>(text.size()));
  __builtin_trap();
}

}  // namespace beamfold::rt::atomvm
