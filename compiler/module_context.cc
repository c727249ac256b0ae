// SPDX-License-Identifier: Apache-2.0

#include "compiler/module_context.h"

#include <vector>

namespace beamfold {

using emit::ValType;

uint32_t ModuleContext::SignatureType(std::string_view signature) {
  std::vector<ValType> params;
  std::vector<ValType> results;
  bool in_results = false;
  for (char c : signature) {
    if (c == ':') {
      in_results = true;
    } else if (c != 'v') {
      const ValType type = c == 'd' ? ValType::kF64 : c == 'L' ? ValType::kI64 : ValType::kI32;
      (in_results ? results : params).push_back(type);
    }
  }
  return writer_.AddType(params, results);
}

}  // namespace beamfold
