// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "compiler/tool.h"

namespace beamfold {
namespace {

// The folder of this executable, "" if the system does not tell.
std::string OwnPath(const char* argv0) {
  char path[PATH_MAX];
  const ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  if (n > 0) return std::string(path, static_cast<size_t>(n));
  return argv0;
}

}  // namespace

int ToolRun(const char* argv0, const std::vector<std::string>& args) {
  const std::string self = OwnPath(argv0);
  const size_t slash = self.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : self.substr(0, slash);
  std::string script;
  if (const char* js = getenv("BEAMFOLD_RUNTIME_JS"); js != nullptr) {
    script = std::string(js) + "/cli.mjs";
  } else {
    // In a build tree: build/PRESET/bin and build/PRESET/runtime/js; installed: bin and share/beamfold/js.
    for (const char* place : {"/../runtime/js/cli.mjs", "/../share/beamfold/js/cli.mjs"}) {
      script = folder + place;
      if (access(script.c_str(), R_OK) == 0) break;
    }
  }
  if (access(script.c_str(), R_OK) != 0) {
    fprintf(stderr, "beamfold run: cannot read %s: %s\n", script.c_str(), strerror(errno));
    return kExitError;
  }
  setenv("BEAMFOLD_TOOL", self.c_str(), /*overwrite=*/0);
  const char* node = getenv("BEAMFOLD_NODE");
  if (node == nullptr) node = "node";
  std::vector<std::string> command = {node, script};
  command.insert(command.end(), args.begin(), args.end());
  std::vector<char*> argv;
  for (std::string& word : command) argv.push_back(word.data());
  argv.push_back(nullptr);
  fflush(nullptr);
  execvp(node, argv.data());
  fprintf(stderr, "beamfold run: cannot start %s: %s\n", node, strerror(errno));
  return kExitError;
}

}  // namespace beamfold
