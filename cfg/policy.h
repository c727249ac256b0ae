// SPDX-License-Identifier: Apache-2.0
//
// What a caller may choose about structuring. The same graph can be structured under every policy and compared
// (stats.h).

#ifndef BEAMFOLD_CFG_POLICY_H_
#define BEAMFOLD_CFG_POLICY_H_

#include <cstdint>

namespace beamfold::cfg {

enum class Strategy : uint8_t {
  // Dominator tree and reverse postorder: a structured branch wherever WebAssembly has one. What it does about loops
  // with several entries says `multi_entry`.
  kStackifier,
  // The same after the loops with several entries have been split: a copy of the loop for the further entries, until
  // all loops have one entry. Where that grows beyond `max_split_growth` or `max_split_bytes`, tests at the loops'
  // heads.
  kRamsey,
  // Every edge goes through the dispatch: the "loop around a switch" that structuring is measured against.
  kNaive,
  // Shapes and a label that is tested, as Emscripten's relooper did it (relooper.h). To compare with.
  kRelooper,
};

// What to do about a loop that is entered at several of its blocks.
enum class MultiEntry : uint8_t {
  kDispatch,    // Edges back to its header go through the dispatch.
  kTest,        // Its head tests the label local.
  kCopyOrTest,  // Where the blocks between an entry and the header are few, they are copied instead.
};

struct Policy {
  Strategy strategy = Strategy::kStackifier;
  MultiEntry multi_entry = MultiEntry::kCopyOrTest;
  // How many tests of nested loops an edge may have to pass; 0 counts as 1.
  uint32_t max_test_nesting = 4;
  // Outermost loops with more entries go through the dispatch: a test of so many numbers is a table, as the dispatch is
  // one already, and every edge into the loop would have to write a number. 0: no limit.
  uint32_t max_test_entries = 8;
  // kCopyOrTest: what the blocks behind one entry may cost, in bytes, and by how many percent all copies together may
  // make the graph's code grow.
  uint32_t copy_budget = 48;
  uint32_t max_growth = 5;
  // kRamsey: how many times its size the graph's code may grow to, and by how many bytes.
  uint32_t max_split_growth = 10;
  uint32_t max_split_bytes = 1 << 20;
  // The most ways that may lead into one end of a block or one loop; see fan_in.h. 0: no limit. Less than 3 counts
  // as 3.
  uint32_t max_fan_in = 32;
};

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_POLICY_H_
