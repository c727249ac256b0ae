// SPDX-License-Identifier: Apache-2.0

#include "emit/listing.h"

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "emit/body_listing.h"
#include "emit/mc_context.h"
#include "emit/text_names.h"

namespace beamfold::emit {
namespace {

constexpr size_t kLineWidth = 100;

absl::string_view TypeText(ValType type) {
  switch (type) {
    case ValType::kI32:
      return "i32";
    case ValType::kI64:
      return "i64";
    case ValType::kF32:
      return "f32";
    case ValType::kF64:
      return "f64";
    case ValType::kFuncref:
      return "funcref";
  }
  return "?";
}

// " (param i32 i32)", or nothing for no types.
std::string TypeList(absl::string_view keyword, const std::vector<ValType>& types) {
  if (types.empty()) return "";
  std::string out = absl::StrCat(" (", keyword);
  for (ValType type : types) absl::StrAppend(&out, " ", TypeText(type));
  return out + ")";
}

class ModuleListing {
 public:
  ModuleListing(const ModuleContents& module, const McContext& context)
      : module_(module), body_(context, functions_, globals_) {
    for (const Import& import : module.imports) {
      if (import.kind == ExternKind::kFunction) functions_.Add(import.field);
      if (import.kind == ExternKind::kGlobal) globals_.Add(import.field);
    }
    for (const Global& defined : module.globals) globals_.Add(defined.name);
    for (const FunctionBody& body : module.functions) functions_.Add(body.name);
  }

  std::string Run() {
    out_ = "(module";
    if (!module_.name.empty()) absl::StrAppend(&out_, " ", TextName(module_.name));
    for (size_t i = 0; i < module_.types.size(); ++i) {
      AppendLine(out_, 1);
      absl::StrAppend(&out_, "(type (;", i, ";) (func", TypeList("param", module_.types[i].params),
                      TypeList("result", module_.types[i].results), "))");
    }
    uint32_t function = 0;
    uint32_t global = 0;
    for (const Import& import : module_.imports) PrintImport(import, function, global);
    for (size_t i = 0; i < module_.globals.size(); ++i) {
      AppendLine(out_, 1);
      absl::StrAppend(&out_, "(global ", globals_.AtDefinition(global++), "(mut i32) (i32.const 0))");
    }
    for (const Export& export_entry : module_.exports) {
      AppendLine(out_, 1);
      absl::StrAppend(&out_, "(export ", TextString(export_entry.name), " (func ", functions_.Of(export_entry.function),
                      "))");
    }
    for (const FunctionBody& body : module_.functions) PrintFunction(body, function++);
    for (const CustomSection& section : module_.custom_sections) {
      AppendLine(out_, 1);
      absl::StrAppend(&out_, ";; custom section ", TextString(section.name), ", ", section.data.size(), " bytes");
    }
    AppendLine(out_, 0);
    return out_ + ")\n";
  }

 private:
  // Counts the functions and globals that it has seen.
  void PrintImport(const Import& import, uint32_t& function, uint32_t& global) {
    AppendLine(out_, 1);
    absl::StrAppend(&out_, "(import ", TextString(import.module), " ", TextString(import.field), " ");
    switch (import.kind) {
      case ExternKind::kFunction:
        absl::StrAppend(&out_, "(func ", functions_.AtDefinition(function++), "(type ", import.type, ")))");
        break;
      case ExternKind::kTable:
        absl::StrAppend(&out_, "(table ", import.min, " funcref))");
        break;
      case ExternKind::kMemory:
        absl::StrAppend(&out_, "(memory ", import.min);
        if (import.shared) absl::StrAppend(&out_, " ", import.max, " shared");
        out_ += "))";
        break;
      case ExternKind::kGlobal:
        absl::StrAppend(&out_, "(global ", globals_.AtDefinition(global++), TypeText(import.value_type), "))");
        break;
    }
  }

  void PrintFunction(const FunctionBody& body, uint32_t index) {
    AppendLine(out_, 1);
    absl::StrAppend(&out_, "(func ", functions_.AtDefinition(index), "(type ", body.type, ")");
    TextNames locals;
    for (const std::string& name : body.local_names) locals.Add(name);
    if (body.type < module_.types.size()) {
      const FunctionType& type = module_.types[body.type];
      size_t line_start = out_.rfind('\n');
      PrintLocals("param", type.params, 0, locals, line_start);
      out_ += TypeList("result", type.results);
      PrintLocals("local", body.locals, static_cast<uint32_t>(type.params.size()), locals, line_start);
    }
    body_.Print(body, locals, out_);
    AppendLine(out_, 1);
    out_ += ')';
  }

  // `first` is the index of the first; a line holds as many as fit.
  void PrintLocals(absl::string_view keyword, const std::vector<ValType>& types, uint32_t first,
                   const TextNames& locals, size_t& line_start) {
    for (size_t i = 0; i < types.size(); ++i) {
      const std::string item = absl::StrCat("(", keyword, " ", locals.AtDefinition(first + static_cast<uint32_t>(i)),
                                            TypeText(types[i]), ")");
      if (out_.size() - line_start + item.size() > kLineWidth) {
        line_start = out_.size();
        AppendLine(out_, 2);
      } else {
        out_ += ' ';
      }
      out_ += item;
    }
  }

  const ModuleContents& module_;
  TextNames functions_;
  TextNames globals_;
  BodyListing body_;
  std::string out_;
};

}  // namespace

std::string PrintModule(const ModuleContents& module) {
  absl::StatusOr<std::unique_ptr<McContext>> context = McContext::Create();
  if (!context.ok()) return absl::StrCat(";; no listing: ", TextComment(context.status().ToString()), "\n");
  return ModuleListing(module, **context).Run();
}

}  // namespace beamfold::emit
