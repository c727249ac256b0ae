// SPDX-License-Identifier: Apache-2.0
//
// Files for AtomVM, from memory to memory: a .beam, or each module of a pack, gets native code in the place of its
// instructions. All else in them stays as it is.

#ifndef BEAMFOLD_COMPILER_ATOMVM_NATIVE_FILE_H_
#define BEAMFOLD_COMPILER_ATOMVM_NATIVE_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/atomvm/compile.h"
#include "compiler/compile.h"

namespace beamfold {

struct NativeFileOptions {
  CompileOptions compile;
  AtomvmOptions atomvm;
  // The chunk Code stays beside the native code.
  bool keep_code = false;
  // A module that cannot be compiled stays as it is, with a message, instead of making all of it fail. An AtomVM with
  // an interpreter can run it.
  bool keep_going = false;
};

struct NativeModule {
  std::string name;
  AtomvmResult result;
};

struct NativeFile {
  std::string bytes;  // of the .beam, or of the pack
  bool is_pack = false;
  std::vector<NativeModule> modules;  // those that were compiled, in their order
  std::vector<std::string> left;      // why others were not
};

// The bytes may be of a .beam or of a pack; `name` is for messages. Native code that is there already is replaced if
// there are instructions, too; without them there is nothing to compile, which is an error.
absl::StatusOr<NativeFile> AddNativeCode(std::string_view bytes, std::string_view name,
                                         const NativeFileOptions& options = {});

// "MIN:MAX", the pages of memory. False if the text is not that, or out of range; then nothing changes.
bool ParseMemoryPages(const std::string& text, AtomvmOptions& options);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_NATIVE_FILE_H_
