// SPDX-License-Identifier: Apache-2.0

#include "runtime/atomvm/host.h"

#include "runtime/atomvm/native_code.h"
#include "runtime/atomvm/strict.h"

namespace beamfold::rt::atomvm {

const char* bf_atomvm_code(uint32_t module) { return CodeOf(ModuleByIndex(module)).wasm.data(); }

uint32_t bf_atomvm_code_size(uint32_t module) {
  return static_cast<uint32_t>(CodeOf(ModuleByIndex(module)).wasm.size());
}

void bf_atomvm_strict(uint32_t words) { SetStrict(words); }

}  // namespace beamfold::rt::atomvm
