// SPDX-License-Identifier: Apache-2.0

#include "cfg/partition_verify.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace beamfold::cfg {
namespace {

class Check {
 public:
  Check(const Graph& graph, absl::Span<const uint32_t> groups, const PartitionLimits& limits,
        const Partition& partition)
      : graph_(graph), groups_(groups), limits_(limits), partition_(partition) {}

  absl::Status Run() {
    if (partition_.parts.empty()) return absl::InternalError("there is no part");
    part_of_group_.assign(groups_.size(), kNoPart);
    placed_.assign(groups_.size(), 0);
    for (uint32_t p = 0; p < partition_.parts.size(); ++p) {
      if (absl::Status status = Shape(p); !status.ok()) return status;
      if (absl::Status status = Blocks(p); !status.ok()) return status;
      if (absl::Status status = Entries(p); !status.ok()) return status;
      if (absl::Status status = Size(p); !status.ok()) return status;
    }
    for (BlockId b = 0; b < groups_.size(); ++b) {
      const size_t want = groups_[b] == kSharedGroup ? partition_.parts.size() : 1;
      if (placed_[b] != want) {
        return absl::InternalError(absl::StrCat("block b", b, " is in ", placed_[b], " parts instead of ", want));
      }
    }
    return Labels();
  }

 private:
  bool Single() const { return partition_.parts.size() == 1; }
  absl::Status Error(uint32_t p, const std::string& what) const {
    return absl::InternalError(absl::StrCat("part ", p, ": ", what));
  }

  absl::Status Shape(uint32_t p) const {
    const Part& part = partition_.parts[p];
    if (absl::Status status = Validate(part.graph); !status.ok()) return Error(p, std::string(status.message()));
    const size_t n = part.graph.blocks.size();
    if (part.origin.size() != n || part.first_stub > n) return Error(p, "origins do not fit the blocks");
    for (uint32_t b = 0; b < n; ++b) {
      const bool elsewhere = !Single() && b + 1 == n;
      if (elsewhere ? part.origin[b] != kNoBlock : part.origin[b] >= graph_.blocks.size()) {
        return Error(p, absl::StrCat("b", b, " has the wrong origin"));
      }
      if (b >= part.first_stub &&
          (part.graph.blocks[b].term != Terminator::kExit || !part.graph.blocks[b].side.empty())) {
        return Error(p, absl::StrCat("stub b", b, " is not an empty exit"));
      }
    }
    if (Single()) {
      const bool same = part.first_stub == n && part.graph.other_entry == graph_.other_entry;
      return same ? absl::OkStatus() : Error(p, "the only part has stubs");
    }
    const bool good = part.first_stub < n && part.graph.other_entry + 1 == n;
    return good ? absl::OkStatus() : Error(p, "other_entry is not the stub elsewhere");
  }

  absl::Status Blocks(uint32_t p) {
    const Part& part = partition_.parts[p];
    absl::flat_hash_set<BlockId> here;
    for (uint32_t b = 0; b < part.first_stub; ++b) {
      const BlockId was = part.origin[b];
      if (!here.insert(was).second) return Error(p, absl::StrCat("two copies of b", was));
      ++placed_[was];
      if (groups_[was] == kSharedGroup) continue;
      uint32_t& home = part_of_group_[groups_[was]];
      if (home != kNoPart && home != p) return Error(p, absl::StrCat("the group of b", was, " is in two parts"));
      home = p;
    }
    const auto same_edges = [&](const std::vector<Edge>& now, const std::vector<Edge>& was) {
      return std::equal(now.begin(), now.end(), was.begin(), was.end(), [&](const Edge& a, const Edge& b) {
        const bool stub = a.target >= part.first_stub;
        return part.origin[a.target] == b.target && stub != here.contains(b.target) && a.weight == b.weight;
      });
    };
    for (uint32_t b = 0; b < part.first_stub; ++b) {
      const Block& now = part.graph.blocks[b];
      const Block& was = graph_.blocks[part.origin[b]];
      if (now.term != was.term || now.size != was.size || now.name != was.name || !same_edges(now.succ, was.succ) ||
          !same_edges(now.side, was.side)) {
        return Error(p, absl::StrCat("b", b, " is not what b", part.origin[b], " was"));
      }
    }
    return absl::OkStatus();
  }

  absl::Status Entries(uint32_t p) const {
    const Part& part = partition_.parts[p];
    const std::vector<BlockId>& labels = partition_.labels;
    if (part.graph.entries.size() != labels.size()) return Error(p, "not all labels are listed");
    absl::flat_hash_map<BlockId, uint32_t> label_of;
    for (uint32_t label = 0; label < labels.size(); ++label) {
      if (labels[label] != kNoBlock) label_of[labels[label]] = label;
      const BlockId here = part.graph.entries[label];
      const bool serves =
          labels[label] != kNoBlock && (groups_[labels[label]] == kSharedGroup || partition_.part_of_label[label] == p);
      if (serves != (here != kNoBlock)) return Error(p, absl::StrCat("label ", label, " is served or not, wrongly"));
      if (serves && (here >= part.first_stub || part.origin[here] != labels[label])) {
        return Error(p, absl::StrCat("label ", label, " leads to the wrong block"));
      }
    }
    for (uint32_t b = part.first_stub; b + 1 < part.origin.size(); ++b) {
      const auto label = label_of.find(part.origin[b]);
      if (label == label_of.end()) return Error(p, absl::StrCat("stub b", b, " has no label"));
      const uint32_t home = partition_.part_of_label[label->second];
      if (home == p || home >= partition_.parts.size()) return Error(p, absl::StrCat("stub b", b, " leads nowhere"));
    }
    return absl::OkStatus();
  }

  absl::Status Labels() const {
    const std::vector<BlockId>& labels = partition_.labels;
    if (labels.size() < graph_.entries.size() || partition_.part_of_label.size() != labels.size() ||
        !std::equal(graph_.entries.begin(), graph_.entries.end(), labels.begin())) {
      return absl::InternalError("the external labels are not those of the graph");
    }
    absl::flat_hash_set<BlockId> labelled;
    for (uint32_t label = 0; label < labels.size(); ++label) {
      const bool served = labels[label] != kNoBlock;
      if (served != (partition_.part_of_label[label] < partition_.parts.size())) {
        return absl::InternalError(absl::StrCat("label ", label, " is in no part, or in one that does not exist"));
      }
      if (served && !labelled.insert(labels[label]).second) {
        return absl::InternalError(absl::StrCat("block b", labels[label], " has two labels"));
      }
    }
    if (Single()) return absl::OkStatus();
    const bool other = graph_.other_entry == kNoBlock ? partition_.other_label == kNoLabel
                                                      : partition_.other_label < labels.size() &&
                                                            labels[partition_.other_label] == graph_.other_entry;
    return other ? absl::OkStatus() : absl::InternalError("other_label is not that of other_entry");
  }

  absl::Status Size(uint32_t p) const {
    const Part& part = partition_.parts[p];
    uint64_t bytes = 0;
    absl::flat_hash_set<uint32_t> groups;
    for (uint32_t b = 0; b < part.first_stub; ++b) {
      const uint32_t group = groups_[part.origin[b]];
      if (group == kSharedGroup) continue;
      bytes += part.graph.blocks[b].size;
      groups.insert(group);
    }
    uint64_t entries = 0;
    for (BlockId b : graph_.entries) {
      if (b != kNoBlock && groups_[b] != kSharedGroup && groups.contains(groups_[b])) ++entries;
    }
    if ((limits_.bytes == 0 || bytes <= limits_.bytes) && (limits_.entries == 0 || entries <= limits_.entries)) {
      return absl::OkStatus();
    }
    if (groups.size() <= 1) return absl::OkStatus();
    // All groups must be reached from any of them, forwards and backwards.
    absl::flat_hash_map<uint32_t, std::vector<uint32_t>> forwards;
    absl::flat_hash_map<uint32_t, std::vector<uint32_t>> backwards;
    for (BlockId b = 0; b < groups_.size(); ++b) {
      for (const std::vector<Edge>* edges : {&graph_.blocks[b].succ, &graph_.blocks[b].side}) {
        for (const Edge& edge : *edges) {
          forwards[groups_[b]].push_back(groups_[edge.target]);
          backwards[groups_[edge.target]].push_back(groups_[b]);
        }
      }
    }
    for (const auto* ways : {&forwards, &backwards}) {
      absl::flat_hash_set<uint32_t> seen = {*groups.begin()};
      std::vector<uint32_t> open = {*groups.begin()};
      while (!open.empty()) {
        const auto next = ways->find(open.back());
        open.pop_back();
        if (next == ways->end()) continue;
        for (uint32_t group : next->second) {
          if (groups.contains(group) && seen.insert(group).second) open.push_back(group);
        }
      }
      if (seen.size() != groups.size()) {
        return Error(p, absl::StrCat(bytes, " bytes and ", entries, " entries are over the limits without need"));
      }
    }
    return absl::OkStatus();
  }

  const Graph& graph_;
  const absl::Span<const uint32_t> groups_;
  const PartitionLimits& limits_;
  const Partition& partition_;
  std::vector<uint32_t> part_of_group_;
  std::vector<size_t> placed_;
};

}  // namespace

absl::Status VerifyPartition(const Graph& graph, absl::Span<const uint32_t> groups, const PartitionLimits& limits,
                             const Partition& partition) {
  return Check(graph, groups, limits, partition).Run();
}

}  // namespace beamfold::cfg
