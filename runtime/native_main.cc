// SPDX-License-Identifier: Apache-2.0
//
// The native runner: the same runtime as in WebAssembly, built for 32-bit machines, interpreting. Tests, sanitizers and
// fuzzers run on it.
//
//     native_run [-pa DIR]... [--otp DIR] [--gc-stress WORDS] [--fail N|N+] MODULE|FILE.beam FUNCTION [ARGUMENT]...
//
// --fail: the N-th allocation after the start fails; N+: and every one behind it. Says on standard error how many there
// were. Prints the result as io:format("~w~n") would. An uncaught exception is printed on standard error; exit code 1.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/dispatch.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/loader.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/release.h"
#include "runtime/scheduler.h"
#include "runtime/term_parse.h"
#include "runtime/term_print.h"

namespace beamfold::rt {
namespace {

constexpr int kExitError = 1;
constexpr int kExitUsage = 2;
constexpr uint32_t kSlices = 1000;

struct Options {
  std::vector<std::string> folders;
  std::string otp = "/usr/lib/erlang";
  std::vector<std::string> words;
  uint64_t fail_at = 0;  // 0: no allocation fails
  bool fail_all = false;
  bool count = false;
};

std::optional<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// dir/lib/*/ebin, as Erlang/OTP lays out its applications.
void AddOtpFolders(Options* options) {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  options->folders.push_back(self.parent_path().string() + "/erl");  // the runtime's own
  for (const auto& application : std::filesystem::directory_iterator(options->otp + "/lib", error)) {
    options->folders.push_back(application.path().string() + "/ebin");
  }
}

// The newest of dir/releases/<number>, or what the runtime does as anyway.
uint32_t InstalledRelease(const std::string& otp) {
  uint32_t release = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(otp + "/releases", error)) {
    release = std::max(release, static_cast<uint32_t>(std::strtoul(entry.path().filename().c_str(), nullptr, 10)));
  }
  return release == 0 ? OtpRelease() : release;
}

bool Load(const std::string& bytes, const std::string& name) {
  std::string error;
  if (LoadModule(bytes, &error) != nullptr) return true;
  fprintf(stderr, "%s: %s\n", name.c_str(), error.c_str());
  return false;
}

bool LoadFromPath(const Options& options, const std::string& module) {
  for (const std::string& folder : options.folders) {
    const std::string path = folder + "/" + module + ".beam";
    if (const std::optional<std::string> bytes = ReadFile(path)) return Load(*bytes, path);
  }
  return false;
}

int RunCall(const Options& options) {
  std::string module_name = options.words[0];
  if (module_name.size() > 5 && module_name.ends_with(".beam")) {
    const std::optional<std::string> bytes = ReadFile(module_name);
    if (!bytes) {
      fprintf(stderr, "%s: cannot be read\n", module_name.c_str());
      return kExitError;
    }
    if (!Load(*bytes, module_name)) return kExitError;
    module_name = std::filesystem::path(module_name).stem().string();
  }
  Term arguments = kNil;
  for (size_t i = options.words.size(); i-- > 2;) {
    std::string error;
    const Term argument = ParseTerm(nullptr, options.words[i], &error);
    if (argument == kNoTerm) {
      fprintf(stderr, "argument '%s': %s\n", options.words[i].c_str(), error.c_str());
      return kExitUsage;
    }
    arguments = Cons(nullptr, argument, arguments);
  }
  const uint64_t allocations = AllocationCount();
  FailAllocation(options.fail_at, options.fail_all);
  Context* ctx = SpawnTop(AtomFromText(module_name), AtomFromText(options.words[1]), arguments);
  if (ctx == nullptr) {
    fprintf(stderr, "no process can be started\n");
    return kExitError;
  }
  for (;;) {
    switch (RunProcesses(ctx, kSlices)) {
      case RunStatus::kBudget:
        break;
      case RunStatus::kIdle:
        std::this_thread::sleep_for(std::chrono::microseconds(IdleMicroseconds()));
        break;
      case RunStatus::kStuck:
        fprintf(stderr, "every process waits for a message that nobody can send\n");
        return kExitError;
      case RunStatus::kNeedModule: {
        const std::string name(AtomText(NeededModule()));
        if (!LoadFromPath(options, name)) ModuleIsMissing(NeededModule());
        break;
      }
      case RunStatus::kException:
        fprintf(stderr, "exception %s: %s\n  %s\n", std::string(AtomText(ctx->exception_class)).c_str(),
                PrintTerm(ctx->exception_reason).c_str(), PrintTerm(ctx->exception_trace).c_str());
        DestroyProcess(ctx);
        return kExitError;
      case RunStatus::kDone:
        if (options.count)
          fprintf(stderr, "%llu allocations\n", static_cast<unsigned long long>(AllocationCount() - allocations));
        printf("%s\n", PrintTerm(ctx->result).c_str());
        DestroyProcess(ctx);
        return 0;
    }
  }
}

int Main(const std::vector<std::string>& args) {
  Options options;
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "-pa" && i + 1 < args.size() && options.words.empty()) {
      options.folders.push_back(args[++i]);
    } else if (args[i] == "--otp" && i + 1 < args.size() && options.words.empty()) {
      options.otp = args[++i];
    } else if (args[i] == "--fail" && i + 1 < args.size() && options.words.empty()) {
      options.fail_at = std::strtoull(args[++i].c_str(), nullptr, 10);
      options.fail_all = args[i].ends_with("+");
      options.count = true;
    } else if (args[i] == "--gc-stress" && i + 1 < args.size() && options.words.empty()) {
      SetGcStress(std::strtoull(args[++i].c_str(), nullptr, 10));
    } else {
      options.words.push_back(args[i]);
    }
  }
  if (options.words.size() < 2) {
    fputs(
        "usage: native_run [-pa DIR]... [--otp DIR] [--gc-stress WORDS] [--fail N|N+] MODULE|FILE.beam FUNCTION "
        "[ARGUMENT]...\n",
        stderr);
    return kExitUsage;
  }
  options.folders.emplace_back(".");
  AddOtpFolders(&options);
  SetOtpRelease(InstalledRelease(options.otp));
  return RunCall(options);
}

}  // namespace
}  // namespace beamfold::rt

int main(int argc, char** argv) { return beamfold::rt::Main(std::vector<std::string>(argv + 1, argv + argc)); }
