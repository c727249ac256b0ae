// SPDX-License-Identifier: Apache-2.0
//
// Graphs for tests and measurements: named families of any size, and random ones.

#ifndef BEAMFOLD_TESTS_FAMILIES_H_
#define BEAMFOLD_TESTS_FAMILIES_H_

#include <cstdint>
#include <initializer_list>

#include "cfg/graph.h"

namespace beamfold::cfg {

// Appends a block with edges of weight 1 and returns its id.
BlockId AddBlock(Graph& graph, Terminator term, std::initializer_list<BlockId> succ = {},
                 std::initializer_list<BlockId> side = {});

// All are entered at block 0 under label 0 unless it says otherwise. `n` scales the size linearly.

// A chain of n jumps.
Graph Chain(uint32_t n);
// n tests, each of which can leave to the one common exit: the shape of straight-line code with failure labels.
Graph SideExits(uint32_t n);
// n diamonds in a row.
Graph Diamonds(uint32_t n);
// Two rails with rungs: block i of the one side leads to both blocks i + 1. Every block merges two edges.
Graph Ladder(uint32_t n);
// n loops, each inside the one before.
Graph NestedLoops(uint32_t n);
// n loops, one after the other.
Graph LoopChain(uint32_t n);
// n nested loops whose innermost block leaves each of them through a switch, to a block of its own.
Graph DeepExits(uint32_t n);
// Every block can reach every block: n switches with n rows.
Graph Complete(uint32_t n);
// Duff's device: a switch into the middle of a loop, at n places.
Graph Duff(uint32_t n);
// A switch with n rows, each case of which falls into the next or leaves.
Graph DeepSwitch(uint32_t n);
// A loop through n tests; each can go to a tooth of its own, which goes back to the loop's head or leaves.
Graph Comb(uint32_t n);
// Block i leads to 2i and 2i + 1, modulo n.
Graph DeBruijn(uint32_t n);
// n nested loops; each header can also be jumped over, into the body of its loop, and each body can be entered from
// the very top.
Graph SideEntries(uint32_t n);
// n states, each of which tests and goes to one of two scattered states; all states are external entries.
Graph StateMachine(uint32_t n);
// n copies of the smallest irreducible graph (1->2, 1->3, 2<->3), one after the other.
Graph IrreducibleChain(uint32_t n);
// n nested loops, each of which is entered at its header and in its midst, from the loop around it.
Graph TwoEntryNest(uint32_t n);
// n nested loops, all of which are entered at the same n blocks of the innermost.
Graph SharedEntries(uint32_t n);
// A switch into n states, each of which tests and goes to one of two scattered states: one component without structure.
Graph Tangle(uint32_t n);
// n nested loops around an irreducible one.
Graph IrreducibleNest(uint32_t n);
// n functions that call each other: function, call, return point (an external entry), return (indirect).
Graph Calls(uint32_t n);

struct RandomShape {
  uint32_t blocks = 10;
  bool reducible = false;  // Only edges forward to a nearby block, or backwards to a dominator; one entry.
  bool side_exits = true;
  bool switches = true;
  bool indirects = true;
  uint32_t entries = 1;
  bool switch_heavy = false;  // Two of three blocks end with a switch.
  bool clique = false;        // Every block is a switch to about half of all blocks. For small graphs.
  uint32_t max_size = 0;      // Of a block's code.
};
// The same seed gives the same graph.
Graph RandomGraph(uint64_t seed, const RandomShape& shape);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_TESTS_FAMILIES_H_
