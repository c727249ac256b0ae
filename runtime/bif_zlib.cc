// SPDX-License-Identifier: Apache-2.0
//
// The functions of module zlib that take and give whole binaries. What they pack is stored, not compressed: valid for
// every reader of the format, but not the bytes that Erlang/OTP gives.

#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/inflate.h"
#include "runtime/iolist.h"

namespace beamfold::rt::bif {
namespace {

Term Pack(Context* ctx, Term data, Wrapping wrapping) {
  std::string bytes;
  if (AppendIodata(data, &bytes) != IolistStatus::kOk) return RaiseBadarg(ctx);
  return MakeBinary(ctx, Deflate(bytes, wrapping));
}

Term Unpack(Context* ctx, Term data, Wrapping wrapping) {
  std::string bytes;
  if (AppendIodata(data, &bytes) != IolistStatus::kOk) return RaiseBadarg(ctx);
  std::string unpacked;
  if (!InflateAll(bytes, wrapping, &unpacked)) return RaiseError(ctx, AtomFromText("data_error"));
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
