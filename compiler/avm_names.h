// SPDX-License-Identifier: Apache-2.0
//
// What the labels and lines of native code stand for. The module's code may be gone; its tables are there.

#ifndef BEAMFOLD_COMPILER_AVM_NAMES_H_
#define BEAMFOLD_COMPILER_AVM_NAMES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/avm_chunk.h"
#include "compiler/program.h"

namespace beamfold {

class AvmNames {
 public:
  // From the chunks AtU8 (which must be there), ExpT, LocT and Line.
  static absl::StatusOr<AvmNames> Read(const std::vector<RawChunk>& chunks, std::string_view file_name);

  const std::string& module() const { return program_.module_name(); }
  // "f/1" if the label is the entry of a function that is called by name, "in f/1" behind it.
  std::string LabelText(uint32_t label) const;
  // The same for entries of native code, which can be continuations and the end of processes, too.
  std::string EntryText(uint32_t label, const AvmNative& native, const AvmWasm& code) const;
  // "m.erl:12", "-" for no location, "line 7" if there is no such one.
  std::string LineText(uint32_t line) const;

 private:
  absl::Status ReadFunctions(const std::vector<RawChunk>& chunks, std::string_view chunk);

  Program program_;
  std::map<uint32_t, std::string> functions_;  // by entry label
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_AVM_NAMES_H_
