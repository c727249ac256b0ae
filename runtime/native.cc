// SPDX-License-Identifier: Apache-2.0
//
// Native functions by name: a hash table over bif.def, made when the first one is looked up.

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string_view>
#include <unordered_map>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/map.h"
#include "runtime/module.h"
#include "runtime/native_failure.h"

namespace beamfold::rt {
namespace {

struct Key {
  Term module;
  Term function;
  uint32_t arity;
  bool operator==(const Key&) const = default;
};

struct KeyHash {
  size_t operator()(const Key& key) const { return (key.module * 31 + key.function) * 31 + key.arity; }
};

// By way of the one function type that compilers let everything be cast from and to.
template <typename Function>
Function Cast(NativeFunction native) {
  return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(native));
}

using Table = std::unordered_map<Key, NativeFunction, KeyHash>;

struct NativeName {
  std::string_view module;
  std::string_view function;
};

NativeName NameAtLine(int line) {
  switch (line) {
#define BIF(module, function, arity, name) \
  case __LINE__:                           \
    return {module, function};
#include "runtime/bif.def"
#undef BIF
    default:
      return {};
  }
}

// The native function of a line of bif.def, as it is called from everywhere.
template <auto kFunction, int kLine, typename... Terms>
Term Wrapped(Context* ctx, Terms... arguments) {
  const Term result = kFunction(ctx, arguments...);
  if (result == kNoTerm) [[unlikely]] {
    const NativeName name = NameAtLine(kLine);
    NoteNativeFailure(ctx, name.module, name.function, {arguments...});
  } else if (ctx != nullptr && UnderPressure(ctx)) {
    ctx->pressure = 1;
  }
  return result;
}

template <auto kFunction, int kLine, typename... Terms>
NativeFunction Wrap(Term (*)(Context*, Terms...)) {
  return reinterpret_cast<NativeFunction>(reinterpret_cast<void (*)()>(&Wrapped<kFunction, kLine, Terms...>));
}

const Table& TheTable() {
  static const Table* const table = [] {
    auto* t = new Table;
    const auto add = [t](std::string_view module, std::string_view function, uint32_t arity, NativeFunction native) {
      t->emplace(Key{AtomFromText(module), AtomFromText(function), arity}, native);
    };
#define BIF(module, function, arity, name) add(module, function, arity, Wrap<bif::name, __LINE__>(bif::name));
#include "runtime/bif.def"
#undef BIF
    return t;
  }();
  return *table;
}

// [{error_info, #{module => explainer}}]: who can explain what was wrong with the arguments.
Term Explained(std::string_view explainer) {
  MapPair pair = {AtomFromText("module"), AtomFromText(explainer)};
  const Term map = MapFromPairs(nullptr, {&pair, 1});
  return Cons(nullptr, MakeTuple(nullptr, {AtomFromText("error_info"), map}), kNil);
}

Term LocationOfNative(std::string_view module) {
  static constexpr std::string_view kStdlib[] = {"lists", "maps", "binary", "math",  "unicode",
                                                 "ets",   "re",   "io",     "string"};
  static constexpr std::string_view kKernel[] = {"os", "code", "file"};
  static const Term erts = Explained("erl_erts_errors");
  static const Term stdlib = Explained("erl_stdlib_errors");
  static const Term kernel = Explained("erl_kernel_errors");
  const auto among = [&](const auto& names) {
    return std::find(std::begin(names), std::end(names), module) != std::end(names);
  };
  return among(kStdlib) ? stdlib : among(kKernel) ? kernel : erts;
}

}  // namespace

void NoteNativeFailure(Context* ctx, std::string_view module, std::string_view function,
                       std::initializer_list<Term> arguments) {
  static constexpr std::string_view kRaisers[] = {"error", "exit", "throw", "raise", "nif_error"};
  const bool raiser =
      module == "erlang" && std::find(std::begin(kRaisers), std::end(kRaisers), function) != std::end(kRaisers);
  if (raiser || ctx == nullptr || ctx->exception_trace != kNoTerm) return;
  const Term list = MakeList(ctx, std::span<const Term>(arguments.begin(), arguments.size()));
  ctx->exception_native =
      MakeTuple(ctx, {AtomFromText(module), AtomFromText(function), list, LocationOfNative(module)});
}

NativeFunction FindNative(Term module, Term function, uint32_t arity) {
  const Table& table = TheTable();
  auto it = table.find({module, function, arity});
  return it == table.end() ? nullptr : it->second;
}

Term CallNative(NativeFunction native, Context* ctx, uint32_t arity, const Term* a) {
  // The real types, by arity.
  using N1 = Term (*)(Context*, Term);
  using N2 = Term (*)(Context*, Term, Term);
  using N3 = Term (*)(Context*, Term, Term, Term);
  using N4 = Term (*)(Context*, Term, Term, Term, Term);
  using N5 = Term (*)(Context*, Term, Term, Term, Term, Term);
  using N6 = Term (*)(Context*, Term, Term, Term, Term, Term, Term);
  switch (arity) {
    case 0:
      return native(ctx);
    case 1:
      return Cast<N1>(native)(ctx, a[0]);
    case 2:
      return Cast<N2>(native)(ctx, a[0], a[1]);
    case 3:
      return Cast<N3>(native)(ctx, a[0], a[1], a[2]);
    case 4:
      return Cast<N4>(native)(ctx, a[0], a[1], a[2], a[3]);
    case 5:
      return Cast<N5>(native)(ctx, a[0], a[1], a[2], a[3], a[4]);
    default:
      return Cast<N6>(native)(ctx, a[0], a[1], a[2], a[3], a[4], a[5]);
  }
}

}  // namespace beamfold::rt
