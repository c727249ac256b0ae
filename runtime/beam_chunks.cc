// SPDX-License-Identifier: Apache-2.0

#include "runtime/beam_chunks.h"

#include <algorithm>

#include "runtime/atoms.h"
#include "runtime/beam_operand.h"
#include "runtime/checksum.h"
#include "runtime/external_term.h"
#include "runtime/inflate.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

class TableReader {
 public:
  TableReader(BeamTables* tables, std::string* error) : t_(*tables), error_(*error) {}
  bool Read(std::string_view beam);

 private:
  bool Fail(std::string_view chunk, std::string_view what) {
    error_ = "chunk ";
    error_.append(chunk).append(": ").append(what);
    return false;
  }
  bool Atoms(std::string_view data);
  bool Code(std::string_view data);
  bool Imports(std::string_view data);
  bool NativeLabels();
  bool ExportRows(std::string_view name, std::string_view data, std::vector<BeamTables::ExportRow>* rows);
  bool Lambdas(std::string_view data);
  bool Literals(std::string_view name, std::string_view data);
  bool Lines(std::string_view data);
  bool Atom(std::string_view chunk, uint32_t index, Term* atom) {
    if (index == 0 || index >= t_.atoms.size()) return Fail(chunk, "atom number out of range");
    *atom = t_.atoms[index];
    return true;
  }
  std::string_view Find(std::string_view name) const {
    for (const auto& [chunk, data] : chunks_) {
      if (chunk == name) return data;
    }
    return {};
  }
  bool Has(std::string_view name) const { return Find(name).data() != nullptr; }
  void Digest();

  BeamTables& t_;
  std::string& error_;
  std::vector<std::pair<std::string_view, std::string_view>> chunks_;
  std::string inflated_;
};

bool TableReader::Read(std::string_view beam) {
  ByteReader in(beam);
  if (in.Take(4) != "FOR1") {
    error_ = "not a .beam file (it does not begin with FOR1)";
    return false;
  }
  const uint32_t size = in.Word();
  if (in.failed() || size > in.left() || in.Take(4) != "BEAM") {
    error_ = "damaged .beam file: truncated, or not of form BEAM";
    return false;
  }
  while (in.left() >= 8) {
    const std::string_view name = in.Take(4);
    const uint32_t length = in.Word();
    const std::string_view data = in.Take(length);
    if (in.failed()) {
      error_ = "damaged .beam file: a chunk ends behind the end of the file";
      return false;
    }
    chunks_.emplace_back(name, data);
    in.Take(std::min<size_t>((4 - length % 4) % 4, in.left()));
  }
  t_.native = Find("avmN");
  for (const char* needed : {"AtU8", "Code", "ImpT", "ExpT"}) {
    // AtomVM's own compiler leaves the instructions out.
    if (!Has(needed) && (t_.native.empty() || std::string_view(needed) != "Code")) {
      error_ = std::string("the .beam file has no chunk ") + needed +
               (Has("Atom") ? " (compiled by OTP 19 or older: compile it anew)" : "");
      return false;
    }
  }
  t_.strings = Find("StrT");
  t_.attributes = Find("Attr");
  t_.compile_info = Find("CInf");
  if (!Atoms(Find("AtU8")) || !(Has("Code") ? Code(Find("Code")) : NativeLabels()) || !Imports(Find("ImpT")) ||
      !ExportRows("ExpT", Find("ExpT"), &t_.exports) ||
      (!t_.native.empty() && Has("LocT") && !ExportRows("LocT", Find("LocT"), &t_.locals))) {
    return false;
  }
  if (Has("FunT") && !Lambdas(Find("FunT"))) return false;
  if (Has("LitU")) {
    if (!Literals("LitU", Find("LitU"))) return false;
  } else if (Has("LitT")) {
    ByteReader lit(Find("LitT"));
    const uint32_t inflated = lit.Word();
    std::string_view data = lit.Rest();
    if (inflated != 0) {
      if (InflateExactly(data, inflated, &inflated_) != data.size()) {
        error_ = "chunk LitT: damaged zlib data";
        return false;
      }
      data = inflated_;
    }
    if (!Literals("LitT", data)) return false;
  }
  if (Has("Recs") && !ReadRecords(Find("Recs"), &t_, &error_)) return false;
  if (Has("Line") && !Lines(Find("Line"))) return false;
  if (t_.lines.empty()) t_.lines.push_back({0, 0});
  Digest();
  return true;
}

bool TableReader::Atoms(std::string_view data) {
  ByteReader in(data);
  const int32_t count = static_cast<int32_t>(in.Word());
  const bool long_form = count < 0;  // since OTP 28: lengths are compact numbers
  const uint32_t atoms = long_form ? -static_cast<uint32_t>(count) : static_cast<uint32_t>(count);
  if (in.failed() || atoms == 0 || atoms > in.left()) return Fail("AtU8", "impossible number of atoms");
  t_.atoms.reserve(atoms + 1);
  t_.atoms.push_back(kNoTerm);
  for (uint32_t i = 0; i < atoms; ++i) {
    uint32_t length = 0;
    if (!long_form) {
      length = in.Byte();
    } else if (!ReadCompactUnsigned(&in, &length)) {
      return Fail("AtU8", "bad length of an atom");
    }
    const std::string_view text = in.Take(length);
    if (in.failed()) return Fail("AtU8", "truncated");
    const ptrdiff_t characters = Utf8Length(text);
    if (characters < 0) return Fail("AtU8", "an atom that is not UTF-8");
    if (characters > static_cast<ptrdiff_t>(kMaxAtomCharacters)) return Fail("AtU8", "an atom of over 255 characters");
    if (AtomCount() + 1 >= kMaxAtoms) return Fail("AtU8", "the atom table is full");
    t_.atoms.push_back(AtomFromText(text));
  }
  return true;
}

bool TableReader::Code(std::string_view data) {
  ByteReader in(data);
  const uint32_t info_size = in.Word();
  ByteReader info(in.Take(info_size));
  const uint32_t format = info.Word();
  t_.highest_opcode = info.Word();
  t_.label_count = info.Word();
  info.Word();  // number of functions
  if (in.failed() || info.failed()) return Fail("Code", "truncated header");
  if (format != 0) return Fail("Code", "unknown instruction set");
  t_.code = in.Rest();
  // A label takes two bytes at least.
  if (t_.label_count > t_.code.size()) return Fail("Code", "impossible number of labels");
  return true;
}

bool TableReader::Imports(std::string_view data) {
  ByteReader in(data);
  const uint32_t count = in.Word();
  if (in.failed() || count > in.left() / 12) return Fail("ImpT", "truncated");
  t_.imports.resize(count);
  for (Import& import : t_.imports) {
    if (!Atom("ImpT", in.Word(), &import.module) || !Atom("ImpT", in.Word(), &import.function)) return false;
    import.arity = in.Word();
    if (import.arity > 255) return Fail("ImpT", "arity over 255");
  }
  return true;
}

// The header of native code, which tells the number of labels, too.
bool TableReader::NativeLabels() {
  ByteReader in(t_.native);
  in.Word();
  t_.label_count = in.Word();
  return !in.failed() || Fail("avmN", "truncated header");
}

bool TableReader::ExportRows(std::string_view name, std::string_view data, std::vector<BeamTables::ExportRow>* rows) {
  ByteReader in(data);
  const uint32_t count = in.Word();
  if (in.failed() || count > in.left() / 12) return Fail(name, "truncated");
  rows->resize(count);
  for (BeamTables::ExportRow& row : *rows) {
    if (!Atom(name, in.Word(), &row.function)) return false;
    row.arity = in.Word();
    row.label = in.Word();
    if (row.arity > 255 || row.label == 0 || row.label >= t_.label_count)
      return Fail(name, "arity or label out of range");
  }
  return true;
}

bool TableReader::Lambdas(std::string_view data) {
  ByteReader in(data);
  const uint32_t count = in.Word();
  if (in.failed() || count > in.left() / 24) return Fail("FunT", "truncated");
  t_.lambdas.resize(count);
  for (BeamTables::LambdaRow& row : t_.lambdas) {
    if (!Atom("FunT", in.Word(), &row.target.function)) return false;
    row.target.arity = in.Word();
    row.target.label = in.Word();
    row.index = in.Word();
    row.num_free = in.Word();
    row.old_uniq = in.Word();
    if (row.target.arity > 255 || row.num_free > row.target.arity || row.target.label == 0 ||
        row.target.label >= t_.label_count) {
      return Fail("FunT", "arity or label out of range");
    }
  }
  return true;
}

bool TableReader::Literals(std::string_view name, std::string_view data) {
  ByteReader in(data);
  const uint32_t count = in.Word();
  if (in.failed() || count > in.left() / 4) return Fail(name, "impossible number of literals");
  t_.literals.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t size = in.Word();
    const std::string_view bytes = in.Take(size);
    if (in.failed() || bytes.empty() || static_cast<uint8_t>(bytes[0]) != 131) return Fail(name, "truncated");
    const Term literal = DecodeLiteral(bytes);
    if (literal == kNoTerm) return Fail(name, "a literal that is not a term in external format");
    t_.literals.push_back(literal);
  }
  return true;
}

bool TableReader::Lines(std::string_view data) {
  ByteReader in(data);
  const uint32_t version = in.Word();
  if (version != 0) return true;  // newer than us: the module runs without
  in.Word();                      // flags
  in.Word();                      // number of line instructions
  const uint32_t count = in.Word();
  const uint32_t file_count = in.Word();
  if (in.failed() || count > in.left() || file_count > in.left()) return Fail("Line", "truncated");
  t_.lines.reserve(count + 1);
  t_.lines.push_back({0, 0});
  uint32_t file = 0;
  while (t_.lines.size() < count + 1) {
    uint32_t value = 0;
    switch (ReadLineItem(&in, &value)) {
      case LineItem::kFile:
        file = value;
        break;
      case LineItem::kLine:
        t_.lines.push_back({file, value});
        break;
      case LineItem::kBad:
        return Fail("Line", "bad item");
    }
  }
  const std::string module(AtomText(t_.atoms[1]));
  t_.files.push_back(module + ".erl");
  for (uint32_t i = 0; i < file_count; ++i) {
    const uint32_t high = in.Byte();
    const uint32_t length = high << 8 | in.Byte();
    t_.files.emplace_back(in.Take(length));
    if (in.failed()) return Fail("Line", "truncated");
  }
  for (SourceLine& line : t_.lines) {
    if (line.file >= t_.files.size()) return Fail("Line", "file number out of range");
  }
  return true;
}

// What module_info(md5) gives: the chunks that make up the code, in this order.
void TableReader::Digest() {
  Md5 md5;
  auto add = [&md5](std::string_view data) { md5.Update(reinterpret_cast<const uint8_t*>(data.data()), data.size()); };
  for (const char* name : {"AtU8", "Code", "StrT", "ImpT", "ExpT"}) add(Find(name));
  std::string funs(Find("FunT"));
  // The field old_uniq depends on the md5 itself.
  for (size_t i = 4; i + 24 <= funs.size(); i += 24) std::fill_n(funs.begin() + i + 20, 4, '\0');
  add(funs);
  for (const char* name : {"LitT", "Meta"}) add(Find(name));
  const auto digest = md5.Finish();
  std::copy(digest.begin(), digest.end(), t_.md5);
}

}  // namespace

bool ReadBeamTables(std::string_view beam, BeamTables* tables, std::string* error) {
  return TableReader(tables, error).Read(beam);
}

}  // namespace beamfold::rt
