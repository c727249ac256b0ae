// SPDX-License-Identifier: Apache-2.0

#include "compiler/avm_chunk.h"

#include <cstddef>
#include <iterator>
#include <limits>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_format.h"
#include "compiler/byte_reader.h"
#include "compiler/limits.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

constexpr std::string_view kWasmMagic("\0asm", 4);
constexpr size_t kWasmHeaderBytes = 8;
constexpr size_t kInfoBytes = 8;  // of the info block, before the architectures
constexpr size_t kArchitectureBytes = 8;
constexpr size_t kStreamHeaderBytes = 12;
constexpr size_t kLineBytes = 6;
constexpr size_t kContinuationBytes = 4;
constexpr size_t kMaxTableRows = 0xffff;

absl::Status ReadLines(ByteReader& reader, std::vector<AvmLine>& lines) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(reader.LittleU16(&count));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, kLineBytes, "lines"));
  lines.resize(count);
  for (AvmLine& row : lines) {
    uint32_t line;
    BEAMFOLD_RETURN_IF_ERROR(reader.LittleU16(&line));
    BEAMFOLD_RETURN_IF_ERROR(reader.LittleU32(&row.offset));
    row.line = static_cast<uint16_t>(line);
  }
  return absl::OkStatus();
}

absl::Status ReadContinuations(ByteReader& reader, std::vector<AvmContinuation>& continuations) {
  uint32_t count;
  BEAMFOLD_RETURN_IF_ERROR(reader.LittleU16(&count));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, kContinuationBytes, "continuations"));
  continuations.resize(count);
  for (AvmContinuation& row : continuations) {
    uint32_t continuation, label;
    BEAMFOLD_RETURN_IF_ERROR(reader.LittleU16(&continuation));
    BEAMFOLD_RETURN_IF_ERROR(reader.LittleU16(&label));
    row = {static_cast<uint16_t>(continuation), static_cast<uint16_t>(label)};
  }
  return absl::OkStatus();
}

absl::Status ReadWasm(ByteReader& reader, AvmWasm& out) {
  const size_t start = reader.position();
  const size_t size = reader.remaining();
  uint32_t wasm_offset, lines_offset;
  BEAMFOLD_RETURN_IF_ERROR(reader.LittleU32(&out.entries));
  if (out.entries > kMaxAvmEntries) {
    return reader.ErrorAt(start, absl::StrFormat("%d entries, %d are allowed", out.entries, kMaxAvmEntries));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.LittleU32(&wasm_offset));
  BEAMFOLD_RETURN_IF_ERROR(reader.LittleU32(&lines_offset));
  if (wasm_offset < kStreamHeaderBytes || wasm_offset > lines_offset || lines_offset > size) {
    return reader.ErrorAt(start + 4, absl::StrFormat("the module is said to be from %d to %d in %d bytes of code",
                                                     wasm_offset, lines_offset, size));
  }
  std::string_view reserved, wasm;
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(wasm_offset - kStreamHeaderBytes, &reserved));
  BEAMFOLD_RETURN_IF_ERROR(reader.Bytes(lines_offset - wasm_offset, &wasm));
  if (wasm.size() < kWasmHeaderBytes || wasm.substr(0, kWasmMagic.size()) != kWasmMagic) {
    return reader.ErrorAt(start + wasm_offset, "no WebAssembly module is here");
  }
  out.reserved = std::string(reserved);
  out.wasm = std::string(wasm);
  out.has_tables = lines_offset != size;
  if (!out.has_tables) return absl::OkStatus();
  BEAMFOLD_RETURN_IF_ERROR(ReadLines(reader, out.lines));
  BEAMFOLD_RETURN_IF_ERROR(ReadContinuations(reader, out.continuations));
  return reader.CheckEnd();
}

void AppendBig(std::string& out, int bytes, uint64_t value) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

void AppendLittle(std::string& out, int bytes, uint64_t value) {
  for (int shift = 0; shift < 8 * bytes; shift += 8) out.push_back(static_cast<char>(value >> shift));
}

absl::StatusOr<std::string> WriteWasm(const AvmWasm& in) {
  if (in.lines.size() > kMaxTableRows || in.continuations.size() > kMaxTableRows) {
    return absl::OutOfRangeError(absl::StrFormat("chunk avmN: %d lines and %d continuations, %d of each can be written",
                                                 in.lines.size(), in.continuations.size(), kMaxTableRows));
  }
  if (!in.has_tables && !(in.lines.empty() && in.continuations.empty())) {
    return absl::InvalidArgumentError("chunk avmN: lines or continuations, but no tables");
  }
  const size_t wasm_offset = kStreamHeaderBytes + in.reserved.size();
  if (wasm_offset + in.wasm.size() > kMaxFileBytes) {
    return absl::OutOfRangeError(absl::StrFormat("chunk avmN: a module of %d bytes is too large", in.wasm.size()));
  }
  std::string out;
  AppendLittle(out, 4, in.entries);
  AppendLittle(out, 4, wasm_offset);
  AppendLittle(out, 4, wasm_offset + in.wasm.size());
  out += in.reserved;
  out += in.wasm;
  if (!in.has_tables) return out;
  AppendLittle(out, 2, in.lines.size());
  for (const AvmLine& row : in.lines) {
    AppendLittle(out, 2, row.line);
    AppendLittle(out, 4, row.offset);
  }
  AppendLittle(out, 2, in.continuations.size());
  for (const AvmContinuation& row : in.continuations) {
    AppendLittle(out, 2, row.continuation);
    AppendLittle(out, 2, row.label);
  }
  return out;
}

absl::Status Wrong(std::string_view what) {
  return absl::InvalidArgumentError(absl::StrFormat("chunk avmN: %s", what));
}

absl::Status CheckWasm(const AvmWasm& code, uint32_t labels) {
  if (labels == 0 || code.entries <= labels) {
    return Wrong(absl::StrFormat("%d entries do not cover label %d, where processes end", code.entries, labels));
  }
  if (code.entries > kMaxAvmReturnLabels) {
    return Wrong(absl::StrFormat("%d entries, return addresses reach %d", code.entries, kMaxAvmReturnLabels));
  }
  absl::flat_hash_set<uint32_t> seen;
  for (const AvmContinuation& row : code.continuations) {
    if (row.continuation <= labels || row.label == 0 || row.label >= labels) {
      return Wrong(absl::StrFormat("continuation map: %d cannot continue label %d", row.continuation, row.label));
    }
    if (!seen.insert(row.continuation).second) {
      return Wrong(absl::StrFormat("continuation map: %d is there twice", row.continuation));
    }
  }
  for (size_t i = 0; i < code.lines.size(); ++i) {
    const uint32_t offset = code.lines[i].offset;
    // Labels that nobody enters name places in stack traces.
    const uint32_t label = offset / 4;
    if (offset % 4 != 0 || (label >= code.entries && !seen.contains(label))) {
      return Wrong(absl::StrFormat("line table, row %d: offset %d is not of a label", i, offset));
    }
    if (i != 0 && offset < code.lines[i - 1].offset) {
      return Wrong(
          absl::StrFormat("line table, row %d: offset %d comes after %d", i, offset, code.lines[i - 1].offset));
    }
  }
  return absl::OkStatus();
}

}  // namespace

const AvmWasm* AvmNative::wasm() const {
  for (const AvmCode& code : codes) {
    if (code.wasm() != nullptr) return code.wasm();
  }
  return nullptr;
}

std::string AvmArchitectureText(uint16_t architecture) {
  constexpr std::string_view kNames[] = {"x86_64", "aarch64", "armv6m", "riscv32", "riscv64", "arm32", "wasm32"};
  if (architecture >= 1 && architecture <= std::size(kNames)) return std::string(kNames[architecture - 1]);
  return absl::StrFormat("architecture %d", architecture);
}

std::string AvmVariantText(uint16_t variant) {
  std::string text;
  const auto add = [&](std::string_view name) { absl::StrAppendFormat(&text, "%s%s", text.empty() ? "" : ", ", name); };
  if ((variant & kAvmPic) != 0) add("pic");
  if ((variant & kAvmFloat32) != 0) add("float32");
  if ((variant & kAvmThumb2) != 0) add("thumb2");
  const int rest = variant & ~(kAvmPic | kAvmFloat32 | kAvmThumb2);
  if (rest != 0 || text.empty()) add(absl::StrFormat("%#x", rest));
  return text;
}

absl::StatusOr<AvmNative> ParseAvmChunk(std::string_view data, std::string_view file_name) {
  ByteReader reader(file_name, kAvmChunk, data);
  AvmNative native;
  uint32_t info_bytes, version, count;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&info_bytes));
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&native.labels));
  BEAMFOLD_RETURN_IF_ERROR(reader.U16(&version));
  if (version != kAvmVersion) {
    return reader.ErrorAt(8, absl::StrFormat("version %d of native code is not known, only %d", version, kAvmVersion));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.U16(&count));
  if (count == 0 || info_bytes != kInfoBytes + kArchitectureBytes * count) {
    return reader.ErrorAt(0, absl::StrFormat("%d bytes of header cannot be for %d architectures", info_bytes, count));
  }
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, kArchitectureBytes, "architectures"));
  native.codes.resize(count);
  std::vector<uint32_t> offsets(count);
  for (size_t i = 0; i < count; ++i) {
    uint32_t architecture, variant;
    BEAMFOLD_RETURN_IF_ERROR(reader.U16(&architecture));
    BEAMFOLD_RETURN_IF_ERROR(reader.U16(&variant));
    BEAMFOLD_RETURN_IF_ERROR(reader.U32(&offsets[i]));
    if (i == 0 ? offsets[0] != 0 : offsets[i] < offsets[i - 1]) {
      return reader.ErrorAt(reader.position() - 4, absl::StrFormat("code at offset %d is out of order", offsets[i]));
    }
    native.codes[i].architecture = static_cast<uint16_t>(architecture);
    native.codes[i].variant = static_cast<uint16_t>(variant);
  }
  if (offsets.back() > reader.remaining()) {
    return reader.Error(absl::StrFormat("code at offset %d, %d bytes follow", offsets.back(), reader.remaining()));
  }
  for (size_t i = 0; i < count; ++i) {
    AvmCode& code = native.codes[i];
    ByteReader part = reader;
    BEAMFOLD_RETURN_IF_ERROR(reader.Part(i + 1 < count ? offsets[i + 1] - offsets[i] : reader.remaining(), &part));
    if (code.architecture == kAvmWasm32) {
      BEAMFOLD_RETURN_IF_ERROR(ReadWasm(part, code.code.emplace<AvmWasm>()));
    } else {
      std::string_view bytes;
      BEAMFOLD_RETURN_IF_ERROR(part.Bytes(part.remaining(), &bytes));
      code.code.emplace<std::string>(bytes);
    }
  }
  native.version = static_cast<uint16_t>(version);
  return native;
}

absl::StatusOr<std::string> WriteAvmChunk(const AvmNative& native) {
  if (native.codes.empty() || native.codes.size() > std::numeric_limits<uint16_t>::max()) {
    return absl::InvalidArgumentError(absl::StrFormat("chunk avmN: code for %d architectures", native.codes.size()));
  }
  std::string header, codes;
  AppendBig(header, 4, kInfoBytes + kArchitectureBytes * native.codes.size());
  AppendBig(header, 4, native.labels);
  AppendBig(header, 2, native.version);
  AppendBig(header, 2, native.codes.size());
  for (const AvmCode& code : native.codes) {
    if ((code.architecture == kAvmWasm32) != (code.wasm() != nullptr)) {
      return absl::InvalidArgumentError("chunk avmN: architecture and kind of code do not agree");
    }
    AppendBig(header, 2, code.architecture);
    AppendBig(header, 2, code.variant);
    AppendBig(header, 4, codes.size());
    if (code.wasm() != nullptr) {
      absl::StatusOr<std::string> bytes = WriteWasm(*code.wasm());
      if (!bytes.ok()) return bytes.status();
      codes += *bytes;
    } else {
      codes += std::get<std::string>(code.code);
    }
    if (codes.size() > kMaxFileBytes) {
      return absl::OutOfRangeError(absl::StrFormat("chunk avmN: %d bytes of code are too many", codes.size()));
    }
  }
  return header + codes;
}

absl::Status CheckAvmNative(const AvmNative& native) {
  if (native.version != kAvmVersion) return Wrong(absl::StrFormat("version %d", native.version));
  for (const AvmCode& code : native.codes) {
    if (code.wasm() == nullptr) continue;
    if (absl::Status status = CheckWasm(*code.wasm(), native.labels); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace beamfold
