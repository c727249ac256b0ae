// SPDX-License-Identifier: Apache-2.0
//
// dump: the forms in which a module can be looked at.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "compiler/avm_chunk.h"
#include "compiler/avm_pack.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "compiler/decode.h"
#include "compiler/dump_avm.h"
#include "compiler/tool.h"

namespace beamfold {
namespace {

constexpr std::string_view kHelp =
    R"(usage: beamfold dump [--emit=FORM] [-o OUT] FILE.beam
       beamfold dump [--emit=FORM] [-o OUT] [--module=NAME] FILE.avm

Shows what a module holds: --emit=ops (its instructions, the default), chunks, json, and every form of `beamfold cfg`.
Native code for AtomVM, in a chunk avmN: --emit=native (header, entries, lines, continuations; the default if there are
no instructions), native-json, native-wat, native-wasm.
Of a pack of AtomVM the entries are shown (--emit=pack or json), or the module that --module names, in every form.
)";

int UsageError(absl::string_view what) {
  fprintf(stderr, "beamfold dump: %s; see beamfold dump --help\n", std::string(what).c_str());
  return kExitUsage;
}

bool IsNative(std::string_view form) { return form.substr(0, 6) == "native"; }

// What is shown if no form is asked for.
std::string DefaultForm(const absl::StatusOr<std::vector<RawChunk>>& chunks) {
  const bool only_native =
      chunks.ok() && FindChunk(*chunks, "Code") == nullptr && FindChunk(*chunks, kAvmChunk) != nullptr;
  return only_native ? "native" : "ops";
}

absl::StatusOr<std::string> ModuleText(const std::string& bytes, const std::string& name, const ToolArgs& options) {
  const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(bytes, name);
  const std::string form = options.Get("emit", DefaultForm(chunks));
  // InvalidArgument is for forms alone, see EmitForm.
  const auto failed = [](const absl::Status& status) { return absl::FailedPreconditionError(status.message()); };
  if (IsNative(form)) return chunks.ok() ? DumpAvmNative(form, *chunks, name) : failed(chunks.status());
  CompileOptions compile;
  if (options.Has("naive")) compile.policy.strategy = cfg::Strategy::kNaive;
  absl::StatusOr<Program> program = DecodeBeam(bytes, name);
  if (!program.ok()) return failed(program.status());
  return EmitForm(form, *program, compile);
}

absl::StatusOr<std::string> PackText(const AvmPack& pack, const std::string& name, const ToolArgs& options) {
  const std::string form = options.Get("emit", "pack");
  if (!options.Has("module")) {
    if (form == "pack") return DumpAvmPack(pack, name);
    if (form == "json") return DumpAvmPackJson(pack, name);
    return absl::InvalidArgumentError(
        absl::StrCat("a pack has no form '", form, "': name one of its modules with --module"));
  }
  const std::string module = options.Get("module");
  for (const AvmPackEntry& entry : pack.entries) {
    if (!entry.is_beam() || (entry.name != module && entry.name != module + ".beam")) continue;
    return ModuleText(std::string(AvmPackContents(entry)), absl::StrCat(name, ": ", entry.name), options);
  }
  return absl::NotFoundError(absl::StrCat(name, ": no module ", module));
}

}  // namespace

int ToolDump(const std::vector<std::string>& args) {
  const ToolArgs options = ParseToolArgs(args, {"o=", "emit=", "module=", "naive"});
  int exit_code;
  if (ToolArgsDone(options, "dump", kHelp, &exit_code)) return exit_code;
  if (options.positional.size() != 1) return UsageError("one input file, please");
  const std::string& input = options.positional[0];
  const std::string name = input == "-" ? "<stdin>" : input;
  absl::StatusOr<std::string> bytes = ReadFile(input);
  if (!bytes.ok()) return PrintError(bytes.status());
  absl::StatusOr<std::string> text;
  if (IsAvmPack(*bytes)) {
    absl::StatusOr<AvmPack> pack = ParseAvmPack(*bytes, name);
    if (!pack.ok()) return PrintError(pack.status());
    text = PackText(*pack, name, options);
  } else if (options.Has("module")) {
    return UsageError(absl::StrCat("--module is for packs, and ", name, " is none"));
  } else {
    text = ModuleText(*bytes, name, options);
  }
  if (absl::IsInvalidArgument(text.status())) return UsageError(text.status().message());
  if (!text.ok()) return PrintError(text.status());
  if (absl::Status status = WriteFile(options.Get("o", "-"), *text); !status.ok()) return PrintError(status);
  return kExitDone;
}

}  // namespace beamfold
