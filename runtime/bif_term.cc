// SPDX-License-Identifier: Apache-2.0
//
// Native functions: terms in external format.

#include <optional>
#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/external_term.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

constexpr int kDefaultCompression = 6;

// {Name, N} with N from 0 to `limit`.
std::optional<int> NumberOption(Term option, std::string_view name, int limit) {
  if (!IsTuple(option) || TupleArity(option) != 2 || TupleElement(option, 0) != AtomFromText(name)) return std::nullopt;
  const Term number = TupleElement(option, 1);
  if (!IsSmall(number) || SmallValue(number) < 0 || SmallValue(number) > limit) return std::nullopt;
  return SmallValue(number);
}

bool IsName(Term t, std::string_view name) { return IsAtom(t) && AtomText(t) == name; }

bool ReadEncodeOptions(Term list, EncodeOptions* options) {
  for (; IsCons(list); list = Tail(list)) {
    const Term option = Head(list);
    if (const std::optional<int> version = NumberOption(option, "minor_version", 2)) {
      options->minor_version = *version;
    } else if (IsName(option, "compressed")) {
      options->compressed = kDefaultCompression;
    } else if (const std::optional<int> level = NumberOption(option, "compressed", 9)) {
      options->compressed = *level;
    } else if (IsName(option, "deterministic")) {
      options->deterministic = true;
    } else {
      return false;
    }
  }
  return IsNil(list);
}

// Empty: system_limit is set.
std::string Encode(Context* ctx, Term term, const EncodeOptions& options) {
  std::string bytes = EncodeExternal(term, options);
  if (bytes.empty()) RaiseError(ctx, atoms::kSystemLimit);
  return bytes;
}

Term ToBinary(Context* ctx, Term term, const EncodeOptions& options) {
  const std::string bytes = Encode(ctx, term, options);
  return bytes.empty() ? kNoTerm : MakeBinary(ctx, bytes);
}

// In one piece, which the format of its result allows.
Term ToIovec(Context* ctx, Term term, const EncodeOptions& options) {
  const Term binary = ToBinary(ctx, term, options);
  return binary == kNoTerm ? kNoTerm : Cons(ctx, binary, kNil);
}

Term ExternalSize(Context* ctx, Term term, const EncodeOptions& options) {
  const std::string bytes = Encode(ctx, term, options);
  return bytes.empty() ? kNoTerm : MakeUnsigned(ctx, bytes.size());
}

Term FromBinary(Context* ctx, Term binary, const DecodeOptions& options, size_t* used) {
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  const BitView bits = GetBits(binary);
  // Bytes that start inside a byte are copied first.
  const std::string copy = bits.aligned() ? std::string() : BytesOf(binary);
  const Term term = DecodeExternal(ctx, bits.aligned() ? bits.bytes() : copy, options, used);
  return term == kNoTerm ? RaiseBadarg(ctx) : term;
}

}  // namespace

Term ErlangTermToBinary1(Context* ctx, Term term) { return ToBinary(ctx, term, {}); }
Term ErlangTermToBinary2(Context* ctx, Term term, Term list) {
  EncodeOptions options;
  return ReadEncodeOptions(list, &options) ? ToBinary(ctx, term, options) : RaiseBadarg(ctx);
}

Term ErlangTermToIovec1(Context* ctx, Term term) { return ToIovec(ctx, term, {}); }
Term ErlangTermToIovec2(Context* ctx, Term term, Term list) {
  EncodeOptions options;
  return ReadEncodeOptions(list, &options) ? ToIovec(ctx, term, options) : RaiseBadarg(ctx);
}

Term ErlangExternalSize1(Context* ctx, Term term) { return ExternalSize(ctx, term, {}); }
Term ErlangExternalSize2(Context* ctx, Term term, Term list) {
  EncodeOptions options;
  for (; IsCons(list); list = Tail(list)) {
    const std::optional<int> version = NumberOption(Head(list), "minor_version", OtpRelease() < 26 ? 1 : 2);
    if (!version) return RaiseBadarg(ctx);
    options.minor_version = *version;
  }
  return IsNil(list) ? ExternalSize(ctx, term, options) : RaiseBadarg(ctx);
}

Term ErlangBinaryToTerm1(Context* ctx, Term binary) {
  size_t used;
  return FromBinary(ctx, binary, {}, &used);
}

Term ErlangBinaryToTerm2(Context* ctx, Term binary, Term list) {
  DecodeOptions options;
  bool tell_used = false;
  for (; IsCons(list); list = Tail(list)) {
    if (IsName(Head(list), "safe")) {
      options.safe = true;
    } else if (IsName(Head(list), "used")) {
      tell_used = true;
    } else {
      return RaiseBadarg(ctx);
    }
  }
  if (!IsNil(list)) return RaiseBadarg(ctx);
  size_t used;
  const Term term = FromBinary(ctx, binary, options, &used);
  if (term == kNoTerm || !tell_used) return term;
  return MakeTuple(ctx, {term, MakeUnsigned(ctx, used)});
}

}  // namespace beamfold::rt::bif
