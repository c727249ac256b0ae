// SPDX-License-Identifier: Apache-2.0
//
// The container of a .beam file and its tables, as the loader needs them. Every count and index is checked against what
// the file really holds, so that a damaged file gives a message and nothing else.

#ifndef BEAMFOLD_RUNTIME_BEAM_CHUNKS_H_
#define BEAMFOLD_RUNTIME_BEAM_CHUNKS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/module.h"
#include "runtime/term.h"

namespace beamfold::rt {

// A cursor over bytes. Reading past the end sets failed() and gives zeros.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
  uint8_t Byte() {
    if (position_ >= bytes_.size()) {
      failed_ = true;
      return 0;
    }
    return static_cast<uint8_t>(bytes_[position_++]);
  }
  uint32_t Word() {
    uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | Byte();
    return value;
  }
  std::string_view Take(size_t size) {
    if (size > bytes_.size() - position_) {
      failed_ = true;
      return {};
    }
    position_ += size;
    return bytes_.substr(position_ - size, size);
  }
  std::string_view Rest() { return Take(bytes_.size() - position_); }
  size_t left() const { return bytes_.size() - position_; }
  size_t position() const { return position_; }
  bool failed() const { return failed_; }

 private:
  std::string_view bytes_;
  size_t position_ = 0;
  bool failed_ = false;
};

// The contents of a .beam file, but for its instructions.
struct BeamTables {
  std::vector<Term> atoms;  // atoms[0] is unused
  std::string_view code;    // instructions only
  uint32_t label_count = 0;
  uint32_t highest_opcode = 0;
  std::string_view strings;
  std::vector<Import> imports;
  struct ExportRow {
    Term function;
    uint32_t arity;
    uint32_t label;
  };
  std::vector<ExportRow> exports;
  std::vector<ExportRow> locals;  // chunk LocT, functions that are not exported: beside native code only
  struct LambdaRow {
    ExportRow target;
    uint32_t num_free;
    uint32_t index;
    uint32_t old_uniq;
  };
  std::vector<LambdaRow> lambdas;
  std::vector<Term> literals;
  std::vector<RecordDefinition> records;
  std::vector<SourceLine> lines;  // lines[0] is "unknown"
  std::vector<std::string> files;
  std::string_view attributes;
  std::string_view compile_info;
  std::string_view native;  // chunk avmN: AtomVM's native code (runtime/atomvm)
  uint8_t md5[16] = {};
};

// The chunk Recs; atoms and literals must be there.
bool ReadRecords(std::string_view data, BeamTables* tables, std::string* error);
// False: `error` says why. `beam` must outlive `tables`.
bool ReadBeamTables(std::string_view beam, BeamTables* tables, std::string* error);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BEAM_CHUNKS_H_
