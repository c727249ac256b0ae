// SPDX-License-Identifier: Apache-2.0
//
// One graph as several functions that share one label space (partition.cc tells why and how).
//
// A block belongs to a *group*, which stays together, or is *shared*: copied into each part. Each block that can be
// come to from another part, or from outside, has a *label*: the number n of its external entry, or an internal number
// behind them, which outsiders and indirect jumps must not use. Labels mean the same in all parts, and all parts have
// entries[] of the same length, with kNoBlock for what is served elsewhere.
//
// Two kinds of *stubs* lead out of a part; the user writes their code:
//   - a block of another part becomes an exit, which has to make the part that serves its label go on with it;
//   - the part's other_entry is an exit, *elsewhere*, for indirect jumps whose label this part does not serve. The
//   label
//     may belong to another part or to nobody; it is not kept for the stub: its code must know where the label came
//     from.

#ifndef BEAMFOLD_CFG_PARTITION_H_
#define BEAMFOLD_CFG_PARTITION_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

inline constexpr uint32_t kSharedGroup = 0xffffffffu;
inline constexpr uint32_t kNoLabel = 0xffffffffu;
inline constexpr uint32_t kNoPart = 0xffffffffu;

// What one part may have; 0: any number. Shared blocks and stubs do not count. A part of a single group, or of groups
// that form a loop, may have more. Each part lists all labels, so limits below a 128th of the whole graph are raised to
// that.
struct PartitionLimits {
  uint64_t bytes = 0;  // Sum of Block::size.
  uint64_t entries = 0;
};

struct Part {
  // The shared blocks in the order of Partition::shared, the part's own ones in their old order, the stubs: from
  // first_stub on, the last is elsewhere.
  Graph graph;
  uint32_t first_stub = 0;
  // By block: the one that it was, or stands for; kNoBlock for elsewhere.
  std::vector<BlockId> origin;
};

struct Partition {
  // A single part is the graph as it was, without stubs, and then there are no internal labels either.
  std::vector<Part> parts;
  std::vector<BlockId> shared;
  // By label, the external entries first.
  std::vector<BlockId> labels;          // The block; kNoBlock where an external number is not served.
  std::vector<uint32_t> part_of_label;  // The part that serves it, or kNoPart. A shared block's is 0, but all serve it.
  // The label of the graph's other_entry: where unknown labels from outside lead to. kNoLabel: they trap.
  uint32_t other_label = kNoLabel;
};

// groups[b] < graph.blocks.size() is the group of block b, or kSharedGroup. Shared blocks may lead to shared ones only.
// The numbers of groups should follow the layout: what is close to each other and otherwise unrelated goes together.
// `graph` must be valid.
absl::StatusOr<Partition> MakePartition(Graph graph, absl::Span<const uint32_t> groups, const PartitionLimits& limits);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_PARTITION_H_
