// SPDX-License-Identifier: Apache-2.0
//
// Problem: make a graph reducible by nothing but copies of blocks, so that no label is needed at all; and know when
// that gets out of hand, as it must: there are graphs for which every such copy is exponentially larger.
//
// Idea: a loop with several entries becomes a loop with one if whoever enters it elsewhere than at its header runs
// through a copy first, until it comes to the header or leaves:
//
//     before: a -> h, b -> s, h <-> s         after: a -> h, b -> s', s' -> h, h <-> s
//
// What is copied for loop L is what its further entries reach inside of L without the header: with each block all of
// the loop inside L that the block lies in. So these inner loops double, and those of them that have several entries
// are looked at in the next round, like their copies. Each round therefore doubles something that the round before had
// copied, and as a limit holds for the sum, the number of rounds is a logarithm. Loops that lie in no copied part do
// not have to wait for the next round.
//
// Complexity: O(m log m) for a round, where m counts the copies made so far.
//
// Source: node splitting is due to M. S. Hecht, J. D. Ullman, "Flow graph reducibility", SIAM J. Comput. 1, 1972, and
// controlled by loops as here in J. Janssen, H. Corporaal, "Making graphs reducible with controlled node splitting",
// TOPLAS 19(6), 1997. GHC's WebAssembly back end, which N. Ramsey's "Beyond Relooper" describes, splits too.

#include "cfg/split.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cfg/reduce.h"

namespace beamfold::cfg {
namespace {

class Round {
 public:
  Round(const Graph& graph, Routes& routes)
      : graph_(graph), routes_(routes), analysis_(routes), forest_(analysis_.forest), order_(analysis_.flow) {}

  uint64_t Cost() const {
    uint64_t cost = 0;
    for (NodeId v : order_.preorder) cost += CostOf(v);
    return cost;
  }

  // Returns whether there was something to split for which `left` bytes were enough.
  bool Run(uint64_t& left) {
    const size_t num_loops = forest_.loops.size();
    std::vector<std::vector<NodeId>> further(num_loops);
    FindFurtherEntries(further);
    region_of_.assign(routes_.size(), kNoLoop);
    split_.assign(num_loops, false);
    std::vector<bool> skip(num_loops);
    std::vector<NodeId> copied;
    for (LoopId i = 0; i < num_loops; ++i) {
      const Loop& loop = forest_.loops[i];
      if (loop.parent != kNoLoop && skip[loop.parent]) {
        skip[i] = true;
      } else if (region_of_[loop.header] == kNoLoop && loop.multi_entry()) {
        split_[i] = Collect(i, further[i], left, copied);
        skip[i] = !split_[i];
      }
    }
    if (copied.empty()) return false;
    Copy(copied);
    return true;
  }

 private:
  uint64_t CostOf(NodeId v) const {
    return routes_.kind[v] == NodeKind::kCode ? CopyCost(graph_.blocks[routes_.block[v]]) : 0;
  }
  LoopId Entered(NodeId u, NodeId v) const {
    const LoopId from = forest_.of[u];
    return forest_.Outermost(forest_.of[v], [&](LoopId loop) { return forest_.Contains(loop, from); });
  }

  // For each loop the entries other than the header that are no entries of a loop around it. If there is one that is,
  // this loop lies in what is copied for the loop around it, or is refused with it.
  void FindFurtherEntries(std::vector<std::vector<NodeId>>& further) const {
    std::vector<LoopId> entered(routes_.size(), kNoLoop);
    for (NodeId u : order_.preorder) {
      for (NodeId v : routes_.flow.Successors(u)) {
        const LoopId loop = Entered(u, v);
        if (loop != kNoLoop && (entered[v] == kNoLoop || forest_.loops[loop].depth < forest_.loops[entered[v]].depth))
          entered[v] = loop;
      }
    }
    for (NodeId v : order_.preorder) {
      if (entered[v] != kNoLoop && forest_.loops[entered[v]].header != v) further[entered[v]].push_back(v);
    }
  }

  // Adds to `copied` what must be copied to make the loop's header its only entry. Adds nothing when that costs more
  // than what is left.
  bool Collect(LoopId loop, const std::vector<NodeId>& entries, uint64_t& left, std::vector<NodeId>& copied) {
    const size_t begin = copied.size();
    uint64_t cost = 0;
    const auto add = [&](NodeId v) {
      if (region_of_[v] == loop || v == forest_.loops[loop].header || !forest_.Contains(loop, forest_.of[v])) return;
      region_of_[v] = loop;
      copied.push_back(v);
      cost += CostOf(v);
    };
    for (NodeId v : entries) add(v);
    for (size_t i = begin; i < copied.size() && cost <= left; ++i) {
      for (NodeId v : routes_.flow.Successors(copied[i])) add(v);
    }
    if (cost <= left) {
      left -= cost;
      return true;
    }
    for (size_t i = begin; i < copied.size(); ++i) region_of_[copied[i]] = kNoLoop;
    copied.resize(begin);
    return false;
  }

  void Copy(const std::vector<NodeId>& copied) {
    std::vector<NodeId> copy_of(routes_.size(), kNoNode);
    for (size_t i = 0; i < copied.size(); ++i) copy_of[copied[i]] = static_cast<NodeId>(routes_.size() + i);
    // Where an edge leads that starts outside of the loop that it enters.
    const auto redirected = [&](NodeId u, NodeId v) {
      const LoopId loop = Entered(u, v);
      const bool to_copy = loop != kNoLoop && split_[loop] && forest_.loops[loop].header != v;
      return to_copy ? copy_of[v] : v;
    };
    for (NodeId u : copied) {
      routes_.AddNode(NodeKind::kCode, routes_.block[u]);
      for (uint32_t e = routes_.flow.first[u]; e < routes_.flow.first[u + 1]; ++e) {
        const NodeId v = routes_.flow.target[e];
        routes_.AddEdge(region_of_[v] == region_of_[u] ? copy_of[v] : redirected(u, v), routes_.flow.weight[e],
                        kNoLabel);
      }
    }
    for (NodeId u : order_.preorder) {
      for (uint32_t e = routes_.flow.first[u]; e < routes_.flow.first[u + 1]; ++e) {
        routes_.flow.target[e] = redirected(u, routes_.flow.target[e]);
      }
    }
  }

  const Graph& graph_;
  Routes& routes_;
  const Analysis analysis_;
  const LoopForest& forest_;
  const DepthFirst order_;
  // The loop for whose further entries a node is copied.
  std::vector<LoopId> region_of_;
  std::vector<bool> split_;
};

}  // namespace

void SplitLoops(const Graph& graph, const Policy& policy, Routes& routes) {
  bool first = true;
  for (uint64_t left = 0;; first = false) {
    Round round(graph, routes);
    if (first) {
      const uint64_t times = std::max(policy.max_split_growth, uint32_t{1});
      left = std::min(round.Cost() * (times - 1), uint64_t{policy.max_split_bytes});
    }
    if (!round.Run(left)) return;
  }
}

}  // namespace beamfold::cfg
