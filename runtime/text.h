// SPDX-License-Identifier: Apache-2.0
//
// Text in terms: character lists and binaries.

#ifndef BEAMFOLD_RUNTIME_TEXT_H_
#define BEAMFOLD_RUNTIME_TEXT_H_

#include <string>
#include <string_view>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// A list of the bytes.
Term ListFromBytes(Context* ctx, std::string_view bytes);
// A list of the code points; `utf8` is well formed.
Term ListFromUtf8(Context* ctx, std::string_view utf8);
// The characters of a proper list as UTF-8; *characters counts them. False if it is no list of code points.
bool Utf8FromList(Term list, std::string* utf8, size_t* characters);
// A list of Latin-1 characters as bytes.
bool BytesFromList(Term list, std::string* bytes);
// The bytes of a binary, wherever its bits start.
std::string BytesOf(Term binary);

// The same, copied only if they start inside a byte. Valid until the next collection.
class BytesView {
 public:
  explicit BytesView(Term binary);
  BytesView(const BytesView&) = delete;
  BytesView& operator=(const BytesView&) = delete;
  std::string_view get() const { return bytes_; }

 private:
  std::string copy_;
  std::string_view bytes_;
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TEXT_H_
