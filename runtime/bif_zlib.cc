// SPDX-License-Identifier: Apache-2.0
//
// The functions of module zlib that take and give whole binaries. What they pack is valid for every reader of the
// format, but not byte by byte what Erlang/OTP gives.

#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/deflate.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/inflate.h"
#include "runtime/iolist.h"

namespace beamfold::rt::bif {
namespace {

constexpr int kLevel = 6;  // what zlib calls its default

Term Pack(Context* ctx, Term data, Wrapping wrapping) {
  std::string bytes;
  if (AppendIodata(data, &bytes) != IolistStatus::kOk) return RaiseBadarg(ctx);
  return MakeBinary(ctx, Deflate(bytes, wrapping, kLevel));
}

Term Unpack(Context* ctx, Term data, Wrapping wrapping) {
  std::string bytes;
  if (AppendIodata(data, &bytes) != IolistStatus::kOk) return RaiseBadarg(ctx);
  std::string unpacked;
  if (InflatePrefix(bytes, wrapping, kMaxInflated, &unpacked) == 0) return RaiseError(ctx, AtomFromText("data_error"));
  return MakeBinary(ctx, unpacked);
}

}  // namespace

Term ZlibCompress(Context* ctx, Term data) { return Pack(ctx, data, Wrapping::kZlib); }
Term ZlibUncompress(Context* ctx, Term data) { return Unpack(ctx, data, Wrapping::kZlib); }
Term ZlibZip(Context* ctx, Term data) { return Pack(ctx, data, Wrapping::kRaw); }
Term ZlibUnzip(Context* ctx, Term data) { return Unpack(ctx, data, Wrapping::kRaw); }
Term ZlibGzip(Context* ctx, Term data) { return Pack(ctx, data, Wrapping::kGzip); }
Term ZlibGunzip(Context* ctx, Term data) { return Unpack(ctx, data, Wrapping::kGzip); }

}  // namespace beamfold::rt::bif
