// SPDX-License-Identifier: Apache-2.0
//
// Pieces of Erlang source text.

#ifndef BEAMFOLD_COMPILER_ERLANG_TEXT_H_
#define BEAMFOLD_COMPILER_ERLANG_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold {

// Well formed UTF-8, without surrogates. Gives the number of characters.
bool IsUtf8(std::string_view text, size_t* characters);

// Latin-1 to UTF-8.
std::string Utf8FromLatin1(std::string_view text);

// foo, 'Foo', '\n': the atom as it would stand in a source file. `utf8` need not be well formed: other bytes are kept.
std::string AtomText(std::string_view utf8);

// True if Erlang's ~p would show a list of these bytes as a string.
bool IsPrintableLatin1(std::string_view bytes);

// "...", with the UTF-8 form of Latin-1 characters.
std::string StringText(std::string_view latin1);

// The shortest text that reads back as the same number, with a decimal point: 1.0, 2.5e-7.
std::string FloatText(double value);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ERLANG_TEXT_H_
