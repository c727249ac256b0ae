// SPDX-License-Identifier: Apache-2.0

#include "bench/cfg/walk.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beamfold::cfg {
namespace {

uint32_t Choose(const Graph& graph, const Block& block, uint32_t drawn) {
  const uint32_t sides = static_cast<uint32_t>(block.side.size());
  for (uint32_t i = 0; i < sides; ++i) {
    if (drawn < SideBound(i, sides)) return i;
  }
  switch (block.term) {
    case Terminator::kExit:
    case Terminator::kJump:
      return sides;
    case Terminator::kBranch: {
      bool taken = (drawn & kEvenMask) != 0;
      if (CoinOf(block) == Coin::kSecondIsCold) taken = (drawn & kColdMask) != 0;
      if (CoinOf(block) == Coin::kFirstIsCold) taken = (drawn & kColdMask) == 0;
      return sides + (taken ? 0 : 1);
    }
    case Terminator::kSwitch:
      return sides + PickRow(drawn, static_cast<uint32_t>(block.succ.size()) + 1);
    case Terminator::kIndirect:
      return sides + PickRow(drawn, static_cast<uint32_t>(graph.entries.size()) + 1);
  }
  return sides;
}

}  // namespace

Coin CoinOf(const Block& block) {
  const bool first = block.succ[0].weight == 0;
  const bool second = block.succ[1].weight == 0;
  if (first == second) return Coin::kEven;
  return first ? Coin::kFirstIsCold : Coin::kSecondIsCold;
}

bool TakeWalk(const Graph& graph, Walk& walk) {
  if (graph.entries.size() >= 0xffff) return false;
  for (const Block& block : graph.blocks) {
    if (block.succ.size() >= 0xffff) return false;
  }
  uint32_t state = walk.seed;
  const Trace trace = Interpret(graph, walk.label, walk.max_blocks, [&](BlockId b, uint32_t) {
    state = state * kMultiplier + kIncrement;
    return Choose(graph, graph.blocks[b], state ^ (state >> kMixShift));
  });
  uint32_t hash = kHashStart;
  for (BlockId b : trace.blocks) hash = (hash ^ b) * kHashPrime;
  walk.blocks = static_cast<uint32_t>(trace.blocks.size());
  walk.hash = trace.end == Trace::End::kExit ? hash ^ kExitMask : hash;
  walk.end = trace.end;
  return true;
}

std::vector<Walk> FindWalks(const Graph& graph, size_t count, uint32_t max_blocks) {
  constexpr int kTries = 40;
  std::vector<Walk> walks;
  const uint32_t labels = static_cast<uint32_t>(graph.entries.size());
  uint32_t seed = 1;
  for (size_t i = 0; i < count; ++i) {
    Walk best;
    for (int attempt = 0; attempt < kTries; ++attempt, ++seed) {
      Walk walk;
      walk.label = labels == 0 ? 0 : (seed * 7919) % labels;
      walk.seed = seed * kMultiplier;
      walk.max_blocks = max_blocks;
      if (!TakeWalk(graph, walk)) return walks;
      if (walk.blocks > best.blocks) best = walk;
      if (best.blocks == max_blocks) break;
    }
    if (best.blocks > 0) walks.push_back(best);
  }
  return walks;
}

}  // namespace beamfold::cfg
