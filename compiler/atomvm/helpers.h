// SPDX-License-Identifier: Apache-2.0
//
// Helpers: functions of the module's own, for what its code does in place but would be too large to stand wherever it
// is needed. Each is made when it is first asked for, so a module has those that it uses.
//
// A helper moves nothing, but for arithmetic, which has the collecting BIF's part in it. One that makes a term is given
// heap_ptr and gives it back behind the term, as its second result. What a helper cannot do, it asks AtomVM for: large
// integers, bits that begin within a byte of certain binaries, keys that are no immediates, or all that makes a term
// when the heap is in several pieces or full.
//
// Functions of two results are WebAssembly's multi-value; AtomVM's own code has none, but all engines know them.

#ifndef BEAMFOLD_COMPILER_ATOMVM_HELPERS_H_
#define BEAMFOLD_COMPILER_ATOMVM_HELPERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "compiler/atomvm/module.h"
#include "compiler/code_buffer.h"
#include "runtime/abi.h"

namespace beamfold {

// Arithmetic, with two operands but for the last two.
enum class IntegerOp {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kAnd,
  kOr,
  kXor,
  kLeft,
  kRight,
  kNegate,
  kNot,
};
std::optional<IntegerOp> IntegerOpOf(std::string_view name, uint32_t arity);

// The header of an integer that is not small, without its sign.
inline constexpr uint32_t kSignBit = abi::kHeaderNegativeInteger - abi::kHeaderPositiveInteger;
inline constexpr uint32_t kOneWordInteger = 1u << abi::kHeaderSizeShift | abi::kHeaderPositiveInteger;
inline constexpr uint32_t kTwoWordInteger = 2u << abi::kHeaderSizeShift | abi::kHeaderPositiveInteger;

// How an operand is handed over: as a term, or as an i64.
enum class OperandForm { kTerm, kValue };

// Pushes the header of the boxed term in the local; the tag in it.
void PushHeader(CodeBuffer& c, uint32_t term);
void PushHeaderTag(CodeBuffer& c, uint32_t term);

class AtomvmHelpers {
 public:
  explicit AtomvmHelpers(AtomvmModule& module) : module_(module) {}

  // ---- wide_integers.cc: integers of up to 64 bits
  // (ctx, primitives, fail, live, a, b, bif), of one operand without b -> term; 0: failed. The collecting BIF's part is
  // in it: e, heap_ptr and the x registers are in memory.
  uint32_t Arithmetic(IntegerOp op, OperandForm a, OperandForm b);
  // (ctx, js, primitives, a, b, exact) -> what the primitive term_compare gives
  uint32_t Compare();

  // ---- byte_fields.cc: a field of a match state, with a FieldSpec. `false`: no such field. 0: failed.
  // (ctx, js, primitives, state, spec) -> term, if that is always a small integer
  uint32_t SmallField();
  // (ctx, js, primitives, state, spec, e, hp) -> (term, hp)
  uint32_t WideField();
  // (ctx, js, primitives, state, spec, term) -> whether that is the field; else the state is not advanced
  uint32_t SameField();

  // ---- binary_parts.cc
  // (hp, binary) -> (match state, hp): room is reserved
  uint32_t MatchState();
  // (binary, bytes) -> words that Part takes at most
  uint32_t PartWords();
  // (ctx, primitives, hp, state, bits) -> (term, hp): room is reserved
  uint32_t Part();
  // (primitives, state) -> term; 0: no character
  uint32_t Utf8();

  // ---- map_lookup.cc
  // (ctx, primitives, map, key) -> an address that is as far from the key's value as the map's from its first; 0: no
  // such key; 1: out of memory
  uint32_t FindKey();

 private:
  // Address of a binary's first byte; 0: not known.
  uint32_t Data();
  // Pushes what the primitive says of a field, which also comes into the local `result`; advances if that is one.
  void PushExtract(CodeBuffer& c, uint32_t state, uint32_t spec, uint32_t binary, uint32_t offset, uint32_t bits,
                   uint32_t result);
  // (ctx, e, hp, value) -> (term, hp); 0: no room
  uint32_t Box();
  uint32_t Add(std::string name, std::string_view signature, std::vector<std::string> names,
               const std::vector<emit::ValType>& locals, const CodeBuffer& code);

  AtomvmModule& module_;
  absl::flat_hash_map<std::string, uint32_t> functions_;  // by name
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_HELPERS_H_
