// SPDX-License-Identifier: Apache-2.0

#include "bench/cfg/cases.h"

#include <cstdint>
#include <string>
#include <vector>

#include "tests/families.h"

namespace beamfold::cfg {
namespace {

// n labels and nothing but labels: every block goes back to the dispatch. No structuring can help it.
Graph DispatchLoop(uint32_t n) {
  Graph graph;
  for (uint32_t i = 0; i < n; ++i) graph.entries.push_back(AddBlock(graph, Terminator::kIndirect));
  return graph;
}

}  // namespace

const std::vector<Family>& Families() {
  static const std::vector<Family>& families = *new std::vector<Family>{
      {"chain", Chain, 1},
      {"side exits", SideExits, 1},
      {"diamonds", Diamonds, 3},
      {"ladder", Ladder, 2},
      {"nested loops", NestedLoops, 2},
      {"loop chain", LoopChain, 1},
      {"deep exits", DeepExits, 2},
      {"complete", Complete, 1, true},
      {"Duff", Duff, 1},
      {"state machine", StateMachine, 1},
      {"irreducible chain", IrreducibleChain, 3},
      {"irreducible nest", IrreducibleNest, 2},
      {"calls", Calls, 4},
      {"dispatch loop", DispatchLoop, 1},
  };
  return families;
}

const std::vector<NamedPolicy>& Policies() {
  static const std::vector<NamedPolicy>& policies = *[] {
    auto* all = new std::vector<NamedPolicy>;
    const auto add = [&](const std::string& name, Policy policy) {
      all->push_back({name, policy});
      policy.max_fan_in = 0;
      all->push_back({name + "/unlimited", policy});
    };
    add("stackifier", {.strategy = Strategy::kStackifier});
    add("naive", {.strategy = Strategy::kNaive});
    return all;
  }();
  return policies;
}

}  // namespace beamfold::cfg
