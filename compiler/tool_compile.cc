// SPDX-License-Identifier: Apache-2.0
//
// compile: the command line, and what its targets share.

#include "compiler/tool_compile.h"

#include <sys/stat.h>

#include <cstdio>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace beamfold {
namespace {

constexpr std::string_view kHelp =
    R"(usage: beamfold compile [OPTION]... FILE.beam... [-o OUT]
       beamfold compile --target=atomvm [OPTION]... FILE.beam|FILE.avm... -o OUT

Compiles each module to WebAssembly. Without -o, MODULE.wasm is written beside the input; with several inputs OUT must
be an existing folder.

options:
  -o OUT        output file or folder; - is standard output
  --target=T    beamfold (default): a module for beamfold's own runtime; atomvm: native code for AtomVM, see below
  --emit=FORM   wasm (default), wat, or any form of `beamfold dump` and `beamfold cfg`
  --strict      fail if a function cannot be compiled, instead of leaving it to the interpreter
  --naive       every edge goes through the dispatch (to compare with)
  --max-body=BYTES, --max-entries=N
                a module with more code or more places to enter than that becomes several WebAssembly functions
                (327680, 4096; 0: one function whatever its size)
  --gc-stress   the code asks for room wherever it allocates, for the runtime's stress mode (to test the runtime)
  --stats       print sizes and counts on standard error
  -q            no warnings about what is not compiled

AtomVM (wasm32): the output is a .beam with a chunk avmN, native code, in the place of the chunk Code, or a pack (.avm)
whose modules are such; all else in the files stays as it is. -o is needed, and no output takes an input's place: files
in a folder are called as the inputs are. If a module cannot be compiled, nothing is written.
  --emit=FORM   beam (default), native (the native code as text), wat, wasm, stats; of a pack: beam, stats
  --float32     for an AtomVM that is built with floats of single precision
  --pinned-only use no offset of AtomVM's structures but those that its build checks; slower
  --memory=MIN:MAX
                the limits of the imported memory, in pages of 64 KB (256:65536): AtomVM's has at least MIN pages, and
                can grow to MAX at most
  --keep-code   leave the chunk Code where it is, for an AtomVM that has an interpreter
  --keep-going  leave a module that cannot be compiled as it is, with a warning; an interpreter can run it
)";

// True if the numbers are such.
bool ReadBudget(const ToolArgs& args, cfg::PartitionLimits& budget) {
  for (const auto& [name, limit] : {std::pair("max-body", &budget.bytes), std::pair("max-entries", &budget.entries)}) {
    if (!args.Has(name) || absl::SimpleAtoi(args.Get(name), limit)) continue;
    CompileUsageError(absl::StrCat("--", name, " takes a number, not '", args.Get(name), "'"));
    return false;
  }
  return true;
}

}  // namespace

int CompileUsageError(absl::string_view what) {
  fprintf(stderr, "beamfold compile: %s; see beamfold compile --help\n", std::string(what).c_str());
  return kExitUsage;
}

std::string FileName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string OutputPath(const CompileRequest& request, const std::string& input, std::string_view extension) {
  if (!request.out.empty() && !request.out_is_folder) return request.out;
  if (request.out.empty() && input == "-") return "-";
  const std::string base = FileName(input);
  const std::string folder = request.out_is_folder ? request.out + "/" : input.substr(0, input.size() - base.size());
  const bool is_beam = base.size() > 5 && base.substr(base.size() - 5) == ".beam";
  return absl::StrFormat("%s%s.%s", folder, is_beam ? base.substr(0, base.size() - 5) : base, extension);
}

std::string StatsText(std::string_view module, const CompileStats& stats) {
  return absl::StrFormat(
      "%s: %d of %d functions, %d entries, %d blocks, %d wasm functions, %d bytes of code, %d bytes of wasm (%.2f a "
      "byte)\n",
      module, stats.functions_compiled, stats.functions, stats.entries, stats.blocks, stats.parts, stats.code_bytes,
      stats.wasm_bytes, stats.code_bytes == 0 ? 0.0 : static_cast<double>(stats.wasm_bytes) / stats.code_bytes);
}

int ToolCompile(const std::vector<std::string>& args) {
  CompileRequest request;
  request.args =
      ParseToolArgs(args, {"o=", "target=", "emit=", "strict", "naive", "max-body=", "max-entries=", "gc-stress",
                           "stats", "q", "float32", "pinned-only", "memory=", "keep-code", "keep-going"});
  const ToolArgs& options = request.args;
  int exit_code;
  if (ToolArgsDone(options, "compile", kHelp, &exit_code)) return exit_code;
  request.out = options.Get("o");
  struct stat info;
  request.out_is_folder = !request.out.empty() && stat(request.out.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
  if (request.inputs().empty()) return CompileUsageError("no input file");
  if (request.inputs().size() > 1 && !request.out.empty() && !request.out_is_folder) {
    return CompileUsageError("-o must name a folder when there are several inputs");
  }
  request.compile.strict = options.Has("strict");
  request.compile.gc_stress = options.Has("gc-stress");
  if (options.Has("naive")) request.compile.policy.strategy = cfg::Strategy::kNaive;
  if (!ReadBudget(options, request.compile.budget)) return kExitUsage;
  const std::string target = options.Get("target", "beamfold");
  if (target == "atomvm") {
    return options.Has("gc-stress") ? CompileUsageError("--gc-stress is for --target=beamfold")
                                    : CompileToAtomvm(request);
  }
  if (target != "beamfold" && target != "runtime") {
    return CompileUsageError(absl::StrCat("there is no target '", target, "'"));
  }
  for (const char* name : {"float32", "pinned-only", "memory", "keep-code", "keep-going"}) {
    if (options.Has(name)) return CompileUsageError(absl::StrCat("--", name, " is for --target=atomvm"));
  }
  return CompileToWasm(request);
}

}  // namespace beamfold
