/* SPDX-License-Identifier: Apache-2.0
 *
 * beamfold for programs in C, and in whatever calls C: modules from memory to memory.
 *
 *   beamfold_options* options = beamfold_options_new();
 *   beamfold_result* result = beamfold_compile(beam, beam_size, "lists.beam", options);
 *   if (beamfold_ok(result)) {
 *     use(beamfold_data(result), beamfold_size(result));
 *   } else {
 *     puts(beamfold_error(result));
 *   }
 *   beamfold_result_free(result);
 *   beamfold_options_free(options);
 *
 * No function throws, ends the process or prints, and all may be called by several threads at a time, though not with
 * the same options while one of them changes these. Input may be anything; only memory that the system does not give
 * ends the process. What is declared here stays as it is within one SOVERSION; functions may be added.
 */

#ifndef BEAMFOLD_COMPILER_BEAMFOLD_H_
#define BEAMFOLD_COMPILER_BEAMFOLD_H_

#include <stddef.h>

#define BEAMFOLD_API __attribute__((visibility("default")))

#ifdef __cplusplus
#define BEAMFOLD_NOEXCEPT noexcept
extern "C" {
#else
#define BEAMFOLD_NOEXCEPT
#endif

/* "0.1.0", of the library that runs. */
BEAMFOLD_API const char* beamfold_version(void) BEAMFOLD_NOEXCEPT;

/* ---- Options ---- */

typedef struct beamfold_options beamfold_options;

/* All options at their defaults. */
BEAMFOLD_API beamfold_options* beamfold_options_new(void) BEAMFOLD_NOEXCEPT;
/* NULL is allowed. */
BEAMFOLD_API void beamfold_options_free(beamfold_options* options) BEAMFOLD_NOEXCEPT;

/* Sets an option by the name and the value that it has on the command line of `beamfold compile`:
 *   target       what the code is for: beamfold (its own runtime, which may be called runtime, too; the default),
 *                atomvm (then the output is the .beam, or the pack, with native code in it)
 *   emit         what is made: wasm, wat; for AtomVM beam too. Without it, wasm for the own runtime and beam for AtomVM
 *   strict       1: fail if a function cannot be compiled, instead of leaving it to the interpreter (0)
 *   max-body, max-entries
 *                bytes of code and places to enter beyond which a module becomes several WebAssembly functions; 0: none
 * and for AtomVM, where all functions must compile:
 *   float32      1: for an AtomVM that is built with floats of single precision (0)
 *   pinned-only  1: use no offset of AtomVM's structures but those that its build checks; slower (0)
 *   memory       MIN:MAX, the limits of its memory in pages of 64 KB (256:65536)
 *   keep-code    1: the chunk Code stays (0)
 *   keep-going   1: a module that cannot be compiled stays as it is (0)
 * 1: done. 0: there is no such option or value, and nothing has changed. */
BEAMFOLD_API int beamfold_options_set(beamfold_options* options, const char* name, const char* value) BEAMFOLD_NOEXCEPT;

/* ---- Compiling ---- */

typedef struct beamfold_result beamfold_result;

/* Compiles the .beam file (compressed, too) in memory; for AtomVM it may be a pack of such (.avm). `name` is for
 * messages and may be NULL, as may `options`. Never gives NULL. The result refers to none of the arguments. */
BEAMFOLD_API beamfold_result* beamfold_compile(const void* beam, size_t beam_size, const char* name,
                                               const beamfold_options* options) BEAMFOLD_NOEXCEPT;
/* NULL is allowed. Everything that was got from the result goes with it. */
BEAMFOLD_API void beamfold_result_free(beamfold_result* result) BEAMFOLD_NOEXCEPT;

/* Whether there is an output. */
BEAMFOLD_API int beamfold_ok(const beamfold_result* result) BEAMFOLD_NOEXCEPT;
/* What went wrong, with file, chunk and byte, or function and instruction; "" if nothing did. */
BEAMFOLD_API const char* beamfold_error(const beamfold_result* result) BEAMFOLD_NOEXCEPT;
/* The output. A zero byte, which does not count, follows it. Empty if there is none. */
BEAMFOLD_API const void* beamfold_data(const beamfold_result* result) BEAMFOLD_NOEXCEPT;
BEAMFOLD_API size_t beamfold_size(const beamfold_result* result) BEAMFOLD_NOEXCEPT;

/* Functions (for AtomVM, modules) that are left to the interpreter: their number, and a text about each ("" beyond the
 * last). */
BEAMFOLD_API size_t beamfold_warning_count(const beamfold_result* result) BEAMFOLD_NOEXCEPT;
BEAMFOLD_API const char* beamfold_warning(const beamfold_result* result, size_t index) BEAMFOLD_NOEXCEPT;

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* BEAMFOLD_COMPILER_BEAMFOLD_H_ */
