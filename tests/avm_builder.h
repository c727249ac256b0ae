// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's native code and packs, byte by byte.

#ifndef BEAMFOLD_TESTS_AVM_BUILDER_H_
#define BEAMFOLD_TESTS_AVM_BUILDER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/beam_builder.h"

namespace beamfold::testing {

inline std::string Little16(uint32_t value) { return {static_cast<char>(value), static_cast<char>(value >> 8)}; }
inline std::string Little32(uint32_t value) { return Little16(value & 0xffff) + Little16(value >> 16); }

// A module in WebAssembly's bytes that exports f2, f3 and f4 as AtomVM wants them: each returns its first argument, f3
// after a loop that it leaves at once.
inline std::string SmallWasm() {
  using namespace std::string_literals;  // NOLINT
  const auto section = [](int id, const std::string& content) {
    return std::string(1, static_cast<char>(id)) + std::string(1, static_cast<char>(content.size())) + content;
  };
  return "\0asm\1\0\0\0"s + section(1, "\1\x60\3\x7f\x7f\x7f\1\x7f"s) +
         section(2, "\2\3env\6memory\2\3\x80\2\x80\x80\4\3env\x19__indirect_function_table\1\x70\0\0"s) +
         section(3, "\3\0\0\0"s) + section(7, "\3\2f2\0\0\2f3\0\1\2f4\0\2"s) +
         section(10, "\3\4\0\x20\0\x0b\x09\1\1\x7f\3\x40\x0b\x20\0\x0b\4\0\x20\0\x0b"s);
}

// What one architecture's code is for WebAssembly.
inline std::string AvmStream(const std::string& wasm, const std::string& tables, uint32_t entries = 5) {
  return Little32(entries) + Little32(12) + Little32(12 + static_cast<uint32_t>(wasm.size())) + wasm + tables;
}

// A line table and a continuation map of one row each.
inline std::string SmallTables() {
  return Little16(1) + Little16(7) + Little32(4 * 2) + Little16(1) + Little16(4) + Little16(2);
}

// A whole chunk for WebAssembly.
inline std::string AvmChunkOf(const std::string& stream, uint32_t labels = 3, uint32_t variant = 1) {
  return U32(16) + U32(labels) + U16(1) + U16(1) + U16(7) + U16(variant) + U32(0) + stream;
}
inline std::string SmallAvmChunk() { return AvmChunkOf(AvmStream(SmallWasm(), SmallTables())); }

// An entry of a pack as it stands there. The data must be padded.
inline std::string AvmEntryOf(const std::string& name, uint32_t flags, const std::string& data) {
  const std::string padded = name + std::string(4 - name.size() % 4, '\0');
  return U32(static_cast<uint32_t>(12 + padded.size() + data.size())) + U32(flags) + U32(0) + padded + data;
}
inline std::string AvmPackOf(const std::vector<std::string>& entries) {
  std::string bytes("#!/usr/bin/env AtomVM\n\0\0", 24);
  for (const std::string& entry : entries) bytes += entry;
  return bytes + U32(0) + U32(0) + U32(0) + std::string("end\0", 4);
}

}  // namespace beamfold::testing

#endif  // BEAMFOLD_TESTS_AVM_BUILDER_H_
