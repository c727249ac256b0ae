// SPDX-License-Identifier: Apache-2.0
//
// ets:info/1,2.

#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/bif_ets.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/identifier.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

Term Name(const char* text) { return AtomFromText(text); }

const char* TypeName(EtsType type) {
  static constexpr const char* kNames[] = {"set", "ordered_set", "bag", "duplicate_bag"};
  return kNames[static_cast<int>(type)];
}

const char* AccessName(EtsAccess access) {
  static constexpr const char* kNames[] = {"public", "protected", "private"};
  return kNames[static_cast<int>(access)];
}

// kNoTerm: there is no such item.
Term Item(Context* ctx, const EtsTable& table, Term item) {
  if (item == Name("id")) return MakeReference(ctx, table.reference);
  if (item == Name("name")) return table.name;
  if (item == Name("size")) return MakeUnsigned(ctx, table.size());
  if (item == Name("memory")) return MakeUnsigned(ctx, table.words() + sizeof(EtsTable) / sizeof(Term));
  if (item == Name("owner")) return MakeLocalPid(table.owner);
  if (item == Name("heir")) return table.heir == 0 ? Name("none") : MakeLocalPid(table.heir);
  if (item == Name("node")) return LocalNode();
  if (item == Name("type")) return Name(TypeName(table.type));
  if (item == Name("keypos")) return MakeSmall(static_cast<int32_t>(table.key_position));
  if (item == Name("protection")) return Name(AccessName(table.access));
  if (item == Name("named_table")) return MakeBoolean(table.named);
  if (item == Name("compressed")) return MakeBoolean(table.compressed);
  if (item == Name("read_concurrency")) return MakeBoolean(table.read_concurrency);
  if (item == Name("write_concurrency")) return MakeBoolean(table.write_concurrency);
  if (item == Name("decentralized_counters")) return MakeBoolean(table.decentralized_counters);
  if (item == Name("fixed")) return MakeBoolean(table.IsFixed());
  if (item == Name("safe_fixed") || item == Name("safe_fixed_monotonic_time")) return MakeBoolean(table.IsFixed());
  return kNoTerm;
}

}  // namespace

Term EtsInfo1(Context* ctx, Term id) {
  const EtsTable* table = FindTable(id);
  if (table == nullptr) return IsAtom(id) || IsReference(id) ? Name("undefined") : RaiseBadarg(ctx);
  std::vector<Term> items;
  for (const char* item :
       {"id", "decentralized_counters", "read_concurrency", "write_concurrency", "compressed", "memory", "owner",
        "heir", "name", "size", "node", "named_table", "type", "keypos", "protection"}) {
    items.push_back(MakeTuple(ctx, {Name(item), Item(ctx, *table, Name(item))}));
  }
  return MakeList(ctx, items);
}

Term EtsInfo2(Context* ctx, Term id, Term item) {
  const EtsTable* table = FindTable(id);
  if (table == nullptr) return IsAtom(id) || IsReference(id) ? Name("undefined") : RaiseBadarg(ctx);
  const Term value = Item(ctx, *table, item);
  return value == kNoTerm ? RaiseBadarg(ctx) : value;
}

}  // namespace beamfold::rt::bif
