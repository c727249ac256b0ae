// SPDX-License-Identifier: Apache-2.0
//
// The compact terms that instructions are made of: a tag in the low three bits of the first byte, then a number of any
// length.

#ifndef BEAMFOLD_RUNTIME_BEAM_OPERAND_H_
#define BEAMFOLD_RUNTIME_BEAM_OPERAND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/beam_chunks.h"
#include "runtime/term.h"

namespace beamfold::rt {

// An operand. Terms of every sort (integers, atoms, literals) are resolved.
struct Arg {
  enum class Kind : uint8_t { kUnsigned, kTerm, kX, kY, kFr, kLabel, kList, kNeed };
  Kind kind = Kind::kUnsigned;
  uint32_t value = 0;  // number, term, register, label; kNeed: words of an allocation list
  uint32_t first = 0;  // kList: items [first, first + count) of the pool
  uint32_t count = 0;
};

// Reads operands of one module.
class OperandReader {
 public:
  OperandReader(const BeamTables* tables, ByteReader* in) : tables_(*tables), in_(*in) {}
  // Items of lists are added to `pool`. False: error() says why.
  bool Read(Arg* arg, std::vector<Arg>* pool);
  const std::string& error() const { return error_; }

 private:
  bool Fail(const char* what) {
    error_ = what;
    return false;
  }
  // Of one item that is not a list.
  bool Item(uint8_t first, Arg* arg);
  bool Number(uint8_t first, uint32_t limit, uint32_t* value, const char* what);
  bool Integer(uint8_t first, Arg* arg);
  bool AllocationList(Arg* arg);

  const BeamTables& tables_;
  ByteReader& in_;
  std::string error_;
};

// A number with tag 0 that fits 32 bits.
bool ReadCompactUnsigned(ByteReader* in, uint32_t* value);

enum class LineItem { kFile, kLine, kBad };
// An item of the chunk Line.
LineItem ReadLineItem(ByteReader* in, uint32_t* value);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BEAM_OPERAND_H_
