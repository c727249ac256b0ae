// SPDX-License-Identifier: Apache-2.0
//
// Numbers the places where AtomVM can enter a module, and the places that its stack traces name.
//
// AtomVM knows a place by its *label*: those of the Code chunk, 1 to L - 1; L, where processes end; and from L + 1 on
// those that the code generator adds. A return address is a label << 4, so labels of return points should be dense, and
// the dispatch wants dense *entry numbers* from 0. Hence this order of entries:
//
//   entry   0 1 2 ...                     labels L+1 L+2 ...: behind each call, behind each wait_timeout, before a
//                                         loop_rec that has no label, and one more, which does nothing but return
//   entry   r r+1 ...                     labels of functions, of handlers, of receive loops, in the order of the code
//   entry   last                          label L
//
// so that a return address is entry << 4 plus something that is constant in the module, and all others are too large.
//
// Each location (a func_info or a `line` instruction) gets a label, too, behind those: errors name it, the tables of
// lines and continuations tell what it stands for, and nobody ever goes there.

#ifndef BEAMFOLD_COMPILER_ATOMVM_LABELS_H_
#define BEAMFOLD_COMPILER_ATOMVM_LABELS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/avm_chunk.h"
#include "compiler/entries.h"
#include "compiler/program.h"

namespace beamfold {

struct AtomvmLabels {
  EntryTable table;                      // of_return: wait_timeout has one as well
  std::vector<uint32_t> label_of_entry;  // by entry
  std::vector<uint32_t> of_receive;      // instruction index of a loop_rec without a label -> entry, or kNoEntry
  uint32_t return_entry = 0;             // the one that does nothing but return
  uint32_t terminate_entry = 0;
  uint32_t terminate_label = 0;             // L
  std::vector<uint32_t> label_of_location;  // by location, from 1
  std::vector<AvmLine> lines;
  std::vector<AvmContinuation> continuations;

  // The largest label that can be entered, plus 1.
  uint32_t entry_count() const { return terminate_label + 1 + return_entry + 1; }
  // What errors tell AtomVM about where they happen.
  uint32_t Offset(uint32_t location) const { return 4 * label_of_location[location]; }
};

// The label right before the instruction, with nothing but lines between; 0: none.
uint32_t LabelBefore(const Program& program, uint32_t instruction);

// Fails if there are more labels than return addresses or catch terms can name.
absl::StatusOr<AtomvmLabels> NumberAtomvmLabels(const Program& program);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_LABELS_H_
