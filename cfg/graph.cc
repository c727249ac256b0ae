// SPDX-License-Identifier: Apache-2.0

#include "cfg/graph.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace beamfold::cfg {
namespace {

// Node and scope numbers are 32 bits wide and twice the number of blocks must fit with room to spare.
constexpr size_t kMaxBlocks = size_t{1} << 28;

std::string Describe(const Graph& graph, size_t block) {
  const std::string& name = graph.blocks[block].name;
  return name.empty() ? absl::StrCat("block b", block) : absl::StrCat("block b", block, " (", name, ")");
}

bool SuccessorCountFits(Terminator term, size_t count) {
  switch (term) {
    case Terminator::kExit:
    case Terminator::kIndirect:
      return count == 0;
    case Terminator::kJump:
      return count == 1;
    case Terminator::kBranch:
      return count == 2;
    case Terminator::kSwitch:
      return count >= 1;
  }
  return false;
}

}  // namespace

absl::Status Validate(const Graph& graph) {
  const size_t n = graph.blocks.size();
  if (n > kMaxBlocks || graph.entries.size() > kMaxBlocks) {
    return absl::InvalidArgumentError(absl::StrCat("the graph has more than ", kMaxBlocks, " blocks or entries"));
  }
  for (size_t b = 0; b < n; ++b) {
    const Block& block = graph.blocks[b];
    if (!SuccessorCountFits(block.term, block.succ.size())) {
      return absl::InvalidArgumentError(
          absl::StrCat(Describe(graph, b), ": ", block.succ.size(), " successors do not fit the terminator"));
    }
    for (const std::vector<Edge>* edges : {&block.succ, &block.side}) {
      for (const Edge& edge : *edges) {
        if (edge.target >= n) {
          return absl::InvalidArgumentError(
              absl::StrCat(Describe(graph, b), ": an edge leads to b", edge.target, ", which does not exist"));
        }
      }
    }
  }
  std::vector<bool> entered(n);
  for (size_t label = 0; label < graph.entries.size(); ++label) {
    const BlockId block = graph.entries[label];
    if (block == kNoBlock) continue;
    if (block >= n) {
      return absl::InvalidArgumentError(absl::StrCat("entry ", label, ": b", block, " does not exist"));
    }
    if (entered[block]) {
      return absl::InvalidArgumentError(
          absl::StrCat(Describe(graph, block), ": entered under two numbers, the second is ", label));
    }
    entered[block] = true;
  }
  if (graph.other_entry != kNoBlock && graph.other_entry >= n) {
    return absl::InvalidArgumentError(absl::StrCat("other_entry: b", graph.other_entry, " does not exist"));
  }
  return absl::OkStatus();
}

}  // namespace beamfold::cfg
