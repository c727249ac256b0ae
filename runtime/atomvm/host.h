// SPDX-License-Identifier: Apache-2.0
//
// What the host does for the runtime here (js/atomvm_runtime.mjs), and asks of it.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_HOST_H_
#define BEAMFOLD_RUNTIME_ATOMVM_HOST_H_

#include <cstdint>

#include "runtime/exports.h"

#define BF_IMPORT(name) __attribute__((import_module("beamfold_atomvm"), import_name(#name)))

namespace beamfold::rt::atomvm {

extern "C" {
// The table index of a module's entry, in a thread; 0: it has none. Links the module when it is first asked for there.
BF_IMPORT(resolve) uint32_t HostResolve(uint32_t thread, uint32_t module, uint32_t label);
// Ends the run with a message.
BF_IMPORT(fault) void HostFault(const char* text, uint32_t size);
// A .beam file with native code, made from one without: a block of bf_alloc that begins with its size. 0: there is
// none.
BF_IMPORT(compile) uint8_t* HostCompile(const char* beam, uint32_t size);

// The bytes of a module's WebAssembly.
BF_EXPORT(bf_atomvm_code) const char* bf_atomvm_code(uint32_t module);
BF_EXPORT(bf_atomvm_code_size) uint32_t bf_atomvm_code_size(uint32_t module);
// SetStrict, before anything runs; ~0: no limit.
BF_EXPORT(bf_atomvm_strict) void bf_atomvm_strict(uint32_t words);
}

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_HOST_H_
