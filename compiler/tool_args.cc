// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "compiler/limits.h"
#include "compiler/tool.h"

namespace beamfold {

std::string ToolArgs::Get(const std::string& name, std::string otherwise) const {
  auto it = options.find(name);
  return it == options.end() ? otherwise : it->second;
}

ToolArgs ParseToolArgs(const std::vector<std::string>& args, const std::vector<std::string>& known) {
  ToolArgs out;
  const auto is_known = [&](const std::string& name) {
    return std::find(known.begin(), known.end(), name) != known.end();
  };
  for (size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (arg == "--") {
      out.positional.insert(out.positional.end(), args.begin() + i + 1, args.end());
      break;
    }
    if (arg == "-h" || arg == "--help") {
      out.options["help"] = "";
    } else if (arg.size() < 2 || arg[0] != '-') {
      out.positional.push_back(arg);
    } else {
      const size_t start = arg[1] == '-' ? 2 : 1;
      const size_t equals = arg.find('=');
      const std::string name = arg.substr(start, equals == std::string::npos ? equals : equals - start);
      const bool takes_value = is_known(name + "=");
      if (!takes_value && !is_known(name)) {
        out.error = absl::StrCat("no option '", arg, "'");
      } else if (!takes_value && equals != std::string::npos) {
        out.error = absl::StrCat("option '", arg, "' takes no value");
      } else if (!takes_value) {
        out.options[name] = "";
      } else if (equals != std::string::npos) {
        out.options[name] = arg.substr(equals + 1);
      } else if (i + 1 < args.size()) {
        out.options[name] = args[++i];
      } else {
        out.error = absl::StrCat("option '", arg, "' needs a value");
      }
    }
  }
  return out;
}

bool ToolArgsDone(const ToolArgs& args, std::string_view command, std::string_view help, int* exit_code) {
  if (args.Has("help")) {
    fwrite(help.data(), 1, help.size(), stdout);
    *exit_code = kExitDone;
    return true;
  }
  if (args.error.empty()) return false;
  fprintf(stderr, "beamfold %s: %s; see beamfold %s --help\n", std::string(command).c_str(), args.error.c_str(),
          std::string(command).c_str());
  *exit_code = kExitUsage;
  return true;
}

int PrintError(const absl::Status& status) {
  fprintf(stderr, "beamfold: %s\n", std::string(status.message()).c_str());
  return kExitError;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const bool standard = path == "-";
  const auto failed = [&](const char* what) {
    return absl::NotFoundError(absl::StrCat(path, ": ", what, ": ", strerror(errno)));
  };
  const int fd = standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed("cannot open");
  std::string data;
  char buffer[1 << 16];
  absl::Status status;
  for (;;) {
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n == 0) break;
    if (n < 0) {
      if (errno == EINTR) continue;
      status = failed("cannot read");
      break;
    }
    data.append(buffer, static_cast<size_t>(n));
    if (data.size() > kMaxFileBytes) {
      status = absl::ResourceExhaustedError(absl::StrCat(path, ": larger than ", kMaxFileBytes, " bytes"));
      break;
    }
  }
  if (!standard) close(fd);
  if (!status.ok()) return status;
  return data;
}

absl::Status WriteFile(const std::string& path, std::string_view data) {
  const bool standard = path == "-";
  const std::string temporary = absl::StrCat(path, ".tmp.", getpid());
  const auto failed = [&](const char* what) {
    return absl::UnknownError(absl::StrCat(path, ": ", what, ": ", strerror(errno)));
  };
  const int fd = standard ? STDOUT_FILENO : open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return failed("cannot create");
  absl::Status status;
  while (!data.empty()) {
    const ssize_t n = write(fd, data.data(), data.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      status = failed("cannot write");
      break;
    }
    data.remove_prefix(static_cast<size_t>(n));
  }
  if (standard) return status;
  if (close(fd) != 0 && status.ok()) status = failed("cannot write");
  if (status.ok() && rename(temporary.c_str(), path.c_str()) != 0) status = failed("cannot rename to");
  if (!status.ok()) unlink(temporary.c_str());
  return status;
}

}  // namespace beamfold
