// SPDX-License-Identifier: Apache-2.0
//
// Time of each pass of cfg/, and of the whole, over families of graphs from 10^3 to 10^6 blocks, with the order of
// growth fitted to it; N counts blocks and edges.
//
//   cfg_bench --benchmark_filter='structure/' --benchmark_min_time=0.05

#include <benchmark/benchmark.h>
#include <time.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bench/cfg/cases.h"
#include "cfg/dominators.h"
#include "cfg/fan_in.h"
#include "cfg/flow.h"
#include "cfg/loops.h"
#include "cfg/order.h"
#include "cfg/plan.h"
#include "cfg/scopes.h"
#include "cfg/structure.h"
#include "cfg/verify.h"

namespace beamfold::cfg {
namespace {

// What the passes take, made once for each graph.
struct Prepared {
  Graph graph;
  size_t n = 0;
  Flow flow;
  LoopForest loops;
  Structured structured;
  // The result without a limit of the fan-in, in the form that LimitFanIn and ResolveScopes take.
  Structured named;
  size_t num_scopes = 0;
};

// The opposite of ResolveScopes.
void NameScopes(Prepared& prepared) {
  std::vector<ScopeId> open;
  const auto name = [&](uint32_t depth) { return open[open.size() - 1 - depth]; };
  for (Op& op : prepared.named.ops) {
    if (op.kind == OpKind::kBlock || op.kind == OpKind::kLoop || op.kind == OpKind::kIf) {
      const ScopeId scope = static_cast<ScopeId>(prepared.num_scopes++);
      if (op.kind != OpKind::kIf) op.value = scope;
      open.push_back(scope);
    }
    if (op.kind == OpKind::kEnd) open.pop_back();
    if (op.kind == OpKind::kBr || op.kind == OpKind::kBrIf) op.depth = name(op.depth);
    for (uint32_t i = 0; i < op.num_targets; ++i) {
      uint32_t& target = prepared.named.targets[op.first_target + i];
      target = name(target);
    }
  }
}

// Graphs of one family are kept until another one's turn comes.
const Prepared& Prepare(const Family& family, uint32_t size) {
  static std::string& current = *new std::string;
  static std::map<uint32_t, Prepared>& kept = *new std::map<uint32_t, Prepared>;
  if (current != family.name) kept.clear();
  current = family.name;
  const auto [at, is_new] = kept.try_emplace(size);
  Prepared& prepared = at->second;
  if (!is_new) return prepared;
  prepared.graph = family.OfSize(size);
  prepared.n = prepared.graph.blocks.size();
  for (const Block& block : prepared.graph.blocks) prepared.n += block.succ.size() + block.side.size();
  prepared.flow = MakeFlow(prepared.graph);
  prepared.loops = FindLoops(prepared.flow);
  prepared.structured = *Structure(prepared.graph);
  prepared.named = *Structure(prepared.graph, {.max_fan_in = 0});
  NameScopes(prepared);
  return prepared;
}

using Pass = void (*)(const Prepared&);

void RunFlow(const Prepared& in) { benchmark::DoNotOptimize(MakeFlow(in.graph)); }
void RunSearch(const Prepared& in) { benchmark::DoNotOptimize(DepthFirst(in.flow)); }
void RunDominators(const Prepared& in) {
  benchmark::DoNotOptimize(DominatorTree(in.flow, ImmediateDominators(in.flow)));
}
void RunLoops(const Prepared& in) { benchmark::DoNotOptimize(FindLoops(in.flow)); }
void RunOrder(const Prepared& in) { benchmark::DoNotOptimize(ReversePostorder(SortForLayout(in.flow, in.loops))); }
void RunPlan(const Prepared& in) { benchmark::DoNotOptimize(MakePlan(in.graph, Policy())); }
void RunUnlimited(const Prepared& in) { benchmark::DoNotOptimize(Structure(in.graph, {.max_fan_in = 0})); }
void RunVerify(const Prepared& in) { benchmark::DoNotOptimize(Verify(in.graph, in.structured)); }
void RunStructure(const Prepared& in) { benchmark::DoNotOptimize(Structure(in.graph)); }

void Measure(benchmark::State& state, const Family& family, Pass pass) {
  const Prepared& prepared = Prepare(family, static_cast<uint32_t>(state.range(0)));
  for (auto _ : state) pass(prepared);
  state.SetComplexityN(static_cast<int64_t>(prepared.n));
}

double CpuSeconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// A pass that changes its input: the copy is not counted.
void MeasureInPlace(benchmark::State& state, const Family& family, void (*pass)(size_t, Structured&)) {
  const Prepared& prepared = Prepare(family, static_cast<uint32_t>(state.range(0)));
  for (auto _ : state) {
    Structured copy = prepared.named;
    const double start = CpuSeconds();
    pass(prepared.num_scopes, copy);
    state.SetIterationTime(CpuSeconds() - start);
    benchmark::DoNotOptimize(copy.ops.data());
  }
  state.SetComplexityN(static_cast<int64_t>(prepared.n));
}

void RunFanIn(size_t num_scopes, Structured& structured) { LimitFanIn(Policy().max_fan_in, num_scopes, structured); }

void Register() {
  const std::pair<const char*, Pass> passes[] = {
      {"search", RunSearch},         {"flow", RunFlow}, {"loops", RunLoops},         {"order", RunOrder},
      {"dominators", RunDominators}, {"plan", RunPlan}, {"unlimited", RunUnlimited}, {"verify", RunVerify},
      {"structure", RunStructure}};
  const std::pair<const char*, void (*)(size_t, Structured&)> in_place[] = {{"fan_in", RunFanIn},
                                                                            {"scopes", ResolveScopes}};
  const auto finish = [](benchmark::internal::Benchmark* one) {
    return one->RangeMultiplier(10)->Range(1000, 1000000)->Complexity()->Unit(benchmark::kMillisecond);
  };
  for (const Family& family : Families()) {
    for (const auto& [name, pass] : passes) {
      finish(benchmark::RegisterBenchmark((std::string(name) + "/" + family.name).c_str(), Measure, family, pass));
    }
    for (const auto& [name, pass] : in_place) {
      finish(
          benchmark::RegisterBenchmark((std::string(name) + "/" + family.name).c_str(), MeasureInPlace, family, pass))
          ->UseManualTime();
    }
  }
}

}  // namespace
}  // namespace beamfold::cfg

int main(int argc, char** argv) {
  beamfold::cfg::Register();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
