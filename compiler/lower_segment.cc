// SPDX-License-Identifier: Apache-2.0
//
// The flags of a segment of a binary.

#include <string>
#include <vector>

#include "compiler/byte_reader.h"
#include "compiler/external_term.h"
#include "compiler/lower.h"

namespace beamfold {
namespace {

// The atoms of a literal that is a proper list of atoms; other elements are passed over.
std::vector<std::string> LiteralAtoms(const Literal& literal) {
  std::vector<std::string> atoms;
  ByteReader reader("", "LitT", literal.external);
  ExternalTerm term;
  if (!ReadExternalTerm(reader, &term).ok() || term.kind != ExternalTerm::Kind::kList) return atoms;
  for (uint32_t left = term.elements; left > 0; --left) {
    if (!ReadExternalTerm(reader, &term).ok()) break;
    if (term.kind == ExternalTerm::Kind::kAtom) atoms.push_back(term.atom);
  }
  return atoms;
}

}  // namespace

// Flags stand as a list of atoms in the literal table.
uint32_t Lowering::SegmentFlags(const Operand& flags) const {
  if (flags.kind == Kind::kUnsigned) return static_cast<uint32_t>(flags.value);
  if (flags.kind != Kind::kLiteral) return 0;
  uint32_t bits = 0;
  for (const std::string& atom : LiteralAtoms(program_.literals[flags.index])) {
    if (atom == "little") bits |= abi::kBitsLittle;
    if (atom == "signed") bits |= abi::kBitsSigned;
    if (atom == "native") bits |= abi::kBitsNative | abi::kBitsLittle;
  }
  return bits;
}

}  // namespace beamfold
