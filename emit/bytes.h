// SPDX-License-Identifier: Apache-2.0
//
// The pieces that WebAssembly's binary format is built of, appended to a byte string.

#ifndef BEAMFOLD_EMIT_BYTES_H_
#define BEAMFOLD_EMIT_BYTES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold::emit {

void AppendByte(std::string& out, uint8_t byte);
// Unsigned LEB128.
void AppendU32(std::string& out, uint32_t value);
// A length and the bytes.
void AppendSized(std::string& out, std::string_view bytes);
// A section (or, in the name section, a subsection): its number, its size, its content.
void AppendSection(std::string& out, uint8_t id, std::string_view content);

bool IsUtf8(std::string_view text);

}  // namespace beamfold::emit

#endif  // BEAMFOLD_EMIT_BYTES_H_
