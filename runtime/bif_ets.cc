// SPDX-License-Identifier: Apache-2.0
//
// Module ets: tables, their objects by key, traversal.

#include "runtime/bif_ets.h"

#include <memory>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/process.h"

namespace beamfold::rt::bif {
namespace {

Term Name(const char* text) { return AtomFromText(text); }
Term EndOfTable() {
  static const Term kEnd = AtomFromText("$end_of_table");
  return kEnd;
}

bool ReadHeir(EtsTable* table, Term heir, Term data) {
  const Context* process = FindProcess(heir);
  if (!IsLocalPid(heir)) return false;
  table->heir = process == nullptr ? 0 : process->process_id;
  table->heir_data = std::make_unique<StoredTerm>(data);
  return true;
}

bool ReadFlag(Term value, bool* flag) {
  *flag = value == atoms::kTrue;
  return IsBoolean(value) || value == Name("auto");
}

bool ReadOption(EtsTable* table, Term option) {
  if (IsAtom(option)) {
    if (option == Name("named_table"))
      table->named = true;
    else if (option == Name("public"))
      table->access = EtsAccess::kPublic;
    else if (option == Name("protected"))
      table->access = EtsAccess::kProtected;
    else if (option == Name("private"))
      table->access = EtsAccess::kPrivate;
    else if (option == Name("compressed"))
      table->compressed = true;
    else
      return option == Name("set") || option == Name("ordered_set") || option == Name("bag") ||
             option == Name("duplicate_bag");
    return true;
  }
  if (!IsTuple(option)) return false;
  const Term key = TupleArity(option) > 0 ? TupleElement(option, 0) : kNil;
  if (key == Name("heir") && TupleArity(option) == 3) {
    return ReadHeir(table, TupleElement(option, 1), TupleElement(option, 2));
  }
  if (TupleArity(option) != 2) return false;
  const Term value = TupleElement(option, 1);
  if (key == Name("heir")) return value == Name("none");
  if (key == Name("keypos")) {
    if (!IsSmall(value) || SmallValue(value) < 1) return false;
    table->key_position = static_cast<uint32_t>(SmallValue(value));
    return true;
  }
  if (key == Name("read_concurrency")) return ReadFlag(value, &table->read_concurrency);
  if (key == Name("write_concurrency")) return ReadFlag(value, &table->write_concurrency);
  return key == Name("decentralized_counters") && ReadFlag(value, &table->decentralized_counters);
}

// The last one that is named.
EtsType ReadType(Term options) {
  EtsType type = EtsType::kSet;
  for (; IsCons(options); options = Tail(options)) {
    if (Head(options) == Name("set")) type = EtsType::kSet;
    if (Head(options) == Name("ordered_set")) type = EtsType::kOrderedSet;
    if (Head(options) == Name("bag")) type = EtsType::kBag;
    if (Head(options) == Name("duplicate_bag")) type = EtsType::kDuplicateBag;
  }
  return type;
}

Term KeyOf(Context* ctx, const EtsRow* row) { return row == nullptr ? EndOfTable() : CopyTerm(ctx, row->key); }

// A tuple or a list of tuples that all fit; false: badarg.
bool ReadObjects(const EtsTable& table, Term objects, std::vector<Term>* list) {
  if (IsTuple(objects)) {
    list->push_back(objects);
    return FitsTable(table, objects);
  }
  for (; IsCons(objects); objects = Tail(objects)) {
    if (!FitsTable(table, Head(objects))) return false;
    list->push_back(Head(objects));
  }
  return IsNil(objects);
}

Term Step(Context* ctx, Term id, Term key, bool forward) {
  EtsTable* table = ReadableTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  bool found;
  const EtsRow* row = forward ? table->Next(key, &found) : table->Previous(key, &found);
  return found ? KeyOf(ctx, row) : RaiseBadarg(ctx);
}

// {Key, Objects} of a row, or the end.
Term WithObjects(Context* ctx, EtsTable* table, const EtsRow* row) {
  if (row == nullptr) return EndOfTable();
  return MakeTuple(ctx, {CopyTerm(ctx, row->key), ObjectList(ctx, table->Lookup(row->key))});
}

Term StepLookup(Context* ctx, Term id, Term key, bool forward) {
  EtsTable* table = ReadableTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  bool found;
  const EtsRow* row = forward ? table->Next(key, &found) : table->Previous(key, &found);
  return found ? WithObjects(ctx, table, row) : RaiseBadarg(ctx);
}

Term ElementOf(Context* ctx, Term id, Term key, Term position, Term otherwise) {
  EtsTable* table = ReadableTable(ctx, id);
  if (table == nullptr || !IsSmall(position) || SmallValue(position) < 1) return RaiseBadarg(ctx);
  const uint32_t at = static_cast<uint32_t>(SmallValue(position));
  const std::vector<EtsRow*> rows = table->Lookup(key);
  if (rows.empty()) return otherwise != kNoTerm ? otherwise : RaiseBadarg(ctx);
  std::vector<Term> elements;
  for (const EtsRow* row : rows) {
    if (TupleArity(row->object()) < at) return RaiseBadarg(ctx);
    elements.push_back(CopyTerm(ctx, TupleElement(row->object(), at - 1)));
  }
  const bool one = table->type == EtsType::kSet || table->ordered();
  return one ? elements[0] : MakeList(ctx, elements);
}

}  // namespace

EtsTable* ReadableTable(const Context* ctx, Term id) {
  EtsTable* table = FindTable(id);
  return table == nullptr || (table->access == EtsAccess::kPrivate && table->owner != ctx->process_id) ? nullptr
                                                                                                       : table;
}

EtsTable* WritableTable(const Context* ctx, Term id) {
  EtsTable* table = FindTable(id);
  return table == nullptr || (table->access != EtsAccess::kPublic && table->owner != ctx->process_id) ? nullptr : table;
}

EtsTable* OwnTable(const Context* ctx, Term id) {
  EtsTable* table = FindTable(id);
  return table == nullptr || table->owner != ctx->process_id ? nullptr : table;
}

Term ObjectList(Context* ctx, const std::vector<EtsRow*>& rows) {
  Term list = kNil;
  for (size_t i = rows.size(); i-- > 0;) list = Cons(ctx, CopyTerm(ctx, rows[i]->object()), list);
  return list;
}

Term EtsNew(Context* ctx, Term name, Term options) {
  if (!IsAtom(name) || ListLength(options) < 0) return RaiseBadarg(ctx);
  auto table = std::make_unique<EtsTable>(ReadType(options), 1);
  table->name = name;
  for (Term rest = options; IsCons(rest); rest = Tail(rest)) {
    if (!ReadOption(table.get(), Head(rest))) return RaiseBadarg(ctx);
  }
  if (table->named && FindTable(name) != nullptr) return RaiseBadarg(ctx);
  table->owner = ctx->process_id;
  table->reference = NextReference();
  return TableId(ctx, AddTable(std::move(table)));
}

Term EtsDelete1(Context* ctx, Term id) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  RemoveTable(table);
  return atoms::kTrue;
}

Term EtsDelete2(Context* ctx, Term id, Term key) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  table->DeleteKey(key);
  return atoms::kTrue;
}

Term EtsDeleteObject(Context* ctx, Term id, Term object) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr || !IsTuple(object)) return RaiseBadarg(ctx);
  if (TupleArity(object) < table->key_position) return atoms::kTrue;
  for (EtsRow* row : table->Lookup(TupleElement(object, table->key_position - 1))) {
    if (ExactEqual(row->object(), object)) table->DeleteRow(row);
  }
  return atoms::kTrue;
}

Term EtsInternalDeleteAll(Context* ctx, Term id, Term) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  const int32_t count = static_cast<int32_t>(table->size());
  table->Clear();
  return MakeSmall(count);
}

Term EtsInsert(Context* ctx, Term id, Term objects) {
  EtsTable* table = WritableTable(ctx, id);
  std::vector<Term> list;
  if (table == nullptr || !ReadObjects(*table, objects, &list)) return RaiseBadarg(ctx);
  for (const Term object : list) table->Insert(object);
  return atoms::kTrue;
}

Term EtsInsertNew(Context* ctx, Term id, Term objects) {
  EtsTable* table = WritableTable(ctx, id);
  std::vector<Term> list;
  if (table == nullptr || !ReadObjects(*table, objects, &list)) return RaiseBadarg(ctx);
  for (const Term object : list) {
    if (table->Contains(TupleElement(object, table->key_position - 1))) return atoms::kFalse;
  }
  for (const Term object : list) table->Insert(object);
  return atoms::kTrue;
}

Term EtsLookup(Context* ctx, Term id, Term key) {
  EtsTable* table = ReadableTable(ctx, id);
  return table == nullptr ? RaiseBadarg(ctx) : ObjectList(ctx, table->Lookup(key));
}

Term EtsTake(Context* ctx, Term id, Term key) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  const Term objects = ObjectList(ctx, table->Lookup(key));
  table->DeleteKey(key);
  return objects;
}

Term EtsLookupElement3(Context* ctx, Term id, Term key, Term position) {
  return ElementOf(ctx, id, key, position, kNoTerm);
}
Term EtsLookupElement4(Context* ctx, Term id, Term key, Term position, Term otherwise) {
  return ElementOf(ctx, id, key, position, otherwise);
}

Term EtsMember(Context* ctx, Term id, Term key) {
  EtsTable* table = ReadableTable(ctx, id);
  return table == nullptr ? RaiseBadarg(ctx) : MakeBoolean(table->Contains(key));
}

Term EtsFirst(Context* ctx, Term id) {
  EtsTable* table = ReadableTable(ctx, id);
  return table == nullptr ? RaiseBadarg(ctx) : KeyOf(ctx, table->First());
}
Term EtsLast(Context* ctx, Term id) {
  EtsTable* table = ReadableTable(ctx, id);
  return table == nullptr ? RaiseBadarg(ctx) : KeyOf(ctx, table->Last());
}
Term EtsNext(Context* ctx, Term id, Term key) { return Step(ctx, id, key, true); }
Term EtsPrev(Context* ctx, Term id, Term key) { return Step(ctx, id, key, false); }

Term EtsFirstLookup(Context* ctx, Term id) {
  EtsTable* table = ReadableTable(ctx, id);
  return table == nullptr ? RaiseBadarg(ctx) : WithObjects(ctx, table, table->First());
}
Term EtsLastLookup(Context* ctx, Term id) {
  EtsTable* table = ReadableTable(ctx, id);
  return table == nullptr ? RaiseBadarg(ctx) : WithObjects(ctx, table, table->Last());
}
Term EtsNextLookup(Context* ctx, Term id, Term key) { return StepLookup(ctx, id, key, true); }
Term EtsPrevLookup(Context* ctx, Term id, Term key) { return StepLookup(ctx, id, key, false); }

// One row is one slot.
Term EtsSlot(Context* ctx, Term id, Term slot) {
  EtsTable* table = ReadableTable(ctx, id);
  if (table == nullptr || !IsSmall(slot) || SmallValue(slot) < 0) return RaiseBadarg(ctx);
  const size_t wanted = static_cast<size_t>(SmallValue(slot));
  if (wanted > table->size()) return RaiseBadarg(ctx);
  if (wanted == table->size()) return EndOfTable();
  size_t at = 0;
  Term result = kNil;
  table->ForEach([&](EtsRow* row) {
    if (at++ != wanted) return true;
    result = Cons(ctx, CopyTerm(ctx, row->object()), kNil);
    return false;
  });
  return result;
}

Term EtsSafeFixtable(Context* ctx, Term id, Term fix) {
  EtsTable* table = ReadableTable(ctx, id);
  if (table == nullptr || !IsBoolean(fix)) return RaiseBadarg(ctx);
  if (fix == atoms::kTrue) {
    ++table->fixers[ctx->process_id];
    table->Fix();
  } else if (const auto it = table->fixers.find(ctx->process_id); it != table->fixers.end()) {
    if (--it->second == 0) table->fixers.erase(it);
    table->Unfix();
  }
  return atoms::kTrue;
}

Term EtsRename(Context* ctx, Term id, Term name) {
  EtsTable* table = WritableTable(ctx, id);
  if (table == nullptr || !IsAtom(name) || !RenameTable(table, name)) return RaiseBadarg(ctx);
  return TableId(ctx, table);
}

Term EtsGiveAway(Context* ctx, Term id, Term pid, Term data) {
  EtsTable* table = OwnTable(ctx, id);
  Context* to = FindProcess(pid);
  if (table == nullptr || to == nullptr || to == ctx) return RaiseBadarg(ctx);
  GiveTableAway(table, to, PidOf(ctx), data);
  return atoms::kTrue;
}

Term EtsSetopts(Context* ctx, Term id, Term options) {
  EtsTable* table = OwnTable(ctx, id);
  if (table == nullptr) return RaiseBadarg(ctx);
  const Term list = IsTuple(options) ? Cons(ctx, options, kNil) : options;
  for (Term rest = list; IsCons(rest); rest = Tail(rest)) {
    const Term option = Head(rest);
    if (!IsTuple(option) || TupleArity(option) < 2 || TupleElement(option, 0) != Name("heir")) return RaiseBadarg(ctx);
    if (TupleArity(option) == 2) table->heir = 0;
    if (!ReadOption(table, option)) return RaiseBadarg(ctx);
  }
  return atoms::kTrue;
}

Term EtsWhereis(Context* ctx, Term id) {
  const EtsTable* table = FindTable(id);
  return table == nullptr ? Name("undefined") : MakeReference(ctx, table->reference);
}

Term EtsAll(Context* ctx) {
  std::vector<Term> ids;
  for (const EtsTable* table : AllTables()) ids.push_back(TableId(ctx, table));
  return MakeList(ctx, ids);
}

}  // namespace beamfold::rt::bif
