// SPDX-License-Identifier: Apache-2.0
//
// In WebAssembly the host reads the file (js/runtime.mjs) and gives it back in a piece of the runtime's memory: a word
// that says whether it could, the size, and the bytes of the file or of the reason. The native program reads by itself.

#include "runtime/host_files.h"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#ifdef __wasm__
extern "C" __attribute__((import_module("beamfold"), import_name("read_file"))) void* beamfold_read_file(
    const char* path, uint32_t size);
#endif

namespace beamfold::rt {

#ifdef __wasm__

bool ReadHostFile(std::string_view path, std::string* bytes) {
  void* block = beamfold_read_file(path.data(), static_cast<uint32_t>(path.size()));
  if (block == nullptr) {
    *bytes = "enomem";
    return false;
  }
  uint32_t head[2];
  std::memcpy(head, block, sizeof head);
  bytes->assign(static_cast<const char*>(block) + sizeof head, head[1]);
  free(block);
  return head[0] != 0;
}

#else

bool ReadHostFile(std::string_view path, std::string* bytes) {
  std::ifstream file(std::string(path), std::ios::binary);
  if (!file) {
    *bytes = errno == EACCES ? "eacces" : errno == ENOTDIR ? "enotdir" : "enoent";
    return false;
  }
  bytes->assign(std::istreambuf_iterator<char>(file), {});
  if (!file.bad()) return true;
  *bytes = "eisdir";
  return false;
}

#endif

}  // namespace beamfold::rt
