// SPDX-License-Identifier: Apache-2.0
//
// Terms: words tagged as runtime/abi.h says. Everything here is inline and allocates nothing; construction of terms
// that need memory is in heap.h, integer.h, binary.h and map.h.

#ifndef BEAMFOLD_RUNTIME_TERM_H_
#define BEAMFOLD_RUNTIME_TERM_H_

#include <cstdint>
#include <cstring>

#include "runtime/abi.h"

namespace beamfold::rt {

using Term = uint32_t;

inline constexpr Term kNoTerm = abi::kNoTerm;
inline constexpr Term kNil = abi::kNil;

// ---- Addresses ------------------------------------------------------------------------------------------------------
inline Term* Pointer(Term t) { return reinterpret_cast<Term*>(static_cast<uintptr_t>(t & ~abi::kPrimaryMask)); }
inline uint32_t Address(const void* p) { return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(p)); }
inline Term BoxedTerm(const Term* p) { return Address(p) | abi::kTagBoxed; }
inline Term ListTerm(const Term* p) { return Address(p) | abi::kTagList; }

// ---- Kinds ----------------------------------------------------------------------------------------------------------
inline bool IsCons(Term t) { return (t & abi::kPrimaryMask) == abi::kTagList; }
inline bool IsBoxed(Term t) { return (t & abi::kPrimaryMask) == abi::kTagBoxed; }
inline bool IsImmediate(Term t) { return (t & abi::kPrimaryMask) == abi::kPrimaryMask; }
inline bool IsNil(Term t) { return t == kNil; }
inline bool IsList(Term t) { return IsCons(t) || IsNil(t); }
inline bool IsAtom(Term t) { return (t & abi::kImmediate2Mask) == abi::kTagAtom; }
inline bool IsSmall(Term t) { return (t & abi::kImmediateMask) == abi::kTagSmall; }
inline bool IsLocalPid(Term t) { return (t & abi::kImmediateMask) == abi::kTagPid; }
inline bool IsLocalPort(Term t) { return (t & abi::kImmediateMask) == abi::kTagPort; }
inline bool IsBoolean(Term t) { return t == abi::kAtomTrue || t == abi::kAtomFalse; }
inline Term MakeBoolean(bool b) { return b ? abi::kAtomTrue : abi::kAtomFalse; }

// Of a boxed term.
inline uint32_t HeaderOf(Term t) { return *Pointer(t); }
inline uint32_t HeaderTag(uint32_t header) { return header & abi::kHeaderTagMask; }
inline uint32_t HeaderSize(uint32_t header) { return header >> abi::kHeaderSizeShift; }  // words after the header
inline constexpr uint32_t MakeHeader(uint32_t words, uint32_t tag) { return (words << abi::kHeaderSizeShift) | tag; }
inline bool IsBoxedTag(Term t, uint32_t tag) { return IsBoxed(t) && HeaderTag(HeaderOf(t)) == tag; }

inline bool IsTuple(Term t) { return IsBoxedTag(t, abi::kHeaderTuple); }
inline bool IsFloat(Term t) { return IsBoxedTag(t, abi::kHeaderFloat); }
inline bool IsMap(Term t) { return IsBoxedTag(t, abi::kHeaderMap); }
inline bool IsFun(Term t) { return IsBoxedTag(t, abi::kHeaderFun); }
inline bool IsMatchState(Term t) { return IsBoxedTag(t, abi::kHeaderMatchState); }
inline bool IsBoxedInteger(Term t) {
  return IsBoxed(t) && (HeaderOf(t) & abi::kIntegerMask) == abi::kHeaderPositiveInteger;
}
inline bool IsInteger(Term t) { return IsSmall(t) || IsBoxedInteger(t); }
inline bool IsNumber(Term t) { return IsInteger(t) || IsFloat(t); }
inline bool IsPid(Term t) { return IsLocalPid(t) || IsBoxedTag(t, abi::kHeaderExternalPid); }
inline bool IsPort(Term t) { return IsLocalPort(t) || IsBoxedTag(t, abi::kHeaderExternalPort); }
inline bool IsReference(Term t) {
  if (!IsBoxed(t)) return false;
  const uint32_t tag = HeaderTag(HeaderOf(t));
  return tag == abi::kHeaderReference || tag == abi::kHeaderExternalReference;
}
// A bitstring of any size.
inline bool IsBitstring(Term t) {
  if (!IsBoxed(t)) return false;
  const uint32_t tag = HeaderTag(HeaderOf(t));
  return tag == abi::kHeaderRefcBinary || tag == abi::kHeaderHeapBinary || tag == abi::kHeaderSubBinary;
}
// A bitstring of whole bytes; it may still start inside a byte.
inline bool IsBinary(Term t) {
  return IsBitstring(t) &&
         (HeaderOf(t) != abi::kBitSubBinaryHeader || Pointer(t)[abi::kBitSubBinaryExtraBits / 4] == 0);
}

// ---- Immediates -----------------------------------------------------------------------------------------------------
inline constexpr Term MakeSmall(int32_t value) {
  return (static_cast<uint32_t>(value) << abi::kSmallShift) | abi::kTagSmall;
}
inline constexpr int32_t SmallValue(Term t) { return static_cast<int32_t>(t) >> abi::kSmallShift; }
inline constexpr bool FitsSmall(int64_t value) { return value >= abi::kSmallMin && value <= abi::kSmallMax; }
inline constexpr Term MakeAtom(uint32_t index) { return abi::Atom(index); }
inline uint32_t AtomIndex(Term t) { return t >> abi::kAtomShift; }
inline Term MakeLocalPid(uint32_t id) { return (id << 4) | abi::kTagPid; }
inline uint32_t LocalPidNumber(Term pid) { return pid >> 4; }

// ---- Lists, tuples --------------------------------------------------------------------------------------------------
inline Term Head(Term t) { return Pointer(t)[abi::kConsHead / 4]; }
inline Term Tail(Term t) { return Pointer(t)[abi::kConsTail / 4]; }
inline Term WriteCons(Term* p, Term head, Term tail) {
  p[abi::kConsHead / 4] = head;
  p[abi::kConsTail / 4] = tail;
  return ListTerm(p);
}
inline uint32_t TupleArity(Term t) { return HeaderSize(HeaderOf(t)); }
inline Term* TupleElements(Term t) { return Pointer(t) + 1; }
inline Term TupleElement(Term t, uint32_t i) { return Pointer(t)[i + 1]; }  // i counts from 0

// ---- Floats ---------------------------------------------------------------------------------------------------------
#ifdef BEAMFOLD_FLOAT32
using Float = float;  // as in an AtomVM that is built for single precision
inline constexpr Term kFloatHeader = abi::kFloat32Header;
#else
using Float = double;
inline constexpr Term kFloatHeader = abi::kFloatHeader;
#endif
inline constexpr uint32_t kFloatWords = 1 + sizeof(Float) / sizeof(Term);
inline double FloatValue(Term t) {
  Float value;
  std::memcpy(&value, Pointer(t) + 1, sizeof value);  // 4-byte aligned only
  return value;
}
inline Term WriteFloat(Term* p, double number) {
  const Float value = static_cast<Float>(number);
  p[0] = kFloatHeader;
  std::memcpy(p + 1, &value, sizeof value);
  return BoxedTerm(p);
}

// ---- Maps -----------------------------------------------------------------------------------------------------------
// Small maps are two arrays side by side, large ones a trie.
inline bool IsFlatMap(Term map) { return IsBoxed(Pointer(map)[abi::kMapKeys / 4]); }
// Of small ones.
inline Term MapKeys(Term t) { return Pointer(t)[abi::kMapKeys / 4]; }  // a tuple, sorted by exact term order
inline Term* MapValues(Term t) { return Pointer(t) + abi::kMapValues / 4; }
// Of any.
inline uint32_t MapSize(Term t) {
  return IsFlatMap(t) ? HeaderSize(HeaderOf(t)) - 1 : static_cast<uint32_t>(SmallValue(Pointer(t)[abi::kMapKeys / 4]));
}

// ---- Funs -----------------------------------------------------------------------------------------------------------
inline constexpr uint32_t kExternalFunWords = 4;
inline constexpr uint32_t kExternalFunHeader = MakeHeader(3, abi::kHeaderFun);
inline bool IsExternalFun(Term t) { return IsFun(t) && IsAtom(Pointer(t)[1]); }
inline bool IsClosure(Term t) { return IsFun(t) && !IsAtom(Pointer(t)[1]); }
// External funs: Pointer(t)[1] module, [2] function, [3] arity (small). Closures: module.h.

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_TERM_H_
