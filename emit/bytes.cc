// SPDX-License-Identifier: Apache-2.0

#include "emit/bytes.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/LEB128.h"

namespace beamfold::emit {

void AppendByte(std::string& out, uint8_t byte) { out.push_back(static_cast<char>(byte)); }

void AppendU32(std::string& out, uint32_t value) {
  uint8_t bytes[5];
  const unsigned size = llvm::encodeULEB128(value, bytes);
  out.append(reinterpret_cast<const char*>(bytes), size);
}

void AppendSized(std::string& out, std::string_view bytes) {
  AppendU32(out, static_cast<uint32_t>(bytes.size()));
  out.append(bytes);
}

void AppendSection(std::string& out, uint8_t id, std::string_view content) {
  AppendByte(out, id);
  AppendSized(out, content);
}

bool IsUtf8(std::string_view text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  return llvm::isLegalUTF8String(&begin, begin + text.size());
}

}  // namespace beamfold::emit
