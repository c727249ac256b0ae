// SPDX-License-Identifier: Apache-2.0
//
// Engines report a bad module by a byte offset; these messages say which function, import or export it was.

#include "emit/module_check.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "emit/bytes.h"
#include "emit/limits.h"

namespace beamfold::emit {
namespace {

// Remembers the first failure; later checks then do nothing.
class Checker {
 public:
  explicit Checker(const ModuleContents& module) : module_(module) {}

  absl::Status Run() {
    CheckCounts();
    for (const FunctionType& type : module_.types) CheckType(type);
    for (const Import& import : module_.imports) CheckImport(import);
    for (size_t i = 0; i < module_.functions.size(); ++i) {
      CheckFunction(module_.functions[i], module_.imported_functions + i);
    }
    CheckExports();
    for (const CustomSection& section : module_.custom_sections) Name("custom section's name", section.name);
    return status_;
  }

 private:
  void CheckCounts() {
    subject_ = "module";
    Name("module's name", module_.name);
    Count("types", module_.types.size(), kMaxTypes);
    Count("imports", module_.imports.size(), kMaxImports);
    Count("functions", module_.function_count(), kMaxFunctions);
    Count("globals", module_.global_count(), kMaxGlobals);
    Count("exports", module_.exports.size(), kMaxExports);
  }

  void CheckType(const FunctionType& type) {
    subject_ = "function type";
    Count("parameters", type.params.size(), kMaxParams);
    Count("results", type.results.size(), kMaxResults);
  }

  void CheckImport(const Import& import) {
    subject_ =
        absl::StrCat("import \"", absl::CHexEscape(import.module), "\" \"", absl::CHexEscape(import.field), "\"");
    Name("module", import.module);
    Name("field", import.field);
    switch (import.kind) {
      case ExternKind::kFunction:
        Index("type", import.type, module_.types.size());
        break;
      case ExternKind::kTable:
        Count("table entries", import.min, kMaxTableEntries);
        break;
      case ExternKind::kMemory:
        Count("pages", import.min, kMaxMemoryPages);
        if (import.shared) {
          Count("pages at most", import.max, kMaxMemoryPages);
          Count("pages at least", import.min, import.max);
        }
        break;
      case ExternKind::kGlobal:
        break;
    }
  }

  void CheckFunction(const FunctionBody& body, size_t index) {
    subject_ = absl::StrCat("function ", index, " \"", absl::CHexEscape(body.name), "\"");
    Name("name", body.name);
    Index("type", body.type, module_.types.size());
    if (!status_.ok()) return;
    const size_t locals = module_.types[body.type].params.size() + body.locals.size();
    Count("locals", locals, kMaxLocals);
    Count("bytes", body.code.size(), kMaxFunctionBytes);
    if (body.local_names.size() > locals) {
      Fail(absl::StrCat(body.local_names.size(), " local names for ", locals, " locals"));
    }
    for (const std::string& name : body.local_names) Name("local's name", name);
  }

  void CheckExports() {
    absl::flat_hash_set<absl::string_view> names;
    for (const Export& export_entry : module_.exports) {
      subject_ = absl::StrCat("export \"", absl::CHexEscape(export_entry.name), "\"");
      Name("name", export_entry.name);
      Index("function", export_entry.function, module_.function_count());
      if (!names.insert(export_entry.name).second) Fail("exported twice");
    }
  }

  void Count(absl::string_view what, size_t count, size_t limit) {
    if (!status_.ok() || count <= limit) return;
    status_ = absl::ResourceExhaustedError(
        absl::StrCat(subject_, ": too many ", what, ": ", count, " where ", limit, " is the limit"));
  }
  void Index(absl::string_view what, size_t index, size_t count) {
    if (index >= count) Fail(absl::StrCat(what, " ", index, " does not exist; there are ", count));
  }
  void Name(absl::string_view what, const std::string& name) {
    Count(absl::StrCat("bytes in ", what), name.size(), kMaxNameBytes);
    if (!IsUtf8(name)) Fail(absl::StrCat(what, " is not UTF-8: \"", absl::CHexEscape(name), "\""));
  }
  void Fail(absl::string_view message) {
    if (status_.ok()) status_ = absl::InvalidArgumentError(absl::StrCat(subject_, ": ", message));
  }

  const ModuleContents& module_;
  std::string subject_;  // what the messages are about
  absl::Status status_;
};

}  // namespace

absl::Status CheckModule(const ModuleContents& module) { return Checker(module).Run(); }

}  // namespace beamfold::emit
