// SPDX-License-Identifier: Apache-2.0

#include "compiler/program.h"

#include "absl/strings/str_cat.h"

namespace beamfold {

std::string Program::FunctionName(uint32_t f) const {
  const FunctionRange& function = functions[f];
  return absl::StrCat(module_name(), ":", atoms[function.name], "/", function.arity);
}

}  // namespace beamfold
