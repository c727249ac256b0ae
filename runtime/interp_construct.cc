// SPDX-License-Identifier: Apache-2.0
//
// Instructions of the interpreter that build bitstrings: bs_create_bin, and the series of instructions that compilers
// wrote instead until OTP 24 (make a bitstring of the final size, then fill it field by field).

#include <vector>

#include "runtime/atoms.h"
#include "runtime/bits_ops.h"
#include "runtime/construct_series.h"
#include "runtime/interp.h"

namespace beamfold::rt {
const uint32_t* OpBsCreateBin(const ColdArgs& a) {
  const uint32_t segments = a.pc[3];
  Term stack_args[abi::kSegmentWords * 16];
  std::vector<Term> heap_args;
  Term* args = stack_args;
  if (segments > 16) {
    heap_args.resize(segments * abi::kSegmentWords);
    args = heap_args.data();
  }
  const uint32_t* in = a.pc + 4;
  for (uint32_t i = 0; i < segments; ++i, in += abi::kSegmentWords) {
    Term* out = args + i * abi::kSegmentWords;
    const uint32_t kind = in[0] & 0xFF;
    out[0] = in[0];
    out[1] = in[1];
    if (kind == abi::kSegmentString) {
      out[2] = Address(a.module->strings.data() + in[2]);
      out[3] = in[3];
    } else {
      out[2] = Load(a.ctx, a.e, in[2]);
      out[3] = kind >= abi::kSegmentUtf8 ? kNoTerm : Load(a.ctx, a.e, in[3]);
    }
  }
  const Term result = BsCreateBin(a.ctx, args, segments);
  if (result == kNoTerm) return a.FailOrRaise();
  a.store(2, result);
  return in;
}

const uint32_t* OpBsInitWritable(const ColdArgs& a) {
  a.ctx->x[0] = BsInitWritable(a.ctx, a.ctx->x[0]);
  return a.ctx->x[0] == kNoTerm ? nullptr : a.pc + 1;
}

const uint32_t* OpBsInit(const ColdArgs& a) {
  const Term result = BsInit(a.ctx, a.load(2), a.pc[3]);
  if (result == kNoTerm) return a.FailOrRaise();
  a.store(4, result);
  return a.pc + 5;
}

const uint32_t* OpBsAppend(const ColdArgs& a) {
  const Term result = BsAppend(a.ctx, a.load(2), a.pc[3], a.load(4));
  if (result == kNoTerm) return a.FailOrRaise();
  a.store(5, result);
  return a.pc + 6;
}

const uint32_t* OpBsPut(const ColdArgs& a) {
  const uint32_t kind = a.pc[2];
  const Term size = kind >= abi::kSegmentUtf8 ? kNoTerm : a.load(3);
  if (BsPut(a.ctx, kind | a.pc[5] << 8, a.pc[4], a.load(6), size) == 0) return a.FailOrRaise();
  return a.pc + 7;
}

const uint32_t* OpBsPutString(const ColdArgs& a) {
  BsPutString(reinterpret_cast<const uint8_t*>(a.module->strings.data()) + a.pc[2], a.pc[1]);
  return a.pc + 3;
}

const uint32_t* OpBsAdd(const ColdArgs& a) {
  const Term sum = BsAdd(a.ctx, a.load(2), a.load(3), a.pc[4]);
  if (sum == kNoTerm) return a.FailOrRaise();
  a.store(5, sum);
  return a.pc + 6;
}

const uint32_t* OpBsUtfSize(const ColdArgs& a) {
  a.store(4, BsUtfSize(a.load(3), a.pc[2]));
  return a.pc + 5;
}

}  // namespace beamfold::rt
