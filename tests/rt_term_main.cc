// SPDX-License-Identifier: Apache-2.0
//
// Checks terms as text, in external format, and their hashes.
//
//     rt_term_main [FILE]
//
// FILE holds one term a line, as tests/rt_term_rows.escript writes them with Erlang/OTP: its external format in
// hexadecimal, its text, its phash2 and its phash, separated by tabs.

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/compare.h"
#include "runtime/context.h"
#include "runtime/external_term.h"
#include "runtime/heap.h"
#include "runtime/term_hash.h"
#include "runtime/term_parse.h"
#include "runtime/term_print.h"

namespace beamfold::rt {
namespace {

int checks = 0;
int failures = 0;

void Check(bool ok, std::string_view what, std::string_view detail = {}) {
  ++checks;
  if (ok || ++failures > 20) return;
  std::printf("FAILED %s: %s\n", std::string(what).c_str(), std::string(detail.substr(0, 300)).c_str());
}

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

std::vector<std::string> Columns(const std::string& line) {
  std::vector<std::string> columns(1);
  for (char c : line) {
    if (c == '\t') {
      columns.emplace_back();
    } else {
      columns.back() += c;
    }
  }
  return columns;
}

void CheckRow(Context* ctx, const std::string& line) {
  const std::vector<std::string> columns = Columns(line);
  if (columns.size() != 4) return Check(false, "row", line);
  const std::string bytes = FromHex(columns[0]);
  size_t used = 0;
  const Term term = DecodeExternal(ctx, bytes, {}, &used);
  if (term == kNoTerm || used != bytes.size()) return Check(false, "decode", columns[1]);
  Check(EncodeExternal(term, {}) == bytes, "encode", columns[1]);
  Check(PrintTerm(term) == columns[1], "print", columns[1] + " not " + PrintTerm(term));
  Check(std::to_string(PortableHash2(term)) == columns[2], "phash2", columns[1]);
  Check(std::to_string(PortableHash(term)) == columns[3], "phash", columns[1]);
  std::string error;
  const Term parsed = ParseTerm(ctx, columns[1], &error);
  if (columns[1].find("#Ref<") == std::string::npos && columns[1].find("<0.") == std::string::npos) {
    if (parsed == kNoTerm) return Check(false, "parse", columns[1] + ": " + error);
    Check(ExactEqual(parsed, term), "parsed", columns[1]);
  }
  // Whatever is cut off or changed gives an error or a term, never a crash.
  for (size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 16) {
    Check(DecodeExternal(ctx, std::string_view(bytes).substr(0, i), {}, &used) == kNoTerm, "truncated", columns[1]);
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] + 1 + static_cast<int>(bytes.size() % 7));
    const Term other = DecodeExternal(ctx, changed, {}, &used);
    if (other != kNoTerm) Check(!PrintTerm(other).empty(), "changed", columns[1]);
    std::string text = columns[1].substr(0, i % columns[1].size());
    Check(ParseTerm(ctx, text, &error) != kNoTerm || !error.empty(), "text cut off", text);
  }
}

void CheckText(Context* ctx, std::string_view text, std::string_view printed) {
  std::string error;
  const Term t = ParseTerm(ctx, text, &error);
  const std::string got = t == kNoTerm ? "error " + error : PrintTerm(t);
  Check(got == printed, text, got);
}

void CheckTexts(Context* ctx) {
  CheckText(ctx, " [ 16#FF , 1_000, $c, $\\n, -36#Zz ] . % comment", "[255,1000,99,10,-1295]");
  CheckText(ctx, "\"ab\" \"c\\x{41}\\101\"", "[97,98,99,65,65]");
  CheckText(ctx, "<<1,2:3,\"abc\",\"é\"/utf8>>", "<<1,76,44,76,120,117,1:3>>");
  CheckText(ctx, "<<258:16/little, 258:12/little, 1:4, 1.5:32/float, -1:2/unit:8>>", "<<2,1,2,17,63,192,0,0,255,255>>");
  CheckText(ctx, "<<\"a\"/utf16-little,65536/utf16,1/utf32>>", "<<97,0,216,0,220,0,0,0,0,1>>");
  CheckText(ctx, "#{b=>[x|y],a=>{},1.0=>1,1=>#{}}", "#{1 => #{},1.0 => 1,a => {},b => [x|y]}");
  CheckText(ctx, "fun lists:map/2", "fun lists:map/2");
  CheckText(ctx, "['A b','it\\'s',fun 'x y':'+'/0,'fun']", "['A b','it\\'s',fun 'x y':'+'/0,'fun']");
  CheckText(ctx, "-0.0", "-0.0");
  CheckText(ctx, "1.0e+5", "1.0e5");
  CheckText(ctx, "", "error at byte 0: expected a term");
  CheckText(ctx, "[1,2", "error at byte 4: expected , | or ]");
  CheckText(ctx, "{1 2}", "error at byte 3: expected , or }");
  CheckText(ctx, "a b", "error at byte 2: something follows the term");
  CheckText(ctx, "'abc", "error at byte 0: an atom that does not end, or with a wrong character");
  CheckText(ctx, "37#1", "error at byte 0: the base of an integer is 2 to 36");
  CheckText(ctx, "1.0e999", "error at byte 0: a float that is too large");
  CheckText(ctx, "<<0:9999999>>", "error at byte 4: expected a number from 0 to 1048576");
  CheckText(ctx, "<<1:1048576/unit:256>>",
            "error at byte 20: a binary segment whose value or size does not fit its type");
  CheckText(ctx, "#{a}", "error at byte 3: expected =>");
  CheckText(ctx, "X", "error at byte 0: an unexpected character");
  CheckText(ctx, "\xff", "error at byte 0: not UTF-8");
}

// Nesting of a million levels needs no machine stack.
void CheckDepth(Context* ctx) {
  constexpr size_t kLevels = 1000000;
  for (const std::string_view brackets : {"[]", "{}"}) {
    const std::string text = std::string(kLevels, brackets[0]) + std::string(kLevels, brackets[1]);
    std::string error;
    const Term t = ParseTerm(ctx, text, &error);
    Check(t != kNoTerm && PrintTerm(t) == text, "deep text", error);
    const std::string bytes = EncodeExternal(t, {});
    size_t used;
    const Term decoded = DecodeExternal(ctx, bytes, {}, &used);
    Check(decoded != kNoTerm && EncodeExternal(decoded, {}) == bytes, "deep external format");
    Check(PortableHash2(t) == PortableHash2(decoded) && PortableHash(t) == PortableHash(decoded), "deep hash");
  }
}

void CheckHostile(Context* ctx) {
  // Counts beyond what is there; wrong tags; keys that come twice; floats that are none; a compressed term.
  for (const std::string_view hex :
       {"836cffffffff61", "8369ffffffff61", "8374ffffffff61", "836dffffffff61", "836fffffffff0061", "836bffff61",
        "8377056100", "8300", "82", "83", "8374000000026101610161016102", "83467ff0000000000000", "83500000000178",
        "834d000000000161", "834d00000001096105", "837702c328", "835a00060061", "8370000000000000"}) {
    size_t used;
    Check(DecodeExternal(ctx, FromHex(hex), {}, &used) == kNoTerm, "hostile", hex);
  }
  size_t used;
  const std::string unknown = FromHex("837716") + "an_atom_never_met_yet!";
  Check(DecodeExternal(ctx, unknown, {true}, &used) == kNoTerm, "safe");
  Check(DecodeExternal(ctx, unknown, {false}, &used) != kNoTerm, "not safe");
  Check(DecodeExternal(ctx, unknown, {true}, &used) != kNoTerm, "safe, known");
  Check(DecodeLiteral(FromHex("836101")) == MakeSmall(1), "literal");
  Check(DecodeLiteral(FromHex("83610100")) == kNoTerm, "literal with a rest");
  // 2^64 elements out of 64 cells.
  Term shared = kNil;
  for (int i = 0; i < 64; ++i) shared = MakeTuple(ctx, {shared, shared});
  Check(PrintTerm(shared).ends_with("..."), "shared, printed");
  Check(EncodeExternal(shared, {}).empty(), "shared, encoded");
}

int Main(int argc, char** argv) {
  Context* ctx = NewContext();
  CheckTexts(ctx);
  CheckDepth(ctx);
  CheckHostile(ctx);
  if (argc > 1) {
    std::ifstream file(argv[1]);
    Check(file.is_open(), "file", argv[1]);
    int rows = 0;
    for (std::string line; std::getline(file, line); ++rows) CheckRow(ctx, line);
    Check(rows > 0, "rows", argv[1]);
  }
  DeleteContext(ctx);
  std::printf("%d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace beamfold::rt

int main(int argc, char** argv) { return beamfold::rt::Main(argc, argv); }
