// SPDX-License-Identifier: Apache-2.0
//
// The compiler, stage by stage, over modules of the installed Erlang/OTP, in bytes of the Code chunk per second:
// decode; graph (decoded module to control-flow graph, which takes a lowering of its own); structure (that graph
// structured, no code); compile (decoded module to wasm bytes: graph, structure, lowering and encoding together).

#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cfg/structure.h"
#include "compiler/compile.h"
#include "compiler/decode.h"

namespace beamfold {
namespace {

struct Module {
  std::string file;
  std::string bytes;
  Program program;
};

// Reports the speed over the module's code, whatever the stage.
void Finish(benchmark::State& state, const Module& module) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * module.program.code_size);
  state.counters["code_bytes"] = module.program.code_size;
}

void Decode(benchmark::State& state, const Module& module) {
  for (auto _ : state) benchmark::DoNotOptimize(DecodeBeam(module.bytes, module.file));
  Finish(state, module);
}

void Graph(benchmark::State& state, const Module& module) {
  for (auto _ : state) benchmark::DoNotOptimize(BuildGraph(module.program));
  Finish(state, module);
}

void Structure(benchmark::State& state, const Module& module) {
  const absl::StatusOr<cfg::Graph> graph = BuildGraph(module.program);
  if (!graph.ok()) return state.SkipWithError(graph.status().ToString().c_str());
  for (auto _ : state) benchmark::DoNotOptimize(cfg::Structure(*graph, cfg::Policy()));
  Finish(state, module);
}

void Compile(benchmark::State& state, const Module& module) {
  uint32_t wasm_bytes = 0;
  for (auto _ : state) {
    const absl::StatusOr<CompileResult> result = CompileModule(module.program);
    if (!result.ok()) return state.SkipWithError(result.status().ToString().c_str());
    wasm_bytes = result->stats.wasm_bytes;
  }
  Finish(state, module);
  state.counters["wasm_bytes"] = wasm_bytes;
}

bool Load(const std::string& file, Module* module) {
  std::ifstream stream(file, std::ios::binary);
  module->file = file;
  module->bytes = {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  absl::StatusOr<Program> program = DecodeBeam(module->bytes, file);
  if (!program.ok()) {
    fprintf(stderr, "compiler_bench: %s\n", std::string(program.status().message()).c_str());
    return false;
  }
  module->program = *std::move(program);
  return true;
}

}  // namespace
}  // namespace beamfold

// compiler_bench [--benchmark_...] FILE.beam...
int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc < 2) {
    fputs("usage: compiler_bench [--benchmark_OPTION]... FILE.beam...\n", stderr);
    return 2;
  }
  std::vector<beamfold::Module> modules(argc - 1);
  for (int i = 1; i < argc; ++i) {
    if (!beamfold::Load(argv[i], &modules[i - 1])) return 1;
  }
  using Stage = void (*)(benchmark::State&, const beamfold::Module&);
  const std::pair<const char*, Stage> stages[] = {{"decode", beamfold::Decode},
                                                  {"graph", beamfold::Graph},
                                                  {"structure", beamfold::Structure},
                                                  {"compile", beamfold::Compile}};
  for (const beamfold::Module& module : modules) {
    for (const auto& [name, stage] : stages) {
      benchmark::RegisterBenchmark((std::string(name) + "/" + module.program.module_name()).c_str(),
                                   [&module, stage = stage](benchmark::State& state) { stage(state, module); })
          ->Unit(benchmark::kMillisecond);
    }
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
