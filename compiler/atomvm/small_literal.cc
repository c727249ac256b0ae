// SPDX-License-Identifier: Apache-2.0

#include "compiler/atomvm/small_literal.h"

#include <bit>
#include <limits>
#include <utility>

#include "compiler/byte_reader.h"
#include "compiler/external_term.h"
#include "runtime/abi.h"

namespace beamfold {
namespace {

// Longer binaries are not kept on the heap.
constexpr size_t kMaxHeapBinary = 31;

LiteralWord Constant(uint32_t value) { return {LiteralWord::Kind::kConstant, value, ""}; }
uint32_t Header(uint32_t words, uint32_t tag) { return words << abi::kHeaderSizeShift | tag; }

class Layout {
 public:
  Layout(std::string_view external, uint32_t max_words, bool float32)
      : reader_("", "LitT", external), max_words_(max_words), float32_(float32) {}

  std::optional<SmallLiteral> Run() {
    std::optional<LiteralWord> term = Read();
    if (!term.has_value()) return std::nullopt;
    return SmallLiteral{std::move(words_), *std::move(term)};
  }

  // The term for an integer, boxed if need be.
  std::optional<LiteralWord> Integer(int64_t value) {
    if (value >= abi::kSmallMin && value <= abi::kSmallMax) {
      return Constant(static_cast<uint32_t>(value) << abi::kSmallShift | abi::kTagSmall);
    }
    const bool one = value >= std::numeric_limits<int32_t>::min() && value <= std::numeric_limits<int32_t>::max();
    const uint32_t size = one ? 1 : 2;
    uint32_t at;
    if (!Allocate(1 + size, &at)) return std::nullopt;
    words_[at] = Constant(Header(size, value < 0 ? abi::kHeaderNegativeInteger : abi::kHeaderPositiveInteger));
    words_[at + 1] = Constant(static_cast<uint32_t>(value));
    if (!one) words_[at + 2] = Constant(static_cast<uint32_t>(static_cast<uint64_t>(value) >> 32));
    return Pointer(at, abi::kTagBoxed);
  }

 private:
  static LiteralWord Pointer(uint32_t at, uint32_t tag) { return {LiteralWord::Kind::kPointer, 4 * at + tag, ""}; }

  // Every term with elements takes words, so recursion ends with them.
  bool Allocate(uint64_t count, uint32_t* at) {
    if (count > max_words_ - words_.size()) return false;
    *at = static_cast<uint32_t>(words_.size());
    words_.resize(words_.size() + count);
    return true;
  }

  std::optional<LiteralWord> Read() {
    ExternalTerm term;
    if (!ReadExternalTerm(reader_, &term).ok()) return std::nullopt;
    switch (term.kind) {
      case ExternalTerm::Kind::kInteger:
        return Integer(term.value);
      case ExternalTerm::Kind::kFloat:
        return Float(term.number);
      case ExternalTerm::Kind::kAtom:
        return LiteralWord{LiteralWord::Kind::kAtom, 0, term.atom};
      case ExternalTerm::Kind::kNil:
        return Constant(abi::kNil);
      case ExternalTerm::Kind::kString:
        return String(term.bytes);
      case ExternalTerm::Kind::kList:
        return List(term.elements);
      case ExternalTerm::Kind::kTuple:
        return Tuple(term.elements);
      case ExternalTerm::Kind::kBinary:
        return Binary(term.bytes);
      default:
        return std::nullopt;
    }
  }

  std::optional<LiteralWord> Float(double number) {
    uint32_t at;
    if (!Allocate(float32_ ? 2 : 3, &at)) return std::nullopt;
    if (float32_) {
      words_[at] = Constant(abi::kFloat32Header);
      words_[at + 1] = Constant(std::bit_cast<uint32_t>(static_cast<float>(number)));
    } else {
      const uint64_t bits = std::bit_cast<uint64_t>(number);
      words_[at] = Constant(abi::kFloatHeader);
      words_[at + 1] = Constant(static_cast<uint32_t>(bits));
      words_[at + 2] = Constant(static_cast<uint32_t>(bits >> 32));
    }
    return Pointer(at, abi::kTagBoxed);
  }

  // Links the cell of element i, whose tail is to be the next one.
  void PutHead(uint32_t at, uint32_t i, LiteralWord head) {
    words_[at + 2 * i] = Pointer(at + 2 * (i + 1), abi::kTagList);
    words_[at + 2 * i + 1] = std::move(head);
  }

  std::optional<LiteralWord> String(std::string_view bytes) {
    uint32_t at;
    if (bytes.empty() || !Allocate(uint64_t{2} * bytes.size(), &at)) return std::nullopt;
    for (uint32_t i = 0; i < bytes.size(); ++i) PutHead(at, i, *Integer(static_cast<uint8_t>(bytes[i])));
    words_[at + 2 * (bytes.size() - 1)] = Constant(abi::kNil);
    return Pointer(at, abi::kTagList);
  }

  std::optional<LiteralWord> List(uint32_t elements) {
    uint32_t at;
    if (elements == 0 || !Allocate(uint64_t{2} * elements, &at)) return std::nullopt;
    for (uint32_t i = 0; i < elements; ++i) {
      std::optional<LiteralWord> head = Read();
      if (!head.has_value()) return std::nullopt;
      PutHead(at, i, *std::move(head));
    }
    std::optional<LiteralWord> tail = Read();
    if (!tail.has_value()) return std::nullopt;
    words_[at + 2 * (elements - 1)] = *std::move(tail);
    return Pointer(at, abi::kTagList);
  }

  std::optional<LiteralWord> Tuple(uint32_t elements) {
    uint32_t at;
    if (elements == 0 || !Allocate(uint64_t{1} + elements, &at)) return std::nullopt;
    words_[at] = Constant(Header(elements, abi::kHeaderTuple));
    for (uint32_t i = 0; i < elements; ++i) {
      std::optional<LiteralWord> element = Read();
      if (!element.has_value()) return std::nullopt;
      words_[at + 1 + i] = *std::move(element);
    }
    return Pointer(at, abi::kTagBoxed);
  }

  std::optional<LiteralWord> Binary(std::string_view bytes) {
    const uint32_t data = static_cast<uint32_t>((bytes.size() + 3) / 4);
    uint32_t at;
    if (bytes.size() > kMaxHeapBinary || !Allocate(uint64_t{2} + data, &at)) return std::nullopt;
    words_[at] = Constant(Header(1 + data, abi::kHeaderHeapBinary));
    words_[at + 1] = Constant(static_cast<uint32_t>(bytes.size()));
    for (size_t i = 0; i < bytes.size(); ++i) {
      words_[at + 2 + i / 4].value |= uint32_t{static_cast<uint8_t>(bytes[i])} << (8 * (i % 4));
    }
    return Pointer(at, abi::kTagBoxed);
  }

  ByteReader reader_;
  const uint32_t max_words_;
  const bool float32_;
  std::vector<LiteralWord> words_;

  friend std::optional<SmallLiteral> beamfold::LayOutInteger(int64_t value);
};

}  // namespace

std::optional<SmallLiteral> LayOutLiteral(std::string_view external, uint32_t max_words, bool float32) {
  return Layout(external, max_words, float32).Run();
}

std::optional<SmallLiteral> LayOutInteger(int64_t value) {
  constexpr uint32_t kMaxWords = 3;
  Layout layout("", kMaxWords, false);
  std::optional<LiteralWord> term = layout.Integer(value);
  return SmallLiteral{std::move(layout.words_), *std::move(term)};
}

}  // namespace beamfold
