// SPDX-License-Identifier: Apache-2.0

#include "compiler/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "absl/strings/str_format.h"
#include "compiler/limits.h"

namespace beamfold {
namespace {

constexpr size_t kStep = size_t{64} << 10;

class Inflater {
 public:
  explicit Inflater(Compression compression) {
    // 15 is the largest window; 16 more makes zlib expect gzip's header instead of its own.
    ready_ = inflateInit2(&stream_, compression == Compression::kGzip ? 15 + 16 : 15) == Z_OK;
  }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool ready() const { return ready_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_ = {};
  bool ready_ = false;
};

}  // namespace

absl::StatusOr<std::string> Inflate(std::string_view data, Compression compression, size_t max_size) {
  if (data.size() > std::numeric_limits<uInt>::max()) return absl::InvalidArgumentError("compressed data too long");
  const size_t limit = std::min(max_size, std::max(kFreeInflateBytes, data.size() * kMaxInflateRatio));
  Inflater inflater(compression);
  if (!inflater.ready()) return absl::ResourceExhaustedError("zlib has no memory");
  z_stream& stream = inflater.stream();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());

  std::string out;
  int result = Z_OK;
  while (result != Z_STREAM_END) {
    // One byte above the limit, so that output of exactly `limit` bytes can be told from more.
    const size_t room = std::min(std::max(kStep, out.size()), limit + 1 - out.size());
    const size_t used = out.size();
    out.resize(used + room);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = static_cast<uInt>(room);
    result = inflate(&stream, Z_NO_FLUSH);
    out.resize(used + room - stream.avail_out);
    if (out.size() > limit) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%d compressed bytes become more than the %d allowed", data.size(), limit));
    }
    if (result == Z_BUF_ERROR) return absl::InvalidArgumentError("compressed data end too early");
    if (result != Z_OK && result != Z_STREAM_END) {
      return absl::InvalidArgumentError(
          absl::StrFormat("compressed data are damaged: %s", stream.msg != nullptr ? stream.msg : "zlib error"));
    }
  }
  if (stream.avail_in != 0) {
    return absl::InvalidArgumentError(absl::StrFormat("%d bytes follow the compressed data", stream.avail_in));
  }
  return out;
}

}  // namespace beamfold
