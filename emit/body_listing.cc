// SPDX-License-Identifier: Apache-2.0
//
// LLVM decodes the bytes and supplies the mnemonics. The operands are spelled here, because LLVM's assembly language
// differs from the text format in them (alignment as an exponent, labels by number only, types of calls as symbols).
//
// Every block gets a label "$L<n>", numbered in order of appearance, so that a branch's target can be found by
// searching even where the capped indentation no longer shows the nesting.

#include "emit/body_listing.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "absl/base/casts.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/Support/raw_ostream.h"

namespace beamfold::emit {
namespace {

constexpr size_t kMaxIndent = 40;
// Instructions stand in a function, which stands in the module.
constexpr size_t kBodyLevel = 2;

// How the operands of an instruction are spelled.
enum class Operands : uint8_t {
  kPlain,  // none, or numbers
  kLocal,
  kGlobal,
  kFunction,
  kCallIndirect,
  kBranch,  // one label or more
  kOpen,    // block, loop, if
  kElse,
  kEnd,
  kMemory,
  kSelect,
};

struct Mnemonic {
  absl::string_view text;
  Operands operands;
};

constexpr Mnemonic kMnemonics[] = {
    {"local.get", Operands::kLocal},
    {"local.set", Operands::kLocal},
    {"local.tee", Operands::kLocal},
    {"global.get", Operands::kGlobal},
    {"global.set", Operands::kGlobal},
    {"call", Operands::kFunction},
    {"call_indirect", Operands::kCallIndirect},
    {"br", Operands::kBranch},
    {"br_if", Operands::kBranch},
    {"br_table", Operands::kBranch},
    {"block", Operands::kOpen},
    {"loop", Operands::kOpen},
    {"if", Operands::kOpen},
    {"else", Operands::kElse},
    {"end", Operands::kEnd},
    // LLVM types select by its operands; in WebAssembly the stack does that.
    {"i32.select", Operands::kSelect},
    {"i64.select", Operands::kSelect},
    {"f32.select", Operands::kSelect},
    {"f64.select", Operands::kSelect},
};

Operands OperandsOf(absl::string_view mnemonic) {
  const auto* it = std::find_if(std::begin(kMnemonics), std::end(kMnemonics),
                                [&](const Mnemonic& candidate) { return candidate.text == mnemonic; });
  return it == std::end(kMnemonics) ? Operands::kPlain : it->operands;
}

// The shortest decimal that reads back as the same number; a NaN keeps its bits.
template <typename Float, typename Bits, int kMantissaBits>
void AppendFloat(Bits bits, std::string& out) {
  const auto value = absl::bit_cast<Float>(bits);
  if (std::isnan(value)) {
    const Bits mantissa = bits & ((Bits{1} << kMantissaBits) - 1);
    absl::StrAppend(&out, std::signbit(value) ? "-" : "", "nan:0x", absl::Hex(mantissa));
    return;
  }
  char text[32];
  out.append(text, std::to_chars(text, text + sizeof(text), value).ptr);
}

void AppendNumber(const llvm::MCOperand& operand, std::string& out) {
  if (operand.isImm()) {
    absl::StrAppend(&out, operand.getImm());
  } else if (operand.isDFPImm()) {
    AppendFloat<double, uint64_t, 52>(operand.getDFPImm(), out);
  } else if (operand.isSFPImm()) {
    AppendFloat<float, uint32_t, 23>(operand.getSFPImm(), out);
  } else {
    out += '?';
  }
}

absl::string_view BlockResult(int64_t type) {
  switch (static_cast<BlockType>(type)) {
    case BlockType::kEmpty:
      return "";
    case BlockType::kI32:
      return " (result i32)";
    case BlockType::kI64:
      return " (result i64)";
    case BlockType::kF64:
      return " (result f64)";
  }
  return " (result ?)";
}

int64_t Immediate(const llvm::MCInst& inst, unsigned index) {
  return index < inst.getNumOperands() && inst.getOperand(index).isImm() ? inst.getOperand(index).getImm() : 0;
}

}  // namespace

void AppendLine(std::string& out, size_t level) {
  out += '\n';
  out.append(std::min(2 * level, kMaxIndent), ' ');
}

BodyListing::BodyListing(const McContext& context, const TextNames& functions, const TextNames& globals)
    : context_(context), functions_(functions), globals_(globals) {
#define WASM_MEMORY(id, llvm_name, natural_align) natural_align_[context.opcode(Instr::k##id)] = natural_align;
#include "emit/instructions.def"
}

void BodyListing::Print(const FunctionBody& body, const TextNames& locals, std::string& out) {
  labels_.clear();
  next_label_ = 0;
  const llvm::ArrayRef<uint8_t> bytes(reinterpret_cast<const uint8_t*>(body.code.data()), body.code.size());
  auto note = body.notes.begin();
  auto hint = body.hints.begin();
  const auto print_notes = [&](uint64_t offset) {
    for (; note != body.notes.end() && note->offset <= offset; ++note) {
      AppendLine(out, kBodyLevel + labels_.size());
      absl::StrAppend(&out, ";; ", TextComment(note->text));
    }
  };
  for (uint64_t offset = 0; offset < bytes.size();) {
    print_notes(offset);
    llvm::MCInst inst;
    uint64_t size = 0;
    const auto status = context_.disassembler().getInstruction(inst, size, bytes.slice(offset), offset, llvm::nulls());
    if (status == llvm::MCDisassembler::Fail || size == 0) {
      AppendLine(out, kBodyLevel + labels_.size());
      absl::StrAppend(&out, ";; the rest, from byte ", offset, " of ", bytes.size(), ", cannot be decoded");
      break;
    }
    PrintInstruction(inst, locals, out);
    for (; hint != body.hints.end() && hint->offset <= offset; ++hint)
      out += hint->likely ? "  ;; likely" : "  ;; unlikely";
    offset += size;
  }
  print_notes(UINT64_MAX);
}

void BodyListing::PrintInstruction(const llvm::MCInst& inst, const TextNames& locals, std::string& out) {
  const absl::string_view mnemonic = absl::StripAsciiWhitespace(context_.Mnemonic(inst));
  Operands operands = OperandsOf(mnemonic);
  const auto align = natural_align_.find(inst.getOpcode());
  if (align != natural_align_.end()) operands = Operands::kMemory;

  uint32_t closed = 0;
  const bool closes = operands == Operands::kEnd && !labels_.empty();
  if (closes) {
    closed = labels_.back();
    labels_.pop_back();
  }
  const size_t outdent = operands == Operands::kElse && !labels_.empty() ? 1 : 0;
  AppendLine(out, kBodyLevel + labels_.size() - outdent);

  if (operands != Operands::kSelect) absl::StrAppend(&out, mnemonic);
  switch (operands) {
    case Operands::kSelect:
      out += "select";
      break;
    case Operands::kPlain:
      for (const llvm::MCOperand& operand : inst) {
        out += ' ';
        AppendNumber(operand, out);
      }
      break;
    case Operands::kLocal:
      absl::StrAppend(&out, " ", locals.Of(static_cast<uint32_t>(Immediate(inst, 0))));
      break;
    case Operands::kGlobal:
      absl::StrAppend(&out, " ", globals_.Of(static_cast<uint32_t>(Immediate(inst, 0))));
      break;
    case Operands::kFunction:
      absl::StrAppend(&out, " ", functions_.Of(static_cast<uint32_t>(Immediate(inst, 0))));
      break;
    case Operands::kCallIndirect:
      if (const int64_t table = Immediate(inst, 1); table != 0) absl::StrAppend(&out, " ", table);
      absl::StrAppend(&out, " (type ", Immediate(inst, 0), ")");
      break;
    case Operands::kBranch:
      for (unsigned i = 0; i < inst.getNumOperands(); ++i) PrintLabel(Immediate(inst, i), out);
      break;
    case Operands::kOpen:
      absl::StrAppend(&out, " $L", next_label_, BlockResult(Immediate(inst, 0)));
      labels_.push_back(next_label_++);
      break;
    case Operands::kElse:
      break;
    case Operands::kEnd:
      if (closes) absl::StrAppend(&out, "  ;; $L", closed);
      break;
    case Operands::kMemory:
      if (const int64_t offset = Immediate(inst, 1); offset != 0) absl::StrAppend(&out, " offset=", offset);
      if (const int64_t exponent = Immediate(inst, 0); exponent != align->second) {
        absl::StrAppend(&out, " align=", exponent < 0 || exponent > 31 ? 0 : int64_t{1} << exponent);
      }
      break;
  }
}

// A branch to the function's end has no label to name.
void BodyListing::PrintLabel(int64_t depth, std::string& out) const {
  if (depth >= 0 && static_cast<uint64_t>(depth) < labels_.size()) {
    absl::StrAppend(&out, " $L", labels_[labels_.size() - 1 - static_cast<size_t>(depth)]);
  } else {
    absl::StrAppend(&out, " ", depth);
  }
}

}  // namespace beamfold::emit
