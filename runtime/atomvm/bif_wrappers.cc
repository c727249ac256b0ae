// SPDX-License-Identifier: Apache-2.0
//
// Our native functions with the signatures of AtomVM's BIFs, one wrapper for each line of bifs.def. A collecting BIF
// collects first if the heap is full (AtomVM's put their values there), and under strict checks always; its arguments
// are roots then.

#include "runtime/atomvm/bif_wrappers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/atoms.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/strict.h"
#include "runtime/atomvm/table.h"
#include "runtime/exception.h"
#include "runtime/gc.h"

namespace beamfold::rt::atomvm {
namespace {

enum class Kind { kBif, kGcBif };
struct Row {
  std::string_view name;
  uint32_t arity;
};
constexpr Row kRows[] = {
#define AVM_BIF(name, arity, kind) {name, arity},
#include "runtime/atomvm/bifs.def"
#undef AVM_BIF
};
constexpr size_t kCount = std::size(kRows);

NativeFunction Native(size_t row) {
  static std::array<NativeFunction, kCount> natives;
  if (natives[row] == nullptr) {
    static const Term kErlang = AtomFromText("erlang");
    natives[row] = FindNative(kErlang, AtomFromText(kRows[row].name), kRows[row].arity);
    if (natives[row] == nullptr) Fault("bif", "the runtime has no " + std::string(kRows[row].name));
  }
  return natives[row];
}

void CheckBif(Context* ctx, bool collects) {
  if (running.left_by >= 0) Fault("return", "a BIF is called after a primitive whose result had to be returned");
  if (ctx != running.ctx) Fault("bif", "its Context is not the running one");
  CheckHeap(ctx, collects);
}

// What an integer of 64 bits, or a float, takes on the heap.
constexpr ptrdiff_t kValueWords = 3;

// Collects with the arguments as roots.
bool CollectBefore(Context* ctx, uint32_t live, Term* arguments, uint32_t count) {
  if (live > abi::kMaxX) Fault("live", "a BIF with more than 16 x registers alive");
  ProcessPart& part = ctx->atomvm;
  std::copy_n(arguments, count, part.roots);
  part.root_count = count;
  const bool done = strict ? CollectHere(ctx, 0, live) : Collect(ctx, kValueWords, live);
  std::copy_n(part.roots, count, arguments);
  part.root_count = 0;
  return done;
}

Term CallRow(Context* ctx, size_t row, uint32_t fail, const Term* arguments) {
  const Term result = CallNative(Native(row), ctx, kRows[row].arity, arguments);
  if (result == kNoTerm && fail != 0) ClearException(ctx);
  UpdateFragmentHeader(ctx);
  return result;
}

template <size_t kRow, Kind kKind, uint32_t kArity>
struct Wrapper;

template <size_t kRow>
struct Wrapper<kRow, Kind::kBif, 0> {
  static Term Call(Context* ctx) {
    if (strict) CheckBif(ctx, /*collects=*/false);
    return CallRow(ctx, kRow, 0, nullptr);
  }
};

template <size_t kRow, Kind kKind, typename... Terms>
Term CallWith(Context* ctx, uint32_t fail, uint32_t live, Terms... terms) {
  Term arguments[] = {terms...};
  constexpr bool kCollects = kKind == Kind::kGcBif;
  if (strict) CheckBif(ctx, kCollects);
  if (kCollects && (strict || ctx->e - ctx->heap_ptr < kValueWords)) {
    if (!CollectBefore(ctx, live, arguments, sizeof...(terms))) return kNoTerm;
  }
  return CallRow(ctx, kRow, fail, arguments);
}

template <size_t kRow>
struct Wrapper<kRow, Kind::kBif, 1> {
  static Term Call(Context* ctx, uint32_t fail, Term a) { return CallWith<kRow, Kind::kBif>(ctx, fail, 0, a); }
};
template <size_t kRow>
struct Wrapper<kRow, Kind::kBif, 2> {
  static Term Call(Context* ctx, uint32_t fail, Term a, Term b) {
    return CallWith<kRow, Kind::kBif>(ctx, fail, 0, a, b);
  }
};
template <size_t kRow>
struct Wrapper<kRow, Kind::kBif, 3> {
  static Term Call(Context* ctx, uint32_t fail, Term a, Term b, Term c) {
    return CallWith<kRow, Kind::kBif>(ctx, fail, 0, a, b, c);
  }
};
template <size_t kRow>
struct Wrapper<kRow, Kind::kGcBif, 1> {
  static Term Call(Context* ctx, uint32_t fail, uint32_t live, Term a) {
    return CallWith<kRow, Kind::kGcBif>(ctx, fail, live, a);
  }
};
template <size_t kRow>
struct Wrapper<kRow, Kind::kGcBif, 2> {
  static Term Call(Context* ctx, uint32_t fail, uint32_t live, Term a, Term b) {
    return CallWith<kRow, Kind::kGcBif>(ctx, fail, live, a, b);
  }
};
template <size_t kRow>
struct Wrapper<kRow, Kind::kGcBif, 3> {
  static Term Call(Context* ctx, uint32_t fail, uint32_t live, Term a, Term b, Term c) {
    return CallWith<kRow, Kind::kGcBif>(ctx, fail, live, a, b, c);
  }
};

// Name and arity to the wrapper's table index.
using Wrappers = std::unordered_map<std::string, uint32_t>;
std::string Key(std::string_view name, uint32_t arity) { return std::string(name) + "/" + std::to_string(arity); }

// Numbers the lines of bifs.def: __COUNTER__ counts on from where it stands.
constexpr size_t kFirst = __COUNTER__ + 1;

const Wrappers& TheWrappers() {
  static const Wrappers* const wrappers = [] {
    auto* table = new Wrappers;
#define AVM_BIF(name, arity, kind) \
  table->emplace(                  \
      Key(name, arity),            \
      static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&Wrapper<__COUNTER__ - kFirst, Kind::k##kind, arity>::Call)));
#include "runtime/atomvm/bifs.def"
#undef AVM_BIF
    return table;
  }();
  return *wrappers;
}

// Its table index; 0: AtomVM has it not as a BIF.
uint32_t WrapperOf(const Import& import) {
  static const Term kErlang = AtomFromText("erlang");
  if (import.module != kErlang) return 0;
  const auto found = TheWrappers().find(Key(AtomText(import.function), import.arity));
  return found == TheWrappers().end() ? 0 : found->second;
}

}  // namespace

bool IsBif(const Import& import) { return WrapperOf(import) != 0; }

namespace primitive {

uint32_t ImportedBif(JitState* js, uint32_t index) {
  if (index >= js->module->imports.size()) Fault("bif", "there is no import " + std::to_string(index));
  const Import& import = js->module->imports[index];
  const uint32_t wrapper = WrapperOf(import);
  if (wrapper == 0) {
    Fault("bif", std::string(AtomText(import.module)) + ":" + Key(AtomText(import.function), import.arity) +
                     " is no BIF of AtomVM's");
  }
  return wrapper;
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
