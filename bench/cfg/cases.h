// SPDX-License-Identifier: Apache-2.0
//
// What is measured: families of graphs, and policies. A new family is one line in cases.cc, a new policy one row in
// cfg/policies.cc.

#ifndef BEAMFOLD_BENCH_CFG_CASES_H_
#define BEAMFOLD_BENCH_CFG_CASES_H_

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cfg/graph.h"
#include "cfg/policy.h"

namespace beamfold::cfg {

struct Family {
  std::string name;
  Graph (*make)(uint32_t n);
  // make(n) has about `blocks_per_n` * n blocks; or n blocks and n^2 edges.
  uint32_t blocks_per_n = 1;
  bool quadratic = false;

  // A graph of about `size` blocks, or edges if those are many more.
  Graph OfSize(uint32_t size) const {
    return make(quadratic ? static_cast<uint32_t>(std::sqrt(size)) : size / blocks_per_n);
  }
};
const std::vector<Family>& Families();

struct Contender {
  std::string name;
  Policy policy;
};
// All of cfg/policies.h and, as NAME/unlimited, each without a limit of the fan-in.
const std::vector<Contender>& Contenders();

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_BENCH_CFG_CASES_H_
