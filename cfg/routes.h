// SPDX-License-Identifier: Apache-2.0
//
// The graph as it will be laid out: what a block leads to, and over what way.
//
// Nodes: block b is node b, then comes the dispatch D, then what the passes before the layout add:
//   - copies of blocks (reduce.h, split.h);
//   - tests: a node without code that looks at the label local and goes on accordingly (reduce.h);
//   - pads: "label := number, go on", for an edge that has to write the label but comes from where no code can be
//     written: a side exit, a row of a switch, a row of the dispatch.
// An edge that leads to D or to a test says which number it writes: that of the block it is on its way to. D and the
// tests pass it on unchanged, so one number serves for all of the way.
//
// The passes leave routes that are *reducible*, D's incoming edges aside: every cycle has a node that dominates it. All
// edges but those to D can then be expressed by blocks, loops and branches (plan.h).

#ifndef BEAMFOLD_CFG_ROUTES_H_
#define BEAMFOLD_CFG_ROUTES_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "cfg/flow.h"
#include "cfg/graph.h"
#include "cfg/loops.h"

namespace beamfold::cfg {

inline constexpr uint32_t kNoLabel = 0xffffffffu;

enum class NodeKind : uint8_t { kCode, kDispatch, kTest, kPad };

struct Routes {
  // The edges of a block or a copy: those of the terminator, then the side exits. Of D: one for each external entry
  // that is served, in order; the one to `other_entry`, if there is any; the internal entries, if D serves them. Of a
  // test: those for certain numbers, then the one for all others. Of a pad: one.
  Flow flow;
  // By edge. Of a test: the number it is for, kNoLabel for the last edge. Of others: the number that is written on the
  // way, kNoLabel for none.
  std::vector<uint32_t> label;
  std::vector<NodeKind> kind;
  // The block whose code the node has, kNoBlock for the kinds without code.
  std::vector<BlockId> block;
  // The label number of each block, kNoLabel when it has none: first the external entries.
  std::vector<uint32_t> number;
  std::vector<BlockId> internal_entries;

  NodeId dispatch() const { return flow.root; }
  size_t size() const { return kind.size(); }
  // Of a test: the numbers that it has edges for, in ascending order.
  absl::Span<const uint32_t> Numbers(NodeId test) const {
    return absl::MakeConstSpan(label).subspan(flow.first[test], flow.first[test + 1] - flow.first[test] - 1);
  }
  // Gives the block an internal number unless it has one.
  void Number(const Graph& graph, BlockId b);
  // Adds a node, with the edges that AddEdge adds next.
  NodeId AddNode(NodeKind node_kind, BlockId code);
  void AddEdge(NodeId target, uint32_t weight, uint32_t number_of_edge);
};

// Every edge leads straight to its block.
Routes MakeRoutes(const Graph& graph);

// What the passes decide upon: the edges in the order in which the layout follows them (order.h), without those to D,
// and the loops.
struct Analysis {
  explicit Analysis(const Routes& routes);
  bool HasMultiEntryLoops() const;

  Flow flow;
  LoopForest forest;
};

// Leads the edges that have to write a number but cannot over pads.
class Pads {
 public:
  // Of node u's edges, counted from its first, the number of those where code can be written.
  static uint32_t EdgesWithCode(const Graph& graph, const Routes& routes, NodeId u);
  // Makes edge e write `number` on its way to `target`. `has_code` tells whether it can itself; else it leads to a pad.
  // Pads are shared by the edges of one `group` that have the same target and number.
  void Lead(Routes& routes, uint32_t e, NodeId target, uint32_t number, bool has_code, uint32_t group);
  // Adds the pads to the routes.
  void Finish(Routes& routes);

 private:
  struct Pad {
    NodeId target;
    uint32_t number;
    uint64_t weight;
  };
  NodeId first_ = kNoNode;
  std::vector<Pad> pads_;
  absl::flat_hash_map<std::pair<uint64_t, uint32_t>, uint32_t> index_;
};

// Policies under which D serves more than the entries from outside: all edges (`all`), or those to headers of loops
// with several entries. No pass may have added nodes before. Returns the analysis of the result.
Analysis RouteThroughDispatch(const Graph& graph, bool all, Routes& routes);

// Leads the edges back to the header through D for each loop with more than `max_entries` entries that lies in no loop,
// or only in such as are dissolved in the same way: a row of D for the header of any other would give the loops around
// it one more entry. No pass may have added nodes before. Returns whether there was such a loop; then `analysis`, that
// of the routes, no longer is.
bool RouteLargeLoops(const Graph& graph, const Analysis& analysis, uint32_t max_entries, Routes& routes);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_ROUTES_H_
