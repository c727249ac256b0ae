// SPDX-License-Identifier: Apache-2.0
//
// Reads numbers from a chunk, big-endian ones unless named otherwise. Nothing is read past its end, and every error
// names file, chunk and byte.

#ifndef BEAMFOLD_COMPILER_BYTE_READER_H_
#define BEAMFOLD_COMPILER_BYTE_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace beamfold {

class ByteReader {
 public:
  // `file` and `chunk` are for messages; an empty `chunk` means the file as a whole. All three must outlive the reader.
  ByteReader(std::string_view file, std::string_view chunk, std::string_view data)
      : file_(file), chunk_(chunk), data_(data) {}

  size_t position() const { return position_; }
  size_t remaining() const { return data_.size() - position_; }
  bool AtEnd() const { return position_ == data_.size(); }
  std::string_view file() const { return file_; }
  std::string_view chunk() const { return chunk_; }

  absl::Status U8(uint8_t* value);
  absl::Status U16(uint32_t* value);
  absl::Status U32(uint32_t* value);
  absl::Status U64(uint64_t* value);
  absl::Status LittleU16(uint32_t* value);
  absl::Status LittleU32(uint32_t* value);
  absl::Status Bytes(size_t count, std::string_view* bytes);
  // Steps over `count` bytes and makes *part a reader of them alone; its positions count from where this one's do.
  absl::Status Part(size_t count, ByteReader* part);

  // A count of things that take at least `bytes_each` bytes each: an error if so many cannot follow.
  absl::Status CheckCount(uint64_t count, size_t bytes_each, std::string_view what) const;
  // An error if anything follows.
  absl::Status CheckEnd() const;

  // "lists.beam: chunk AtU8, byte 12: <what>"; the position is that of the next byte to read, or the one given.
  absl::Status Error(std::string_view what) const { return ErrorAt(position_, what); }
  absl::Status ErrorAt(size_t position, std::string_view what) const;

  // What is being read, for messages: "lists:foldl/3". Empty for none.
  void set_subject(std::string subject) { subject_ = std::move(subject); }

 private:
  // Checks that `count` bytes follow and steps over them.
  absl::Status Take(size_t count, const uint8_t** bytes);

  std::string_view file_;
  std::string_view chunk_;
  std::string_view data_;
  size_t position_ = 0;
  std::string subject_;
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BYTE_READER_H_
