// SPDX-License-Identifier: Apache-2.0
//
// What Boost calls where it would throw if there were exceptions. Nothing that the runtime asks of Boost can fail:
// divisors are checked, sizes are limited, and running out of memory ends the program anyway.

#include <boost/assert/source_location.hpp>
#include <exception>

#include "runtime/fragments.h"

namespace boost {

[[noreturn]] void throw_exception(const std::exception& error) { beamfold::rt::Fatal(error.what()); }
[[noreturn]] void throw_exception(const std::exception& error, const source_location&) {
  beamfold::rt::Fatal(error.what());
}

}  // namespace boost

#ifdef __wasm__
// Debian's compiler-rt for wasm32 is built with stack protection but defines neither of these.
extern "C" {
extern const unsigned long __stack_chk_guard;
const unsigned long __stack_chk_guard = 0x5bd1e995;
[[noreturn]] void __stack_chk_fail() { beamfold::rt::Fatal("stack overflow"); }
}
#endif
