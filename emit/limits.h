// SPDX-License-Identifier: Apache-2.0
//
// What every engine accepts in one module: the implementation limits of the WebAssembly JavaScript interface
// (https://webassembly.github.io/spec/js-api/#limits), which V8, SpiderMonkey and JavaScriptCore all keep.

#ifndef BEAMFOLD_EMIT_LIMITS_H_
#define BEAMFOLD_EMIT_LIMITS_H_

#include <cstddef>

namespace beamfold::emit {

inline constexpr size_t kMaxModuleBytes = 1'073'741'824;
inline constexpr size_t kMaxTypes = 1'000'000;
inline constexpr size_t kMaxFunctions = 1'000'000;  // imported ones included
inline constexpr size_t kMaxGlobals = 1'000'000;
inline constexpr size_t kMaxImports = 100'000;  // newer engines take a million
inline constexpr size_t kMaxExports = 100'000;  // likewise
inline constexpr size_t kMaxTableEntries = 10'000'000;
inline constexpr size_t kMaxMemoryPages = 65'536;
inline constexpr size_t kMaxNameBytes = 100'000;
inline constexpr size_t kMaxParams = 1'000;
inline constexpr size_t kMaxResults = 1'000;
inline constexpr size_t kMaxLocals = 50'000;            // parameters included
inline constexpr size_t kMaxFunctionBytes = 7'654'321;  // a code entry without its length: locals, code, `end`

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_LIMITS_H_
