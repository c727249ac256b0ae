// SPDX-License-Identifier: Apache-2.0
//
// Funs and modules.

#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/external_term.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/module.h"
#include "runtime/term_print.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

Term Name(const char* text) { return AtomFromText(text); }

// The value of one item of fun_info/2, kNoTerm if there is no such item.
Term FunItem(Context* ctx, Term fun, Term item) {
  const bool external = IsExternalFun(fun);
  const Term* words = Pointer(fun);
  if (item == Name("arity")) return MakeSmall(static_cast<int32_t>(FunArity(fun)));
  if (item == Name("module")) return external ? words[1] : ClosureModule(fun)->name;
  if (item == Name("type")) return Name(external ? "external" : "local");
  if (external) {
    if (item == Name("name")) return words[2];
    if (item == Name("env")) return kNil;
    const bool known = item == Name("pid") || item == Name("index") || item == Name("uniq") ||
                       item == Name("new_index") || item == Name("new_uniq") || item == Name("refc");
    return known ? atoms::kUndefined : kNoTerm;
  }
  const Lambda& lambda = ClosureLambda(fun);
  if (item == Name("name")) return lambda.function;
  if (item == Name("env")) return MakeList(ctx, std::span<const Term>(words + 3, lambda.num_free));
  if (item == Name("index") || item == Name("new_index")) return MakeInteger(ctx, lambda.index);
  if (item == Name("uniq")) return MakeInteger(ctx, lambda.old_uniq);
  if (item == Name("new_uniq")) return MakeBinary(ctx, ClosureModule(fun)->md5, sizeof(Module::md5));
  if (item == Name("refc")) return MakeSmall(1);
  if (item == Name("pid")) return MakeLocalPid(ctx->process_id);
  return kNoTerm;
}

Term FunctionList(Context* ctx, const Module& module) {
  std::vector<Term> pairs;
  for (const FunctionInfo& f : module.functions) {
    pairs.push_back(MakeTuple(ctx, {f.name, MakeSmall(static_cast<int32_t>(f.arity))}));
  }
  return MakeList(ctx, pairs);
}

Term ExportList(Context* ctx, const Module& module) {
  std::vector<Term> pairs;
  for (const Export& e : module.exports) {
    pairs.push_back(MakeTuple(ctx, {e.function, MakeSmall(static_cast<int32_t>(e.arity))}));
  }
  return MakeList(ctx, pairs);
}

Term Decoded(Context* ctx, const std::string& external) {
  if (external.empty()) return kNil;
  size_t used;
  const Term term = DecodeExternal(ctx, external, {}, &used);
  return term != kNoTerm ? term : kNil;
}

Term ModuleItem(Context* ctx, const Module& module, Term item) {
  if (item == Name("module")) return module.name;
  if (item == Name("exports")) return ExportList(ctx, module);
  if (item == Name("functions")) return FunctionList(ctx, module);
  if (item == Name("attributes")) return Decoded(ctx, module.attributes);
  if (item == Name("compile")) return Decoded(ctx, module.compile_info);
  if (item == Name("md5")) return MakeBinary(ctx, module.md5, sizeof module.md5);
  if (item == Name("native")) return atoms::kFalse;
  if (item == Name("nifs")) return kNil;
  return kNoTerm;
}

}  // namespace

Term ErlangFunInfo2(Context* ctx, Term fun, Term item) {
  if (!IsFun(fun)) return RaiseBadarg(ctx);
  const Term value = FunItem(ctx, fun, item);
  return value != kNoTerm ? MakeTuple(ctx, {item, value}) : RaiseBadarg(ctx);
}

Term ErlangFunInfo1(Context* ctx, Term fun) {
  if (!IsFun(fun)) return RaiseBadarg(ctx);
  static const char* const kLocal[] = {"pid",  "module", "new_index", "new_uniq", "index",
                                       "uniq", "name",   "arity",     "env",      "type"};
  static const char* const kExternal[] = {"module", "name", "arity", "env", "type"};
  std::vector<Term> items;
  const auto add = [&](const char* item) {
    items.push_back(MakeTuple(ctx, {Name(item), FunItem(ctx, fun, Name(item))}));
  };
  if (IsExternalFun(fun)) {
    for (const char* item : kExternal) add(item);
  } else {
    for (const char* item : kLocal) add(item);
  }
  return MakeList(ctx, items);
}

Term ErlangFunInfoMfa(Context* ctx, Term fun) {
  if (!IsFun(fun)) return RaiseBadarg(ctx);
  return MakeTuple(
      ctx, {FunItem(ctx, fun, Name("module")), FunItem(ctx, fun, Name("name")), FunItem(ctx, fun, Name("arity"))});
}

Term ErlangFunToList(Context* ctx, Term fun) {
  // The bytes, not the characters: OTP 25 does so.
  return IsFun(fun) ? ListFromBytes(ctx, PrintTerm(fun)) : RaiseBadarg(ctx);
}

Term ErlangMakeFun(Context* ctx, Term module, Term function, Term arity) {
  if (!IsAtom(module) || !IsAtom(function) || !IsSmall(arity) || SmallValue(arity) < 0 || SmallValue(arity) > 255) {
    return RaiseBadarg(ctx);
  }
  return MakeExternalFun(ctx, module, function, static_cast<uint32_t>(SmallValue(arity)));
}

// A native function, or one of those that the dispatch performs itself (dispatch.cc).
static bool IsBuiltin(Term module, Term function, uint32_t arity) {
  if (module == Name("erlang")) {
    if (function == Name("apply") && (arity == 2 || arity == 3)) return true;
    if (function == Name("yield") && arity == 0) return true;
    if (function == Name("hibernate") && arity == 3) return true;
  }
  return FindNative(module, function, arity) != nullptr;
}

Term ErlangFunctionExported(Context* ctx, Term module, Term function, Term arity) {
  if (!IsAtom(module) || !IsAtom(function) || !IsSmall(arity) || SmallValue(arity) < 0) return RaiseBadarg(ctx);
  const uint32_t n = static_cast<uint32_t>(SmallValue(arity));
  const Module* loaded = FindModule(module);
  const bool exported = loaded != nullptr && FindExport(loaded, function, n) >= 0;
  return MakeBoolean(exported || IsBuiltin(module, function, n));
}

Term ErlangIsBuiltin(Context* ctx, Term module, Term function, Term arity) {
  if (!IsAtom(module) || !IsAtom(function) || !IsSmall(arity) || SmallValue(arity) < 0) return RaiseBadarg(ctx);
  return MakeBoolean(IsBuiltin(module, function, static_cast<uint32_t>(SmallValue(arity))));
}

Term ErlangModuleLoaded(Context* ctx, Term module) {
  return IsAtom(module) ? MakeBoolean(FindModule(module) != nullptr) : RaiseBadarg(ctx);
}

Term ErlangGetModuleInfo2(Context* ctx, Term name, Term item) {
  const Module* module = IsAtom(name) ? FindModule(name) : nullptr;
  const Term value = module != nullptr ? ModuleItem(ctx, *module, item) : kNoTerm;
  return value != kNoTerm ? value : RaiseBadarg(ctx);
}

Term ErlangGetModuleInfo1(Context* ctx, Term name) {
  const Module* module = IsAtom(name) ? FindModule(name) : nullptr;
  if (module == nullptr) return RaiseBadarg(ctx);
  std::vector<Term> items;
  for (const char* item : {"module", "exports", "attributes", "compile", "md5"}) {
    items.push_back(MakeTuple(ctx, {Name(item), ModuleItem(ctx, *module, Name(item))}));
  }
  return MakeList(ctx, items);
}

}  // namespace beamfold::rt::bif
