// SPDX-License-Identifier: Apache-2.0
//
// wabt's tools and Node as judges of modules.

#ifndef BEAMFOLD_TESTS_WASM_TOOLS_H_
#define BEAMFOLD_TESTS_WASM_TOOLS_H_

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace beamfold::testing {

struct ToolResult {
  int exit_code = -1;
  std::string output;  // standard output and error together
};

// Runs a shell command.
inline ToolResult RunTool(const std::string& command) {
  ToolResult result;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 65536> buffer;
  while (const size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) result.output.append(buffer.data(), count);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  return result;
}

// A file that lives as long as this object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view extension, std::string_view content = "") {
    static int count = 0;
    path_ = ::testing::TempDir() + "beamfold_" + std::to_string(getpid()) + "_" + std::to_string(count++) +
            std::string(extension);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }
  std::string Read() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

 private:
  std::string path_;
};

// wasm-validate's verdict; threads are allowed so that memories may be shared.
inline ToolResult ValidateWasm(const std::string& wasm) {
  const TemporaryFile file(".wasm", wasm);
  return RunTool("wasm-validate --enable-threads " + file.path());
}

}  // namespace beamfold::testing

#endif  // BEAMFOLD_TESTS_WASM_TOOLS_H_
