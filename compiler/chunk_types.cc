// SPDX-License-Identifier: Apache-2.0
//
// Type: u32 version, u32 count, then the entries, which begin with 16 bits: the classes a value may belong to, and
// since version 2 what else there is to know of it.
//
//   version  OTP    entry
//   1        25     bits, i64 smallest, i64 largest; smallest > largest: no bounds
//   2        26     bits [i64 smallest] [i64 largest] [u8 unit - 1], as the bits say
//   3        27-28  the same without the class "match context" (bit 2), which joined the bitstrings
//   4        29     the same with the class "native record" (bit 12)
//
// Types only say what is so; a file of another version is as good as one without types.

#include "compiler/chunks.h"
#include "compiler/status_macros.h"

namespace beamfold {
namespace {

// Where the bits of a version are. The classes below `gap` are where TypeEntry::Bits has them.
struct Layout {
  uint32_t classes;        // how many bits are classes
  bool has_match_context;  // bit 2 is that class, the others follow
  bool always_bounds;
};

constexpr Layout kLayouts[] = {
    {13, true, true},    // 1
    {13, true, false},   // 2
    {12, false, false},  // 3
    {13, false, false},  // 4
};
constexpr uint32_t kMatchContext = 4;
// All classes before native records.
constexpr uint32_t kAllBeforeRecords = TypeEntry::kRecord - 1;

uint32_t ClassesOf(const Layout& layout, uint32_t bits) {
  uint32_t classes = bits & ((1u << layout.classes) - 1);
  if (layout.has_match_context) {
    const uint32_t below = classes & (kMatchContext - 1);
    const uint32_t context = (classes & kMatchContext) != 0 ? uint32_t{TypeEntry::kBitstring} : 0;
    classes = below | context | (classes & ~(2 * kMatchContext - 1)) >> 1;
  }
  // "Anything" said by a compiler that knew no native records includes them.
  return classes == kAllBeforeRecords ? uint32_t{TypeEntry::kAny} : classes;
}

absl::Status ReadBound(ByteReader& reader, bool present, int64_t* bound) {
  if (!present) return absl::OkStatus();
  uint64_t bits;
  BEAMFOLD_RETURN_IF_ERROR(reader.U64(&bits));
  *bound = static_cast<int64_t>(bits);
  return absl::OkStatus();
}

absl::Status ReadType(ByteReader& reader, const Layout& layout, TypeEntry* entry) {
  const size_t start = reader.position();
  uint32_t bits;
  BEAMFOLD_RETURN_IF_ERROR(reader.U16(&bits));
  entry->classes = ClassesOf(layout, bits);
  if (entry->classes == 0) return reader.ErrorAt(start, "a type that no value has");
  const uint32_t extra = layout.always_bounds ? 3 : bits >> layout.classes;
  entry->has_min = (extra & 1) != 0;
  entry->has_max = (extra & 2) != 0;
  BEAMFOLD_RETURN_IF_ERROR(ReadBound(reader, entry->has_min, &entry->min));
  BEAMFOLD_RETURN_IF_ERROR(ReadBound(reader, entry->has_max, &entry->max));
  if ((extra & 4) != 0) {
    uint8_t unit;
    BEAMFOLD_RETURN_IF_ERROR(reader.U8(&unit));
    entry->unit = uint32_t{unit} + 1;
  }
  if (entry->has_min && entry->has_max && entry->min > entry->max) {
    if (!layout.always_bounds) return reader.ErrorAt(start, "a type with its bounds the wrong way round");
    entry->has_min = entry->has_max = false;
    entry->min = entry->max = 0;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status DecodeTypes(ByteReader& reader, Program& program) {
  uint32_t version, count;
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&version));
  if (version == 0 || version > std::size(kLayouts)) return absl::OkStatus();
  const Layout& layout = kLayouts[version - 1];
  BEAMFOLD_RETURN_IF_ERROR(reader.U32(&count));
  BEAMFOLD_RETURN_IF_ERROR(reader.CheckCount(count, layout.always_bounds ? 18 : 2, "types"));
  program.types.resize(count);
  for (TypeEntry& entry : program.types) BEAMFOLD_RETURN_IF_ERROR(ReadType(reader, layout, &entry));
  return reader.CheckEnd();
}

}  // namespace beamfold
