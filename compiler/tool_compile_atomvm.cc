// SPDX-License-Identifier: Apache-2.0
//
// compile for AtomVM: .beam and .avm files in, the same with native code out. All are compiled before the first is
// written.

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "compiler/atomvm/native_file.h"
#include "compiler/beam_file.h"
#include "compiler/dump_avm.h"
#include "compiler/tool_compile.h"

namespace beamfold {
namespace {

constexpr std::string_view kForms[] = {"beam", "native", "wat", "wasm", "stats"};

struct Output {
  std::string path;
  std::string data;
};

bool IsSameFile(const std::string& a, const std::string& b) {
  struct stat info_a, info_b;
  return stat(a.c_str(), &info_a) == 0 && stat(b.c_str(), &info_b) == 0 && info_a.st_dev == info_b.st_dev &&
         info_a.st_ino == info_b.st_ino;
}

// Where each input's output goes. An error if that is an input's place, or another output's.
absl::StatusOr<std::vector<Output>> PlanOutputs(const CompileRequest& request, const std::string& form) {
  std::vector<Output> outputs;
  for (const std::string& input : request.inputs()) {
    if (input == "-" && request.out_is_folder) {
      return absl::InvalidArgumentError("standard input has no name: -o must name a file");
    }
    const std::string path = form == "beam" && request.out_is_folder ? request.out + "/" + FileName(input)
                                                                     : OutputPath(request, input, form);
    for (const std::string& other : request.inputs()) {
      if (path != "-" && IsSameFile(path, other)) {
        return absl::InvalidArgumentError(absl::StrCat("the output would take the place of ", other));
      }
    }
    if (std::any_of(outputs.begin(), outputs.end(), [&](const Output& output) { return output.path == path; })) {
      return absl::InvalidArgumentError(absl::StrCat("two outputs would be ", path));
    }
    outputs.push_back({path, ""});
  }
  return outputs;
}

std::string StatsOf(const NativeFile& file) {
  std::string text;
  for (const NativeModule& module : file.modules) text += StatsText(module.name, module.result.stats);
  return text;
}

// What a file becomes in the form, which is one of kForms.
absl::StatusOr<std::string> FormOf(NativeFile file, std::string_view form, const std::string& name) {
  if (form == "beam") return std::move(file.bytes);
  if (form == "stats") return StatsOf(file);
  if (file.is_pack) {
    return absl::InvalidArgumentError(
        absl::StrFormat("a pack has no form '%s': compile it, and look at its modules with beamfold dump", form));
  }
  if (file.modules.empty()) return absl::FailedPreconditionError(file.left.front());
  if (form == "wat") return std::move(file.modules.front().result.listing);
  if (form == "wasm") return file.modules.front().result.native.wasm()->wasm;
  const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(file.bytes, name);
  if (!chunks.ok()) return chunks.status();
  return DumpAvmNative(form, *chunks, name);
}

// Compiles one input and says on standard error what there is to say.
absl::StatusOr<std::string> CompileFile(const std::string& input, const ToolArgs& args, std::string_view form,
                                        const NativeFileOptions& options) {
  const absl::StatusOr<std::string> bytes = ReadFile(input);
  if (!bytes.ok()) return absl::FailedPreconditionError(bytes.status().message());
  const std::string name = input == "-" ? "<stdin>" : input;
  absl::StatusOr<NativeFile> file = AddNativeCode(*bytes, name, options);
  // InvalidArgument is for forms alone.
  if (!file.ok()) return absl::FailedPreconditionError(file.status().message());
  if (!args.Has("q")) {
    for (const std::string& why : file->left) {
      fprintf(stderr, "beamfold: warning: left as it is: %s\n", why.c_str());
    }
  }
  if (args.Has("stats")) fputs(StatsOf(*file).c_str(), stderr);
  return FormOf(*std::move(file), form, name);
}

}  // namespace

int CompileToAtomvm(const CompileRequest& request) {
  const ToolArgs& args = request.args;
  const std::string form = args.Get("emit", "beam");
  if (std::find(std::begin(kForms), std::end(kForms), form) == std::end(kForms)) {
    return CompileUsageError(absl::StrCat("--target=atomvm has no form '", form, "' to emit"));
  }
  if (request.out.empty()) return CompileUsageError("--target=atomvm needs -o: it writes no file beside its input");
  NativeFileOptions options;
  options.compile = request.compile;
  options.compile.listing = form == "wat";
  options.atomvm.float32 = args.Has("float32");
  options.atomvm.pinned_only = args.Has("pinned-only");
  options.keep_code = args.Has("keep-code");
  options.keep_going = args.Has("keep-going");
  if (args.Has("memory") && !ParseMemoryPages(args.Get("memory"), options.atomvm)) {
    return CompileUsageError(absl::StrCat("--memory takes MIN:MAX with 1 <= MIN <= MAX <= ", kMaxMemoryPages,
                                          " pages, not '", args.Get("memory"), "'"));
  }
  absl::StatusOr<std::vector<Output>> outputs = PlanOutputs(request, form);
  if (!outputs.ok()) return CompileUsageError(outputs.status().message());
  for (size_t i = 0; i < outputs->size(); ++i) {
    absl::StatusOr<std::string> data = CompileFile(request.inputs()[i], args, form, options);
    if (absl::IsInvalidArgument(data.status())) return CompileUsageError(data.status().message());
    if (!data.ok()) return PrintError(data.status());
    (*outputs)[i].data = *std::move(data);
  }
  for (const Output& output : *outputs) {
    if (absl::Status status = WriteFile(output.path, output.data); !status.ok()) return PrintError(status);
  }
  return kExitDone;
}

}  // namespace beamfold
