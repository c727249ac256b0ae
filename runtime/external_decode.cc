// SPDX-License-Identifier: Apache-2.0
//
// Decoding the external term format.
//
// Problem: the bytes may come from anywhere, so neither a nesting of a million levels nor a count of four billion
// elements may cost more than what the input itself is long.
//
// Idea: a stack of finished terms and a stack of open compounds. A finished term goes onto the first; when the
// innermost compound has all of its parts there, they are replaced by the compound. A count is believed only as far as
// there are bytes left for so many parts, and nothing is allocated for parts that were not read. Time and memory are
// linear in the input, but for maps, whose pairs get sorted.

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/beam_chunks.h"
#include "runtime/binary.h"
#include "runtime/external_tags.h"
#include "runtime/external_term.h"
#include "runtime/float_text.h"
#include "runtime/heap.h"
#include "runtime/identifier.h"
#include "runtime/inflate.h"
#include "runtime/integer.h"
#include "runtime/map.h"
#include "runtime/module.h"
#include "runtime/record.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

using external::Tag;

std::string Utf8FromLatin1(std::string_view text) {
  std::string utf8;
  for (char c : text) AppendUtf8(utf8, static_cast<uint8_t>(c));
  return utf8;
}

class Decoder {
 public:
  Decoder(Context* ctx, std::string_view bytes, bool safe) : ctx_(ctx), in_(bytes), safe_(safe) {}

  // Without the version byte.
  Term Decode() {
    do {
      if (!Next() || in_.failed()) return kNoTerm;
      while (!open_.empty() && values_.size() - open_.back().base == open_.back().parts) {
        if (!Close()) return kNoTerm;
      }
    } while (!open_.empty());
    return values_.back();
  }

  size_t used() const { return in_.position(); }

 private:
  struct Open {
    Tag tag;
    uint32_t parts;  // values that make it up
    size_t base;     // where they start
    Term header[2];  // of a fun; [0]: shape of a record
  };

  bool Push(Term t) {
    values_.push_back(t);
    return t != kNoTerm;
  }

  bool Begin(Tag tag, uint64_t parts, Term header0 = kNoTerm, Term header1 = kNoTerm) {
    if (in_.failed() || parts > in_.left()) return false;
    open_.push_back({tag, static_cast<uint32_t>(parts), values_.size(), {header0, header1}});
    return true;
  }

  uint64_t Unsigned(int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8 | in_.Byte();
    return value;
  }

  bool Next();
  bool Close();
  Term CloseMap(std::span<const Term> parts);
  Term Atom(Tag tag);
  Term AtomPart();
  bool SmallPart(uint32_t* value);
  Term Float(Tag tag);
  Term Big(size_t size);
  Term Bytes(Tag tag);
  Term String();
  Term Identifier(Tag tag);
  Term Reference(Tag tag);
  Term Export();
  bool Fun();
  bool Record();

  Context* ctx_;
  ByteReader in_;
  bool safe_;
  std::vector<Term> values_;
  std::vector<Open> open_;
};

bool Decoder::Next() {
  const Tag tag = static_cast<Tag>(in_.Byte());
  switch (tag) {
    case Tag::kSmallInteger:
      return Push(MakeSmall(in_.Byte()));
    case Tag::kInteger:
      return Push(MakeInteger(ctx_, static_cast<int32_t>(in_.Word())));
    case Tag::kSmallBig:
      return Push(Big(in_.Byte()));
    case Tag::kLargeBig:
      return Push(Big(in_.Word()));
    case Tag::kNewFloat:
    case Tag::kFloat:
      return Push(Float(tag));
    case Tag::kAtom:
    case Tag::kSmallAtom:
    case Tag::kAtomUtf8:
    case Tag::kSmallAtomUtf8:
      return Push(Atom(tag));
    case Tag::kNil:
      return Push(kNil);
    case Tag::kString:
      return Push(String());
    case Tag::kBinary:
    case Tag::kBitBinary:
      return Push(Bytes(tag));
    case Tag::kSmallTuple:
      return Begin(tag, in_.Byte());
    case Tag::kLargeTuple:
      return Begin(tag, in_.Word());
    case Tag::kList:
      return Begin(tag, uint64_t{in_.Word()} + 1);
    case Tag::kMap:
      return Begin(tag, uint64_t{in_.Word()} * 2);
    case Tag::kRecord:
      return Record();
    case Tag::kPid:
    case Tag::kNewPid:
    case Tag::kPort:
    case Tag::kNewPort:
    case Tag::kV4Port:
      return Push(Identifier(tag));
    case Tag::kReference:
    case Tag::kNewReference:
    case Tag::kNewerReference:
      return Push(Reference(tag));
    case Tag::kExport:
      return Push(Export());
    case Tag::kNewFun:
      return Fun();
    default:
      return false;
  }
}

bool Decoder::Close() {
  const Open open = open_.back();
  open_.pop_back();
  const std::span<const Term> parts(values_.data() + open.base, open.parts);
  Term t = kNoTerm;
  switch (open.tag) {
    case Tag::kList:
      t = MakeList(ctx_, parts.first(parts.size() - 1), parts.back());
      break;
    case Tag::kMap:
      t = CloseMap(parts);
      break;
    case Tag::kNewFun: {
      Term* p = Alloc(ctx_, parts.size() + 3);
      p[0] = MakeHeader(open.parts + 2, abi::kHeaderFun);
      p[1] = open.header[0];
      p[2] = open.header[1];
      std::copy(parts.begin(), parts.end(), p + 3);
      t = BoxedTerm(p);
      break;
    }
    case Tag::kRecord: {
      Term* values;
      t = NewRecord(ctx_, open.header[0], &values);
      std::copy(parts.begin(), parts.end(), values);
      break;
    }
    default:
      // A header has room for fewer elements than a tag can claim.
      if (parts.size() < (size_t{1} << 26)) t = MakeTuple(ctx_, parts);
  }
  values_.resize(open.base);
  return Push(t);
}

Term Decoder::CloseMap(std::span<const Term> parts) {
  std::vector<MapPair> pairs(parts.size() / 2);
  for (size_t i = 0; i < pairs.size(); ++i) pairs[i] = {parts[2 * i], parts[2 * i + 1]};
  const Term map = MapFromPairs(ctx_, pairs);
  return map != kNoTerm && MapSize(map) == parts.size() / 2 ? map : kNoTerm;  // a key came twice
}

Term Decoder::Atom(Tag tag) {
  const bool small = tag == Tag::kSmallAtom || tag == Tag::kSmallAtomUtf8;
  std::string_view text = in_.Take(Unsigned(small ? 1 : 2));
  std::string utf8;
  if (tag == Tag::kAtom || tag == Tag::kSmallAtom) {
    if (text.size() > kMaxAtomCharacters) return kNoTerm;
    utf8 = Utf8FromLatin1(text);
    text = utf8;
  } else {
    const ptrdiff_t characters = Utf8Length(text);
    if (characters < 0 || characters > static_cast<ptrdiff_t>(kMaxAtomCharacters)) return kNoTerm;
  }
  if (in_.failed()) return kNoTerm;
  return safe_ ? ExistingAtom(text) : AtomFromText(text);
}

// An atom where the format has one inside of another term.
Term Decoder::AtomPart() {
  const Tag tag = static_cast<Tag>(in_.Byte());
  const bool atom = tag == Tag::kAtom || tag == Tag::kSmallAtom || tag == Tag::kAtomUtf8 || tag == Tag::kSmallAtomUtf8;
  return atom ? Atom(tag) : kNoTerm;
}

// A small number where the format has one inside of another term.
bool Decoder::SmallPart(uint32_t* value) {
  const Tag tag = static_cast<Tag>(in_.Byte());
  *value = tag == Tag::kSmallInteger ? in_.Byte() : in_.Word();
  return tag == Tag::kSmallInteger || tag == Tag::kInteger;
}

Term Decoder::Float(Tag tag) {
  constexpr size_t kTextBytes = 31;
  double value;
  if (tag == Tag::kFloat) {
    const std::string_view text = in_.Take(kTextBytes);
    const std::optional<double> read = ParseFloat(text.substr(0, text.find('\0')));
    if (!read) return kNoTerm;
    value = *read;
  } else {
    const uint64_t bits = Unsigned(8);
    constexpr uint64_t kExponent = uint64_t{0x7FF} << 52;
    if ((bits & kExponent) == kExponent) return kNoTerm;
    std::memcpy(&value, &bits, sizeof value);
  }
  return MakeFloat(ctx_, value);
}

Term Decoder::Big(size_t size) {
  const bool negative = in_.Byte() != 0;
  std::string_view bytes = in_.Take(size);
  while (!bytes.empty() && bytes.back() == 0) bytes.remove_suffix(1);
  if (in_.failed() || bytes.size() > kMaxIntegerBits / 8) return kNoTerm;
  std::vector<uint32_t> digits((bytes.size() + 3) / 4);
  if (!bytes.empty()) std::memcpy(digits.data(), bytes.data(), bytes.size());  // both little endian
  return MakeFromDigits(ctx_, digits.data(), digits.size(), negative);
}

Term Decoder::Bytes(Tag tag) {
  const uint32_t size = in_.Word();
  uint32_t last_bits = 8;
  if (tag == Tag::kBitBinary) {
    last_bits = in_.Byte();
    if (last_bits > 8 || (last_bits == 0) != (size == 0)) return kNoTerm;
  }
  const std::string_view bytes = in_.Take(size);
  if (in_.failed() || size > kMaxBinaryBytes) return kNoTerm;
  if (size == 0 || last_bits == 8) return MakeBinary(ctx_, bytes);
  return MakeBitstring(ctx_, {reinterpret_cast<const uint8_t*>(bytes.data()), 0, size * 8 - 8 + last_bits});
}

Term Decoder::String() {
  const std::string_view bytes = in_.Take(Unsigned(2));
  std::vector<Term> elements;
  elements.reserve(bytes.size());
  for (char c : bytes) elements.push_back(MakeSmall(static_cast<uint8_t>(c)));
  return MakeList(ctx_, elements);
}

Term Decoder::Identifier(Tag tag) {
  const Term node = AtomPart();
  if (node == kNoTerm) return kNoTerm;
  const bool pid = tag == Tag::kPid || tag == Tag::kNewPid;
  uint32_t high = tag == Tag::kV4Port ? in_.Word() : 0;
  const uint32_t low = in_.Word();
  if (pid) high = in_.Word();
  const uint32_t creation = static_cast<uint32_t>(Unsigned(tag == Tag::kPid || tag == Tag::kPort ? 1 : 4));
  if (in_.failed()) return kNoTerm;
  if (node == LocalNode() && creation == 0) {
    if (!pid) return high == 0 && low < 1u << kPidBits ? low << 4 | abi::kTagPort : kNoTerm;
    if (low >= 1u << kPidNumberBits || high >= 1u << (kPidBits - kPidNumberBits)) return kNoTerm;
    return MakeLocalPid(low | high << kPidNumberBits);
  }
  Term* p = Alloc(ctx_, 5);
  p[0] = MakeHeader(4, pid ? abi::kHeaderExternalPid : abi::kHeaderExternalPort);
  p[kIdentifierNode] = node;
  p[kIdentifierCreation] = creation;
  p[kIdentifierNumbers] = low;
  p[kIdentifierNumbers + 1] = high;
  return BoxedTerm(p);
}

Term Decoder::Reference(Tag tag) {
  const bool old = tag == Tag::kReference;
  const uint32_t count = old ? 1 : static_cast<uint32_t>(Unsigned(2));
  const Term node = AtomPart();
  if (node == kNoTerm || count == 0 || count > kMaxReferenceNumbers) return kNoTerm;
  uint32_t numbers[kMaxReferenceNumbers] = {};
  uint32_t creation = 0;
  if (!old) creation = static_cast<uint32_t>(Unsigned(tag == Tag::kNewerReference ? 4 : 1));
  for (uint32_t i = 0; i < count; ++i) numbers[i] = in_.Word();
  if (old) creation = in_.Byte();
  if (in_.failed()) return kNoTerm;
  if (node == LocalNode() && creation == 0 && count == 3 && numbers[2] == 0) {
    return MakeReference(ctx_, uint64_t{numbers[1]} << 32 | numbers[0]);
  }
  Term* p = Alloc(ctx_, kIdentifierNumbers + count);
  p[0] = MakeHeader(kIdentifierNumbers - 1 + count, abi::kHeaderExternalReference);
  p[kIdentifierNode] = node;
  p[kIdentifierCreation] = creation;
  std::copy(numbers, numbers + count, p + kIdentifierNumbers);
  return BoxedTerm(p);
}

Term Decoder::Export() {
  constexpr uint32_t kMaxArity = 255;
  const Term module = AtomPart();
  if (module == kNoTerm) return kNoTerm;
  const Term function = AtomPart();
  uint32_t arity;
  if (function == kNoTerm || !SmallPart(&arity) || in_.failed() || arity > kMaxArity) return kNoTerm;
  if (safe_ && FindNative(module, function, arity) == nullptr) {
    const Module* m = FindModule(module);
    if (m == nullptr || FindExport(m, function, arity) < 0) return kNoTerm;
  }
  return MakeExternalFun(ctx_, module, function, arity);
}

bool Decoder::Fun() {
  in_.Word();  // size
  const uint32_t arity = in_.Byte();
  const std::string_view md5 = in_.Take(sizeof(Module::md5));
  const uint32_t index = in_.Word();
  const uint32_t free = in_.Word();
  const Term name = in_.failed() ? kNoTerm : AtomPart();
  uint32_t old_index;
  uint32_t old_uniq;
  if (name == kNoTerm || !SmallPart(&old_index) || !SmallPart(&old_uniq)) return false;
  const Tag pid = static_cast<Tag>(in_.Byte());
  if ((pid != Tag::kPid && pid != Tag::kNewPid) || Identifier(pid) == kNoTerm) return false;
  const Module* module = FindModule(name);
  if (module == nullptr || std::memcmp(md5.data(), module->md5, md5.size()) != 0) return false;
  for (size_t i = 0; i < module->lambdas.size(); ++i) {
    const Lambda& lambda = module->lambdas[i];
    if (lambda.index == index && lambda.old_uniq == old_uniq && lambda.num_free == free &&
        lambda.arity == arity + free) {
      return Begin(Tag::kNewFun, free, Address(module), MakeSmall(static_cast<int32_t>(i)));
    }
  }
  return false;
}

bool Decoder::Record() {
  const uint32_t fields = in_.Word();
  const uint8_t exported = in_.Byte();
  if (in_.failed() || exported > 1 || fields > in_.left() / 2 || fields > kMaxRecordFields) return false;
  std::vector<Term> shape = {AtomPart()};
  if (shape[0] == kNoTerm) return false;
  const Term name = AtomPart();
  shape.push_back(name);
  shape.push_back(MakeBoolean(exported != 0));
  if (name == kNoTerm) return false;
  for (uint32_t i = 0; i < fields; ++i) {
    shape.push_back(AtomPart());
    if (shape.back() == kNoTerm) return false;
  }
  return HasDistinctFields(shape) && Begin(Tag::kRecord, fields, MakeTuple(ctx_, shape));
}

}  // namespace

Term DecodeExternal(Context* ctx, std::string_view bytes, const DecodeOptions& options, size_t* used) {
  constexpr size_t kCompressedHeader = 6;  // version, tag, 32 bits of inflated size
  if (bytes.empty() || static_cast<uint8_t>(bytes[0]) != external::kVersion) return kNoTerm;
  std::string inflated;
  size_t taken = 0;
  if (bytes.size() > kCompressedHeader && static_cast<uint8_t>(bytes[1]) == Tag::kCompressed) {
    ByteReader header(bytes.substr(2, 4));
    taken = InflateExactly(bytes.substr(kCompressedHeader), header.Word(), &inflated);
    if (taken == 0) return kNoTerm;
  }
  Decoder decoder(ctx, taken != 0 ? inflated : bytes.substr(1), options.safe);
  const Term t = decoder.Decode();
  *used = taken != 0 ? kCompressedHeader + taken : 1 + decoder.used();
  return t;
}

Term DecodeLiteral(std::string_view bytes) {
  size_t used;
  const Term t = DecodeExternal(nullptr, bytes, {}, &used);
  return used == bytes.size() ? t : kNoTerm;
}

}  // namespace beamfold::rt
