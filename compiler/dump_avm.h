// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's files as text: native code (chunk avmN) and packs, ours and those that AtomVM's own tools write.

#ifndef BEAMFOLD_COMPILER_DUMP_AVM_H_
#define BEAMFOLD_COMPILER_DUMP_AVM_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/avm_pack.h"
#include "compiler/program.h"

namespace beamfold {

// One form of the native code among the chunks of a module: native (header, entries, lines, continuations),
// native-json, native-wat, native-wasm (as it is). InvalidArgument: there is no such form; FailedPrecondition: the
// module has no such code, or is damaged.
absl::StatusOr<std::string> DumpAvmNative(std::string_view form, const std::vector<RawChunk>& chunks,
                                          std::string_view file_name);

// The entries of a pack, with the chunks of modules.
std::string DumpAvmPack(const AvmPack& pack, std::string_view file_name);
std::string DumpAvmPackJson(const AvmPack& pack, std::string_view file_name);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_DUMP_AVM_H_
