// SPDX-License-Identifier: Apache-2.0
//
// Problem: the depth of a branch is the number of scopes between it and its target. Searching the open scopes for the
// target costs O(depth) for each branch; and whether a scope is needed at all is known only when all branches are
// written.
//
// Idea: write first, with names for scopes; then note which names are used; then walk once more, count the open
// scopes that are kept, and remember for each name at which height it was opened: a branch is one subtraction.
//
// Complexity: O(ops + targets).

#include "cfg/scopes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beamfold::cfg {

void ResolveScopes(size_t num_scopes, Structured& structured) {
  std::vector<bool> used(num_scopes);
  for (const Op& op : structured.ops) {
    if (op.kind == OpKind::kBr || op.kind == OpKind::kBrIf) used[op.depth] = true;
  }
  for (ScopeId scope : structured.targets) used[scope] = true;

  std::vector<uint32_t> height(num_scopes);
  std::vector<bool> kept;  // The open scopes, from the outside.
  uint32_t open = 0;
  size_t out = 0;
  for (Op op : structured.ops) {
    switch (op.kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
        kept.push_back(used[op.value]);
        if (!kept.back()) continue;
        height[op.value] = ++open;
        op.value = 0;
        break;
      case OpKind::kIf:
        kept.push_back(true);
        ++open;
        break;
      case OpKind::kEnd: {
        const bool keep = kept.back();
        kept.pop_back();
        if (!keep) continue;
        --open;
        break;
      }
      case OpKind::kBr:
      case OpKind::kBrIf:
        op.depth = open - height[op.depth];
        break;
      case OpKind::kCode:
      case OpKind::kBrTable:
        for (uint32_t i = 0; i < op.num_targets; ++i) {
          uint32_t& target = structured.targets[op.first_target + i];
          target = open - height[target];
        }
        break;
      case OpKind::kElse:
      case OpKind::kGetLabel:
      case OpKind::kTestLabel:
      case OpKind::kSetLabel:
      case OpKind::kUnreachable:
        break;
    }
    structured.ops[out++] = op;
  }
  structured.ops.resize(out);
}

}  // namespace beamfold::cfg
