// SPDX-License-Identifier: Apache-2.0

#include "bench/cfg/cases.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/policies.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

// n labels and nothing but labels: every block goes back to the dispatch. No structuring can help it.
Graph DispatchLoop(uint32_t n) {
  Graph graph;
  for (uint32_t i = 0; i < n; ++i) graph.entries.push_back(AddBlock(graph, Terminator::kIndirect));
  return graph;
}

// A switch with n rows, run again and again; every other row falls into the next, as in C.
Graph SwitchInLoop(uint32_t n) {
  Graph graph;
  Block head;
  head.term = Terminator::kSwitch;
  for (uint32_t i = 0; i < n; ++i) head.succ.push_back({i + 1, 1});
  graph.blocks.push_back(head);
  for (uint32_t i = 0; i < n; ++i) AddBlock(graph, Terminator::kJump, {i % 2 == 0 ? i + 2 : n + 1});
  AddBlock(graph, Terminator::kBranch, {0, n + 2});
  AddBlock(graph, Terminator::kExit);
  graph.entries = {0};
  return graph;
}

// A spine of n tests, run again and again; each has a tooth, a block that leads to the one common end.
Graph CombInLoop(uint32_t n) {
  Graph graph;
  for (uint32_t i = 0; i < n; ++i) {
    AddBlock(graph, Terminator::kBranch, {2 * i + 1, 2 * i + 2});
    AddBlock(graph, Terminator::kJump, {2 * n + 1});
  }
  AddBlock(graph, Terminator::kJump, {0});
  AddBlock(graph, Terminator::kBranch, {0, 2 * n + 2});
  AddBlock(graph, Terminator::kExit);
  graph.entries = {0};
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
      {"side entries", SideEntries, 2},
      {"de Bruijn", DeBruijn, 1},
      {"deep switch", SwitchInLoop, 1},
      {"comb", CombInLoop, 2},
      {"calls", Calls, 4},
      {"dispatch loop", DispatchLoop, 1},
  };
  return families;
}

const std::vector<Contender>& Contenders() {
  static const std::vector<Contender>& contenders = *[] {
    auto* all = new std::vector<Contender>;
    for (const NamedPolicy& named : NamedPolicies()) {
      Policy policy = named.policy;
      all->push_back({std::string(named.name), policy});
      policy.max_fan_in = 0;
      all->push_back({absl::StrCat(named.name, "/unlimited"), policy});
    }
    return all;
  }();
  return contenders;
}

}  // namespace beamfold::cfg
