// SPDX-License-Identifier: Apache-2.0
//
// One function for each chunk that has a meaning here. Each reads a whole chunk into its tables of Program and expects
// the tables it refers to to be there (decode.cc has the order).

#ifndef BEAMFOLD_COMPILER_CHUNKS_H_
#define BEAMFOLD_COMPILER_CHUNKS_H_

#include "absl/status/status.h"
#include "compiler/byte_reader.h"
#include "compiler/program.h"

namespace beamfold {

absl::Status DecodeAtoms(ByteReader& reader, Program& program);  // AtU8

absl::Status DecodeImports(ByteReader& reader, Program& program);  // ImpT
absl::Status DecodeExports(ByteReader& reader, Program& program);  // ExpT; after Code
absl::Status DecodeLocals(ByteReader& reader, Program& program);   // LocT; after Code
absl::Status DecodeLambdas(ByteReader& reader, Program& program);  // FunT
// The labels of FunT, once Program::functions is there. `reader` is for messages.
absl::Status CheckLambdas(const ByteReader& reader, const Program& program);

absl::Status DecodeLiterals(ByteReader& reader, Program& program);              // LitT
absl::Status DecodeUncompressedLiterals(ByteReader& reader, Program& program);  // LitU

absl::Status DecodeTypes(ByteReader& reader, Program& program);  // Type
absl::Status DecodeLines(ByteReader& reader, Program& program);  // Line
absl::Status DecodeCode(ByteReader& reader, Program& program);   // Code; after all but ExpT and LocT

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_CHUNKS_H_
