// SPDX-License-Identifier: Apache-2.0
//
// .beam files taken apart and put together.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "compiler/decode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace testing;  // NOLINT: the builder

std::vector<RawChunk> Chunks(const std::string& bytes) {
  absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(bytes, "m.beam");
  EXPECT_TRUE(chunks.ok()) << chunks.status();
  return chunks.ok() ? *std::move(chunks) : std::vector<RawChunk>();
}

std::string Write(const std::vector<RawChunk>& chunks) {
  absl::StatusOr<std::string> bytes = WriteBeamFile(chunks);
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  return bytes.ok() ? *std::move(bytes) : "";
}

std::vector<std::string> Names(const std::vector<RawChunk>& chunks) {
  std::vector<std::string> names;
  for (const RawChunk& chunk : chunks) names.push_back(chunk.name);
  return names;
}

TEST(BeamWriter, ReplaceDropAppend) {
  std::vector<RawChunk> chunks = {{"aaaa", "1"}, {"bbbb", "2"}, {"cccc", "3"}, {"bbbb", "4"}};
  EXPECT_EQ(FindChunk(chunks, "bbbb"), &chunks[1]);
  EXPECT_EQ(FindChunk(chunks, "dddd"), nullptr);
  ReplaceChunk(chunks, "bbbb", "five!");
  EXPECT_THAT(Names(chunks), ElementsAre("aaaa", "bbbb", "cccc"));
  EXPECT_EQ(chunks[1].data, "five!");
  ReplaceChunk(chunks, "dddd", "6");
  DropChunk(chunks, "aaaa");
  DropChunk(chunks, "none");
  EXPECT_THAT(Names(chunks), ElementsAre("bbbb", "cccc", "dddd"));
  EXPECT_EQ(Write(chunks), std::string("FOR1\0\0\0\x2c"
                                       "BEAMbbbb\0\0\0\5five!\0\0\0cccc\0\0\0\1"
                                       "3\0\0\0dddd\0\0\0\1"
                                       "6\0\0\0",
                                       52));
  ReplaceChunk(chunks, chunks[2].name, "7");
  EXPECT_EQ(chunks[2].name, "dddd");
}

TEST(BeamWriter, NativeCode) {
  BeamBuilder builder;
  builder.Add("avmN", "old").Add("Line", "line").Add("avmN", "older");
  const std::vector<RawChunk> chunks = Chunks(builder.Bytes());
  EXPECT_THAT(Names(WithNativeCode(chunks, "new")), ElementsAre("AtU8", "ImpT", "ExpT", "Line", "avmN"));
  const std::vector<RawChunk> kept = WithNativeCode(chunks, "new", /*keep_code=*/true);
  EXPECT_THAT(Names(kept), ElementsAre("AtU8", "Code", "ImpT", "ExpT", "Line", "avmN"));
  EXPECT_EQ(kept.back().data, "new");
}

TEST(BeamWriter, Errors) {
  EXPECT_THAT(WriteBeamFile({{"abc", ""}}).status().message(), HasSubstr("'abc' cannot be"));
  EXPECT_THAT(WriteBeamFile({{"ab\nc", ""}}).status().message(), HasSubstr("'ab\\nc' cannot be"));
  EXPECT_EQ(Write({}), std::string("FOR1\0\0\0\4BEAM", 12));
}

// All modules of the installed Erlang/OTP.
TEST(BeamWriter, UnchangedModulesAreTheSameBytes) {
  int same = 0;
  for (const std::string& path : InstalledBeams()) {
    const std::string bytes = ReadFile(path);
    const std::string written = Write(Chunks(bytes));
    if (bytes.compare(0, 4, "FOR1") == 0) {
      ASSERT_TRUE(written == bytes) << path;
      ++same;
    }
    ASSERT_TRUE(Write(Chunks(written)) == written) << path;
  }
  EXPECT_GT(same, 500);
}

class WithOtp : public ::testing::Test {
 protected:
  WithOtp() : folder_(fs::temp_directory_path() / ("beamfold_beam_writer_" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~WithOtp() override { fs::remove_all(folder_); }
  std::string Save(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  const fs::path folder_;
};

// Erlang/OTP reads what was written: the same chunks in the same order, and the same terms in those that it knows.
TEST_F(WithOtp, BeamLibReads) {
  const std::string original = BeamOf("lists");
  const std::string data = SmallAvmChunk();
  const std::string path = Save("lists.beam", Write(WithNativeCode(Chunks(ReadFile(original)), data)));
  const std::string answer = Erl(
      "{ok, lists, Old} = beam_lib:all_chunks(\"" + original + "\"), {ok, lists, New} = beam_lib:all_chunks(\"" + path +
      "\"), [{\"avmN\", Data} | Others] = lists:reverse(New), true = lists:reverse(Others) =:= [C || {Name, _} = C <- "
      "Old, Name =/= \"Code\"], {ok, {lists, [{exports, E}]}} = beam_lib:chunks(\"" +
      path + "\", [exports]), io:format(\"~p ~s\", [lists:member({keyfind, 3}, E), binary:encode_hex(Data)])");
  std::string hex;
  for (const char c : data) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    hex += {kDigits[static_cast<uint8_t>(c) >> 4], kDigits[c & 15]};
  }
  EXPECT_EQ(answer, "true " + hex);
}

// With its Code, the module is what it was: Erlang/OTP loads it, and its checksum is the same.
TEST_F(WithOtp, ErlLoads) {
  const std::string original = BeamOf("queue");
  const std::string path =
      Save("queue.beam", Write(WithNativeCode(Chunks(ReadFile(original)), SmallAvmChunk(), /*keep_code=*/true)));
  EXPECT_EQ(Erl("{ok, Binary} = file:read_file(\"" + path +
                "\"), true = code:unstick_mod(queue), code:purge(queue), {module, queue} = code:load_binary(queue, "
                "\"x\", Binary), io:format(\"~p ~p\", "
                "[queue:to_list(queue:in(2, queue:from_list([1]))), beam_lib:md5(Binary) =:= beam_lib:md5(\"" +
                original + "\")])"),
            "[1,2] true");
}

TEST_F(WithOtp, Compressed) {
  const std::string path = Save("m.beam", BeamBuilder().Bytes());
  testing::Run("gzip -k " + path);
  const std::string compressed = ReadFile(path + ".gz");
  ASSERT_EQ(compressed.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(Write(Chunks(compressed)), BeamBuilder().Bytes());
  EXPECT_TRUE(DecodeBeam(Write(Chunks(compressed)), "m.beam").ok());
}

}  // namespace
}  // namespace beamfold
