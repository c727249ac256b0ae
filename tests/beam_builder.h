// SPDX-License-Identifier: Apache-2.0
//
// Builds .beam files byte by byte, for forms that the installed compiler does not write.

#ifndef BEAMFOLD_TESTS_BEAM_BUILDER_H_
#define BEAMFOLD_TESTS_BEAM_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace beamfold::testing {

inline std::string U16(uint32_t value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }
inline std::string U32(uint32_t value) { return U16(value >> 16) + U16(value & 0xffff); }
inline std::string U64(uint64_t value) {
  return U32(static_cast<uint32_t>(value >> 32)) + U32(static_cast<uint32_t>(value));
}

// A compact term with a number below 2048.
inline std::string Compact(uint32_t tag, uint32_t value) {
  if (value < 16) return {static_cast<char>(value << 4 | tag)};
  return {static_cast<char>((value >> 8) << 5 | 0x08 | tag), static_cast<char>(value)};
}
inline std::string U(uint32_t value) { return Compact(0, value); }
inline std::string I(uint32_t value) { return Compact(1, value); }
inline std::string A(uint32_t value) { return Compact(2, value); }
inline std::string X(uint32_t value) { return Compact(3, value); }
inline std::string Y(uint32_t value) { return Compact(4, value); }
inline std::string F(uint32_t value) { return Compact(5, value); }
inline std::string Z(uint32_t value) { return Compact(7, value); }
inline std::string List(const std::vector<std::string>& elements) {
  std::string bytes = Z(1) + U(static_cast<uint32_t>(elements.size()));
  for (const std::string& element : elements) bytes += element;
  return bytes;
}
inline std::string LiteralOperand(uint32_t index) { return Z(4) + U(index); }
inline std::string Typed(const std::string& reg, uint32_t type) { return Z(5) + reg + U(type); }
inline std::string Op(uint8_t number, const std::vector<std::string>& operands = {}) {
  std::string bytes(1, static_cast<char>(number));
  for (const std::string& operand : operands) bytes += operand;
  return bytes;
}

// A module m with one exported function f/1 (labels 1 and 2), whose body is given. Every chunk can be replaced, added
// or removed.
class BeamBuilder {
 public:
  BeamBuilder() {
    Set("AtU8", U32(2) +
                    "\x01m\x01"
                    "f");
    Set("Code", Code(Op(19)));
    Set("ImpT", U32(0));
    Set("ExpT", U32(1) + U32(2) + U32(1) + U32(2));
  }

  // A Code chunk of f/1 with this body (without int_code_end) and so many labels, label 0 included.
  static std::string Code(const std::string& body, uint32_t labels = 3, uint32_t highest = 193) {
    return U32(16) + U32(0) + U32(highest) + U32(labels) + U32(1) + Op(1, {U(1)}) + Op(2, {A(1), A(2), U(1)}) +
           Op(1, {U(2)}) + body + Op(3);
  }
  // Where the body begins in that chunk, if all numbers are small.
  static constexpr size_t kBodyStart = 20 + 2 + 4 + 2;

  BeamBuilder& Body(const std::string& body, uint32_t labels = 3) { return Set("Code", Code(body, labels)); }
  BeamBuilder& Set(const std::string& name, const std::string& data) {
    for (auto& [known, bytes] : chunks_) {
      if (known == name) {
        bytes = data;
        return *this;
      }
    }
    return Add(name, data);
  }
  BeamBuilder& Add(const std::string& name, const std::string& data) {
    chunks_.emplace_back(name, data);
    return *this;
  }
  BeamBuilder& Remove(const std::string& name) {
    std::erase_if(chunks_, [&](const auto& chunk) { return chunk.first == name; });
    return *this;
  }

  std::string Bytes() const {
    std::string form = "BEAM";
    for (const auto& [name, data] : chunks_) {
      form += name + U32(static_cast<uint32_t>(data.size())) + data + std::string((4 - data.size() % 4) % 4, '\0');
    }
    return "FOR1" + U32(static_cast<uint32_t>(form.size())) + form;
  }

 private:
  std::vector<std::pair<std::string, std::string>> chunks_;
};

}  // namespace beamfold::testing

#endif  // BEAMFOLD_TESTS_BEAM_BUILDER_H_
