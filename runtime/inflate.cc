// SPDX-License-Identifier: Apache-2.0

#include "runtime/inflate.h"

#ifndef __wasm__
#include <zlib.h>
#endif

namespace beamfold::rt {

#ifdef __wasm__

bool Inflate(std::string_view, uint32_t, std::string*, std::string* error) {
  *error = "chunk LitT is compressed; the host has to replace it by LitU";
  return false;
}

#else

bool Inflate(std::string_view data, uint32_t size, std::string* result, std::string* error) {
  // Deflate shrinks by 1032 at most: a larger claim is a lie, and must not cost memory.
  if (size / 1040 > data.size()) {
    *error = "chunk LitT: claims an impossible size";
    return false;
  }
  result->resize(size);
  uLongf length = size;
  const int status = uncompress(reinterpret_cast<Bytef*>(result->data()), &length,
                                reinterpret_cast<const Bytef*>(data.data()), data.size());
  if (status != Z_OK || length != size) {
    *error = "chunk LitT: damaged zlib data";
    return false;
  }
  return true;
}

#endif

}  // namespace beamfold::rt
