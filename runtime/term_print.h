// SPDX-License-Identifier: Apache-2.0
//
// Terms as text.

#ifndef BEAMFOLD_RUNTIME_TERM_PRINT_H_
#define BEAMFOLD_RUNTIME_TERM_PRINT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/term.h"

namespace beamfold::rt {

// A term whose subterms are shared can be exponentially longer as text than in memory; beyond this, "..." ends it.
inline constexpr size_t kMaxPrintedBytes = size_t{1} << 27;

// What io:format("~w", [Term]) of Erlang/OTP 25 prints, in UTF-8. Pairs of a map come in the order of its keys, where
// OTP does so for up to 32 of them.
std::string PrintTerm(Term term);

// One atom as ~w prints it: with quotes where they are needed.
void AppendAtom(std::string& out, std::string_view text);

// Pids, ports, references and funs: #Ref<0.1.2.3>, fun m:f/1.
void AppendIdentifier(std::string& out, Term t);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TERM_PRINT_H_
