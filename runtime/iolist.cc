// SPDX-License-Identifier: Apache-2.0

#include "runtime/iolist.h"

#include <vector>

#include "runtime/binary.h"

namespace beamfold::rt {
namespace {

IolistStatus AppendBinary(Term binary, std::string* bytes) {
  const BitView bits = GetBits(binary);
  const size_t size = bits.bits / 8;
  if (size > kMaxBinaryBytes - bytes->size()) return IolistStatus::kTooLarge;
  if (bits.aligned()) {
    bytes->append(bits.bytes());
  } else {
    const size_t start = bytes->size();
    bytes->resize(start + size);
    CopyBits(reinterpret_cast<uint8_t*>(bytes->data()) + start, 0, bits.data, bits.bit_offset, bits.bits);
  }
  return IolistStatus::kOk;
}

}  // namespace

IolistStatus AppendIodata(Term iodata, std::string* bytes) {
  // Tails of the lists that are being walked; only those that hold something.
  std::vector<Term> rests;
  Term t = iodata;
  for (;;) {
    if (IsCons(t)) {
      const Term head = Head(t);
      const Term tail = Tail(t);
      if (IsSmall(head) && SmallValue(head) >= 0 && SmallValue(head) <= 255) {
        if (bytes->size() >= kMaxBinaryBytes) return IolistStatus::kTooLarge;
        bytes->push_back(static_cast<char>(SmallValue(head)));
        t = tail;
      } else {
        if (!IsNil(tail)) rests.push_back(tail);
        t = head;
      }
      continue;
    }
    if (IsBinary(t)) {
      const IolistStatus status = AppendBinary(t, bytes);
      if (status != IolistStatus::kOk) return status;
    } else if (!IsNil(t)) {
      return IolistStatus::kBad;
    }
    if (rests.empty()) return IolistStatus::kOk;
    t = rests.back();
    rests.pop_back();
  }
}

}  // namespace beamfold::rt
