// SPDX-License-Identifier: Apache-2.0
//
// What is measured: families of graphs, and policies. A new one joins all measurements by one line in cases.cc.

#ifndef BEAMFOLD_BENCH_CFG_CASES_H_
#define BEAMFOLD_BENCH_CFG_CASES_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "cfg/graph.h"
#include "cfg/policy.h"

namespace beamfold::cfg {

struct Family {
  std::string name;
  Graph (*make)(uint32_t n);
  // make(n) has about `blocks_per_n` * n blocks.
  uint32_t blocks_per_n = 1;
  // Larger graphs are not made: n blocks of this family have n^2 edges, or the like.
  uint32_t max_blocks = 0xffffffff;

  // Whether OfBlocks(blocks) is of about that order, and not the maximum once more.
  bool Reaches(uint32_t blocks) const { return blocks / 10 < max_blocks; }
  Graph OfBlocks(uint32_t blocks) const { return make(std::min(blocks, max_blocks) / blocks_per_n); }
};
const std::vector<Family>& Families();

struct NamedPolicy {
  std::string name;
  Policy policy;
};
// Each strategy, with the usual limit of the fan-in and, as NAME/unlimited, without any.
const std::vector<NamedPolicy>& Policies();

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_BENCH_CFG_CASES_H_
