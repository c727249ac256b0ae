// SPDX-License-Identifier: Apache-2.0

#include <sys/stat.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "compiler/atomvm/compile.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "compiler/decode.h"
#include "compiler/tool.h"

namespace beamfold {
namespace {

constexpr std::string_view kHelp =
    R"(usage: beamfold compile [OPTION]... FILE.beam... [-o OUT]

Compiles each module to WebAssembly. Without -o, MODULE.wasm is written beside the input; with several inputs OUT must
be an existing folder.

options:
  -o OUT        output file or folder; - is standard output
  --emit=FORM   wasm (default), wat, or any form of `beamfold dump` and `beamfold cfg`
  --strict      fail if a function cannot be compiled, instead of leaving it to the interpreter
  --naive       every edge goes through the dispatch (to compare with)
  --max-body=BYTES, --max-entries=N
                a module with more code or more places to enter than that becomes several WebAssembly functions
                (327680, 4096; 0: one function whatever its size)
  --stats       print sizes and counts on standard error
  -q            no warnings about functions that are left to the interpreter
)";

std::string OutputPath(const std::string& input, const std::string& out, bool out_is_folder, std::string_view form) {
  if (!out.empty() && !out_is_folder) return out;
  const size_t slash = input.rfind('/');
  const std::string base = slash == std::string::npos ? input : input.substr(slash + 1);
  const std::string stem =
      base.size() > 5 && base.substr(base.size() - 5) == ".beam" ? base.substr(0, base.size() - 5) : base;
  const std::string folder = out_is_folder ? out + "/" : slash == std::string::npos ? "" : input.substr(0, slash + 1);
  return absl::StrCat(folder, stem, ".", std::string(form));
}

}  // namespace

int ToolCompile(const std::vector<std::string>& args) {
  const ToolArgs options = ParseToolArgs(
      args, {"o=", "emit=", "target=", "float32", "strict", "naive", "max-body=", "max-entries=", "stats", "q"});
  int exit_code;
  if (ToolArgsDone(options, "compile", kHelp, &exit_code)) return exit_code;
  const std::string out = options.Get("o");
  struct stat info;
  const bool folder = !out.empty() && stat(out.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
  if (options.positional.empty() || (options.positional.size() > 1 && !out.empty() && !folder)) {
    fprintf(stderr, "beamfold compile: %s; see beamfold compile --help\n",
            options.positional.empty() ? "no input file" : "-o must name a folder when there are several inputs");
    return kExitUsage;
  }
  CompileOptions compile;
  compile.strict = options.Has("strict");
  if (options.Has("naive")) compile.policy.strategy = cfg::Strategy::kNaive;
  for (const auto& [name, limit] :
       {std::pair("max-body", &compile.budget.bytes), std::pair("max-entries", &compile.budget.entries)}) {
    if (options.Has(name) && !absl::SimpleAtoi(options.Get(name), limit)) {
      fprintf(stderr, "beamfold compile: --%s takes a number, not '%s'\n", name, options.Get(name).c_str());
      return kExitUsage;
    }
  }
  const bool atomvm = options.Get("target", "beamfold") == "atomvm";
  AtomvmOptions for_atomvm;
  for_atomvm.float32 = options.Has("float32");
  const std::string form = options.Get("emit", atomvm ? "beam" : "wasm");

  for (const std::string& input : options.positional) {
    absl::StatusOr<std::string> bytes = ReadFile(input);
    if (!bytes.ok()) return PrintError(bytes.status());
    absl::StatusOr<Program> program = DecodeBeam(*bytes, input == "-" ? "<stdin>" : input);
    if (!program.ok()) return PrintError(program.status());
    std::string data;
    if (atomvm) {
      absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program, compile, for_atomvm);
      if (!result.ok()) return PrintError(result.status());
      absl::StatusOr<std::string> chunk = WriteAvmChunk(result->native);
      if (!chunk.ok()) return PrintError(chunk.status());
      absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(*bytes, input);
      if (!chunks.ok()) return PrintError(chunks.status());
      absl::StatusOr<std::string> beam = WriteBeamFile(WithNativeCode(*std::move(chunks), *std::move(chunk)));
      if (!beam.ok()) return PrintError(beam.status());
      data = *std::move(beam);
    } else if (form == "wasm") {
      absl::StatusOr<CompileResult> result = CompileModule(*program, compile);
      if (!result.ok()) return PrintError(result.status());
      if (!options.Has("q")) {
        for (const SkippedFunction& skipped : result->skipped) {
          fprintf(stderr, "beamfold: warning: %s: %s is left to the interpreter: opcode %s: %s\n",
                  program->file.c_str(), skipped.function.c_str(), skipped.opcode.c_str(), skipped.reason.c_str());
        }
      }
      if (options.Has("stats")) {
        const CompileStats& s = result->stats;
        fprintf(stderr,
                "%s: %u of %u functions, %u entries, %u blocks, %u wasm functions, %u bytes of code, %u bytes of wasm "
                "(%.2f a "
                "byte)\n",
                program->module_name().c_str(), s.functions_compiled, s.functions, s.entries, s.blocks, s.parts,
                s.code_bytes, s.wasm_bytes, s.code_bytes == 0 ? 0.0 : static_cast<double>(s.wasm_bytes) / s.code_bytes);
      }
      data = std::move(result->wasm);
    } else {
      absl::StatusOr<std::string> text = EmitForm(form, *program, compile);
      if (absl::IsInvalidArgument(text.status())) {
        fprintf(stderr, "beamfold compile: %s\n", std::string(text.status().message()).c_str());
        return kExitUsage;
      }
      if (!text.ok()) return PrintError(text.status());
      data = *std::move(text);
    }
    const std::string path = out.empty() && input == "-" ? "-" : OutputPath(input, out, folder, form);
    if (absl::Status status = WriteFile(path, data); !status.ok()) return PrintError(status);
  }
  return kExitDone;
}

}  // namespace beamfold
