// SPDX-License-Identifier: Apache-2.0
//
// What the decoder refuses for its size alone. Everything here is far above what any compiler writes; the bounds are
// there so that a small hostile file cannot cost much time or memory.

#ifndef BEAMFOLD_COMPILER_LIMITS_H_
#define BEAMFOLD_COMPILER_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace beamfold {

// A .beam file, after decompression of the whole file.
inline constexpr size_t kMaxFileBytes = size_t{256} << 20;

// Compressed data may grow to kMaxInflateRatio times its size, or to kFreeInflateBytes if that is more.
inline constexpr size_t kMaxInflateRatio = 100;
inline constexpr size_t kFreeInflateBytes = size_t{16} << 20;

// Instructions. A byte of code can cost 32 bytes of Operand.
inline constexpr size_t kMaxCodeBytes = size_t{32} << 20;

// Registers per kind, as the BEAM has them.
inline constexpr uint32_t kMaxRegisters = 1024;
inline constexpr uint32_t kMaxArity = 255;

// Characters (code points) of an atom.
inline constexpr uint32_t kMaxAtomCharacters = 255;

// Integers inside instructions: conversion to decimal is quadratic, so the work of all of them together is bounded too
// (in steps of one limb by one limb).
inline constexpr size_t kMaxIntegerBytes = size_t{64} << 10;
inline constexpr uint64_t kMaxIntegerWork = uint64_t{1} << 30;

// Terms inside one another in a literal.
inline constexpr size_t kMaxTermDepth = 10'000;

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_LIMITS_H_
