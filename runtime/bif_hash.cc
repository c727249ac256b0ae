// SPDX-License-Identifier: Apache-2.0
//
// Native functions: hashes and checksums.

#include <cstring>
#include <optional>
#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/checksum.h"
#include "runtime/exception.h"
#include "runtime/integer.h"
#include "runtime/iolist.h"
#include "runtime/term_hash.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

const uint8_t* Data(const std::string& bytes) { return reinterpret_cast<const uint8_t*>(bytes.data()); }

// False: badarg or system_limit is set.
bool Iodata(Context* ctx, Term iodata, std::string* bytes) {
  const IolistStatus status = AppendIodata(iodata, bytes);
  if (status == IolistStatus::kBad) RaiseBadarg(ctx);
  if (status == IolistStatus::kTooLarge) RaiseError(ctx, atoms::kSystemLimit);
  return status == IolistStatus::kOk;
}

std::optional<uint32_t> Word(Term t) {
  const std::optional<uint64_t> value = ToUint64(t);
  if (!value || *value > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(*value);
}

// The range of a hash: 1 to 2^32.
std::optional<uint64_t> Range(Term t) {
  const std::optional<uint64_t> range = ToUint64(t);
  if (!range || *range == 0 || *range > uint64_t{1} << 32) return std::nullopt;
  return range;
}

using Checksum = uint32_t (*)(uint32_t, const uint8_t*, size_t);

Term Continue(Context* ctx, Checksum checksum, std::optional<uint32_t> before, Term iodata) {
  if (!before) return RaiseBadarg(ctx);
  std::string bytes;
  if (!Iodata(ctx, iodata, &bytes)) return kNoTerm;
  return MakeUnsigned(ctx, checksum(*before, Data(bytes), bytes.size()));
}

using Combiner = uint32_t (*)(uint32_t, uint32_t, uint64_t);

Term Combine(Context* ctx, Combiner combiner, Term first, Term second, Term size) {
  const std::optional<uint32_t> a = Word(first);
  const std::optional<uint32_t> b = Word(second);
  const std::optional<uint32_t> n = Word(size);
  if (!a || !b || !n) return RaiseBadarg(ctx);
  return MakeUnsigned(ctx, combiner(*a, *b, *n));
}

Term FromMd5(Context* ctx, const Md5& md5) {
  return MakeBinary(ctx, reinterpret_cast<const uint8_t*>(&md5), sizeof md5);
}

// What FromMd5 made. Anyone can make other binaries of that size: Md5 has to put up with any contents.
bool ToMd5(Term context, Md5* md5) {
  if (!IsBinary(context)) return false;
  const std::string bytes = BytesOf(context);
  if (bytes.size() != sizeof *md5) return false;
  std::memcpy(md5, bytes.data(), sizeof *md5);
  return true;
}

Term Digest(Context* ctx, Md5& md5) {
  const std::array<uint8_t, 16> digest = md5.Finish();
  return MakeBinary(ctx, digest.data(), digest.size());
}

}  // namespace

Term ErlangPhash21(Context*, Term term) {
  constexpr uint32_t kMask = (1u << 27) - 1;
  return MakeSmall(static_cast<int32_t>(PortableHash2(term) & kMask));
}

Term ErlangPhash22(Context* ctx, Term term, Term range) {
  const std::optional<uint64_t> n = Range(range);
  return n ? MakeUnsigned(ctx, PortableHash2(term) % *n) : RaiseBadarg(ctx);
}

Term ErlangPhash(Context* ctx, Term term, Term range) {
  const std::optional<uint64_t> n = Range(range);
  return n ? MakeUnsigned(ctx, 1 + PortableHash(term) % *n) : RaiseBadarg(ctx);
}

Term ErlangCrc321(Context* ctx, Term iodata) { return Continue(ctx, Crc32, 0, iodata); }
Term ErlangCrc322(Context* ctx, Term before, Term iodata) { return Continue(ctx, Crc32, Word(before), iodata); }
Term ErlangCrc32Combine(Context* ctx, Term first, Term second, Term size) {
  return Combine(ctx, Crc32Combine, first, second, size);
}

Term ErlangAdler321(Context* ctx, Term iodata) { return Continue(ctx, Adler32, 1, iodata); }
Term ErlangAdler322(Context* ctx, Term before, Term iodata) { return Continue(ctx, Adler32, Word(before), iodata); }
Term ErlangAdler32Combine(Context* ctx, Term first, Term second, Term size) {
  return Combine(ctx, Adler32Combine, first, second, size);
}

Term ErlangMd5(Context* ctx, Term iodata) {
  std::string bytes;
  if (!Iodata(ctx, iodata, &bytes)) return kNoTerm;
  Md5 md5;
  md5.Update(Data(bytes), bytes.size());
  return Digest(ctx, md5);
}

Term ErlangMd5Init(Context* ctx) { return FromMd5(ctx, Md5{}); }

Term ErlangMd5Update(Context* ctx, Term context, Term iodata) {
  Md5 md5;
  std::string bytes;
  if (!ToMd5(context, &md5)) return RaiseBadarg(ctx);
  if (!Iodata(ctx, iodata, &bytes)) return kNoTerm;
  md5.Update(Data(bytes), bytes.size());
  return FromMd5(ctx, md5);
}

Term ErlangMd5Final(Context* ctx, Term context) {
  Md5 md5;
  if (!ToMd5(context, &md5)) return RaiseBadarg(ctx);
  return Digest(ctx, md5);
}

}  // namespace beamfold::rt::bif
