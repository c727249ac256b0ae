// SPDX-License-Identifier: Apache-2.0
//
// Erlang's external term format, both directions: term_to_binary, binary_to_term, and the literals of a module.

#ifndef BEAMFOLD_RUNTIME_EXTERNAL_TERM_H_
#define BEAMFOLD_RUNTIME_EXTERNAL_TERM_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/context.h"
#include "runtime/release.h"
#include "runtime/term.h"

namespace beamfold::rt {

struct DecodeOptions {
  bool safe = false;  // fail on atoms and functions that do not exist yet
};

// Decodes the term at the front of `bytes`, version byte included, into ctx's fragment area (null: immortal memory).
// `used` is how many bytes it took. 0: malformed, or something that cannot exist here (closures of modules that are not
// loaded).
Term DecodeExternal(Context* ctx, std::string_view bytes, const DecodeOptions& options, size_t* used);

// A literal of a module: the whole of `bytes`, in immortal memory; or 0.
Term DecodeLiteral(std::string_view bytes);

struct EncodeOptions {
  // 0: floats as text; 2: every atom as UTF-8.
  int minor_version = OtpRelease() < 26 ? 1 : 2;
  bool deterministic = false;  // all maps in the order of their keys
  int compressed = 0;          // 1..9: compress, if that makes it smaller; how hard to try
};

// Version byte included. Empty: it would be larger than a binary can be.
std::string EncodeExternal(Term term, const EncodeOptions& options);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_EXTERNAL_TERM_H_
