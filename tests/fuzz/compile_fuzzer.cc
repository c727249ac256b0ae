// SPDX-License-Identifier: Apache-2.0
//
// Whatever decodes can be compiled, for the runtime and for AtomVM: to a module, or to an error, with verifiers on.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "compiler/atomvm/compile.h"
#include "compiler/compile.h"
#include "compiler/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<beamfold::Program> program = beamfold::DecodeBeam(bytes, "fuzz.beam");
  if (!program.ok()) return -1;  // Not worth a place in the corpus: decode_fuzzer is for these.
  (void)beamfold::CompileModule(*program);
  // Says so itself if what it made is nothing for AtomVM, which checks nothing of what it loads.
  if (absl::IsInternal(beamfold::CompileForAtomvm(*program).status())) abort();
  return 0;
}
