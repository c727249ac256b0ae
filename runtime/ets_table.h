// SPDX-License-Identifier: Apache-2.0
//
// Tables of module ets: what they hold, and who may use them.

#ifndef BEAMFOLD_RUNTIME_ETS_TABLE_H_
#define BEAMFOLD_RUNTIME_ETS_TABLE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "runtime/compare.h"
#include "runtime/context.h"
#include "runtime/stored_term.h"
#include "runtime/term.h"

namespace beamfold::rt {

enum class EtsType : uint8_t { kSet, kOrderedSet, kBag, kDuplicateBag };
enum class EtsAccess : uint8_t { kPublic, kProtected, kPrivate };

// One object. Deleted rows of a fixed table stay until nobody traverses it.
struct EtsRow {
  explicit EtsRow(Term object, uint32_t key_position)
      : stored(object), key(TupleElement(stored.term(), key_position - 1)) {}
  StoredTerm stored;
  Term key;  // in `stored`
  EtsRow* next = nullptr;
  uint32_t hash = 0;
  bool deleted = false;
  Term object() const { return stored.term(); }
};

class EtsTable {
 public:
  EtsTable(EtsType type, uint32_t key_position);
  ~EtsTable();
  EtsTable(const EtsTable&) = delete;
  EtsTable& operator=(const EtsTable&) = delete;

  // ---- Rows. Terms given are anybody's and are copied.
  void Insert(Term object);
  bool Contains(Term key) const { return FirstRow(key) != nullptr; }
  // All rows of a key, in the order in which they were inserted.
  std::vector<EtsRow*> Lookup(Term key) const;
  void DeleteKey(Term key);
  void DeleteRow(EtsRow* row);
  void Clear();
  // For each row until `visit` gives false; in the order of the keys if there is one. Rows may be deleted meanwhile,
  // and none may be added.
  void ForEach(const std::function<bool(EtsRow*)>& visit, bool backwards = false);
  size_t size() const { return size_; }
  uint64_t words() const { return words_; }

  // ---- Keys. Null: there is none.
  EtsRow* First() const;
  EtsRow* Last() const;
  // The first row behind (before) all of that key. *found: the key is there, or the order of keys says where it was.
  EtsRow* Next(Term key, bool* found) const;
  EtsRow* Previous(Term key, bool* found) const;

  // While it is fixed, deleted rows stay and the order of rows does not change.
  void Fix() { ++fixed_; }
  void Unfix();
  bool IsFixed() const { return fixed_ != 0; }

  bool ordered() const { return type == EtsType::kOrderedSet; }

  EtsType type;
  uint32_t key_position;
  EtsAccess access = EtsAccess::kProtected;
  Term name = kNoTerm;
  bool named = false;
  bool compressed = false;
  bool read_concurrency = false;
  bool write_concurrency = false;
  bool decentralized_counters = false;
  uint64_t reference = 0;
  uint32_t owner = 0;  // process number
  uint32_t heir = 0;   // 0: none
  std::unique_ptr<StoredTerm> heir_data;
  std::map<uint32_t, uint32_t> fixers;  // process number: how often

 private:
  struct KeyLess {
    bool operator()(Term a, Term b) const { return Compare(a, b, false) < 0; }
  };
  static constexpr size_t kFirstBuckets = 16;

  EtsRow* FirstRow(Term key) const;
  EtsRow** Bucket(uint32_t hash) { return &buckets_[hash & (buckets_.size() - 1)]; }
  EtsRow* FirstFrom(size_t bucket) const;
  void Grow();
  void Free(EtsRow* row);

  // Hashed types: chains of rows; rows of one key are neighbours.
  std::vector<EtsRow*> buckets_;
  std::map<Term, EtsRow*, KeyLess> tree_;  // ordered_set
  size_t size_ = 0;
  uint64_t words_ = 0;
  uint32_t fixed_ = 0;
  bool has_deleted_ = false;
};

// ---- All tables.
// By reference or name; null: there is none.
EtsTable* FindTable(Term id);
// Takes the table over; its name must be free.
EtsTable* AddTable(std::unique_ptr<EtsTable> table);
void RemoveTable(EtsTable* table);
// False: the name is taken.
bool RenameTable(EtsTable* table, Term name);
// What a program knows the table by.
Term TableId(Context* ctx, const EtsTable* table);
std::vector<EtsTable*> AllTables();
void GiveTableAway(EtsTable* table, Context* to, Term from, Term data);
// Its tables go, or to their heirs.
void ReleaseTablesOf(Context* ctx);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_ETS_TABLE_H_
