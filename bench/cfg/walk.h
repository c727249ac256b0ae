// SPDX-License-Identifier: Apache-2.0
//
// Random walks through a graph, defined so that compiled code can take them as well: a generator of 32-bit numbers is
// drawn from once a block, and the way out is a cheap function of the number drawn. The same seed gives the same walk
// in cfg::Interpret, in the code of graph_wasm.h, and in the code of the other tools that peers.h writes graphs for.
//
//   state := state * kMultiplier + kIncrement;  drawn := state ^ (state >> 15)
//   hash  := (hash ^ block) * kHashPrime
//
// Side exits are rare: one of the block's side exits is taken once in 64 times. An edge of weight 0 beside one with a
// weight is taken once in 64 times, too; all else is equally likely.

#ifndef BEAMFOLD_BENCH_CFG_WALK_H_
#define BEAMFOLD_BENCH_CFG_WALK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cfg/graph.h"
#include "cfg/interpret.h"

namespace beamfold::cfg {

inline constexpr uint32_t kMultiplier = 1664525;
inline constexpr uint32_t kIncrement = 1013904223;
inline constexpr uint32_t kMixShift = 15;
inline constexpr uint32_t kHashStart = 0x811c9dc5;
inline constexpr uint32_t kHashPrime = 0x01000193;
// A hash that ended because the graph was left is inverted; one that ended for want of steps is not.
inline constexpr uint32_t kExitMask = 0xffffffff;

// Side exit `index` of `count` is taken when the number drawn is below this and no earlier one is taken.
inline uint32_t SideBound(size_t index, size_t count) {
  return static_cast<uint32_t>((64 * (index + 1) + count - 1) / count) << 20;
}

// How a kBranch is decided.
enum class Coin : uint8_t { kEven, kSecondIsCold, kFirstIsCold };
Coin CoinOf(const Block& block);
inline constexpr uint32_t kEvenMask = 1;   // The condition is drawn & 1,
inline constexpr uint32_t kColdMask = 63;  // (drawn & 63) != 0, or (drawn & 63) == 0.

// One of `options` from a number drawn: ((drawn & 0xffff) * options) >> 16.
inline uint32_t PickRow(uint32_t drawn, uint32_t options) { return ((drawn & 0xffff) * options) >> 16; }

// Where and how to walk, and what comes of it.
struct Walk {
  uint32_t label = 0;
  uint32_t seed = 0;
  uint32_t max_blocks = 0;
  uint32_t blocks = 0;  // executed
  uint32_t hash = 0;
  Trace::End end = Trace::End::kExit;
};

// Fills in the results of walking `graph` by cfg::Interpret. Fails (false) on a graph whose terminators cannot all be
// decided from 16 bits: more than 65,535 rows or entries.
bool TakeWalk(const Graph& graph, Walk& walk);

// `count` walks of at most `max_blocks` blocks from labels all over the graph. Walks that end early are replaced by
// longer ones from a few other seeds, as far as there are any.
std::vector<Walk> FindWalks(const Graph& graph, size_t count, uint32_t max_blocks);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_BENCH_CFG_WALK_H_
