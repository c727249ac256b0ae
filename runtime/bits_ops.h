// SPDX-License-Identifier: Apache-2.0
//
// Binary matching (match.cc) and construction (construct.cc): what interpreter and compiled code share.

#ifndef BEAMFOLD_RUNTIME_BITS_OPS_H_
#define BEAMFOLD_RUNTIME_BITS_OPS_H_

#include <cstddef>
#include <cstdint>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// See primitives.def for each.
Term BsStartMatch(Context* ctx, Term source);
Term BsGetInteger(Context* ctx, Term state, uint32_t bits, uint32_t flags);
Term BsGetIntegerSmall(Term state, uint32_t bits, uint32_t flags);
Term BsGetFloat(Context* ctx, Term state, uint32_t bits, uint32_t flags);
Term BsGetBinary(Context* ctx, Term state, uint32_t bits);
Term BsGetTail(Context* ctx, Term state);
int32_t BsFieldBits(Term size, uint32_t unit);
Term BsGetUtf8(Context* ctx, Term state);
Term BsGetUtf16(Context* ctx, Term state, uint32_t flags);
Term BsGetUtf32(Context* ctx, Term state, uint32_t flags);
uint32_t BsMatchString(Term state, uint32_t bits, const uint8_t* string);
Term BsGetPosition(Context* ctx, Term state);
void BsSetPosition(Term state, Term position);
// args: abi::kSegmentWords words a segment.
Term BsCreateBin(Context* ctx, const Term* args, uint32_t segments);
// Writes one segment (abi.h) at a bit of `data`, where it takes `bits` bits; false: its value is not of its kind.
bool BsWriteSegment(uint8_t* data, size_t bit, const Term* segment, uint32_t bits);
Term BsInitWritable(Context* ctx, Term size);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BITS_OPS_H_
