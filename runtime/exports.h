// SPDX-License-Identifier: Apache-2.0
//
// The runtime's C interface, for the host: exports of the wasm module, symbols of the native library. Texts are pairs
// of pointer and length in the runtime's memory; results that are texts stay valid until the next call.

#ifndef BEAMFOLD_RUNTIME_EXPORTS_H_
#define BEAMFOLD_RUNTIME_EXPORTS_H_

#include <cstdint>

#ifdef __wasm__
#define BF_EXPORT(name) __attribute__((export_name(#name)))
#else
#define BF_EXPORT(name) __attribute__((visibility("default")))
#endif

extern "C" {
BF_EXPORT(bf_init) void bf_init();
BF_EXPORT(bf_alloc) void* bf_alloc(uint32_t bytes);
BF_EXPORT(bf_free) void bf_free(void* memory);
// The last error message or printed text.
BF_EXPORT(bf_text) const char* bf_text();
BF_EXPORT(bf_text_size) uint32_t bf_text_size();

// Module index (1, 2, ...), or 0: bf_text tells why. The wasm build unpacks nothing: the host (js/beam_bytes.mjs) adds
// a chunk LitU: chunk LitT unpacked, without the four bytes of its size.
BF_EXPORT(bf_load) uint32_t bf_load(const char* beam, uint32_t size);
BF_EXPORT(bf_module_address) uint32_t bf_module_address(uint32_t module);
BF_EXPORT(bf_module_name) uint32_t bf_module_name(uint32_t module);  // 1, and the name in bf_text
// Where the module is from: what code:which/1 gives.
BF_EXPORT(bf_module_file) void bf_module_file(uint32_t module, const char* file, uint32_t size);
// A module that the program has loaded on its own since the last time, with its bytes in bf_text; 0: none.
BF_EXPORT(bf_new_module) uint32_t bf_new_module();
BF_EXPORT(bf_module_strings) uint32_t bf_module_strings(uint32_t module);
BF_EXPORT(bf_module_literal) uint32_t bf_module_literal(uint32_t module, uint32_t literal);  // term
BF_EXPORT(bf_module_entries) uint32_t bf_module_entries(uint32_t module);                    // how many
// Installs a compiled module: its entry function's table index and one bit an entry. 1, or 0: bf_text tells why.
BF_EXPORT(bf_register) uint32_t bf_register(uint32_t module, uint32_t entry, const uint8_t* bitmap, uint32_t entries);

BF_EXPORT(bf_atom) uint32_t bf_atom(const char* text, uint32_t size);        // term
BF_EXPORT(bf_integer) uint32_t bf_integer(const char* text, uint32_t size);  // decimal; a term that never moves
BF_EXPORT(bf_native) uint32_t bf_native(const char* text, uint32_t size);    // "m:f/a": table index
BF_EXPORT(bf_parse) uint32_t bf_parse(const char* text, uint32_t size);      // Erlang term; 0: bf_text tells why
BF_EXPORT(bf_print) uint32_t bf_print(uint32_t term);                        // as ~w, into bf_text; 1

// A process that calls module:function(arguments...); arguments is a list term. The terms must be immortal
// (bf_parse's).
BF_EXPORT(bf_start) uint32_t bf_start(uint32_t module, uint32_t function, uint32_t arguments);
// A RunStatus (scheduler.h): runs all processes until that one has ended.
BF_EXPORT(bf_run) uint32_t bf_run(uint32_t context, uint32_t max_slices);
BF_EXPORT(bf_needed_module) uint32_t bf_needed_module();        // atom
BF_EXPORT(bf_idle_milliseconds) double bf_idle_milliseconds();  // until the next timer, after kIdle
BF_EXPORT(bf_missing_module) void bf_missing_module(uint32_t name);
BF_EXPORT(bf_result) uint32_t bf_result(uint32_t context);
BF_EXPORT(bf_exception) uint32_t bf_exception(uint32_t context, uint32_t which);  // 0 class, 1 reason, 2 stack trace
BF_EXPORT(bf_reductions) double bf_reductions(uint32_t context);                  // taken so far
BF_EXPORT(bf_end) void bf_end(uint32_t context);                                  // frees the process
BF_EXPORT(bf_gc_stress) void bf_gc_stress(uint32_t words);                        // SetGcStress; ~0: no limit
// Before anything is loaded; see release.h.
BF_EXPORT(bf_otp_release) void bf_otp_release(uint32_t release);
}

#endif  // BEAMFOLD_RUNTIME_EXPORTS_H_
