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
#include "compiler/compile.h"
#include "compiler/decode.h"

struct beamfold_options {
  beamfold::CompileOptions compile;
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

void Compile(std::string_view beam, const char* name, const beamfold::CompileOptions& options,
             beamfold_result& result) {
  absl::StatusOr<beamfold::Program> program = beamfold::DecodeBeam(beam, name);
  if (!program.ok()) {
    result.error = std::string(program.status().message());
    return;
  }
  absl::StatusOr<beamfold::CompileResult> compiled = beamfold::CompileModule(*program, options);
  if (!compiled.ok()) {
    result.error = std::string(compiled.status().message());
    return;
  }
  result.ok = true;
  result.data = options.listing ? std::move(compiled->listing) : std::move(compiled->wasm);
  for (const beamfold::SkippedFunction& skipped : compiled->skipped) {
    result.warnings.push_back(absl::StrCat(program->file, ": ", skipped.function,
                                           " is left to the interpreter: opcode ", skipped.opcode, ": ",
                                           skipped.reason));
  }
}

}  // namespace

extern "C" {

const char* beamfold_version(void) noexcept { return BEAMFOLD_VERSION; }

beamfold_options* beamfold_options_new(void) noexcept { return new beamfold_options; }

void beamfold_options_free(beamfold_options* options) noexcept { delete options; }

int beamfold_options_set(beamfold_options* options, const char* name, const char* value) noexcept {
  if (options == nullptr || name == nullptr || value == nullptr) return 0;
  beamfold::CompileOptions& compile = options->compile;
  const std::string_view option = name, text = value;
  if (option == "target") return text == "runtime";
  if (option == "emit") {
    if (text != "wasm" && text != "wat") return 0;
    compile.listing = text == "wat";
    return 1;
  }
  if (option == "strict") return SetFlag(text, compile.strict);
  if (option == "max-body") return SetNumber(value, compile.budget.bytes);
  if (option == "max-entries") return SetNumber(value, compile.budget.entries);
  return 0;
}

beamfold_result* beamfold_compile(const void* beam, size_t beam_size, const char* name,
                                  const beamfold_options* options) noexcept {
  auto* result = new beamfold_result;
  Compile(std::string_view(static_cast<const char*>(beam), beam == nullptr ? 0 : beam_size),
          name == nullptr ? "<memory>" : name, options == nullptr ? beamfold::CompileOptions() : options->compile,
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
