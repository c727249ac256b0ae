// SPDX-License-Identifier: Apache-2.0
//
// The C interface: handles for options and results, everything else as text and numbers.

#include "compiler/beamfold.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "compiler/atomvm/native_file.h"
#include "compiler/compile.h"
#include "compiler/decode.h"

struct beamfold_options {
  bool for_atomvm = false;
  std::string form;  // "": the target's own
  beamfold::NativeFileOptions file;
};

struct beamfold_result {
  bool ok = false;
  std::string error;
  std::string data;
  std::vector<std::string> warnings;
};

namespace {

bool SetNumber(const char* value, uint64_t& number) {
  uint64_t parsed;
  if (!absl::SimpleAtoi(value, &parsed)) return false;
  number = parsed;
  return true;
}

bool SetFlag(std::string_view value, bool& flag) {
  if (value != "0" && value != "1") return false;
  flag = value == "1";
  return true;
}

void Fail(absl::string_view what, beamfold_result& result) { result.error = std::string(what); }

void CompileForRuntime(std::string_view beam, const char* name, const beamfold_options& options,
                       beamfold_result& result) {
  if (options.form == "beam") return Fail("only the target atomvm has the form beam", result);
  absl::StatusOr<beamfold::Program> program = beamfold::DecodeBeam(beam, name);
  if (!program.ok()) return Fail(program.status().message(), result);
  beamfold::CompileOptions compile = options.file.compile;
  compile.listing = options.form == "wat";
  absl::StatusOr<beamfold::CompileResult> compiled = beamfold::CompileModule(*program, compile);
  if (!compiled.ok()) return Fail(compiled.status().message(), result);
  result.ok = true;
  result.data = compile.listing ? std::move(compiled->listing) : std::move(compiled->wasm);
  for (const beamfold::SkippedFunction& skipped : compiled->skipped) {
    result.warnings.push_back(absl::StrCat(program->file, ": ", skipped.function,
                                           " is left to the interpreter: opcode ", skipped.opcode, ": ",
                                           skipped.reason));
  }
}

void CompileForAtomvm(std::string_view bytes, const char* name, const beamfold_options& options,
                      beamfold_result& result) {
  beamfold::NativeFileOptions file_options = options.file;
  file_options.compile.listing = options.form == "wat";
  absl::StatusOr<beamfold::NativeFile> file = beamfold::AddNativeCode(bytes, name, file_options);
  if (!file.ok()) return Fail(file.status().message(), result);
  if (options.form.empty() || options.form == "beam") {
    result.data = std::move(file->bytes);
  } else if (file->is_pack) {
    return Fail(absl::StrCat(name, ": a pack has no form ", options.form), result);
  } else if (file->modules.empty()) {
    return Fail(file->left.front(), result);
  } else {
    beamfold::AtomvmResult& module = file->modules.front().result;
    result.data = options.form == "wat" ? std::move(module.listing) : module.native.wasm()->wasm;
  }
  result.ok = true;
  for (const std::string& why : file->left) result.warnings.push_back(absl::StrCat("left as it is: ", why));
}

}  // namespace

extern "C" {

const char* beamfold_version(void) noexcept { return BEAMFOLD_VERSION; }

beamfold_options* beamfold_options_new(void) noexcept { return new beamfold_options; }

void beamfold_options_free(beamfold_options* options) noexcept { delete options; }

int beamfold_options_set(beamfold_options* options, const char* name, const char* value) noexcept {
  if (options == nullptr || name == nullptr || value == nullptr) return 0;
  beamfold::NativeFileOptions& file = options->file;
  const std::string_view option = name, text = value;
  if (option == "target") {
    if (text != "beamfold" && text != "runtime" && text != "atomvm") return 0;
    options->for_atomvm = text == "atomvm";
    return 1;
  }
  if (option == "emit") {
    if (text != "wasm" && text != "wat" && text != "beam") return 0;
    options->form = std::string(text);
    return 1;
  }
  if (option == "strict") return SetFlag(text, file.compile.strict);
  if (option == "max-body") return SetNumber(value, file.compile.budget.bytes);
  if (option == "max-entries") return SetNumber(value, file.compile.budget.entries);
  if (option == "float32") return SetFlag(text, file.atomvm.float32);
  if (option == "pinned-only") return SetFlag(text, file.atomvm.pinned_only);
  if (option == "memory") return beamfold::ParseMemoryPages(value, file.atomvm);
  if (option == "keep-code") return SetFlag(text, file.keep_code);
  if (option == "keep-going") return SetFlag(text, file.keep_going);
  return 0;
}

beamfold_result* beamfold_compile(const void* beam, size_t beam_size, const char* name,
                                  const beamfold_options* options) noexcept {
  auto* result = new beamfold_result;
  const std::string_view bytes(static_cast<const char*>(beam), beam == nullptr ? 0 : beam_size);
  const beamfold_options defaults;
  const beamfold_options& chosen = options == nullptr ? defaults : *options;
  (chosen.for_atomvm ? CompileForAtomvm : CompileForRuntime)(bytes, name == nullptr ? "<memory>" : name, chosen,
                                                             *result);
  return result;
}

void beamfold_result_free(beamfold_result* result) noexcept { delete result; }

int beamfold_ok(const beamfold_result* result) noexcept { return result->ok; }

const char* beamfold_error(const beamfold_result* result) noexcept { return result->error.c_str(); }

const void* beamfold_data(const beamfold_result* result) noexcept { return result->data.c_str(); }

size_t beamfold_size(const beamfold_result* result) noexcept { return result->data.size(); }

size_t beamfold_warning_count(const beamfold_result* result) noexcept { return result->warnings.size(); }

const char* beamfold_warning(const beamfold_result* result, size_t index) noexcept {
  return index < result->warnings.size() ? result->warnings[index].c_str() : "";
}

}  // extern "C"
