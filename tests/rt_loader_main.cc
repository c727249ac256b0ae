// SPDX-License-Identifier: Apache-2.0
//
// The loader on a module assembled here: entry numbers and locations are those of abi.h, the code runs, compiled code
// can be attached and taken away, and no damaged file does more than give a message.

#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/interp.h"
#include "runtime/loader.h"
#include "runtime/process.h"
#include "runtime/scheduler.h"
#include "tests/rt_data_check.h"

namespace beamfold::rt {
namespace {

void Append32(std::string& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

std::string Words(std::initializer_list<uint32_t> words) {
  std::string out;
  for (uint32_t word : words) Append32(out, word);
  return out;
}

void AppendChunk(std::string& out, const char* name, const std::string& data) {
  out += name;
  Append32(out, static_cast<uint32_t>(data.size()));
  out += data;
  out.append((4 - data.size() % 4) % 4, '\0');
}

// Operands below 16: the tag in the low bits, the value above.
constexpr uint8_t U(uint32_t v) { return static_cast<uint8_t>(v << 4); }
constexpr uint8_t A(uint32_t v) { return static_cast<uint8_t>(v << 4 | 2); }
constexpr uint8_t X(uint32_t v) { return static_cast<uint8_t>(v << 4 | 3); }
constexpr uint8_t Y(uint32_t v) { return static_cast<uint8_t>(v << 4 | 4); }
constexpr uint8_t F(uint32_t v) { return static_cast<uint8_t>(v << 4 | 5); }

// f(X) -> Old = (try g(X) after ok end), Old.      g(a) -> a.
const std::vector<uint8_t> kCode = {
    1,   U(1),              // label 1
    2,   A(1), A(2), U(1),  // func_info m:f/1
    1,   U(2),              // label 2               entry 0
    12,  U(1), U(1),        // allocate 1 1
    104, Y(0), F(5),        // try y0, label 5
    153, U(0),              // line
    4,   U(1), F(4),        // call g/1              entry 1 behind it
    105, Y(0),              // try_end y0
    18,  U(1),              // deallocate 1
    19,                     // return
    1,   U(5),              // label 5               entry 2
    106, Y(0),              // try_case y0
    64,  X(1), X(0),        // move x1, x0
    18,  U(1),              // deallocate 1
    19,                     // return
    1,   U(3),              // label 3
    2,   A(1), A(3), U(1),  // func_info m:g/1
    1,   U(4),              // label 4               entry 3
    43,  F(3), X(0), A(4),  // is_eq_exact label 3, x0, a
    19,                     // return
    3,                      // int_code_end
};

std::string Beam() {
  std::string atoms = Words({4});
  for (const char* text : {"m", "f", "g", "a"}) atoms += std::string("\1") + text;
  const std::string code = Words({16, 0, 185, 6, 2}) + std::string(kCode.begin(), kCode.end());
  std::string chunks = "BEAM";
  AppendChunk(chunks, "AtU8", atoms);
  AppendChunk(chunks, "Code", code);
  AppendChunk(chunks, "StrT", "");
  AppendChunk(chunks, "ImpT", Words({0}));
  AppendChunk(chunks, "ExpT", Words({2, 2, 1, 2, 3, 1, 4}));
  return "FOR1" + Words({static_cast<uint32_t>(chunks.size())}) + chunks;
}

Module* Load(const std::string& beam) {
  std::string error;
  Module* module = LoadModule(beam, &error);
  CHECK((module == nullptr) == !error.empty());
  return module;
}

// The result of m:f(argument) or m:g(argument).
RunStatus Call(const char* function, Term argument, Term* result) {
  Context* ctx = SpawnTop(AtomFromText("m"), AtomFromText(function), Cons(nullptr, argument, kNil));
  const RunStatus status = RunProcesses(ctx, 10);
  *result = status == RunStatus::kDone ? ctx->result : ctx->exception_reason;
  DestroyProcess(ctx);
  return status;
}

void TestEntries(const Module& module) {
  CHECK(module.entries.size() == 4);
  constexpr EntryKind kKinds[] = {EntryKind::kFunction, EntryKind::kReturn, EntryKind::kHandler, EntryKind::kFunction};
  constexpr uint32_t kLive[] = {1, 1, 4, 1};
  constexpr uint32_t kLocations[] = {1, 2, 2, 3};  // func_info, line, line, func_info
  for (size_t i = 0; i < 4; ++i) {
    CHECK(module.entries[i].kind == kKinds[i]);
    CHECK(module.entries[i].live == kLive[i]);
    CHECK(module.entries[i].location == kLocations[i]);
    CHECK(i == 0 || module.entries[i].offset > module.entries[i - 1].offset);
  }
  CHECK(FindExport(&module, AtomFromText("f"), 1) == 0);
  CHECK(FindExport(&module, AtomFromText("g"), 1) == 3);
  CHECK(FindExport(&module, AtomFromText("f"), 2) == -1);
}

void TestRun() {
  const Term a = AtomFromText("a");
  Term result;
  CHECK(Call("f", a, &result) == RunStatus::kDone && result == a);
  CHECK(Call("f", kNil, &result) == RunStatus::kDone && result == atoms::kFunctionClause);
  CHECK(Call("g", kNil, &result) == RunStatus::kException && result == atoms::kFunctionClause);
}

Context* ReturnEmptyList(Context* ctx, JitState* js, const uint32_t*, uint32_t) {
  ctx->x[0] = kNil;
  js->action = abi::kReturn;
  return ctx;
}

void TestCompiled(Module* module) {
  const std::vector<uint32_t> before = module->code;
  const uint8_t only_g = 1 << 3;
  InstallCompiled(module, ReturnEmptyList, &only_g);
  Term result;
  CHECK(Call("f", AtomFromText("a"), &result) == RunStatus::kDone && result == kNil);
  RemoveCompiled(module);
  CHECK(module->code == before);
  TestRun();
}

void TestDamaged(const std::string& beam) {
  for (size_t size = 0; size + 1 < beam.size(); ++size) CHECK(Load(beam.substr(0, size)) == nullptr);
  Random random(1);
  for (int i = 0; i < 20000 && ModuleCount() < kMaxModules; ++i) {
    std::string damaged = beam;
    for (uint32_t n = 1 + random.Below(3); n > 0; --n) {
      damaged[random.Below(static_cast<uint32_t>(damaged.size()))] = static_cast<char>(random.Word());
    }
    Load(damaged);
  }
  CHECK(ModuleCount() == kMaxModules);
  CHECK(Load(beam) == nullptr);  // the table is full
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  using namespace beamfold::rt;  // NOLINT: the test's main
  const std::string beam = Beam();
  Module* module = Load(beam);
  CHECK(module != nullptr);
  TestEntries(*module);
  TestRun();
  TestCompiled(module);
  TestDamaged(beam);
  return 0;
}
