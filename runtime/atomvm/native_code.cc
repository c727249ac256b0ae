// SPDX-License-Identifier: Apache-2.0

#include "runtime/atomvm/native_code.h"

#include <array>
#include <memory>

#include "runtime/atomvm/host.h"

namespace beamfold::rt::atomvm {
namespace {

constexpr uint16_t kVersion = 1;
constexpr uint16_t kWasm32 = 7;
constexpr uint16_t kVariant = sizeof(Float) == sizeof(double) ? 1 : 3;  // position-independent; floats
constexpr uint32_t kMaxEntries = 0x00ffffff;
constexpr uint32_t kMaxReturnLabel = 1u << 20;
constexpr std::string_view kWasmMagic("\0asm", 4);

// Big endian, as the header has it; little endian, as the code has it. Zeros beyond the end.
uint32_t Number(std::string_view data, size_t at, size_t bytes, bool little) {
  uint32_t value = 0;
  if (at > data.size() || data.size() - at < bytes) return 0;
  for (size_t i = 0; i < bytes; ++i) {
    const size_t from = little ? bytes - 1 - i : i;
    value = value << 8 | static_cast<uint8_t>(data[at + from]);
  }
  return value;
}

uint32_t Big(std::string_view data, size_t at, size_t bytes) { return Number(data, at, bytes, /*little=*/false); }
uint32_t Little(std::string_view data, size_t at, size_t bytes) { return Number(data, at, bytes, /*little=*/true); }

// The code for wasm32 among those of all architectures; empty: there is none.
std::string_view FindCode(std::string_view data) {
  const uint32_t info = Big(data, 0, 4);
  const uint32_t count = Big(data, 10, 2);
  const size_t base = size_t{4} + info;
  if (base > data.size() || info < 8 + 8 * count) return {};
  for (uint32_t i = 0; i < count; ++i) {
    const size_t row = 12 + size_t{8} * i;
    if (Big(data, row, 2) != kWasm32 || Big(data, row + 2, 2) != kVariant) continue;
    const size_t begin = base + Big(data, row + 4, 4);
    const size_t end = i + 1 < count ? base + Big(data, row + 12, 4) : data.size();
    if (begin > end || end > data.size()) return {};
    return data.substr(begin, end - begin);
  }
  return {};
}

bool ReadTables(std::string_view data, NativeChunk* chunk, std::string* error) {
  const uint32_t lines = Little(data, 0, 2);
  const size_t second = 2 + size_t{6} * lines;
  const uint32_t continuations = Little(data, second, 2);
  if (data.size() < second + 2 + size_t{4} * continuations) {
    *error = "the tables of lines and continuations are not complete";
    return false;
  }
  for (uint32_t i = 0; i < lines; ++i) {
    const size_t at = 2 + size_t{6} * i;
    chunk->lines.push_back({static_cast<uint16_t>(Little(data, at, 2)), Little(data, at + 2, 4)});
    if (i > 0 && chunk->lines[i].offset < chunk->lines[i - 1].offset) {
      *error = "the table of lines is not in order";
      return false;
    }
  }
  for (uint32_t i = 0; i < continuations; ++i) {
    const size_t at = second + 2 + size_t{4} * i;
    chunk->continuations.push_back(
        {static_cast<uint16_t>(Little(data, at, 2)), static_cast<uint16_t>(Little(data, at + 2, 2))});
  }
  return true;
}

}  // namespace

bool ReadNativeChunk(std::string_view data, NativeChunk* chunk, std::string* error) {
  chunk->labels = Big(data, 4, 4);
  if (Big(data, 8, 2) != kVersion) {
    *error = "unknown native code chunk version";
    return false;
  }
  const std::string_view code = FindCode(data);
  if (code.empty()) {
    *error = "native code chunk found but no compatible architecture or variant found";
    return false;
  }
  chunk->entries = Little(code, 0, 4);
  const uint32_t wasm = Little(code, 4, 4);
  const uint32_t tables = Little(code, 8, 4);
  if (code.size() < 12 || wasm >= code.size() || tables <= wasm || tables > code.size() || tables - wasm < 8 ||
      code.substr(wasm, 4) != kWasmMagic || chunk->entries > kMaxEntries || chunk->entries > kMaxReturnLabel) {
    *error = "damaged code for wasm32";
    return false;
  }
  if (chunk->labels == 0 || chunk->labels >= chunk->entries) {
    *error = "no entry for the label at which processes end";
    return false;
  }
  chunk->wasm = code.substr(wasm, tables - wasm);
  return tables == code.size() || ReadTables(code.substr(tables), chunk, error);
}

uint32_t thread = 0;

NativeCode& CodeOf(const Module* module) {
  static auto* const codes = new std::array<std::unique_ptr<NativeCode>, kMaxModules + 1>;
  std::unique_ptr<NativeCode>& code = (*codes)[module->index];
  if (code == nullptr) code = std::make_unique<NativeCode>();
  return *code;
}

NativeEntry Resolve(Module* module, uint32_t label) {
  NativeCode& code = CodeOf(module);
  if (label >= code.entries) return nullptr;
  uint32_t& slot = code.slots[thread][label];
  if (slot == 0) slot = HostResolve(thread, module->index, label);
  return reinterpret_cast<NativeEntry>(static_cast<uintptr_t>(slot));
}

}  // namespace beamfold::rt::atomvm
