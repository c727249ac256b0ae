// SPDX-License-Identifier: Apache-2.0
//
// Problem. One function for a whole graph is best while engines cope with it: a jump inside costs next to nothing, and
// one into another function some nanoseconds, because the state goes through memory. But engines compile a function at
// a time, some with time or memory that grows faster than its size, and give up optimising very large ones. So beyond a
// budget the graph should become several functions, cut where control passes seldom.
//
// Idea. The caller names groups that are never cut (the functions of the source language); cuts go between them.
//   1. The groups of one strongly connected component stay together, because each cycle of the graph that goes through
//      several groups lies inside of one: no loop is ever cut, even if its part is over the budget then.
//   2. These clusters are joined along their edges, heaviest first, as long as the result is within the budget. Joining
//      clusters that have others in between does no harm: a way out and back again is no loop.
//   3. The clusters are packed into parts in the order of their first groups, next fit: two parts in a row are together
//      over the budget, so there are at most about twice as many as needed.
// Blocks that all groups share (code that leaves the graph) are copied: they are small and an edge to one is no reason
// to keep two groups together.
//
// Complexity. O(e log e) for e edges between groups (the sorting), and what the result takes: parts times (shared
// blocks + labels). The number of parts is bounded by raising small budgets (see PartitionLimits).
//
// Source. K. Pettis, R. C. Hansen, "Profile guided code positioning", PLDI 1990, section 3, joins procedures by their
// heaviest call edges; there for the order in memory, and summing up edges of what was joined, which we leave out. The
// components: S. R. Kosaraju, M. Sharir ("A strong-connectivity algorithm and its applications in data flow analysis",
// 1981).

#include "cfg/partition.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cfg/flow.h"
#ifndef NDEBUG
#include "cfg/partition_verify.h"
#endif

namespace beamfold::cfg {
namespace {

constexpr uint64_t kFewestBudgets = 128;

struct Load {
  uint64_t bytes = 0;
  uint64_t entries = 0;

  void Add(const Load& other) {
    bytes += other.bytes;
    entries += other.entries;
  }
};

bool Fits(const Load& a, const Load& b, const PartitionLimits& limits) {
  return (limits.bytes == 0 || a.bytes + b.bytes <= limits.bytes) &&
         (limits.entries == 0 || a.entries + b.entries <= limits.entries);
}

absl::Status CheckGroups(const Graph& graph, absl::Span<const uint32_t> groups) {
  if (groups.size() != graph.blocks.size()) {
    return absl::InvalidArgumentError(absl::StrCat(groups.size(), " groups for ", graph.blocks.size(), " blocks"));
  }
  for (BlockId b = 0; b < groups.size(); ++b) {
    if (groups[b] != kSharedGroup && groups[b] >= groups.size()) {
      return absl::InvalidArgumentError(absl::StrCat("block b", b, ": there is no group ", groups[b]));
    }
    if (groups[b] != kSharedGroup) continue;
    for (const std::vector<Edge>* edges : {&graph.blocks[b].succ, &graph.blocks[b].side}) {
      for (const Edge& edge : *edges) {
        if (groups[edge.target] != kSharedGroup) {
          return absl::InvalidArgumentError(
              absl::StrCat("block b", b, " is shared and leads to b", edge.target, ", which belongs to a group"));
        }
      }
    }
  }
  return absl::OkStatus();
}

struct GroupEdge {
  uint32_t from;
  uint32_t to;
  uint64_t weight;
};

// The edges between different groups: sorted, each pair once.
std::vector<GroupEdge> EdgesBetween(const Graph& graph, absl::Span<const uint32_t> groups) {
  std::vector<GroupEdge> all;
  for (BlockId b = 0; b < groups.size(); ++b) {
    for (const std::vector<Edge>* edges : {&graph.blocks[b].succ, &graph.blocks[b].side}) {
      for (const Edge& edge : *edges) {
        const uint32_t to = groups[edge.target];
        if (to != kSharedGroup && to != groups[b]) all.push_back({groups[b], to, edge.weight});
      }
    }
  }
  std::sort(all.begin(), all.end(),
            [](const GroupEdge& a, const GroupEdge& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); });
  std::vector<GroupEdge> sums;
  for (const GroupEdge& edge : all) {
    if (sums.empty() || sums.back().from != edge.from || sums.back().to != edge.to) {
      sums.push_back(edge);
    } else {
      sums.back().weight += edge.weight;
    }
  }
  return sums;
}

// The component of each group, named after one of its groups.
std::vector<uint32_t> Components(uint32_t num_groups, const std::vector<GroupEdge>& edges) {
  // The root leads to all groups, so that the search reaches each.
  Flow flow;
  flow.root = num_groups;
  flow.first.reserve(num_groups + 2);
  flow.first.push_back(0);
  size_t next = 0;
  for (uint32_t g = 0; g < num_groups; ++g) {
    for (; next < edges.size() && edges[next].from == g; ++next) flow.target.push_back(edges[next].to);
    flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
  }
  for (uint32_t g = 0; g < num_groups; ++g) flow.target.push_back(g);
  flow.first.push_back(static_cast<uint32_t>(flow.target.size()));
  flow.weight.assign(flow.target.size(), 1);

  const DepthFirst search(flow);
  const Predecessors predecessors(flow);
  std::vector<uint32_t> component(num_groups + 1, kNoNode);
  component[flow.root] = flow.root;
  std::vector<NodeId> open;
  for (size_t i = search.postorder.size(); i-- > 0;) {
    const NodeId head = search.postorder[i];
    if (component[head] != kNoNode) continue;
    component[head] = head;
    open.push_back(head);
    while (!open.empty()) {
      const NodeId v = open.back();
      open.pop_back();
      for (NodeId u : predecessors.Of(v)) {
        if (component[u] != kNoNode) continue;
        component[u] = head;
        open.push_back(u);
      }
    }
  }
  component.pop_back();
  return component;
}

// Disjoint sets of groups and what each holds. A set is named after one of its members.
class Clusters {
 public:
  explicit Clusters(std::vector<Load> loads) : parent_(loads.size()), loads_(std::move(loads)) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  uint32_t Find(uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void Join(uint32_t a, uint32_t b) {
    a = Find(a);
    b = Find(b);
    if (a == b) return;
    // The lower number wins: it is what the order of packing goes by.
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    loads_[a].Add(loads_[b]);
  }
  const Load& LoadOf(uint32_t root) const { return loads_[root]; }

 private:
  std::vector<uint32_t> parent_;
  std::vector<Load> loads_;
};

// The part of each group, and how many parts there are.
std::pair<std::vector<uint32_t>, uint32_t> Assign(const Graph& graph, absl::Span<const uint32_t> groups,
                                                  const PartitionLimits& limits) {
  uint32_t num_groups = 0;
  for (uint32_t group : groups) {
    if (group != kSharedGroup) num_groups = std::max(num_groups, group + 1);
  }
  std::vector<Load> loads(num_groups);
  std::vector<bool> used(num_groups);
  for (BlockId b = 0; b < groups.size(); ++b) {
    if (groups[b] == kSharedGroup) continue;
    loads[groups[b]].bytes += graph.blocks[b].size;
    used[groups[b]] = true;
  }
  for (BlockId b : graph.entries) {
    if (b != kNoBlock && groups[b] != kSharedGroup) ++loads[groups[b]].entries;
  }

  std::vector<GroupEdge> edges = EdgesBetween(graph, groups);
  const std::vector<uint32_t> component = Components(num_groups, edges);
  Clusters clusters(std::move(loads));
  for (uint32_t g = 0; g < num_groups; ++g) clusters.Join(g, component[g]);

  std::stable_sort(edges.begin(), edges.end(),
                   [](const GroupEdge& a, const GroupEdge& b) { return a.weight > b.weight; });
  for (const GroupEdge& edge : edges) {
    const uint32_t a = clusters.Find(edge.from);
    const uint32_t b = clusters.Find(edge.to);
    if (a != b && Fits(clusters.LoadOf(a), clusters.LoadOf(b), limits)) clusters.Join(a, b);
  }

  // The lowest group of a cluster is its root, so it is met first.
  std::vector<uint32_t> part(num_groups, kNoPart);
  uint32_t num_parts = 0;
  Load open;
  for (uint32_t g = 0; g < num_groups; ++g) {
    if (!used[g]) continue;
    const uint32_t root = clusters.Find(g);
    if (part[root] == kNoPart) {
      const Load& load = clusters.LoadOf(root);
      if (num_parts == 0 || !Fits(open, load, limits)) {
        ++num_parts;
        open = Load();
      }
      open.Add(load);
      part[root] = num_parts - 1;
    }
    part[g] = part[root];
  }
  return {std::move(part), num_parts};
}

PartitionLimits RaiseLimits(const Graph& graph, PartitionLimits limits) {
  Load all;
  for (const Block& block : graph.blocks) all.bytes += block.size;
  all.entries = graph.entries.size();
  if (limits.bytes != 0) limits.bytes = std::max(limits.bytes, all.bytes / kFewestBudgets);
  if (limits.entries != 0) limits.entries = std::max(limits.entries, all.entries / kFewestBudgets);
  return limits;
}

Partition OnePart(Graph graph) {
  Partition result;
  result.labels = graph.entries;
  for (BlockId b : graph.entries) result.part_of_label.push_back(b == kNoBlock ? kNoPart : 0);
  Part part;
  part.first_stub = static_cast<uint32_t>(graph.blocks.size());
  part.origin.resize(graph.blocks.size());
  std::iota(part.origin.begin(), part.origin.end(), 0u);
  part.graph = std::move(graph);
  result.parts.push_back(std::move(part));
  return result;
}

// Makes the parts when it is known which block goes where.
class Builder {
 public:
  Builder(Graph graph, std::vector<uint32_t> part_of_block, uint32_t num_parts)
      : graph_(std::move(graph)), part_of_block_(std::move(part_of_block)), own_(num_parts) {}

  Partition Build() {
    for (BlockId b = 0; b < part_of_block_.size(); ++b) {
      if (part_of_block_[b] == kNoPart) {
        result_.shared.push_back(b);
      } else {
        own_[part_of_block_[b]].push_back(b);
      }
    }
    NumberLabels();
    number_.assign(graph_.blocks.size(), kNoBlock);
    result_.parts.resize(own_.size());
    for (uint32_t p = 0; p < own_.size(); ++p) BuildPart(p);
    return std::move(result_);
  }

 private:
  void NumberLabels() {
    result_.labels = graph_.entries;
    label_.assign(graph_.blocks.size(), kNoLabel);
    for (uint32_t n = 0; n < graph_.entries.size(); ++n) {
      if (graph_.entries[n] != kNoBlock) label_[graph_.entries[n]] = n;
    }
    const auto need = [&](BlockId b) {
      if (label_[b] != kNoLabel) return;
      label_[b] = static_cast<uint32_t>(result_.labels.size());
      result_.labels.push_back(b);
    };
    if (graph_.other_entry != kNoBlock) {
      need(graph_.other_entry);
      result_.other_label = label_[graph_.other_entry];
    }
    for (BlockId b = 0; b < graph_.blocks.size(); ++b) {
      if (part_of_block_[b] == kNoPart) continue;
      for (const std::vector<Edge>* edges : {&graph_.blocks[b].succ, &graph_.blocks[b].side}) {
        for (const Edge& edge : *edges) {
          const uint32_t to = part_of_block_[edge.target];
          if (to != kNoPart && to != part_of_block_[b]) need(edge.target);
        }
      }
    }
    for (BlockId b : result_.labels) {
      result_.part_of_label.push_back(b == kNoBlock ? kNoPart : part_of_block_[b] == kNoPart ? 0 : part_of_block_[b]);
    }
    labels_of_part_.resize(own_.size());
    for (uint32_t label = 0; label < result_.labels.size(); ++label) {
      const BlockId b = result_.labels[label];
      if (b == kNoBlock) continue;
      if (part_of_block_[b] == kNoPart) {
        shared_labels_.push_back(label);
      } else {
        labels_of_part_[part_of_block_[b]].push_back(label);
      }
    }
  }

  void BuildPart(uint32_t p) {
    Part& part = result_.parts[p];
    Graph& out = part.graph;
    for (BlockId b : result_.shared) {
      Place(part, b);
      out.blocks.push_back(graph_.blocks[b]);
    }
    for (BlockId b : own_[p]) {
      Place(part, b);
      out.blocks.push_back(std::move(graph_.blocks[b]));
    }
    part.first_stub = static_cast<uint32_t>(out.blocks.size());
    for (uint32_t b = 0; b < part.first_stub; ++b) {
      for (std::vector<Edge>* edges : {&out.blocks[b].succ, &out.blocks[b].side}) {
        for (Edge& edge : *edges) {
          if (number_[edge.target] == kNoBlock) Place(part, edge.target);
          edge.target = number_[edge.target];
        }
      }
    }
    out.other_entry = static_cast<BlockId>(part.origin.size());
    part.origin.push_back(kNoBlock);
    out.blocks.resize(part.origin.size());
    for (uint32_t b = part.first_stub; b < out.other_entry; ++b) {
      out.blocks[b].name = absl::StrCat("to label ", label_[part.origin[b]]);
    }
    out.blocks.back().name = "elsewhere";

    out.entries.assign(result_.labels.size(), kNoBlock);
    for (const std::vector<uint32_t>* labels : {&shared_labels_, &labels_of_part_[p]}) {
      for (uint32_t label : *labels) out.entries[label] = number_[result_.labels[label]];
    }
    for (BlockId b : part.origin) {
      if (b != kNoBlock) number_[b] = kNoBlock;
    }
  }

  void Place(Part& part, BlockId b) {
    number_[b] = static_cast<BlockId>(part.origin.size());
    part.origin.push_back(b);
  }

  Graph graph_;
  const std::vector<uint32_t> part_of_block_;  // kNoPart: shared
  std::vector<std::vector<BlockId>> own_;      // by part
  std::vector<uint32_t> label_;                // by block
  std::vector<uint32_t> shared_labels_;
  std::vector<std::vector<uint32_t>> labels_of_part_;
  std::vector<BlockId> number_;  // in the part that is being built
  Partition result_;
};

}  // namespace

absl::StatusOr<Partition> MakePartition(Graph graph, absl::Span<const uint32_t> groups, const PartitionLimits& limits) {
  if (absl::Status status = CheckGroups(graph, groups); !status.ok()) return status;
  const PartitionLimits raised = RaiseLimits(graph, limits);
  const auto [part_of_group, num_parts] = Assign(graph, groups, raised);
  if (num_parts <= 1) return OnePart(std::move(graph));
  std::vector<uint32_t> part_of_block(groups.size());
  for (BlockId b = 0; b < groups.size(); ++b) {
    part_of_block[b] = groups[b] == kSharedGroup ? kNoPart : part_of_group[groups[b]];
  }
#ifndef NDEBUG
  const Graph before = graph;
#endif
  Partition result = Builder(std::move(graph), std::move(part_of_block), num_parts).Build();
#ifndef NDEBUG
  if (absl::Status status = VerifyPartition(before, groups, raised, result); !status.ok()) return status;
#endif
  return result;
}

}  // namespace beamfold::cfg
