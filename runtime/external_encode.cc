// SPDX-License-Identifier: Apache-2.0
//
// Encoding the external term format, byte for byte as term_to_binary of Erlang/OTP 25 does (maps of more than 32 pairs
// have another order there).
//
// Runs of terms side by side that are still to be written wait on a stack: the elements of a tuple, the pairs of a map,
// what is left of a list. So the stack grows with the nesting of the term, not with its length. Subterms that are
// shared are written as often as they are met, so the result can be exponentially longer than the term is in memory:
// it is limited.

#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/deflate.h"
#include "runtime/digits.h"
#include "runtime/external_tags.h"
#include "runtime/external_term.h"
#include "runtime/identifier.h"
#include "runtime/integer.h"
#include "runtime/map_order.h"
#include "runtime/map_trie.h"
#include "runtime/module.h"
#include "runtime/record.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

using external::Tag;

constexpr size_t kMaxStringBytes = 0xFFFF;

bool IsByte(Term t) { return IsSmall(t) && SmallValue(t) >= 0 && SmallValue(t) <= 255; }

class Encoder {
 public:
  explicit Encoder(const EncodeOptions& options) : options_(options) {}

  std::string Encode(Term t) {
    Byte(external::kVersion);
    Begin(t);
    while (!runs_.empty()) {
      if (out_.size() > kMaxBinaryBytes) return {};
      Step();
    }
    if (out_.size() > kMaxBinaryBytes) return {};
    return std::move(out_);
  }

 private:
  struct Run {
    Term list;          // what is left of a list; or 0, and
    const Term* next;   // terms side by side
    const Term* value;  // maps: the value for the key before
    uint32_t left;
    bool at_value;
    size_t fun_size;  // funs: where the size of the whole goes; 0: no fun
  };

  void Byte(uint32_t b) { out_ += static_cast<char>(b); }
  void Unsigned(uint64_t value, int bytes) {
    while (bytes-- > 0) Byte(static_cast<uint8_t>(value >> (8 * bytes)));
  }
  void Tagged(Tag tag, uint64_t value, int bytes) {
    Byte(tag);
    Unsigned(value, bytes);
  }

  void Begin(Term t);
  void Step();
  void List(Term t);
  void Record(Term t);
  void Leaf(Term t);
  void Atom(Term t);
  void Integer(Term t);
  void Float(double value);
  void Bitstring(Term t);
  void Identifier(Term t);
  void LocalPid(uint32_t id);
  void Fun(Term t);

  const EncodeOptions options_;
  std::string out_;
  std::vector<Run> runs_;
  SortedMaps sorted_;
};

// Writes a term as far as it has no subterms; those become a run.
void Encoder::Begin(Term t) {
  if (IsCons(t)) {
    List(t);
  } else if (IsTuple(t)) {
    const uint32_t arity = TupleArity(t);
    if (arity <= 255) {
      Tagged(Tag::kSmallTuple, arity, 1);
    } else {
      Tagged(Tag::kLargeTuple, arity, 4);
    }
    runs_.push_back({kNoTerm, TupleElements(t), nullptr, arity, false, 0});
  } else if (IsRecord(t)) {
    Record(t);
  } else if (IsMap(t)) {
    Tagged(Tag::kMap, MapSize(t), 4);
    if (!IsFlatMap(t) && options_.deterministic) {
      const SortedMap& sorted = sorted_.Of(t);
      runs_.push_back({kNoTerm, sorted.keys.data(), sorted.values.data(), MapSize(t), false, 0});
      return;
    }
    if (!IsFlatMap(t)) return Begin(trie::Root(t));
    runs_.push_back({kNoTerm, TupleElements(MapKeys(t)), MapValues(t), MapSize(t), false, 0});
  } else if (trie::IsNode(t)) {  // its pairs, then its children
    runs_.push_back({kNoTerm, trie::Pairs(Pointer(t)), nullptr, HeaderSize(HeaderOf(t)) - 1, false, 0});
  } else if (IsFun(t)) {
    Fun(t);
  } else {
    Leaf(t);
  }
}

// The next term of the innermost run. Begin may move the runs: it comes last.
void Encoder::Step() {
  Run& run = runs_.back();
  if (run.list != kNoTerm) {
    const Term rest = run.list;
    if (IsCons(rest)) {
      run.list = Tail(rest);
      return Begin(Head(rest));
    }
    runs_.pop_back();
    return Begin(rest);
  }
  if (run.at_value) {
    run.at_value = false;
    return Begin(*run.value++);
  }
  if (run.left > 0) {
    --run.left;
    run.at_value = run.value != nullptr;
    return Begin(*run.next++);
  }
  if (run.fun_size != 0) {
    const uint32_t size = static_cast<uint32_t>(out_.size() - run.fun_size);
    for (int i = 0; i < 4; ++i) out_[run.fun_size + i] = static_cast<char>(size >> (24 - 8 * i));
  }
  runs_.pop_back();
}

void Encoder::Record(Term t) {
  const uint32_t size = RecordSize(t);
  Tagged(Tag::kRecord, size, 4);
  Byte(RecordExported(t) == atoms::kTrue ? 1 : 0);
  Atom(RecordModule(t));
  Atom(RecordName(t));
  for (uint32_t i = 0; i < size; ++i) Atom(RecordFields(t)[i]);
  runs_.push_back({kNoTerm, RecordValues(t), nullptr, size, false, 0});
}

void Encoder::List(Term t) {
  uint32_t length = 0;
  bool bytes = true;
  Term rest = t;
  for (; IsCons(rest); rest = Tail(rest)) {
    bytes = bytes && IsByte(Head(rest));
    ++length;
  }
  if (bytes && IsNil(rest) && length <= kMaxStringBytes) {
    Tagged(Tag::kString, length, 2);
    for (; IsCons(t); t = Tail(t)) Byte(static_cast<uint32_t>(SmallValue(Head(t))));
    return;
  }
  Tagged(Tag::kList, length, 4);
  runs_.push_back({t, nullptr, nullptr, 0, false, 0});
}

void Encoder::Leaf(Term t) {
  if (IsAtom(t)) {
    Atom(t);
  } else if (IsNil(t)) {
    Byte(Tag::kNil);
  } else if (IsInteger(t)) {
    Integer(t);
  } else if (IsFloat(t)) {
    Float(FloatValue(t));
  } else if (IsBitstring(t)) {
    Bitstring(t);
  } else {
    Identifier(t);
  }
}

void Encoder::Atom(Term t) {
  const std::string_view text = AtomText(t);
  std::string latin1;
  bool is_latin1 = options_.minor_version < 2;
  for (size_t i = 0; i < text.size() && is_latin1;) {
    uint32_t c = 0;
    size_t length = 1;
    DecodeUtf8(reinterpret_cast<const uint8_t*>(text.data()) + i, text.size() - i, c, length);
    is_latin1 = c <= 0xFF;
    latin1 += static_cast<char>(c);
    i += length;
  }
  if (is_latin1) {
    Tagged(Tag::kAtom, latin1.size(), 2);
    out_ += latin1;
  } else {
    const bool small = text.size() <= 255;
    Tagged(small ? Tag::kSmallAtomUtf8 : Tag::kAtomUtf8, text.size(), small ? 1 : 2);
    out_ += text;
  }
}

void Encoder::Integer(Term t) {
  if (IsByte(t)) return Tagged(Tag::kSmallInteger, static_cast<uint32_t>(SmallValue(t)), 1);
  const std::optional<int64_t> value = ToInt64(t);
  if (value && *value >= INT32_MIN && *value <= INT32_MAX) {
    return Tagged(Tag::kInteger, static_cast<uint32_t>(*value), 4);
  }
  const Digits digits(t);
  std::string bytes(digits.count() * 4, '\0');
  std::memcpy(bytes.data(), digits.data(), bytes.size());  // both little endian
  while (bytes.back() == 0) bytes.pop_back();
  const bool small = bytes.size() <= 255;
  Tagged(small ? Tag::kSmallBig : Tag::kLargeBig, bytes.size(), small ? 1 : 4);
  Byte(digits.negative() ? 1 : 0);
  out_ += bytes;
}

void Encoder::Float(double value) {
  if (options_.minor_version == 0) {
    char text[31] = {};
    std::snprintf(text, sizeof text, "%.20e", value);
    Byte(Tag::kFloat);
    out_.append(text, sizeof text);
    return;
  }
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  Tagged(Tag::kNewFloat, bits, 8);
}

void Encoder::Bitstring(Term t) {
  const BitView bits = GetBits(t);
  const uint32_t last_bits = bits.bits % 8;
  const uint32_t size = bits.bits / 8 + (last_bits > 0 ? 1 : 0);
  Tagged(last_bits > 0 ? Tag::kBitBinary : Tag::kBinary, size, 4);
  if (last_bits > 0) Byte(last_bits);
  const size_t start = out_.size();
  out_.resize(start + size);
  CopyBits(reinterpret_cast<uint8_t*>(out_.data()) + start, 0, bits.data, bits.bit_offset, bits.bits);
}

void Encoder::LocalPid(uint32_t id) {
  Byte(Tag::kNewPid);
  Atom(LocalNode());
  Unsigned(id & ((1u << kPidNumberBits) - 1), 4);
  Unsigned(id >> kPidNumberBits, 4);
  Unsigned(0, 4);
}

void Encoder::Identifier(Term t) {
  if (IsLocalPid(t)) return LocalPid(t >> 4);
  const uint32_t creation =
      IsImmediate(t) || IsBoxedTag(t, abi::kHeaderReference) ? 0 : Pointer(t)[kIdentifierCreation];
  if (IsReference(t)) {
    const ReferenceNumbers reference = NumbersOfReference(t);
    Tagged(Tag::kNewerReference, reference.count, 2);
    Atom(NodeOf(t));
    Unsigned(creation, 4);
    for (uint32_t i = 0; i < reference.count; ++i) Unsigned(reference.numbers[i], 4);
    return;
  }
  const uint32_t low = IsImmediate(t) ? t >> 4 : Pointer(t)[kIdentifierNumbers];
  const uint32_t high = IsImmediate(t) ? 0 : Pointer(t)[kIdentifierNumbers + 1];
  const Tag tag = IsPid(t) ? Tag::kNewPid : high != 0 || OtpRelease() >= 27 ? Tag::kV4Port : Tag::kNewPort;
  Byte(tag);
  Atom(NodeOf(t));
  if (tag == Tag::kV4Port) Unsigned(high, 4);
  Unsigned(low, 4);
  if (tag == Tag::kNewPid) Unsigned(high, 4);
  Unsigned(creation, 4);
}

void Encoder::Fun(Term t) {
  if (IsExternalFun(t)) {
    const Term* p = Pointer(t);
    Byte(Tag::kExport);
    Atom(p[1]);
    Atom(p[2]);
    return Integer(p[3]);
  }
  const Module* module = ClosureModule(t);
  const Lambda& lambda = ClosureLambda(t);
  Byte(Tag::kNewFun);
  const size_t size_at = out_.size();
  Unsigned(0, 4);
  Byte(FunArity(t));
  out_.append(reinterpret_cast<const char*>(module->md5), sizeof module->md5);
  Unsigned(lambda.index, 4);
  Unsigned(lambda.num_free, 4);
  Atom(module->name);
  for (uint32_t value : {lambda.index, lambda.old_uniq}) {
    if (value <= 255) {
      Tagged(Tag::kSmallInteger, value, 1);
    } else {
      Tagged(Tag::kInteger, value, 4);
    }
  }
  LocalPid(0);
  runs_.push_back({kNoTerm, Pointer(t) + 3, nullptr, lambda.num_free, false, size_at});
}

}  // namespace

std::string EncodeExternal(Term term, const EncodeOptions& options) {
  std::string plain = Encoder(options).Encode(term);
  if (options.compressed == 0 || plain.empty()) return plain;
  const std::string_view body = std::string_view(plain).substr(1);
  std::string result = {static_cast<char>(external::kVersion), static_cast<char>(Tag::kCompressed)};
  for (int shift = 24; shift >= 0; shift -= 8) result += static_cast<char>(body.size() >> shift);
  result += Deflate(body, Wrapping::kZlib, options.compressed);
  return result.size() < plain.size() ? result : plain;
}

}  // namespace beamfold::rt
