// SPDX-License-Identifier: Apache-2.0
//
// What `beamfold dump` shows.

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/decode.h"
#include "compiler/dump.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/beam_builder.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using namespace testing;  // NOLINT: the builder

Program Decode(const BeamBuilder& builder, const std::string& name = "m.beam") {
  absl::StatusOr<Program> program = DecodeBeam(builder.Bytes(), name);
  EXPECT_TRUE(program.ok()) << program.status();
  return program.ok() ? *std::move(program) : Program();
}

BeamBuilder Sample() {
  BeamBuilder builder;
  builder.Set("ImpT", U32(1) + U32(1) + U32(2) + U32(2));
  builder.Add("FunT", U32(1) + U32(2) + U32(1) + U32(2) + U32(0) + U32(1) + U32(0));
  builder.Body(Op(16, {Z(3) + U(2) + U(0) + U(4) + U(1) + U(2), U(1)}) + Op(125, {F(0), U(2), U(0), X(0), Y(3), X(1)}) +
                   Op(96, {Z(2) + U(1), X(0)}) + Op(59, {X(0), F(3), List({I(1), F(3), A(0), F(3)})}) + Op(1, {U(3)}) +
                   Op(171, {U(0), X(0), List({X(1)})}) + Op(104, {Y(0), F(3)}) + Op(170, {A(2), U(1), X(0), X(1)}) +
                   Op(4, {U(1), F(2)}) + Op(64, {Compact(6, 65), X(0)}) + Op(19),
               4);
  return builder;
}

TEST(Dump, Ops) {
  EXPECT_EQ(DumpOps(Decode(Sample())), R"(module m
export f/1 = L2

function f/1, entry L2
  label L1
    func_info m, f, 1
  label L2
    test_heap {words 4, floats 2}, 1
    gc_bif2 -, 2, m:f/2, x0, y3, x1
    fmove fr1, x0
    select_val x0, L3, [1, L3, [], L3]
  label L3
    make_fun3 fun f/1, x0, [x1]
    try y0, L3
    bs_start_match4 f, 1, x0, x1
    call 1, L2 = f/1
    move $\x{41}, x0
    return
)");
}

TEST(Dump, Chunks) {
  const std::string text = DumpChunks(Decode(Sample()));
  EXPECT_THAT(text, HasSubstr("m.beam: module m\n  AtU8        8 bytes\n  Code "));
  EXPECT_THAT(text, HasSubstr("\n  instructions       15\n"));
  EXPECT_THAT(text, HasSubstr("\n  highest opcode 193 (update_record_id)\n"));
}

TEST(Dump, Json) {
  const nlohmann::json json = nlohmann::json::parse(DumpJson(Decode(Sample(), "odd\xff\"name.beam")));
  EXPECT_EQ(json["file"], "odd\ufffd\"name.beam");
  EXPECT_EQ(json["module"], "m");
  EXPECT_EQ(json["labels"], 3);
  EXPECT_EQ(json["functions"][0], nlohmann::json({{"name", "f"}, {"arity", 1}, {"label", 2}, {"instructions", 14}}));
  EXPECT_EQ(json["imports"][0], nlohmann::json({{"module", "m"}, {"name", "f"}, {"arity", 2}}));
  EXPECT_EQ(json["exports"].size(), 1u);
  EXPECT_EQ(json["chunks"][0], nlohmann::json({{"name", "AtU8"}, {"bytes", 8}}));
}

TEST(Dump, Types) {
  TypeEntry type;
  EXPECT_EQ(TypeText(type), "any");
  type.classes = TypeEntry::kAtom | TypeEntry::kNil;
  EXPECT_EQ(TypeText(type), "atom | nil");
  type.classes = TypeEntry::kInteger;
  type.has_max = true;
  type.max = -3;
  EXPECT_EQ(TypeText(type), "integer ..-3");
}

}  // namespace
}  // namespace beamfold
