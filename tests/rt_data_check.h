// SPDX-License-Identifier: Apache-2.0
//
// What the tests of the runtime's data layer share. They are plain programs, because the runtime is built for 32-bit
// targets and without exceptions, where no test library is installed: they exit with 1 at the first check that fails.

#ifndef BEAMFOLD_TESTS_RT_DATA_CHECK_H_
#define BEAMFOLD_TESTS_RT_DATA_CHECK_H_

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "runtime/context.h"
#include "runtime/integer.h"
#include "runtime/term.h"

#define CHECK(condition)                                                                 \
  do {                                                                                   \
    if (!(condition)) {                                                                  \
      std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", __FILE__, __LINE__, #condition); \
      std::exit(1);                                                                      \
    }                                                                                    \
  } while (false)

namespace beamfold::rt {

// The same numbers in each run.
class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  // 0 .. n - 1
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(engine_() % n); }
  uint64_t Word() { return engine_(); }
  bool OneIn(uint32_t n) { return Below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

// A process that ends with the scope.
class Process {
 public:
  Process() : ctx_(NewContext()) {}
  ~Process() { DeleteContext(ctx_); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  Context* get() const { return ctx_; }

 private:
  Context* ctx_;
};

// Around powers of two, and random ones of up to `bits` bits; both signs.
inline Term RandomInteger(Context* ctx, Random& random, uint32_t bits) {
  BigInt value = 0;
  const uint32_t size = random.Below(bits) + 1;
  if (random.OneIn(2)) {
    value = (BigInt(1) << (size - 1)) + static_cast<int>(random.Below(5)) - 2;
  } else {
    for (uint32_t have = 0; have < size; have += 64) value = (value << 64) + random.Word();
    value >>= value == 0 ? 0 : boost::multiprecision::msb(value) + 1 - std::min(size, uint32_t(msb(value)) + 1);
  }
  return MakeBig(ctx, random.OneIn(2) ? BigInt(-value) : value);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_TESTS_RT_DATA_CHECK_H_
