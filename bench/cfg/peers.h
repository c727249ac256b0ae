// SPDX-License-Identifier: Apache-2.0
//
// Graphs as other tools take them: basic blocks, which know no side exits, no external entries and no label.
//
// Each side exit becomes a basic block that ends in its test, in a chain behind the block's own code. External entries
// become a switch over the label in front of all; a kIndirect block sets the label and jumps to that switch.

#ifndef BEAMFOLD_BENCH_CFG_PEERS_H_
#define BEAMFOLD_BENCH_CFG_PEERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/cfg/walk.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

struct BasicBlock {
  enum class Kind : uint8_t {
    kReturn,    // leaves
    kTrap,      // traps
    kJump,      // to targets[0]
    kSide,      // drawn < bound ? targets[0] : targets[1]
    kCoin,      // the condition of CoinOf ? targets[0] : targets[1]
    kSwitch,    // targets[PickRow(drawn, targets.size() + 1)], the last one beyond
    kIndirect,  // label := PickRow(drawn, bound), or -1 for bound - 1; to targets[0]
    kDispatch,  // targets[label], the last one beyond
  };
  Kind kind = Kind::kTrap;
  Coin coin = Coin::kEven;
  // Whether it begins with drawn := step(block); `drawn` is that of the last such block on the way here.
  bool steps = false;
  BlockId block = kNoBlock;
  uint32_t bound = 0;
  std::vector<size_t> targets;
};

// The part that can be reached; the first one is the entry and, if there is a kDispatch, that is the first.
std::vector<BasicBlock> ToBasicBlocks(const Graph& graph);

// A module for llc: `run(label)`, with the import env.step, as BlockCode::kCall (graph_wasm.h) has it.
std::string PrintIr(const std::vector<BasicBlock>& blocks);

// The fields above, as a list of objects.
std::string PrintJson(const std::vector<BasicBlock>& blocks);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_BENCH_CFG_PEERS_H_
