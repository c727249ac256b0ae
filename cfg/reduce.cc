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
// State machines without any structure nest such loops as deep as they have states, and an edge might pass as many
// tests. So only the outer `max_test_nesting` loops get tests of their own. Loops further inside share the innermost of
// these: edges from inside to their headers lead there. With its other entries that makes the innermost test a dispatch
// for the loop it stands in. A test in front of everything that enters a loop with one entry would give it a second
// one, so that one takes part, too.
//
// A few numbers are compared with one after the other, many are rows of a table. For that the blocks of one nest have
// numbers in a row, apart from those they may have as external entries, unless they are very few.
//
// When the blocks between a second entry and the header, or what is behind the loop, are few and run in no circle, a
// copy of them in front of the loop is better still: no label is written, none is tested. A copy never holds a loop,
// and the sum of all copies is bounded, so copies never multiply.
//
// Complexity: O(m log m), apart from the analyses.
//
// Source: the label variable of A. M. Erosa, L. J. Hendren, "Taming control flow", ICCL 1994; multi-entry loops one by
// one as LLVM's WebAssembly back end does it (FixIrreducibleControlFlow).

#include "cfg/reduce.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace beamfold::cfg {
namespace {

// Up to here numbers are not worth a table.
constexpr size_t kFewNumbers = 3;
// Numbers that are further apart do not go into the same table.
constexpr uint32_t kDenseGap = 16;

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
    ChooseTests();
    AssignNumbers();
    AddTests();
    Redirect();
  }

 private:
  // What a test is to look for: the number and the node that it leads to.
  using Way = std::pair<uint32_t, NodeId>;

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
        routes_.AddEdge(copied ? copy_of_[to] : to, routes_.flow.weight[e], routes_.label[e]);
      }
    }
  }

  // Decides which loops have tests, and which share one of those further outside.
  void ChooseTests() {
    const size_t num_loops = forest_.loops.size();
    const uint32_t deepest = std::max(policy_.max_test_nesting, uint32_t{1});
    tested_.assign(num_loops, kNoLoop);
    level_.assign(num_loops, 0);
    shares_.assign(num_loops, false);
    for (LoopId i = 0; i < num_loops; ++i) {
      const LoopId parent = forest_.loops[i].parent;
      if (parent != kNoLoop) {
        tested_[i] = tested_[parent];
        level_[i] = level_[parent];
      }
      if (!multi_[i] || level_[i] == deepest) continue;
      tested_[i] = i;
      ++level_[i];
    }
    std::vector<bool> entered(num_loops);
    for (LoopId i = static_cast<LoopId>(num_loops); i-- > 0;) {
      if (tested_[i] == i || (!multi_[i] && !entered[i])) continue;
      shares_[i] = true;
      entered[forest_.loops[i].parent] = true;
    }
  }
  bool HasTest(LoopId loop) const { return loop != kNoLoop && tested_[loop] == loop; }
  // The loop whose test edges lead to that enter `enters` at v or, if they enter none, lead back to the header v.
  LoopId TestFor(LoopId enters, NodeId v) const {
    if (enters != kNoLoop) return HasTest(enters) ? enters : kNoLoop;
    const LoopId loop = loop_of_[v];
    return Heads(v, loop) && (HasTest(loop) || shares_[loop]) ? tested_[loop] : kNoLoop;
  }
  LoopId TestedAround(LoopId loop) const {
    const LoopId parent = forest_.loops[loop].parent;
    return parent == kNoLoop ? kNoLoop : tested_[parent];
  }

  // The blocks that edges to tests are on their way to. The numbers of those that come to the same test are close.
  void AssignNumbers() {
    struct Wanted {
      LoopId nest;     // The outermost tested loop around it.
      uint32_t level;  // How many tests are around the outermost one that looks for it.
      uint32_t enter;
      NodeId node;
    };
    std::vector<Wanted> wanted;
    std::vector<uint32_t> in_nest(forest_.loops.size());
    for (NodeId v : order_) {
      const LoopId loop = loop_of_[v];
      const bool enters = HasTest(entered_[v]);
      if (!enters && !(Heads(v, loop) && shares_[loop])) continue;
      LoopId nest = tested_[loop];
      while (TestedAround(nest) != kNoLoop) nest = TestedAround(nest);
      ++in_nest[nest];
      wanted.push_back({nest, level_[enters ? entered_[v] : loop], forest_.loops[loop].enter, v});
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) {
      return std::tie(a.nest, a.level, a.enter) < std::tie(b.nest, b.level, b.enter);
    });
    number_.assign(reached_.size(), kNoLabel);
    for (const Wanted& w : wanted) {
      const BlockId block = routes_.block[w.node];
      number_[w.node] = routes_.number[block];
      if (number_[w.node] != kNoLabel && in_nest[w.nest] <= kFewNumbers) continue;
      number_[w.node] = static_cast<uint32_t>(graph_.entries.size() + routes_.internal_entries.size());
      routes_.internal_entries.push_back(block);
    }
  }

  void AddTests() {
    const size_t num_loops = forest_.loops.size();
    test_of_.assign(num_loops, kNoNode);
    NodeId next_node = static_cast<NodeId>(routes_.size());
    for (LoopId i = 0; i < num_loops; ++i) {
      if (HasTest(i)) test_of_[i] = next_node++;
    }
    std::vector<std::vector<Way>> ways(num_loops);
    for (NodeId v : order_) {
      if (number_[v] == kNoLabel) continue;
      // From the innermost test around v to the outermost that looks for it.
      LoopId loop = tested_[loop_of_[v]];
      ways[loop].push_back({number_[v], v});
      if (!HasTest(entered_[v])) continue;
      while (loop != entered_[v]) {
        const NodeId inner = test_of_[loop];
        loop = TestedAround(loop);
        ways[loop].push_back({number_[v], inner});
      }
    }
    // A test whose numbers do not all fit into one table goes on to another one.
    std::vector<std::vector<Way>> more;
    std::vector<NodeId> others;
    const auto add = [&](std::vector<Way> all, NodeId other) {
      const size_t count = TestedAtOnce(all);
      routes_.AddNode(NodeKind::kTest, kNoBlock);
      for (size_t i = 0; i < count; ++i) routes_.AddEdge(all[i].second, 0, all[i].first);
      if (count == all.size()) {
        routes_.AddEdge(other, 1, kNoLabel);
        return;
      }
      routes_.AddEdge(next_node++, 1, kNoLabel);
      more.emplace_back(all.begin() + static_cast<ptrdiff_t>(count), all.end());
      others.push_back(other);
    };
    for (LoopId i = 0; i < num_loops; ++i) {
      if (!HasTest(i)) continue;
      const NodeId other = TakeMostCommon(ways[i], forest_.loops[i].header);
      add(std::move(ways[i]), other);
    }
    for (size_t i = 0; i < more.size(); ++i) add(std::move(more[i]), others[i]);
  }

  // Removes the ways that lead where most do, to `header` if no other place is more common, and returns that place; it
  // needs no test. Sorts the rest by number.
  static NodeId TakeMostCommon(std::vector<Way>& ways, NodeId header) {
    std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.second < b.second; });
    NodeId best = header;
    size_t best_count = 1;
    for (size_t i = 0, begin = 0; i < ways.size(); ++i) {
      if (ways[i].second != ways[begin].second) begin = i;
      if (i + 1 - begin <= best_count) continue;
      best = ways[i].second;
      best_count = i + 1 - begin;
    }
    std::erase_if(ways, [best](const Way& way) { return way.second == best; });
    std::sort(ways.begin(), ways.end());
    return best;
  }

  // How many of the ways one test can take: those that make a dense table or, before such, a few comparisons.
  static size_t TestedAtOnce(const std::vector<Way>& ways) {
    size_t end = 1;
    while (end < ways.size() && ways[end].first - ways[end - 1].first <= kDenseGap) ++end;
    if (end > kFewNumbers - 1) return end;
    return std::min(ways.size(), kFewNumbers - 1);
  }

  // Leads each edge to the test, or the copy, that it has to go to.
  void Redirect() {
    Pads pads;
    const NodeId d = routes_.dispatch();
    uint32_t other = routes_.flow.first[d];  // D's edge to the other entry, if there is one.
    for (BlockId entry : graph_.entries) other += entry != kNoBlock;
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
        const LoopId loop = TestFor(enters, v);
        if (loop == kNoLoop) continue;
        // Where D has looked at the same number already, it is still in the label.
        const bool is_other = graph_.other_entry != kNoBlock && e == other;
        if (u == d && !is_other && number_[v] == routes_.number[routes_.block[v]]) {
          routes_.flow.target[e] = test_of_[loop];
        } else {
          pads.Lead(routes_, e, test_of_[loop], number_[v], e < with_code, enters != kNoLoop);
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
  std::vector<LoopId> tested_;   // The innermost loop with a test at or around each loop.
  std::vector<uint32_t> level_;  // The number of these.
  std::vector<bool> shares_;     // Loops without a test whose header is reached through the one around them.
  std::vector<uint32_t> number_;
  std::vector<NodeId> test_of_;
};

}  // namespace

uint64_t CopyCost(const Block& block) { return block.size + 2 + 2 * (block.succ.size() + block.side.size()); }

Analysis Reduce(const Graph& graph, const Policy& policy, Routes& routes) {
  Analysis analysis(routes);
  if (!analysis.HasMultiEntryLoops()) return analysis;
  if (policy.max_test_entries != 0 && RouteLargeLoops(graph, analysis, policy.max_test_entries, routes)) {
    analysis = Analysis(routes);
    if (!analysis.HasMultiEntryLoops()) return analysis;
  }
  Reducer(graph, policy, analysis, routes).Run();
  return Analysis(routes);
}

}  // namespace beamfold::cfg
