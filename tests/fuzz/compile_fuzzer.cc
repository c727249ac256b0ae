// SPDX-License-Identifier: Apache-2.0
//
// Whatever decodes can be compiled: to a module, or to an error, with verifiers on.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/compile.h"
#include "compiler/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<beamfold::Program> program = beamfold::DecodeBeam(bytes, "fuzz.beam");
  if (!program.ok()) return -1;  // Not worth a place in the corpus: decode_fuzzer is for these.
  (void)beamfold::CompileModule(*program);
  return 0;
}
