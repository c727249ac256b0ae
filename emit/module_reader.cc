// SPDX-License-Identifier: Apache-2.0
//
// One pass over the sections in the order of the file. A count is believed only if so many items can follow. Locals and
// their names, of which a few bytes can make many, have limits for all functions together. Damaged names are
// left out: engines do not look at them either.

#include "emit/module_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "emit/global_form.h"
#include "emit/limits.h"

namespace beamfold::emit {
namespace {

constexpr std::string_view kMagic("\0asm\1\0\0\0", 8);
constexpr uint8_t kFunctionTypeForm = 0x60;
constexpr uint8_t kEnd = 0x0b;
constexpr size_t kMaxLocalsOfModule = 2'000'000;
constexpr size_t kMaxLocalNamesOfModule = 1'000'000;

enum Section : uint8_t {
  kCustom = 0,
  kTypes = 1,
  kImports = 2,
  kFunctions = 3,
  kGlobals = 6,
  kExports = 7,
  kCode = 10
};

// Reads one part of the bytes. The first error stays, and all that is read after it is 0.
class Cursor {
 public:
  Cursor(std::string_view bytes, size_t base) : bytes_(bytes), base_(base) {}

  bool ok() const { return status_.ok(); }
  const absl::Status& status() const { return status_; }
  bool AtEnd() const { return at_ == bytes_.size(); }
  size_t remaining() const { return bytes_.size() - at_; }
  size_t position() const { return base_ + at_; }

  void Fail(absl::string_view what, absl::StatusCode code = absl::StatusCode::kInvalidArgument) {
    if (status_.ok()) status_ = absl::Status(code, absl::StrCat("byte ", position(), " of the module: ", what));
    at_ = bytes_.size();
  }
  void Merge(const Cursor& part) {
    if (status_.ok()) status_ = part.status_;
  }
  uint8_t Byte() {
    if (AtEnd()) {
      Fail("it ends too early");
      return 0;
    }
    return static_cast<uint8_t>(bytes_[at_++]);
  }
  uint32_t U32() {
    uint64_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const uint8_t byte = Byte();
      value |= uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) {
        if (value > UINT32_MAX) break;
        return static_cast<uint32_t>(value);
      }
    }
    Fail("a number has too many bits");
    return 0;
  }
  // A count of things of at least so many bytes each.
  uint32_t Count(size_t bytes_each = 1) {
    const uint32_t count = U32();
    if (count <= remaining() / bytes_each) return count;
    Fail(absl::StrCat("so many cannot follow: ", count));
    return 0;
  }
  Cursor Part() {
    const uint32_t size = U32();
    if (size > remaining()) {
      Fail("it ends too early");
      return Cursor("", position());
    }
    Cursor part(bytes_.substr(at_, size), position());
    at_ += size;
    return part;
  }
  std::string_view Rest() {
    const std::string_view rest = bytes_.substr(at_);
    at_ = bytes_.size();
    return rest;
  }
  std::string String() { return std::string(Part().Rest()); }
  ValType Type() {
    const uint8_t byte = Byte();
    switch (static_cast<ValType>(byte)) {
      case ValType::kI32:
      case ValType::kI64:
      case ValType::kF32:
      case ValType::kF64:
      case ValType::kFuncref:
        return static_cast<ValType>(byte);
    }
    Fail("a type of values that is not known", absl::StatusCode::kUnimplemented);
    return ValType::kI32;
  }

 private:
  std::string_view bytes_;
  size_t base_;
  size_t at_ = 0;
  absl::Status status_;
};

std::vector<ValType> ReadTypes(Cursor& cursor) {
  std::vector<ValType> types(cursor.Count());
  for (ValType& type : types) type = cursor.Type();
  return types;
}

void ReadTypeSection(Cursor& cursor, ModuleContents& module) {
  const uint32_t count = cursor.Count(3);
  for (uint32_t i = 0; i < count && cursor.ok(); ++i) {
    if (cursor.Byte() != kFunctionTypeForm) {
      cursor.Fail("a type that is not a function's", absl::StatusCode::kUnimplemented);
    }
    FunctionType& type = module.types.emplace_back();
    type.params = ReadTypes(cursor);
    type.results = ReadTypes(cursor);
  }
}

void ReadImport(Cursor& cursor, ModuleContents& module) {
  constexpr uint8_t kNoMax = 0;
  constexpr uint8_t kSharedWithMax = 3;
  Import import;
  import.module = cursor.String();
  import.field = cursor.String();
  const uint8_t kind = cursor.Byte();
  import.kind = static_cast<ExternKind>(kind);
  bool held = true;
  switch (import.kind) {
    case ExternKind::kFunction:
      import.type = cursor.U32();
      ++module.imported_functions;
      break;
    case ExternKind::kTable:
      held = cursor.Type() == ValType::kFuncref && cursor.Byte() == kNoMax;
      import.min = cursor.U32();
      break;
    case ExternKind::kMemory: {
      const uint8_t flags = cursor.Byte();
      held = flags == kNoMax || flags == kSharedWithMax;
      import.shared = flags == kSharedWithMax;
      import.min = cursor.U32();
      if (import.shared) import.max = cursor.U32();
      break;
    }
    case ExternKind::kGlobal:
      import.value_type = cursor.Type();
      held = cursor.Byte() == 0;
      ++module.imported_globals;
      break;
    default:
      held = false;
  }
  if (!held) cursor.Fail("an import of a kind that cannot be shown", absl::StatusCode::kUnimplemented);
  module.imports.push_back(std::move(import));
}

void ReadFunctionSection(Cursor& cursor, ModuleContents& module) {
  module.functions.resize(cursor.Count());
  for (FunctionBody& body : module.functions) body.type = cursor.U32();
}

void ReadGlobalSection(Cursor& cursor, ModuleContents& module) {
  const uint32_t count = cursor.Count(static_cast<uint32_t>(kMutableZero.size()));
  for (uint32_t i = 0; i < count && cursor.ok(); ++i) {
    for (char expected : kMutableZero) {
      if (cursor.ok() && cursor.Byte() != static_cast<uint8_t>(expected)) {
        cursor.Fail("a global that cannot be shown", absl::StatusCode::kUnimplemented);
      }
    }
    module.globals.emplace_back();
  }
}

void ReadExportSection(Cursor& cursor, ModuleContents& module) {
  const uint32_t count = cursor.Count(3);
  for (uint32_t i = 0; i < count && cursor.ok(); ++i) {
    Export entry;
    entry.name = cursor.String();
    if (cursor.Byte() != static_cast<uint8_t>(ExternKind::kFunction)) {
      cursor.Fail("an export that is not a function", absl::StatusCode::kUnimplemented);
    }
    entry.function = cursor.U32();
    module.exports.push_back(std::move(entry));
  }
}

void ReadBody(Cursor& cursor, FunctionBody& body, size_t& locals) {
  const uint32_t runs = cursor.Count(2);
  for (uint32_t i = 0; i < runs && cursor.ok(); ++i) {
    const uint32_t count = cursor.U32();
    const ValType type = cursor.Type();
    if (count > kMaxLocals - body.locals.size() || count > kMaxLocalsOfModule - locals) {
      return cursor.Fail("too many locals");
    }
    locals += count;
    body.locals.insert(body.locals.end(), count, type);
  }
  const std::string_view code = cursor.Rest();
  if (!cursor.ok()) return;
  if (code.empty() || static_cast<uint8_t>(code.back()) != kEnd) return cursor.Fail("a function without an end");
  body.code = std::string(code.substr(0, code.size() - 1));
}

void ReadCodeSection(Cursor& cursor, ModuleContents& module) {
  const uint32_t count = cursor.Count(2);
  if (cursor.ok() && count != module.functions.size()) {
    cursor.Fail(absl::StrCat(count, " bodies for ", module.functions.size(), " functions"));
  }
  size_t locals = 0;
  for (uint32_t i = 0; i < count && cursor.ok(); ++i) {
    Cursor body = cursor.Part();
    ReadBody(body, module.functions[i], locals);
    cursor.Merge(body);
  }
}

// Calls `add` with index and name, up to the first damage.
template <typename Add>
void ReadNameMap(Cursor& cursor, const Add& add) {
  const uint32_t count = cursor.Count(2);
  for (uint32_t i = 0; i < count && cursor.ok(); ++i) {
    const uint32_t index = cursor.U32();
    std::string name = cursor.String();
    if (cursor.ok()) add(index, std::move(name));
  }
}

void ReadNames(Cursor cursor, ModuleContents& module) {
  const auto function = [&](uint32_t index) -> FunctionBody* {
    const uint32_t own = index - module.imported_functions;
    return index < module.imported_functions || own >= module.functions.size() ? nullptr : &module.functions[own];
  };
  size_t left = kMaxLocalNamesOfModule;
  while (cursor.ok() && !cursor.AtEnd()) {
    const uint8_t id = cursor.Byte();
    Cursor part = cursor.Part();
    if (id == 0) {
      module.name = part.String();
    } else if (id == 1) {
      ReadNameMap(part, [&](uint32_t index, std::string name) {
        if (FunctionBody* body = function(index); body != nullptr) body->name = std::move(name);
      });
    } else if (id == 7) {
      ReadNameMap(part, [&](uint32_t index, std::string name) {
        if (index >= module.imported_globals && index < module.global_count()) {
          module.globals[index - module.imported_globals].name = std::move(name);
        }
      });
    } else if (id == 2) {
      const uint32_t count = part.Count(2);
      for (uint32_t i = 0; i < count && part.ok(); ++i) {
        FunctionBody* body = function(part.U32());
        ReadNameMap(part, [&](uint32_t index, std::string name) {
          // In order, as they must be.
          if (body == nullptr || index < body->local_names.size() || index - body->local_names.size() >= left) return;
          left -= index + 1 - body->local_names.size();
          body->local_names.resize(index + 1);
          body->local_names.back() = std::move(name);
        });
      }
    }
  }
}

}  // namespace

absl::StatusOr<ModuleContents> ReadModule(std::string_view wasm) {
  if (wasm.substr(0, kMagic.size()) != kMagic) return absl::InvalidArgumentError("not a WebAssembly module");
  ModuleContents module;
  Cursor cursor(wasm.substr(kMagic.size()), kMagic.size());
  std::string_view names;
  uint8_t last = 0;
  while (cursor.ok() && !cursor.AtEnd()) {
    const uint8_t id = cursor.Byte();
    if (id != kCustom && id <= last) cursor.Fail(absl::StrCat("section ", id, " is out of order"));
    if (id != kCustom) last = id;
    Cursor section = cursor.Part();
    switch (id) {
      case kCustom: {
        CustomSection custom;
        custom.name = section.String();
        const std::string_view data = section.Rest();
        custom.data = std::string(data);
        if (custom.name == "name") {
          names = data;
        } else {
          module.custom_sections.push_back(std::move(custom));
        }
        break;
      }
      case kTypes:
        ReadTypeSection(section, module);
        break;
      case kImports: {
        const uint32_t count = section.Count(3);
        for (uint32_t i = 0; i < count && section.ok(); ++i) ReadImport(section, module);
        break;
      }
      case kFunctions:
        ReadFunctionSection(section, module);
        break;
      case kGlobals:
        ReadGlobalSection(section, module);
        break;
      case kExports:
        ReadExportSection(section, module);
        break;
      case kCode:
        ReadCodeSection(section, module);
        break;
      default:
        section.Fail(absl::StrCat("section ", id, " cannot be shown"), absl::StatusCode::kUnimplemented);
    }
    if (section.ok() && !section.AtEnd()) section.Fail("bytes too many in a section");
    cursor.Merge(section);
  }
  if (cursor.ok() && last < kCode && !module.functions.empty()) cursor.Fail("functions without code");
  if (!cursor.ok()) return cursor.status();
  ReadNames(Cursor(names, 0), module);
  return module;
}

}  // namespace beamfold::emit
