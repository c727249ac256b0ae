// SPDX-License-Identifier: Apache-2.0
//
// Any bytes are either a module or an error; a module can be shown.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/decode.h"
#include "compiler/dump.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<beamfold::Program> program = beamfold::DecodeBeam(bytes, "fuzz.beam");
  if (!program.ok()) return 0;
  beamfold::DumpOps(*program);
  beamfold::DumpChunks(*program);
  beamfold::DumpJson(*program);
  return 0;
}
