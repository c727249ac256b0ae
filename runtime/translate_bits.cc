// SPDX-License-Identifier: Apache-2.0
//
// Translation of matching and construction of bitstrings.

#include "runtime/atoms.h"
#include "runtime/integer.h"
#include "runtime/interp_bits.h"
#include "runtime/translate.h"

namespace beamfold::rt {

bool Translator::PlainNumber(const Arg& a, uint32_t* value) {
  if (a.kind == Arg::Kind::kUnsigned) {
    *value = a.value;
    return true;
  }
  if (a.kind != Arg::Kind::kTerm || !IsSmall(a.value) || SmallValue(a.value) < 0) return false;
  *value = static_cast<uint32_t>(SmallValue(a.value));
  return true;
}

uint32_t Translator::Flags(const Arg& a) {
  static const Term kLittle = AtomFromText("little");
  static const Term kSigned = AtomFromText("signed");
  static const Term kNative = AtomFromText("native");
  uint32_t flags = 0;
  if (a.kind == Arg::Kind::kUnsigned) {
    flags = a.value & (abi::kBitsLittle | abi::kBitsSigned | abi::kBitsNative);
  } else if (a.kind == Arg::Kind::kTerm) {
    for (Term list = a.value; IsCons(list); list = Tail(list)) {
      if (Head(list) == kLittle) flags |= abi::kBitsLittle;
      if (Head(list) == kSigned) flags |= abi::kBitsSigned;
      if (Head(list) == kNative) flags |= abi::kBitsNative;
    }
  }
  if ((flags & abi::kBitsNative) != 0) flags = (flags & ~abi::kBitsNative) | abi::kBitsLittle;
  return flags;
}

bool Translator::StringInPool(uint32_t offset, uint32_t bytes) {
  if (offset <= m_.strings.size() && bytes <= m_.strings.size() - offset) return true;
  return Fail("a string outside of the string pool");
}

void Translator::ReserveHeap(uint32_t words, uint32_t live) {
  if (words == 0) return;
  Emit(InterpOp::kTestHeap);
  Word(words);
  Word(live);
}

bool Translator::TranslateBits() {
  auto field = [this](InterpOp op) {
    Emit(op);
    LabelWord(label(0));
    Source(arg(1));
    Source(arg(3));
    Word(number(4));
    Word(Flags(arg(5)));
    Source(arg(6));
    return true;
  };
  auto utf = [this](uint32_t size, bool skip) {
    Emit(InterpOp::kBsGetUtf);
    LabelWord(label(0));
    Source(arg(1));
    Word(size);
    Word(Flags(arg(3)));
    if (skip) {
      Word(kSkipField);
    } else {
      Source(arg(4));
    }
    return true;
  };
  auto test = [this](InterpOp op) {
    Emit(op);
    LabelWord(label(0));
    Source(arg(1));
    Word(number(2));
    return true;
  };
  auto start = [this](uint32_t label, const Arg& source, const Arg& d) {
    Emit(InterpOp::kBsStartMatch);
    LabelWord(label);
    Source(source);
    Source(d);
    return true;
  };
  switch (current_->op) {
    case Opcode::kBsStartMatch3:
      return start(label(0), arg(1), arg(3));
    case Opcode::kBsStartMatch4:
      return start(arg(0).kind == Arg::Kind::kLabel ? label(0) : 0, arg(2), arg(3));
    case Opcode::kBsGetInteger2:
      return field(InterpOp::kBsGetInteger);
    case Opcode::kBsGetFloat2:
      return field(InterpOp::kBsGetFloat);
    case Opcode::kBsGetBinary2:
      return field(InterpOp::kBsGetBinary);
    case Opcode::kBsSkipBits2:
      Emit(InterpOp::kBsSkip);
      LabelWord(label(0));
      Source(arg(1));
      Source(arg(2));
      Word(number(3));
      return true;
    case Opcode::kBsTestTail2:
      return test(InterpOp::kBsTestTail);
    case Opcode::kBsTestUnit:
      if (number(2) == 0) return Fail("bs_test_unit: unit 0");
      return test(InterpOp::kBsTestUnit);
    case Opcode::kBsMatchString:
      if (!StringInPool(number(3), (number(2) + 7) / 8)) return false;
      test(InterpOp::kBsMatchString);
      Word(number(3));
      return true;
    case Opcode::kBsGetTail:
    case Opcode::kBsGetPosition:
    case Opcode::kBsSetPosition:
      Emit(current_->op == Opcode::kBsGetTail       ? InterpOp::kBsGetTail
           : current_->op == Opcode::kBsGetPosition ? InterpOp::kBsGetPosition
                                                    : InterpOp::kBsSetPosition);
      Source(arg(0));
      Source(arg(1));
      return true;
    case Opcode::kBsGetUtf8:
      return utf(8, false);
    case Opcode::kBsSkipUtf8:
      return utf(8, true);
    case Opcode::kBsGetUtf16:
      return utf(16, false);
    case Opcode::kBsSkipUtf16:
      return utf(16, true);
    case Opcode::kBsGetUtf32:
      return utf(32, false);
    case Opcode::kBsSkipUtf32:
      return utf(32, true);
    case Opcode::kBsInitWritable:
      Emit(InterpOp::kBsInitWritable);
      return true;
    case Opcode::kBsCreateBin:
      return TranslateCreateBin();
    case Opcode::kBsMatch:
      return TranslateBsMatch();
    default:
      return false;
  }
}

bool Translator::TranslateCreateBin() {
  static const std::pair<Term, uint32_t> kKinds[] = {
      {AtomFromText("integer"), abi::kSegmentInteger},
      {AtomFromText("float"), abi::kSegmentFloat},
      {AtomFromText("binary"), abi::kSegmentBinary},
      {AtomFromText("append"), abi::kSegmentAppend},
      {AtomFromText("private_append"), abi::kSegmentPrivateAppend},
      {AtomFromText("string"), abi::kSegmentString},
      {AtomFromText("utf8"), abi::kSegmentUtf8},
      {AtomFromText("utf16"), abi::kSegmentUtf16},
      {AtomFromText("utf32"), abi::kSegmentUtf32},
  };
  const Arg& list = arg(5);
  if (list.count % 6 != 0 || list.count / 6 > abi::kMaxArgs / abi::kSegmentWords) {
    return Fail("bs_create_bin: bad list of segments");
  }
  ReserveHeap(number(1), number(2));
  Emit(InterpOp::kBsCreateBin);
  LabelWord(label(0));
  Source(arg(4));
  Word(list.count / 6);
  for (uint32_t i = 0; i < list.count; i += 6) {
    const Arg& type = item(list, i);
    const Arg& value = item(list, i + 4);
    const Arg& size = item(list, i + 5);
    uint32_t kind = 0xFFFFFFFFu;
    for (const auto& [atom, number] : kKinds) {
      if (type.kind == Arg::Kind::kTerm && type.value == atom) kind = number;
    }
    uint32_t unit = 0;
    if (kind == 0xFFFFFFFFu || !PlainNumber(item(list, i + 2), &unit) || unit > 256) {
      return Fail("bs_create_bin: bad segment");
    }
    Word(kind | Flags(item(list, i + 3)) << 8);
    Word(unit);
    if (kind == abi::kSegmentString) {
      uint32_t offset = 0;
      uint32_t bytes = 0;
      if (!PlainNumber(value, &offset) || !PlainNumber(size, &bytes)) return Fail("bs_create_bin: bad string");
      if (!StringInPool(offset, bytes)) return false;
      Word(offset);
      Word(bytes);
      continue;
    }
    Source(value);
    if (kind >= abi::kSegmentUtf8) {
      Word(kNil);
    } else {
      Source(size);
    }
  }
  return true;
}

bool Translator::TranslateBsMatch() {
  struct Command {
    Term name;
    uint32_t operands;
    BsMatchCommand code;
  };
  static const Command kCommands[] = {
      {AtomFromText("ensure_at_least"), 2, BsMatchCommand::kAtLeast},
      {AtomFromText("ensure_exactly"), 1, BsMatchCommand::kExactly},
      {AtomFromText("integer"), 5, BsMatchCommand::kInteger},
      {AtomFromText("binary"), 5, BsMatchCommand::kBinary},
      {AtomFromText("skip"), 1, BsMatchCommand::kSkip},
      {AtomFromText("get_tail"), 3, BsMatchCommand::kTail},
      {AtomFromText("=:="), 3, BsMatchCommand::kEqual},
  };
  const Arg& list = arg(2);
  Emit(InterpOp::kBsMatch);
  LabelWord(label(0));
  Source(arg(1));
  const size_t length_at = m_.code.size();
  Word(0);
  uint32_t i = 0;
  while (i < list.count) {
    const Command* command = nullptr;
    for (const Command& c : kCommands) {
      if (item(list, i).kind == Arg::Kind::kTerm && item(list, i).value == c.name) command = &c;
    }
    if (command == nullptr || list.count - i <= command->operands) return Fail("bs_match: unknown command");
    const auto operand = [&](uint32_t n) -> const Arg& { return item(list, i + 1 + n); };
    Word(static_cast<uint32_t>(command->code));
    uint32_t bits = 0;
    uint32_t unit = 0;
    bool ok = true;
    switch (command->code) {
      case BsMatchCommand::kAtLeast:
        ok = PlainNumber(operand(0), &bits) && PlainNumber(operand(1), &unit) && unit > 0;
        Word(bits);
        Word(unit);
        break;
      case BsMatchCommand::kExactly:
      case BsMatchCommand::kSkip:
        ok = PlainNumber(operand(0), &bits);
        Word(bits);
        break;
      case BsMatchCommand::kInteger:
      case BsMatchCommand::kBinary:
        ok = PlainNumber(operand(2), &bits) && PlainNumber(operand(3), &unit) && CheckArg('d', operand(4)) &&
             static_cast<uint64_t>(bits) * unit < 1u << 31;
        Word(bits * unit);
        Word(Flags(operand(1)));
        Source(operand(4));
        break;
      case BsMatchCommand::kTail:
        ok = PlainNumber(operand(1), &unit) && CheckArg('d', operand(2));
        Source(operand(2));
        break;
      case BsMatchCommand::kEqual: {
        const Arg& value = operand(2);
        ok = PlainNumber(operand(1), &bits) && (value.kind == Arg::Kind::kUnsigned || value.kind == Arg::Kind::kTerm);
        Word(bits);
        Word(value.kind == Arg::Kind::kUnsigned ? MakeUnsigned(nullptr, value.value) : value.value);
        break;
      }
    }
    if (!ok || bits >= 1u << 31) return Fail("bs_match: bad operands");
    i += 1 + command->operands;
  }
  m_.code[length_at] = static_cast<uint32_t>(m_.code.size() - length_at - 1);
  return true;
}

bool Translator::TranslateOldBits() {
  auto put = [this](uint32_t kind) {
    Emit(InterpOp::kBsPut);
    LabelWord(label(0));
    Word(kind);
    Source(arg(1));
    Word(number(2));
    Word(Flags(arg(3)));
    Source(arg(4));
    return true;
  };
  auto put_utf = [this](uint32_t kind) {
    Emit(InterpOp::kBsPut);
    LabelWord(label(0));
    Word(kind);
    Word(kNil);
    Word(0);
    Word(Flags(arg(1)));
    Source(arg(2));
    return true;
  };
  switch (current_->op) {
    case Opcode::kBsInit2:
    case Opcode::kBsInitBits:
      ReserveHeap(number(2), number(3));
      Emit(InterpOp::kBsInit);
      LabelWord(label(0));
      Source(arg(1));
      Word(current_->op == Opcode::kBsInit2 ? 8 : 1);
      Source(arg(5));
      return true;
    case Opcode::kBsAppend:
      ReserveHeap(number(2), number(3));
      Emit(InterpOp::kBsAppend);
      LabelWord(label(0));
      Source(arg(1));
      Word(number(4));
      Source(arg(5));
      Source(arg(7));
      return true;
    case Opcode::kBsPrivateAppend:
      Emit(InterpOp::kBsAppend);
      LabelWord(label(0));
      Source(arg(1));
      Word(number(2));
      Source(arg(3));
      Source(arg(5));
      return true;
    case Opcode::kBsPutInteger:
      return put(abi::kSegmentInteger);
    case Opcode::kBsPutFloat:
      return put(abi::kSegmentFloat);
    case Opcode::kBsPutBinary:
      return put(abi::kSegmentBinary);
    case Opcode::kBsPutUtf8:
      return put_utf(abi::kSegmentUtf8);
    case Opcode::kBsPutUtf16:
      return put_utf(abi::kSegmentUtf16);
    case Opcode::kBsPutUtf32:
      return put_utf(abi::kSegmentUtf32);
    case Opcode::kBsPutString:
      if (!StringInPool(number(1), number(0))) return false;
      Emit(InterpOp::kBsPutString);
      Word(number(0));
      Word(number(1));
      return true;
    case Opcode::kBsAdd:
      Emit(InterpOp::kBsAdd);
      LabelWord(label(0));
      Source(arg(1));
      Source(arg(2));
      Word(number(3));
      Source(arg(4));
      return true;
    case Opcode::kBsUtf8Size:
    case Opcode::kBsUtf16Size:
      Emit(InterpOp::kBsUtfSize);
      LabelWord(label(0));
      Word(current_->op == Opcode::kBsUtf8Size ? 8 : 16);
      Source(arg(1));
      Source(arg(2));
      return true;
    default:
      return false;
  }
}

}  // namespace beamfold::rt
