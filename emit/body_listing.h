// SPDX-License-Identifier: Apache-2.0
//
// The text of one function's instructions.

#ifndef BEAMFOLD_EMIT_BODY_LISTING_H_
#define BEAMFOLD_EMIT_BODY_LISTING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "emit/mc_context.h"
#include "emit/module_contents.h"
#include "emit/text_names.h"

namespace beamfold::emit {

// Starts a line: a newline and two spaces per level, at most 40.
void AppendLine(std::string& out, uint32_t level);

class BodyListing {
 public:
  // The context is this object's to decode with; the names must outlive it.
  BodyListing(const McContext& context, const TextNames& functions, const TextNames& globals);

  // Appends one line for each instruction and each note.
  void Print(const FunctionBody& body, const TextNames& locals, std::string& out);

 private:
  struct Operands;

  // Appends one instruction; keeps track of the labels in scope.
  void PrintInstruction(const llvm::MCInst& inst, const TextNames& locals, std::string& out);
  void PrintLabel(int64_t depth, std::string& out) const;
  uint32_t level() const { return kBodyLevel + static_cast<uint32_t>(labels_.size()); }

  static constexpr uint32_t kBodyLevel = 2;

  const McContext& context_;
  const TextNames& functions_;
  const TextNames& globals_;
  absl::flat_hash_map<unsigned, uint32_t> natural_align_;  // by LLVM's opcode
  std::vector<uint32_t> labels_;                           // of the open blocks, innermost last
  uint32_t next_label_ = 0;
};

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_BODY_LISTING_H_
