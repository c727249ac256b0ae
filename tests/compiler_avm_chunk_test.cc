// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's chunk of native code, read and written.

#include <random>
#include <string>

#include "compiler/avm_chunk.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder

AvmNative Parse(const std::string& data) {
  absl::StatusOr<AvmNative> native = ParseAvmChunk(data, "m.beam");
  EXPECT_TRUE(native.ok()) << native.status();
  return native.ok() ? *std::move(native) : AvmNative();
}

std::string ParseError(const std::string& data) {
  const absl::StatusOr<AvmNative> native = ParseAvmChunk(data, "m.beam");
  return native.ok() ? "no error" : std::string(native.status().message());
}

std::string Write(const AvmNative& native) {
  absl::StatusOr<std::string> data = WriteAvmChunk(native);
  EXPECT_TRUE(data.ok()) << data.status();
  return data.ok() ? *std::move(data) : "";
}

AvmWasm& WasmOf(AvmNative& native) { return std::get<AvmWasm>(native.codes.at(0).code); }

TEST(AvmChunk, HandMade) {
  AvmNative native = Parse(SmallAvmChunk());
  EXPECT_EQ(native.version, 1);
  EXPECT_EQ(native.labels, 3u);
  ASSERT_EQ(native.codes.size(), 1u);
  EXPECT_EQ(native.codes[0].architecture, kAvmWasm32);
  EXPECT_EQ(native.codes[0].variant, kAvmPic);
  ASSERT_NE(native.wasm(), nullptr);
  const AvmWasm& code = *native.wasm();
  EXPECT_EQ(code.entries, 5u);
  EXPECT_EQ(code.reserved, "");
  EXPECT_EQ(code.wasm, SmallWasm());
  EXPECT_TRUE(code.has_tables);
  EXPECT_EQ(code.lines, (std::vector<AvmLine>{{7, 8}}));
  EXPECT_EQ(code.continuations, (std::vector<AvmContinuation>{{4, 2}}));
  EXPECT_TRUE(CheckAvmNative(native).ok()) << CheckAvmNative(native);
  EXPECT_EQ(Write(native), SmallAvmChunk());
}

// Every byte of the header, spelt out: 28 bytes with the chunk's name and size, then the code's 12.
TEST(AvmChunk, WrittenHeader) {
  AvmNative native;
  native.labels = 0x01020304;
  AvmCode& code = native.codes.emplace_back();
  code.variant = kAvmPic | kAvmFloat32;
  AvmWasm& wasm = code.code.emplace<AvmWasm>();
  wasm.entries = 0x01020305;
  wasm.wasm = std::string("\0asm\1\0\0\0", 8);
  EXPECT_EQ(Write(native), std::string("\0\0\0\x10\1\2\3\4\0\1\0\1\0\7\0\3\0\0\0\0"
                                       "\5\3\2\1\x0c\0\0\0\x14\0\0\0"
                                       "\0asm\1\0\0\0"
                                       "\0\0\0\0",
                                       44));
}

TEST(AvmChunk, NoTables) {
  const std::string data = AvmChunkOf(AvmStream(SmallWasm(), ""));
  AvmNative native = Parse(data);
  EXPECT_FALSE(native.wasm()->has_tables);
  EXPECT_EQ(Write(native), data);
  WasmOf(native).lines.push_back({1, 4});
  EXPECT_THAT(WriteAvmChunk(native).status().message(), HasSubstr("no tables"));
}

TEST(AvmChunk, ReservedBytes) {
  const std::string wasm = SmallWasm();
  const std::string data = AvmChunkOf(Little32(5) + Little32(28) + Little32(28 + static_cast<uint32_t>(wasm.size())) +
                                      std::string("0123456789abcdef") + wasm + Little16(0) + Little16(0));
  const AvmNative native = Parse(data);
  EXPECT_EQ(native.wasm()->reserved, "0123456789abcdef");
  EXPECT_EQ(native.wasm()->wasm, wasm);
  EXPECT_EQ(Write(native), data);
}

TEST(AvmChunk, SeveralArchitectures) {
  const std::string stream = AvmStream(SmallWasm(), SmallTables());
  const std::string data = U32(32) + U32(3) + U16(1) + U16(3) + U16(2) + U16(1) + U32(0) + U16(7) + U16(3) + U32(5) +
                           U16(3) + U16(5) + U32(5 + static_cast<uint32_t>(stream.size())) + "arm64" + stream;
  const AvmNative native = Parse(data);
  ASSERT_EQ(native.codes.size(), 3u);
  EXPECT_EQ(std::get<std::string>(native.codes[0].code), "arm64");
  EXPECT_EQ(native.wasm(), native.codes[1].wasm());
  EXPECT_EQ(native.wasm()->continuations.size(), 1u);
  EXPECT_EQ(std::get<std::string>(native.codes[2].code), "");
  EXPECT_EQ(Write(native), data);
  // The tables end where the next architecture's code begins.
  const std::string short_stream = stream.substr(0, stream.size() - 2);
  EXPECT_THAT(ParseError(U32(24) + U32(3) + U16(1) + U16(2) + U16(7) + U16(1) + U32(0) + U16(2) + U16(1) +
                         U32(static_cast<uint32_t>(short_stream.size())) + short_stream + "more bytes"),
              HasSubstr("1 continuations cannot be in the 2 bytes that follow"));
}

// Whatever is cut off, there is an error that says where; only the tables as a whole may be missing.
TEST(AvmChunk, EveryTruncation) {
  const std::string data = SmallAvmChunk();
  const size_t tables = data.size() - SmallTables().size();
  for (size_t size = 0; size < data.size(); ++size) {
    const std::string error = ParseError(data.substr(0, size));
    if (size == tables) {
      EXPECT_EQ(error, "no error");
    } else {
      EXPECT_THAT(error, StartsWith("m.beam: chunk avmN, byte ")) << size;
    }
  }
  EXPECT_THAT(ParseError(data + "x"), HasSubstr("1 bytes too many"));
}

TEST(AvmChunk, Hostile) {
  const std::string wasm = SmallWasm();
  const std::string stream = AvmStream(wasm, SmallTables());
  const uint32_t end = 12 + static_cast<uint32_t>(wasm.size());
  struct {
    std::string data;
    std::string error;
  } const rows[] = {
      {U32(16) + U32(3) + U16(2) + U16(1) + U16(7) + U16(1) + U32(0) + stream, "byte 8: version 2 "},
      {U32(8) + U32(3) + U16(1) + U16(0), "byte 0: 8 bytes of header cannot be for 0 architectures"},
      {U32(20) + U32(3) + U16(1) + U16(1) + U16(7) + U16(1) + U32(0) + stream, "byte 0: 20 bytes of header"},
      {U32(0xffffffff) + U32(3) + U16(1) + U16(1) + U16(7) + U16(1) + U32(0) + stream, "4294967295 bytes of header"},
      {U32(8 + 8 * 65535) + U32(3) + U16(1) + U16(65535) + stream, "byte 12: 65535 architectures cannot be"},
      {U32(16) + U32(3) + U16(1) + U16(1) + U16(7) + U16(1) + U32(4) + stream, "byte 16: code at offset 4 is out"},
      {U32(24) + U32(3) + U16(1) + U16(2) + U16(7) + U16(1) + U32(0) + U16(1) + U16(1) + U32(0xfffffff0) + stream,
       "code at offset 4294967280, "},
      {AvmChunkOf(AvmStream(wasm, "", 0x01000000)), "byte 20: 16777216 entries, 16777215 are allowed"},
      {AvmChunkOf(Little32(5) + Little32(11) + Little32(end) + wasm), "byte 24: the module is said to be from 11 to"},
      {AvmChunkOf(Little32(5) + Little32(12) + Little32(end + 1) + wasm), "byte 24: the module is said to be from 12"},
      {AvmChunkOf(Little32(5) + Little32(0xffffffff) + Little32(0xffffffff) + wasm), "byte 24: the module is said"},
      {AvmChunkOf(Little32(5) + Little32(20) + Little32(12) + wasm), "from 20 to 12"},
      {AvmChunkOf(Little32(5) + Little32(12) + Little32(19) + wasm), "byte 32: no WebAssembly module"},
      {AvmChunkOf(AvmStream("\1asm\1___", "")), "byte 32: no WebAssembly module"},
      {AvmChunkOf(AvmStream(wasm, Little16(0xffff) + "123456")), ": 65535 lines cannot be in the 6 bytes"},
      {AvmChunkOf(AvmStream(wasm, Little16(0) + Little16(0xffff) + "1234")), ": 65535 continuations cannot be in"},
  };
  for (const auto& row : rows) EXPECT_THAT(ParseError(row.data), HasSubstr(row.error));
}

// Whatever is read can be written, and gives the same bytes.
TEST(AvmChunk, DamagedBytes) {
  std::mt19937 random(7);
  int parsed = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string data = SmallAvmChunk();
    for (int i = 0; i < 2; ++i) data[random() % data.size()] = static_cast<char>(random());
    const absl::StatusOr<AvmNative> native = ParseAvmChunk(data, "m.beam");
    if (!native.ok()) continue;
    ++parsed;
    ASSERT_EQ(Write(*native), data);
    CheckAvmNative(*native).IgnoreError();
  }
  EXPECT_GT(parsed, 1000);
}

TEST(AvmChunk, CheckedForAtomVm) {
  const auto error = [](void (*damage)(AvmNative&, AvmWasm&)) {
    AvmNative native = Parse(SmallAvmChunk());
    damage(native, WasmOf(native));
    return std::string(CheckAvmNative(native).message());
  };
  EXPECT_EQ(error([](AvmNative&, AvmWasm&) {}), "");
  EXPECT_THAT(error([](AvmNative& native, AvmWasm&) { native.labels = 0; }), HasSubstr("do not cover label 0"));
  EXPECT_THAT(error([](AvmNative& native, AvmWasm&) { native.labels = 5; }), HasSubstr("do not cover label 5"));
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.entries = kMaxAvmReturnLabels + 1; }), HasSubstr("1048576"));
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.lines[0].offset = 9; }), HasSubstr("9 is not of a label"));
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.lines[0].offset = 20; }), HasSubstr("row 0: offset 20 is"));
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.lines.push_back({1, 4}); }), HasSubstr("4 comes after 8"));
  EXPECT_EQ(error([](AvmNative&, AvmWasm& wasm) { wasm.lines.push_back({1, 8}); }), "");
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.continuations[0].continuation = 3; }), HasSubstr("3 cannot"));
  EXPECT_EQ(error([](AvmNative&, AvmWasm& wasm) {
              wasm.continuations.push_back({7, 1});
              wasm.lines.push_back({1, 28});
            }),
            "");
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.continuations[0].label = 0; }), HasSubstr("continue label 0"));
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.continuations[0].label = 3; }), HasSubstr("continue label 3"));
  EXPECT_THAT(error([](AvmNative&, AvmWasm& wasm) { wasm.continuations.push_back({4, 1}); }),
              HasSubstr("4 is there t"));
}

TEST(AvmChunk, TooMuchToWrite) {
  AvmNative native = Parse(SmallAvmChunk());
  WasmOf(native).lines.assign(0xffff, {1, 4});
  WasmOf(native).continuations.assign(0xffff, {4, 2});
  EXPECT_EQ(Parse(Write(native)), native);
  WasmOf(native).lines.push_back({1, 4});
  EXPECT_THAT(WriteAvmChunk(native).status().message(), HasSubstr("65536 lines and 65535 continuations"));
  native.codes[0].architecture = 2;
  EXPECT_THAT(WriteAvmChunk(native).status().message(), HasSubstr("do not agree"));
  EXPECT_THAT(WriteAvmChunk(AvmNative()).status().message(), HasSubstr("0 architectures"));
}

TEST(AvmChunk, Names) {
  EXPECT_EQ(AvmArchitectureText(1), "x86_64");
  EXPECT_EQ(AvmArchitectureText(7), "wasm32");
  EXPECT_EQ(AvmArchitectureText(0), "architecture 0");
  EXPECT_EQ(AvmArchitectureText(8), "architecture 8");
  EXPECT_EQ(AvmVariantText(1), "pic");
  EXPECT_EQ(AvmVariantText(3), "pic, float32");
  EXPECT_EQ(AvmVariantText(0), "0");
  EXPECT_EQ(AvmVariantText(0xd), "pic, thumb2, 0x8");
}

}  // namespace
}  // namespace beamfold
