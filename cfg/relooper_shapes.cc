// SPDX-License-Identifier: Apache-2.0
//
// Problem: cover a graph, any graph, with three shapes that a language without jumps can write down:
//   simple    one block, and then what follows
//   loop      a part of the graph that can come back to where it was entered, and then what follows
//   multiple  parts that do not reach each other, of which one is taken, and then what follows
//
// Idea (Zakai): look at a set of blocks S that is entered at some of its blocks E.
//   - One entry, which nothing in S leads back to: a *simple* shape. What is left of S follows, entered at the
//     successors.
//   - One entry that S leads back to: a *loop* of all that can reach the entry. From here on the edges to the entry
//     are done with: they continue the loop. What cannot reach the entry follows.
//   - Several entries, some of which no other entry reaches: a *multiple* shape. Each of these gets a group of its own:
//     what only it reaches. What several entries reach, and the other entries, follow.
//   - Several entries, each of which another one reaches: a *loop* with all of them as entries. Inside of it, where no
//     edge to an entry counts any more, a multiple shape comes next.
//   Each shape takes a block, or edges, away from S, so this comes to an end.
//
// How, without looking through S again and again:
//   - S is never written down. When block x is placed, a successor v that nobody has met before becomes an entry of
//     what follows one of the shapes around x: the outermost that v is no part of. A binary search finds it: being part
//     of a loop is an interval of the loop forest, being part of a group one of the dominator tree, since what only e
//     reaches is what e dominates, and both lie in those of the shapes further outside.
//   - No other entry reaches entry e exactly when all edges to e come from blocks that are placed, or from the loop
//     that e alone heads. So each block counts the other edges that it still waits for. (Had e an edge from anywhere
//     else: that place is reached from an entry; if from e alone, then it lies in a cycle with e, and e heads that.)
//   - Loop forest and dominators hold until edges to several entries are taken away. Then both are computed anew for
//     the inside of that loop.
//
// Complexity: O(m log n) for a reducible graph, and O(m) more for each level of loops with several entries, one inside
// of the other. A nest of n loops that all have two entries of their own is the worst: O(n * m), seconds for 4,000 of
// them. Memory is O(n + m). The original searches S for each shape, which is quadratic for ordinary code.
//
// Source: A. Zakai, "Emscripten: an LLVM-to-JavaScript compiler", SPLASH 2011, section 3.2.

#include "cfg/relooper_shapes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cfg/dominators.h"
#include "cfg/loops.h"

namespace beamfold::cfg::relooper {
namespace {

struct Interval {
  uint32_t begin = 0;
  uint32_t size = 0;
  bool Contains(uint32_t position) const { return position - begin < size; }
};

constexpr Interval kEverything = {0, 0xffffffffu};
constexpr uint32_t kInNoLoop = 0xfffffffeu;  // In no interval but kEverything.

// A group or a loop with one entry, around the shape that is being looked at.
struct Part {
  Interval loop = kEverything;   // Of the loop forest: the innermost loop around.
  Interval group = kEverything;  // Of the dominator tree: the innermost group around.
  ShapeId outside = kNoShape;    // What follows the part.
};

// A part of the graph with a loop forest and a dominator tree of its own: all of it, or a loop with several entries.
// Regions are nested too.
struct Region {
  size_t first_part;  // The parts inside of it begin here in `around_`.
  ShapeId outside;
};

struct Todo {
  ShapeId shape;
  size_t num_regions;
  size_t num_around;
  Part part;
};

class Finder {
 public:
  explicit Finder(const Flow& flow)
      : flow_(flow),
        predecessors_(flow),
        place_(flow.size(), kNoShape),
        live_(flow.size()),
        waiting_(flow.size()),
        region_of_(flow.size()),
        local_(flow.size()),
        in_loop_(flow.size()),
        heads_(flow.size()),
        dominates_(flow.size()) {
    out_.ways.resize(flow.target.size());
  }

  Shapes Run() {
    const DepthFirst dfs(flow_);
    for (NodeId v : dfs.preorder) live_[v] = true;
    out_.root = NewShape({flow_.root});
    OpenRegion(dfs.preorder, {flow_.root}, kNoShape);
    Postpone(out_.root);
    while (!todo_.empty()) {
      const Todo item = todo_.back();
      todo_.pop_back();
      regions_.resize(item.num_regions);
      around_.resize(item.num_around);
      if (item.part.outside != kNoShape) around_.push_back(item.part);
      Find(item.shape);
    }
    return std::move(out_);
  }

 private:
  ShapeId NewShape(std::vector<NodeId> entries) {
    out_.all.emplace_back();
    out_.all.back().entries = std::move(entries);
    return static_cast<ShapeId>(out_.all.size() - 1);
  }
  void Postpone(ShapeId shape, Part part = {}) { todo_.push_back({shape, regions_.size(), around_.size(), part}); }

  // The innermost part around, in this region.
  Part Innermost() const { return around_.size() > regions_.back().first_part ? around_.back() : Part(); }

  // Finds out what kind of shape begins at the entries of `s`.
  void Find(ShapeId s) {
    const std::vector<NodeId> entries = out_.all[s].entries;
    if (entries.empty()) return;
    const bool free = std::any_of(entries.begin(), entries.end(), [this](NodeId e) { return waiting_[e] == 0; });
    if (!free) {
      LoopOfSeveral(s, entries);
    } else if (entries.size() > 1) {
      Multiple(s, entries);
    } else if (heads_[entries[0]].size != 0) {
      LoopOfOne(s, entries[0]);
    } else {
      Simple(s, entries[0]);
    }
  }

  void Simple(ShapeId s, NodeId x) {
    const ShapeId next = NewShape({});
    out_.all[s].kind = Shape::Kind::kSimple;
    out_.all[s].node = x;
    out_.all[s].next = next;
    live_[x] = false;
    for (uint32_t e = flow_.first[x]; e < flow_.first[x + 1]; ++e) {
      const NodeId v = flow_.target[e];
      if (place_[v] == kNoShape) {
        place_[v] = Outside(v, next);
        out_.all[place_[v]].entries.push_back(v);
      }
      const bool continues = out_.all[place_[v]].kind == Shape::Kind::kLoop;
      out_.ways[e] = {place_[v], continues};
      if (!continues) --waiting_[v];
    }
    Postpone(next);
    simple_before_ = s;
  }

  // Where v belongs, which no block placed so far leads to. `next` is what follows the block just placed.
  ShapeId Outside(NodeId v, ShapeId next) const {
    const size_t r = region_of_[v];
    const bool innermost = r + 1 == regions_.size();
    const auto begin = around_.begin() + regions_[r].first_part;
    const auto end = innermost ? around_.end() : around_.begin() + regions_[r + 1].first_part;
    const auto part = std::partition_point(begin, end, [this, v](const Part& p) {
      return p.loop.Contains(in_loop_[v]) && p.group.Contains(dominates_[v].begin);
    });
    if (part != end) return part->outside;
    return innermost ? next : regions_[r + 1].outside;
  }

  void LoopOfOne(ShapeId s, NodeId e) {
    const Interval loop = heads_[e];
    heads_[e] = {};
    const ShapeId next = NewShape({});
    const ShapeId inner = NewShape({e});
    out_.all[s].kind = Shape::Kind::kLoop;
    out_.all[s].inner = inner;
    out_.all[s].next = next;
    place_[e] = s;
    Postpone(next);
    Part part = Innermost();
    part.loop = loop;
    part.outside = next;
    Postpone(inner, part);
  }

  void LoopOfSeveral(ShapeId s, const std::vector<NodeId>& entries) {
    const ShapeId next = NewShape({});
    const ShapeId inner = NewShape(entries);
    out_.all[s].kind = Shape::Kind::kLoop;
    out_.all[s].inner = inner;
    out_.all[s].next = next;
    Postpone(next);
    for (NodeId e : entries) place_[e] = s;
    // What can reach an entry. The blocks not placed that lead into S lie in S.
    std::vector<NodeId> inside = entries;
    for (NodeId e : entries) live_[e] = false;  // Stands for "seen" for a moment.
    for (size_t i = 0; i < inside.size(); ++i) {
      for (NodeId p : predecessors_.Of(inside[i])) {
        if (!live_[p]) continue;
        live_[p] = false;
        inside.push_back(p);
      }
    }
    for (NodeId v : inside) live_[v] = true;
    OpenRegion(inside, entries, next);
    Postpone(inner);
  }

  void Multiple(ShapeId s, const std::vector<NodeId>& entries) {
    const ShapeId next = NewShape({});
    std::vector<std::pair<ShapeId, NodeId>> groups;
    for (NodeId e : entries) {
      if (waiting_[e] == 0) {
        groups.emplace_back(NewShape({e}), e);
        // Edges to the entries of a loop go on leading to the loop.
        if (place_[e] == s) place_[e] = groups.back().first;
      } else {
        place_[e] = next;
        out_.all[next].entries.push_back(e);
      }
    }
    Postpone(next);
    Part part = Innermost();
    part.outside = next;
    for (size_t i = groups.size(); i-- > 0;) {
      part.group = dominates_[groups[i].second];
      Postpone(groups[i].first, part);
    }
    Shape& shape = out_.all[s];
    shape.kind = Shape::Kind::kMultiple;
    shape.next = next;
    for (const auto& [group, e] : groups) shape.groups.push_back(group);
    if (out_.all[simple_before_].next != s) return;
    // The only edges to it are those of the node before, which can as well lead right to the groups, and past them.
    shape.fused = true;
    const NodeId x = out_.all[simple_before_].node;
    for (uint32_t e = flow_.first[x]; e < flow_.first[x + 1]; ++e) {
      if (out_.ways[e].to == s) out_.ways[e].to = place_[flow_.target[e]];
    }
  }

  // Computes loops and dominators of `nodes`, entered at `entries`, without the edges to these.
  void OpenRegion(const std::vector<NodeId>& nodes, const std::vector<NodeId>& entries, ShapeId outside) {
    const uint32_t region = static_cast<uint32_t>(regions_.size());
    regions_.push_back({around_.size(), outside});
    for (uint32_t i = 0; i < nodes.size(); ++i) {
      region_of_[nodes[i]] = region;
      local_[nodes[i]] = i;
      waiting_[nodes[i]] = 0;
    }
    for (NodeId e : entries) local_[e] |= kEntry;
    Flow flow;
    for (NodeId u : nodes) {
      flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
      for (NodeId v : flow_.Successors(u)) {
        if (live_[v] && region_of_[v] == region && (local_[v] & kEntry) == 0) flow.target.push_back(local_[v]);
      }
    }
    for (NodeId e : entries) local_[e] &= ~kEntry;
    flow.root = static_cast<NodeId>(nodes.size());
    flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
    for (NodeId e : entries) flow.target.push_back(local_[e]);
    flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
    flow.weight.assign(flow.target.size(), 1);

    const LoopForest forest = FindLoops(flow);
    const DominatorTree dominators(flow, ImmediateDominators(flow));
    for (NodeId i = 0; i < nodes.size(); ++i) {
      const NodeId v = nodes[i];
      const LoopId loop = forest.of[i];
      dominates_[v] = {dominators.Enter(i), dominators.Size(i)};
      in_loop_[v] = loop == kNoLoop ? kInNoLoop : forest.loops[loop].enter;
      heads_[v] = {};
      if (loop == kNoLoop || forest.loops[loop].header != i || forest.loops[loop].multi_entry()) continue;
      heads_[v] = {forest.loops[loop].enter, forest.loops[loop].size};
    }
    for (NodeId i = 0; i < nodes.size(); ++i) {
      for (NodeId to : flow.Successors(i)) waiting_[nodes[to]] += !heads_[nodes[to]].Contains(in_loop_[nodes[i]]);
    }
  }

  // Marks the entries of a region, above all numbers of blocks.
  static constexpr uint32_t kEntry = 0x80000000u;

  const Flow& flow_;
  const Predecessors predecessors_;
  Shapes out_;
  std::vector<Todo> todo_;
  std::vector<Region> regions_;
  std::vector<Part> around_;
  ShapeId simple_before_ = 0;
  // The shape that edges to the node lead to at this time, kNoShape when it has not been met.
  std::vector<ShapeId> place_;
  // Reached and not placed yet.
  std::vector<bool> live_;
  // The edges from nodes that are not placed, without those inside of the loop that the node alone heads.
  std::vector<uint32_t> waiting_;
  // Of the innermost region of each node: its number in `regions_`, the node's number there, the loop it is in, the
  // loop that it is the only entry of (empty when there is none, or when it is being written), what it dominates. Once
  // the inside of a loop has become a region of its own, nobody asks for what its nodes were in the region around it.
  std::vector<uint32_t> region_of_;
  std::vector<uint32_t> local_;
  std::vector<uint32_t> in_loop_;
  std::vector<Interval> heads_;
  std::vector<Interval> dominates_;
};

}  // namespace

Shapes FindShapes(const Flow& flow) { return Finder(flow).Run(); }

}  // namespace beamfold::cfg::relooper
