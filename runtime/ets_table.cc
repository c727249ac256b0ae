// SPDX-License-Identifier: Apache-2.0
//
// Rows are copies of their own. ordered_set is a balanced tree by ==; the other types are hash tables with chains,
// whose rows of one key are neighbours in the order of their insertion, and that double when they hold as many rows as
// chains. A traversal asks for the row behind a key: the rest of the key's chain, then the next chain. So that this
// also works when the key has been deleted on the way, a fixed table keeps deleted rows and does not grow.

#include "runtime/ets_table.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "runtime/atoms.h"
#include "runtime/heap.h"
#include "runtime/process.h"
#include "runtime/signals.h"
#include "runtime/term_hash.h"

namespace beamfold::rt {

EtsTable::EtsTable(EtsType t, uint32_t position) : type(t), key_position(position) {
  if (!ordered()) buckets_.resize(kFirstBuckets);
}

EtsTable::~EtsTable() {
  fixed_ = 0;
  Clear();
}

EtsRow* EtsTable::FirstRow(Term key) const {
  if (ordered()) {
    const auto it = tree_.find(key);
    return it == tree_.end() ? nullptr : it->second;
  }
  const uint32_t hash = PortableHash2(key);
  for (EtsRow* row = buckets_[hash & (buckets_.size() - 1)]; row != nullptr; row = row->next) {
    if (!row->deleted && row->hash == hash && ExactEqual(row->key, key)) return row;
  }
  return nullptr;
}

std::vector<EtsRow*> EtsTable::Lookup(Term key) const {
  std::vector<EtsRow*> rows;
  EtsRow* row = FirstRow(key);
  if (row != nullptr && ordered()) return {row};
  for (; row != nullptr && ExactEqual(row->key, key); row = row->next) {
    if (!row->deleted) rows.push_back(row);
  }
  return rows;
}

void EtsTable::Insert(Term object) {
  auto* row = new EtsRow(object, key_position);
  words_ += row->stored.words() + sizeof(EtsRow) / sizeof(Term);
  ++size_;
  if (ordered()) {
    const auto it = tree_.find(row->key);
    if (it != tree_.end()) {
      EtsRow* old = it->second;
      tree_.erase(it);
      Free(old);
    }
    tree_.emplace(row->key, row);
    return;
  }
  row->hash = PortableHash2(row->key);
  const std::vector<EtsRow*> there = Lookup(row->key);
  if (type == EtsType::kSet && !there.empty()) {
    // In its place, so that a traversal goes on behind it.
    EtsRow** link = Bucket(row->hash);
    while (*link != there[0]) link = &(*link)->next;
    row->next = there[0]->next;
    *link = row;
    Free(there[0]);
    return;
  }
  if (type == EtsType::kBag) {
    for (EtsRow* same : there) {
      if (ExactEqual(same->object(), row->object())) {
        Free(row);
        return;
      }
    }
  }
  if (!there.empty()) {
    row->next = there.back()->next;
    there.back()->next = row;
  } else {
    EtsRow** bucket = Bucket(row->hash);
    row->next = *bucket;
    *bucket = row;
  }
  if (size_ > buckets_.size() && fixed_ == 0) Grow();
}

void EtsTable::Grow() {
  std::vector<EtsRow*> old(buckets_.size() * 2);
  old.swap(buckets_);
  for (EtsRow* row : old) {
    // A chain falls into two, each in its order.
    EtsRow** tails[2] = {nullptr, nullptr};
    while (row != nullptr) {
      EtsRow* next = row->next;
      row->next = nullptr;
      EtsRow**& tail = tails[(row->hash & old.size()) != 0];
      if (tail == nullptr) tail = Bucket(row->hash);
      *tail = row;
      tail = &row->next;
      row = next;
    }
  }
}

void EtsTable::Free(EtsRow* row) {
  words_ -= row->stored.words() + sizeof(EtsRow) / sizeof(Term);
  --size_;
  delete row;
}

void EtsTable::DeleteRow(EtsRow* row) {
  if (ordered()) {
    tree_.erase(row->key);
    Free(row);
    return;
  }
  if (fixed_ != 0) {
    if (!row->deleted) --size_;
    row->deleted = true;
    has_deleted_ = true;
    return;
  }
  EtsRow** link = Bucket(row->hash);
  while (*link != row) link = &(*link)->next;
  *link = row->next;
  Free(row);
}

void EtsTable::DeleteKey(Term key) {
  for (EtsRow* row : Lookup(key)) DeleteRow(row);
}

void EtsTable::Clear() {
  ForEach([this](EtsRow* row) {
    DeleteRow(row);
    return true;
  });
}

void EtsTable::Unfix() {
  if (--fixed_ != 0 || !has_deleted_) return;
  has_deleted_ = false;
  for (EtsRow*& first : buckets_) {
    for (EtsRow** link = &first; *link != nullptr;) {
      EtsRow* row = *link;
      if (!row->deleted) {
        link = &row->next;
        continue;
      }
      *link = row->next;
      ++size_;
      Free(row);
    }
  }
}

void EtsTable::ForEach(const std::function<bool(EtsRow*)>& visit, bool backwards) {
  if (ordered()) {
    std::vector<EtsRow*> rows;
    rows.reserve(tree_.size());
    for (const auto& [key, row] : tree_) rows.push_back(row);
    if (backwards) std::reverse(rows.begin(), rows.end());
    for (EtsRow* row : rows) {
      if (!visit(row)) return;
    }
    return;
  }
  for (size_t b = 0; b < buckets_.size(); ++b) {
    for (EtsRow* row = buckets_[b]; row != nullptr;) {
      EtsRow* next = row->next;
      if (!row->deleted && !visit(row)) return;
      row = next;
    }
  }
}

EtsRow* EtsTable::FirstFrom(size_t bucket) const {
  for (; bucket < buckets_.size(); ++bucket) {
    for (EtsRow* row = buckets_[bucket]; row != nullptr; row = row->next) {
      if (!row->deleted) return row;
    }
  }
  return nullptr;
}

EtsRow* EtsTable::First() const {
  if (!ordered()) return FirstFrom(0);
  return tree_.empty() ? nullptr : tree_.begin()->second;
}

EtsRow* EtsTable::Last() const {
  if (!ordered()) return FirstFrom(0);
  return tree_.empty() ? nullptr : tree_.rbegin()->second;
}

EtsRow* EtsTable::Next(Term key, bool* found) const {
  *found = true;
  if (ordered()) {
    const auto it = tree_.upper_bound(key);
    return it == tree_.end() ? nullptr : it->second;
  }
  const uint32_t hash = PortableHash2(key);
  const size_t bucket = hash & (buckets_.size() - 1);
  EtsRow* row = buckets_[bucket];
  const auto same = [&](const EtsRow* r) { return r->hash == hash && ExactEqual(r->key, key); };
  while (row != nullptr && !same(row)) row = row->next;
  if (row == nullptr) {
    *found = false;
    return nullptr;
  }
  while (row != nullptr && (row->deleted || same(row))) row = row->next;
  return row != nullptr ? row : FirstFrom(bucket + 1);
}

EtsRow* EtsTable::Previous(Term key, bool* found) const {
  if (!ordered()) return Next(key, found);
  *found = true;
  const auto it = tree_.lower_bound(key);
  return it == tree_.begin() ? nullptr : std::prev(it)->second;
}

// ---- All tables -----------------------------------------------------------------------------------------------------
namespace {

std::map<uint64_t, std::unique_ptr<EtsTable>>& Tables() {
  static auto* const tables = new std::map<uint64_t, std::unique_ptr<EtsTable>>;
  return *tables;
}

std::unordered_map<Term, EtsTable*>& NamedTables() {
  static auto* const tables = new std::unordered_map<Term, EtsTable*>;
  return *tables;
}

// Where OTP's application controller keeps the environment of applications, which library code reads behind its back.
// That process does not run here: nothing is set.
std::unique_ptr<EtsTable> EmptyEnvironment(Term name) {
  auto table = std::make_unique<EtsTable>(EtsType::kSet, 1);
  table->name = name;
  table->named = true;
  table->reference = NextReference();
  return table;
}

}  // namespace

EtsTable* FindTable(Term id) {
  if (IsAtom(id)) {
    const auto it = NamedTables().find(id);
    if (it != NamedTables().end()) return it->second;
    static const Term kEnvironment = AtomFromText("ac_tab");
    return id == kEnvironment ? AddTable(EmptyEnvironment(id)) : nullptr;
  }
  if (!IsBoxedTag(id, abi::kHeaderReference)) return nullptr;
  const auto it = Tables().find(ReferenceNumber(id));
  return it == Tables().end() ? nullptr : it->second.get();
}

EtsTable* AddTable(std::unique_ptr<EtsTable> table) {
  EtsTable* added = table.get();
  if (added->named) NamedTables()[added->name] = added;
  Tables()[added->reference] = std::move(table);
  return added;
}

void RemoveTable(EtsTable* table) {
  if (table->named) NamedTables().erase(table->name);
  Tables().erase(table->reference);
}

bool RenameTable(EtsTable* table, Term name) {
  if (table->named) {
    if (NamedTables().count(name) != 0) return false;
    NamedTables().erase(table->name);
    NamedTables()[name] = table;
  }
  table->name = name;
  return true;
}

Term TableId(Context* ctx, const EtsTable* table) {
  return table->named ? table->name : MakeReference(ctx, table->reference);
}

std::vector<EtsTable*> AllTables() {
  std::vector<EtsTable*> tables;
  for (const auto& [reference, table] : Tables()) tables.push_back(table.get());
  return tables;
}

void GiveTableAway(EtsTable* table, Context* to, Term from, Term data) {
  static const Term kTransfer = AtomFromText("ETS-TRANSFER");
  table->owner = to->process_id;
  Deliver(to, MakeTuple(to, {kTransfer, TableId(to, table), from, CopyTerm(to, data)}), to);
}

void ReleaseTablesOf(Context* ctx) {
  if (Tables().empty()) return;
  for (EtsTable* table : AllTables()) {
    if (const auto it = table->fixers.find(ctx->process_id); it != table->fixers.end()) {
      for (uint32_t i = it->second; i > 0; --i) table->Unfix();
      table->fixers.erase(it);
    }
    if (table->owner != ctx->process_id) continue;
    Context* heir = table->heir == 0 || table->heir == ctx->process_id ? nullptr : ProcessById(table->heir);
    if (heir == nullptr || heir->doomed) {
      RemoveTable(table);
    } else {
      GiveTableAway(table, heir, PidOf(ctx), table->heir_data->term());
    }
  }
}

}  // namespace beamfold::rt
