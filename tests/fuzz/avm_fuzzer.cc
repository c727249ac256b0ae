// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as each of AtomVM's formats: an error, or something that can be shown and that is written as it was read.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/avm_chunk.h"
#include "compiler/avm_pack.h"
#include "compiler/beam_file.h"
#include "compiler/dump_avm.h"
#include "emit/listing.h"
#include "emit/module_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const absl::StatusOr<beamfold::AvmNative> native = beamfold::ParseAvmChunk(bytes, "fuzz"); native.ok()) {
    const absl::StatusOr<std::string> written = beamfold::WriteAvmChunk(*native);
    if (!written.ok() || *written != bytes) abort();
    beamfold::CheckAvmNative(*native).IgnoreError();
  }
  if (const absl::StatusOr<beamfold::AvmPack> pack = beamfold::ParseAvmPack(bytes, "fuzz"); pack.ok()) {
    const absl::StatusOr<std::string> written = beamfold::WriteAvmPack(*pack);
    if (!written.ok() || *written != bytes) abort();
    beamfold::DumpAvmPack(*pack, "fuzz");
    beamfold::DumpAvmPackJson(*pack, "fuzz");
  }
  if (const absl::StatusOr<std::vector<beamfold::RawChunk>> chunks = beamfold::ReadBeamFile(bytes, "fuzz");
      chunks.ok()) {
    for (const std::string_view form : {"native", "native-json", "native-wat"}) {
      beamfold::DumpAvmNative(form, *chunks, "fuzz").IgnoreError();
    }
  }
  if (const absl::StatusOr<beamfold::emit::ModuleContents> module = beamfold::emit::ReadModule(bytes); module.ok()) {
    beamfold::emit::PrintModule(*module);
  }
  return 0;
}
