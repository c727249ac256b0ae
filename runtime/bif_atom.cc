// SPDX-License-Identifier: Apache-2.0
//
// Atoms and text.

#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/text.h"
#include "runtime/unicode.h"

namespace beamfold::rt::bif {
namespace {

enum class Encoding { kLatin1, kUtf8 };

bool ReadEncoding(Term term, Encoding* encoding) {
  static const Term kLatin1 = AtomFromText("latin1");
  static const Term kUtf8 = AtomFromText("utf8");
  static const Term kUnicode = AtomFromText("unicode");
  *encoding = term == kLatin1 ? Encoding::kLatin1 : Encoding::kUtf8;
  return term == kLatin1 || term == kUtf8 || term == kUnicode;
}

Term Intern(Context* ctx, const std::string& utf8, size_t characters, bool existing) {
  if (characters > kMaxAtomCharacters) return RaiseError(ctx, existing ? atoms::kBadarg : atoms::kSystemLimit);
  if (!existing) return AtomFromText(utf8);
  const Term atom = ExistingAtom(utf8);
  return atom != kNoTerm ? atom : RaiseBadarg(ctx);
}

Term FromBinary(Context* ctx, Term binary, Term encoding_term, bool existing) {
  Encoding encoding;
  if (!IsBinary(binary) || !ReadEncoding(encoding_term, &encoding)) return RaiseBadarg(ctx);
  const std::string bytes = BytesOf(binary);
  if (encoding == Encoding::kUtf8) {
    const ptrdiff_t characters = Utf8Length(bytes);
    return characters < 0 ? RaiseBadarg(ctx) : Intern(ctx, bytes, static_cast<size_t>(characters), existing);
  }
  std::string utf8;
  for (char c : bytes) AppendUtf8(utf8, static_cast<uint8_t>(c));
  return Intern(ctx, utf8, bytes.size(), existing);
}

Term FromList(Context* ctx, Term list, bool existing) {
  std::string utf8;
  size_t characters;
  if (!Utf8FromList(list, &utf8, &characters)) return RaiseBadarg(ctx);
  return Intern(ctx, utf8, characters, existing);
}

Term Utf8Atom() {
  static const Term kUtf8 = AtomFromText("utf8");
  return kUtf8;
}

}  // namespace

Term ErlangAtomToList(Context* ctx, Term atom) {
  return IsAtom(atom) ? ListFromUtf8(ctx, AtomText(atom)) : RaiseBadarg(ctx);
}

Term ErlangAtomToBinary2(Context* ctx, Term atom, Term encoding_term) {
  Encoding encoding;
  if (!IsAtom(atom) || !ReadEncoding(encoding_term, &encoding)) return RaiseBadarg(ctx);
  const std::string_view utf8 = AtomText(atom);
  if (encoding == Encoding::kUtf8) return MakeBinary(ctx, utf8);
  std::string bytes;
  return BytesFromList(ListFromUtf8(ctx, utf8), &bytes) ? MakeBinary(ctx, bytes) : RaiseBadarg(ctx);
}

Term ErlangAtomToBinary1(Context* ctx, Term atom) { return ErlangAtomToBinary2(ctx, atom, Utf8Atom()); }
Term ErlangListToAtom(Context* ctx, Term list) { return FromList(ctx, list, false); }
Term ErlangListToExistingAtom(Context* ctx, Term list) { return FromList(ctx, list, true); }
Term ErlangBinaryToAtom2(Context* ctx, Term binary, Term e) { return FromBinary(ctx, binary, e, false); }
Term ErlangBinaryToAtom1(Context* ctx, Term binary) { return FromBinary(ctx, binary, Utf8Atom(), false); }
Term ErlangBinaryToExistingAtom2(Context* ctx, Term binary, Term e) { return FromBinary(ctx, binary, e, true); }
Term ErlangBinaryToExistingAtom1(Context* ctx, Term binary) { return FromBinary(ctx, binary, Utf8Atom(), true); }

}  // namespace beamfold::rt::bif
