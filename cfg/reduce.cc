// SPDX-License-Identifier: Apache-2.0
//
// Problem: a loop that is entered at several of its blocks has no block that dominates it, so no WebAssembly loop can
// begin there. Sending such edges through the dispatch of the whole function works, but makes of a small hot loop a
// part of one huge loop, which engines cannot optimise.
//
// Idea: put a *test* in front of each such loop, a node that looks at the label local. All edges that enter the loop,
// and all edges from inside to its header (by which the loop forest first enters it), lead to the test and write the
// number of the block that they are on their way to. Inside of the loop nothing else changes: what runs in circles
// without the header is a loop further inside, and is treated in the same way.
//
//     before: a -> h, b -> s, h <-> s         after: a -h-> T, b -s-> T, s -h-> T, T -> h, T =s=> s, h -> s
//
// T dominates the loop, so the result is reducible. An edge may enter several such loops at once; it leads to the test
// of the outermost one, whose ways lead to the tests of those inside, with the label still holding the number. The
// dispatch leads to the outermost test, too.
//
// How many tests are needed: n loops inside of each other, each entered at the same k blocks in the midst of the
// innermost, would need n * k, if each test named all blocks that are not the loop's header. So a test names those that
// do not go the way which most go. This is "merge the smaller set into the larger one" read backwards, and bounds the
// sum by O(k log k); where the sets come from is kept as linked lists, so that finding them costs no more.
//
// When the blocks between a second entry and the header, or what is behind the loop, are few and run in no circle, a
// copy of them in front of the loop is better still: no label is written, none is tested. A copy never holds a loop,
// and the sum of all copies is bounded, so copies never multiply.
//
// Complexity: O(m log n), apart from the analyses.
//
// Source: the label variable of A. M. Erosa, L. J. Hendren, "Taming control flow", ICCL 1994; multi-entry loops one by
// one as LLVM's WebAssembly back end does it (FixIrreducibleControlFlow), which tests at each loop all its entries and
// does not nest.

#include "cfg/reduce.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace beamfold::cfg {
namespace {

class Reducer {
 public:
  Reducer(const Graph& graph, const Policy& policy, const Analysis& analysis, Routes& routes)
      : graph_(graph),
        policy_(policy),
        routes_(routes),
        analysis_(analysis),
        forest_(analysis.forest),
        loop_of_(forest_.of),
        multi_(forest_.loops.size()) {}

  void Run() {
    for (size_t i = 0; i < multi_.size(); ++i) multi_[i] = forest_.loops[i].multi_entry();
    FindEntries();
    if (policy_.multi_entry == MultiEntry::kCopyOrTest) CopyTails();
    AssignNumbers();
    AddTests();
    Redirect();
  }

 private:
  struct Hop {
    NodeId to;
    LoopId child;  // kNoLoop when `to` is a block.
    uint32_t count;
  };
  // Nodes in a list that can be appended to another one, and that any node can leave, in constant time.
  struct List {
    NodeId head = kNoNode;
    NodeId tail = kNoNode;
    uint32_t size = 0;
  };

  bool Reached(NodeId u) const { return reached_[u]; }
  // The outermost loop that an edge from u to v enters.
  LoopId Entered(NodeId u, NodeId v) const {
    const LoopId from = loop_of_[u];
    return forest_.Outermost(loop_of_[v], [&](LoopId loop) { return forest_.Contains(loop, from); });
  }
  bool Heads(NodeId v, LoopId loop) const { return loop != kNoLoop && forest_.loops[loop].header == v; }

  void FindEntries() {
    const DepthFirst dfs(analysis_.flow);
    order_ = dfs.preorder;
    reached_.assign(routes_.size(), false);
    entered_.assign(routes_.size(), kNoLoop);
    for (NodeId u : order_) {
      reached_[u] = true;
      for (NodeId v : routes_.flow.Successors(u)) {
        const LoopId loop = Entered(u, v);
        // Of two loops around the same node, the outer one has the smaller depth.
        if (loop != kNoLoop && (entered_[v] == kNoLoop || forest_.loops[loop].depth < forest_.loops[entered_[v]].depth))
          entered_[v] = loop;
      }
    }
  }

  // Gives the loops whose further entries all have small tails copies of them, as long as the budget lasts.
  void CopyTails() {
    uint64_t total = 0;
    for (NodeId v : order_) {
      if (routes_.kind[v] == NodeKind::kCode) total += CopyCost(graph_.blocks[routes_.block[v]]);
    }
    uint64_t left = total * policy_.max_growth / 100;
    copy_of_.assign(routes_.size(), kNoNode);
    std::vector<std::vector<NodeId>> further(forest_.loops.size());
    for (NodeId v : order_) {
      const LoopId loop = loop_of_[v];
      if (loop != kNoLoop && entered_[v] == loop && multi_[loop] && !Heads(v, loop)) further[loop].push_back(v);
    }
    std::vector<NodeId> tails;
    for (LoopId loop = 0; loop < further.size(); ++loop) {
      // Those entered from further outside, or that head a loop of their own, are not among them.
      if (further[loop].empty() || further[loop].size() + 1 != forest_.loops[loop].entries) continue;
      uint64_t cost = 0;
      if (FindTails(loop, further[loop], left, tails, cost)) {
        left -= cost;
        multi_[loop] = false;
        for (NodeId v : further[loop]) entered_[v] = kNoLoop;
        CopyNodes(loop, tails);
      } else {
        for (NodeId v : tails) copy_of_[v] = kNoNode;
      }
    }
  }

  // Collects what can be reached from `entries` inside of the loop, without its header, and marks it in copy_of_.
  bool FindTails(LoopId loop, const std::vector<NodeId>& entries, uint64_t left, std::vector<NodeId>& tails,
                 uint64_t& cost) {
    tails.clear();
    std::vector<NodeId> own;  // The tail of one entry, which may share blocks with others.
    for (NodeId entry : entries) {
      own.assign(1, entry);
      uint64_t own_cost = 0;
      for (size_t i = 0; i < own.size(); ++i) {
        const uint64_t here = CopyCost(graph_.blocks[routes_.block[own[i]]]);
        own_cost += here;
        if (own_cost > policy_.copy_budget) return false;
        if (copy_of_[own[i]] == kNoNode) {
          copy_of_[own[i]] = own[i];
          tails.push_back(own[i]);
          cost += here;
          if (cost > left) return false;
        }
        for (NodeId v : routes_.flow.Successors(own[i])) {
          if (!forest_.Contains(loop, loop_of_[v]) || Heads(v, loop)) continue;
          if (loop_of_[v] != loop) return false;
          // Bounded by the budget, and so is the search for doubles.
          if (std::find(own.begin(), own.end(), v) == own.end()) own.push_back(v);
        }
      }
    }
    return true;
  }

  void CopyNodes(LoopId loop, const std::vector<NodeId>& tails) {
    for (size_t i = 0; i < tails.size(); ++i) copy_of_[tails[i]] = static_cast<NodeId>(routes_.size() + i);
    for (NodeId v : tails) {
      routes_.AddNode(NodeKind::kCode, routes_.block[v]);
      loop_of_.push_back(forest_.loops[loop].parent);
      for (uint32_t e = routes_.flow.first[v]; e < routes_.flow.first[v + 1]; ++e) {
        const NodeId to = routes_.flow.target[e];
        const bool copied = copy_of_[to] != kNoNode && loop_of_[to] == loop;
        routes_.AddEdge(copied ? copy_of_[to] : to, routes_.flow.weight[e], kNoLabel);
      }
    }
  }

  // Numbers of blocks in the same loop are close to each other, so that a table can hold them.
  void AssignNumbers() {
    std::vector<std::pair<uint32_t, NodeId>> wanted;
    for (NodeId v : order_) {
      const LoopId loop = loop_of_[v];
      if ((entered_[v] != kNoLoop && multi_[entered_[v]]) || (Heads(v, loop) && multi_[loop])) {
        wanted.push_back({forest_.loops[loop].enter, v});
      }
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [enter, v] : wanted) routes_.Number(graph_, routes_.block[v]);
  }

  // Makes the tests and their ways. Loops are visited from the inside, with the list of the blocks at which a loop is
  // entered; those at which the loop around it is entered as well then go to that one's list.
  void AddTests() {
    const size_t num_loops = forest_.loops.size();
    test_of_.assign(num_loops, kNoNode);
    NodeId next_test = static_cast<NodeId>(routes_.size());
    for (size_t i = 0; i < num_loops; ++i) {
      if (multi_[i]) test_of_[i] = next_test++;
    }
    next_.assign(routes_.size(), kNoNode);
    previous_.assign(routes_.size(), kNoNode);
    lists_.assign(num_loops, List());
    std::vector<std::vector<Hop>> hops(num_loops);
    // The nodes entered from outside of a loop, but from inside of the loop around it.
    std::vector<std::vector<NodeId>> only(num_loops);
    for (NodeId v : order_) {
      if (entered_[v] == kNoLoop) continue;
      only[entered_[v]].push_back(v);
      hops[loop_of_[v]].push_back({v, kNoLoop, 1});
    }
    std::vector<std::vector<std::pair<uint32_t, NodeId>>> ways(num_loops);
    std::vector<NodeId> others(num_loops, kNoNode);
    for (size_t i = num_loops; i-- > 0;) {
      if (multi_[i]) ChooseWays(hops[i], ways[i], others[i]);
      for (const Hop& hop : hops[i]) {
        if (hop.child == kNoLoop) {
          Append(lists_[i], {hop.to, hop.to, 1});
        } else {
          Append(lists_[i], lists_[hop.child]);
        }
      }
      for (NodeId v : only[i]) Leave(lists_[i], v);
      const LoopId parent = forest_.loops[i].parent;
      if (parent == kNoLoop || lists_[i].size == 0) continue;
      const LoopId child = static_cast<LoopId>(i);
      hops[parent].push_back({multi_[i] ? test_of_[i] : forest_.loops[i].header, child, lists_[i].size});
    }
    for (size_t i = 0; i < num_loops; ++i) {
      if (!multi_[i]) continue;
      routes_.AddNode(NodeKind::kTest, kNoBlock);
      for (const auto& [number, to] : ways[i]) routes_.AddEdge(to, 0, number);
      routes_.AddEdge(others[i], 1, kNoLabel);
    }
  }

  // `others` is where most go, the header if that is one of them.
  void ChooseWays(const std::vector<Hop>& hops, std::vector<std::pair<uint32_t, NodeId>>& ways, NodeId& others) const {
    size_t largest = 0;
    for (size_t i = 1; i < hops.size(); ++i) {
      const bool heads = hops[i].child == kNoLoop && Heads(hops[i].to, loop_of_[hops[i].to]);
      if (hops[i].count > hops[largest].count || (hops[i].count == hops[largest].count && heads)) largest = i;
    }
    others = hops[largest].to;
    for (size_t i = 0; i < hops.size(); ++i) {
      if (i == largest) continue;
      if (hops[i].child == kNoLoop) {
        ways.push_back({routes_.number[routes_.block[hops[i].to]], hops[i].to});
        continue;
      }
      for (NodeId v = lists_[hops[i].child].head; v != kNoNode; v = next_[v]) {
        ways.push_back({routes_.number[routes_.block[v]], hops[i].to});
      }
    }
    std::sort(ways.begin(), ways.end());
  }

  void Append(List& list, const List& more) {
    if (more.size == 0) return;
    if (list.size == 0) {
      list = more;
      return;
    }
    next_[list.tail] = more.head;
    previous_[more.head] = list.tail;
    list.tail = more.tail;
    list.size += more.size;
  }
  void Leave(List& list, NodeId v) {
    (previous_[v] == kNoNode ? list.head : next_[previous_[v]]) = next_[v];
    (next_[v] == kNoNode ? list.tail : previous_[next_[v]]) = previous_[v];
    next_[v] = previous_[v] = kNoNode;
    --list.size;
  }

  // Leads each edge to the test, or the copy, that it has to go to.
  void Redirect() {
    Pads pads;
    const NodeId d = routes_.dispatch();
    const NodeId nodes = static_cast<NodeId>(loop_of_.size());  // Blocks, D, copies; without the tests.
    for (NodeId u = 0; u < nodes; ++u) {
      if (u < reached_.size() && !reached_[u]) continue;
      const uint32_t begin = routes_.flow.first[u];
      const uint32_t end = routes_.flow.first[u + 1];
      const uint32_t with_code = begin + Pads::EdgesWithCode(graph_, routes_, u);
      for (uint32_t e = begin; e < end; ++e) {
        const NodeId v = routes_.flow.target[e];
        if (v >= reached_.size()) continue;  // A copy.
        const LoopId enters = Entered(u, v);
        if (enters != kNoLoop && enters == loop_of_[v] && !copy_of_.empty() && !multi_[enters] && !Heads(v, enters)) {
          routes_.flow.target[e] = copy_of_[v];
          continue;
        }
        const LoopId loop = enters != kNoLoop ? enters : Heads(v, loop_of_[v]) ? loop_of_[v] : kNoLoop;
        if (loop == kNoLoop || !multi_[loop]) continue;
        const bool serves_unknown = u == d && graph_.other_entry != kNoBlock && e + 1 == end;
        if (u == d && !serves_unknown) {
          routes_.flow.target[e] = test_of_[loop];  // The label that D has looked at is the number.
        } else {
          pads.Lead(routes_, e, test_of_[loop], routes_.number[routes_.block[v]], e < with_code, enters != kNoLoop);
        }
      }
    }
    pads.Finish(routes_);
  }

  const Graph& graph_;
  const Policy& policy_;
  Routes& routes_;
  const Analysis& analysis_;
  const LoopForest& forest_;
  std::vector<LoopId> loop_of_;  // As in the forest, and of copies.
  std::vector<bool> multi_;      // Loops with more than one entry that no copy replaces.
  std::vector<NodeId> order_;    // Of a depth-first search.
  std::vector<bool> reached_;
  std::vector<LoopId> entered_;  // The outermost loop that some edge to the node enters.
  std::vector<NodeId> copy_of_;
  std::vector<NodeId> test_of_;
  std::vector<NodeId> next_;
  std::vector<NodeId> previous_;
  std::vector<List> lists_;
};

}  // namespace

uint64_t CopyCost(const Block& block) { return block.size + 2 + 2 * (block.succ.size() + block.side.size()); }

Analysis Reduce(const Graph& graph, const Policy& policy, Routes& routes) {
  Analysis analysis(routes);
  if (!analysis.HasMultiEntryLoops()) return analysis;
  Reducer(graph, policy, analysis, routes).Run();
  return Analysis(routes);
}

}  // namespace beamfold::cfg
