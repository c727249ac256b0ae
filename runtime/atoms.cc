// SPDX-License-Identifier: Apache-2.0
//
// The atom table: texts in a vector by index, found through a hash table of views on them. It is made on first use, so
// that it does not depend on the order of static initialisation, and never destroyed.

#include "runtime/atoms.h"

#include <cstring>
#include <unordered_map>
#include <vector>

#include "runtime/memory.h"

namespace beamfold::rt {
namespace {

// Keeps texts where they are for ever, many to a block: most atoms are a few bytes long.
class TextStore {
 public:
  std::string_view Keep(std::string_view text) {
    if (text.size() > left_) {
      left_ = text.size() > kBlock ? text.size() : kBlock;
      next_ = static_cast<char*>(TakeMemory(MemoryKind::kAtom, left_));
      if (next_ == nullptr) Fatal("out of memory for atoms");
    }
    char* copy = next_;
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return {copy, text.size()};
  }

 private:
  static constexpr size_t kBlock = 4096;
  char* next_ = nullptr;
  size_t left_ = 0;
};

// FNV-1a.
uint32_t HashText(std::string_view text) {
  uint32_t hash = 0x811C9DC5u;
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 0x01000193u;
  return hash;
}

class AtomTable {
 public:
  AtomTable() {
#define PREDEFINED_ATOM(index, text, camel) AddPredefined(index, text);
#include "runtime/atoms.def"
#undef PREDEFINED_ATOM
  }

  Term Find(std::string_view text) const {
    const auto it = by_text_.find(text);
    return it == by_text_.end() ? kNoTerm : MakeAtom(it->second);
  }

  Term Add(std::string_view text) {
    const Term known = Find(text);
    if (known != kNoTerm) return known;
    if (texts_.size() >= kMaxAtoms) Fatal("no more room in the atom table");
    const uint32_t index = static_cast<uint32_t>(texts_.size());
    const std::string_view kept = store_.Keep(text);
    texts_.push_back(kept);
    hashes_.push_back(HashText(kept));
    by_text_.emplace(kept, index);
    return MakeAtom(index);
  }

  std::string_view Text(uint32_t index) const { return texts_[index]; }
  uint32_t Hash(uint32_t index) const { return hashes_[index]; }
  uint32_t size() const { return static_cast<uint32_t>(texts_.size()); }

 private:
  // Numbers that atoms.def leaves out stay unused: no text leads to them.
  void AddPredefined(uint32_t index, std::string_view text) {
    if (texts_.size() > index) Fatal("atoms.def is not in order");
    texts_.resize(index);
    hashes_.resize(index);
    if (Add(text) != MakeAtom(index)) Fatal("atoms.def has an atom twice");
  }

  TextStore store_;
  std::vector<std::string_view> texts_;
  std::vector<uint32_t> hashes_;
  std::unordered_map<std::string_view, uint32_t> by_text_;
};

AtomTable& Table() {
  static AtomTable* const table = new AtomTable;
  return *table;
}

}  // namespace

Term AtomFromText(std::string_view text) { return Table().Add(text); }
Term ExistingAtom(std::string_view text) { return Table().Find(text); }
std::string_view AtomText(Term atom) { return Table().Text(AtomIndex(atom)); }
uint32_t AtomTextHash(Term atom) { return Table().Hash(AtomIndex(atom)); }
uint32_t AtomCount() { return Table().size(); }

}  // namespace beamfold::rt
