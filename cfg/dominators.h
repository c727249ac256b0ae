// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_DOMINATORS_H_
#define BEAMFOLD_CFG_DOMINATORS_H_

#include <cstdint>
#include <vector>

#include "cfg/flow.h"

namespace beamfold::cfg {

// The immediate dominator of each node. The root and the nodes that cannot be reached have kNoNode.
std::vector<NodeId> ImmediateDominators(const Flow& flow);

// Answers "does a dominate b" in constant time.
class DominatorTree {
 public:
  DominatorTree() = default;
  DominatorTree(const Flow& flow, std::vector<NodeId> idom);
  // Every node dominates itself. Both nodes must be reachable.
  bool Dominates(NodeId a, NodeId b) const { return enter_[a] <= enter_[b] && enter_[b] < enter_[a] + size_[a]; }
  // kNoNode for the root and for what cannot be reached.
  NodeId Parent(NodeId v) const { return idom_[v]; }
  // The position of v in a preorder walk of the tree: v dominates the nodes at [Enter(v), Enter(v) + Size(v)).
  uint32_t Enter(NodeId v) const { return enter_[v]; }
  // The number of nodes that v dominates, itself included.
  uint32_t Size(NodeId v) const { return size_[v]; }

 private:
  std::vector<NodeId> idom_;
  std::vector<uint32_t> enter_;
  std::vector<uint32_t> size_;
};

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_DOMINATORS_H_
