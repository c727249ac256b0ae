// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's chunk of native code, avmN. Numbers of the header are big-endian:
//
//   u32 bytes of what follows up to the code   u32 labels   u16 version   u16 architectures
//   { u16 architecture   u16 variant   u32 offset of its code from the first one's }...
//   code of each architecture, up to the next one's or to the end
//
// and those of WebAssembly's code little-endian; its offsets count from its own beginning:
//
//   u32 entries   u32 offset of the module   u32 offset of the tables
//   bytes that nobody reads   the WebAssembly module
//   u16 count  { u16 line   u32 offset }...   u16 count  { u16 continuation   u16 label }...
//
// Without tables the code ends with the module. A label is the number of a `label` instruction, or one of those that
// the code generator adds: `labels` itself, where processes end, and continuations above it.

#ifndef BEAMFOLD_COMPILER_AVM_CHUNK_H_
#define BEAMFOLD_COMPILER_AVM_CHUNK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace beamfold {

inline constexpr std::string_view kAvmChunk = "avmN";
inline constexpr uint16_t kAvmVersion = 1;
inline constexpr uint16_t kAvmWasm32 = 7;
// The bits of a variant. AtomVM takes code whose variant is exactly its own.
inline constexpr uint16_t kAvmPic = 1;
inline constexpr uint16_t kAvmFloat32 = 2;
inline constexpr uint16_t kAvmThumb2 = 4;
// More entries are refused when the code is loaded.
inline constexpr uint32_t kMaxAvmEntries = 0x00ffffff;
// Labels from here on cannot be return addresses.
inline constexpr uint32_t kMaxAvmReturnLabels = 1 << 20;

struct AvmLine {
  uint16_t line = 0;    // index into the Line chunk
  uint32_t offset = 0;  // of the code from which on it holds: 4 * label
  bool operator==(const AvmLine&) const = default;
};

struct AvmContinuation {
  uint16_t continuation = 0;
  uint16_t label = 0;  // of the same function
  bool operator==(const AvmContinuation&) const = default;
};

struct AvmWasm {
  uint32_t entries = 0;  // the largest label, plus 1
  std::string reserved;  // the bytes that nobody reads
  std::string wasm;
  bool has_tables = true;
  std::vector<AvmLine> lines;  // ascending offsets
  std::vector<AvmContinuation> continuations;
  bool operator==(const AvmWasm&) const = default;
};

struct AvmCode {
  uint16_t architecture = kAvmWasm32;
  uint16_t variant = kAvmPic;
  std::variant<AvmWasm, std::string> code;  // WebAssembly, or another architecture's bytes
  const AvmWasm* wasm() const { return std::get_if<AvmWasm>(&code); }
  bool operator==(const AvmCode&) const = default;
};

struct AvmNative {
  uint16_t version = kAvmVersion;
  uint32_t labels = 0;  // the largest label of the Code chunk, plus 1
  std::vector<AvmCode> codes;
  // The first that is WebAssembly, or null.
  const AvmWasm* wasm() const;
  bool operator==(const AvmNative&) const = default;
};

// "wasm32", or "architecture 42" for an unknown one.
std::string AvmArchitectureText(uint16_t architecture);
// "pic, float32", "pic, 0x8".
std::string AvmVariantText(uint16_t variant);

// From the data of the chunk. Takes what the format can express, be it of use to AtomVM or not; `file_name` is for
// messages.
absl::StatusOr<AvmNative> ParseAvmChunk(std::string_view data, std::string_view file_name);

// The data of the chunk. An error if a count does not fit its field.
absl::StatusOr<std::string> WriteAvmChunk(const AvmNative& native);

// Whether AtomVM would find in it what it takes for granted without a check: labels in range, tables in order.
absl::Status CheckAvmNative(const AvmNative& native);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_AVM_CHUNK_H_
