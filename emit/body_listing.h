// SPDX-License-Identifier: Apache-2.0
//
// The text of one function's instructions.

#ifndef BEAMFOLD_EMIT_BODY_LISTING_H_
#define BEAMFOLD_EMIT_BODY_LISTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "emit/mc_context.h"
#include "emit/module_contents.h"
#include "emit/text_names.h"

namespace beamfold::emit {

// Starts a line: a newline and two spaces per level, at most 40.
void AppendLine(std::string& out, size_t level);

class BodyListing {
 public:
  // Decodes with the context, so this thread must have it alone. The arguments must outlive this object.
  BodyListing(const McContext& context, const TextNames& functions, const TextNames& globals);

  // Appends one line for each instruction and each note.
  void Print(const FunctionBody& body, const TextNames& locals, std::string& out);

 private:
  // Appends one instruction on a new line; keeps track of the labels in scope.
  void PrintInstruction(const llvm::MCInst& inst, const TextNames& locals, std::string& out);
  void PrintLabel(int64_t depth, std::string& out) const;

  const McContext& context_;
  const TextNames& functions_;
  const TextNames& globals_;
  absl::flat_hash_map<unsigned, int64_t> natural_align_;  // of loads and stores, by LLVM's opcode
  std::vector<uint32_t> labels_;                          // of the open blocks, innermost last
  uint32_t next_label_ = 0;
};

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_BODY_LISTING_H_
