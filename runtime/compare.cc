// SPDX-License-Identifier: Apache-2.0
//
// The order of terms. Pairs that are still to be compared wait on an explicit stack, as runs of words side by side (the
// elements of two tuples, the values of two maps) of which the first one that differs decides. A list's tail replaces
// its head's run, so the stack grows with the nesting of the terms, not with their length.
//
// Large maps are tries, which keys alone shape: for equality two of them are walked side by side. Only where keys have
// the same hash are their pairs in any order; maps that have such keys, and maps that are to be ordered, are sorted.

#include "runtime/compare.h"

#include <cmath>
#include <string_view>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/digits.h"
#include "runtime/integer.h"
#include "runtime/map_order.h"
#include "runtime/map_trie.h"
#include "runtime/module.h"
#include "runtime/record.h"
#include "runtime/release.h"

namespace beamfold::rt {
namespace {

// In the order of terms.
enum class Kind : uint8_t {
  kNumber,
  kAtom,
  kReference,
  kFun,
  kPort,
  kPid,
  kTuple,
  kRecord,
  kMap,
  kNil,
  kList,
  kBitstring,
  kMapNode
};

Kind KindOf(Term t) {
  if (IsCons(t)) return Kind::kList;
  if (!IsBoxed(t)) {
    if (IsSmall(t)) return Kind::kNumber;
    if (IsAtom(t)) return Kind::kAtom;
    if (IsNil(t)) return Kind::kNil;
    return IsLocalPid(t) ? Kind::kPid : Kind::kPort;
  }
  switch (HeaderTag(HeaderOf(t))) {
    case abi::kHeaderTuple:
      return Kind::kTuple;
    case abi::kHeaderReference:
    case abi::kHeaderExternalReference:
      return Kind::kReference;
    case abi::kHeaderFun:
      return Kind::kFun;
    case abi::kHeaderRecord:
      return Kind::kRecord;
    case abi::kHeaderMap:
      return Kind::kMap;
    case abi::kHeaderMapNode:
      return Kind::kMapNode;
    case abi::kHeaderExternalPid:
      return Kind::kPid;
    case abi::kHeaderExternalPort:
      return Kind::kPort;
    case abi::kHeaderRefcBinary:
    case abi::kHeaderHeapBinary:
    case abi::kHeaderSubBinary:
      return Kind::kBitstring;
    default:
      return Kind::kNumber;
  }
}

template <typename T>
int Order(T a, T b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// UTF-8 sorts like the code points it stands for.
int OrderAtoms(Term a, Term b) { return a == b ? 0 : Order(AtomText(a).compare(AtomText(b)), 0); }

int OrderIntegers(Term a, Term b) {
  const std::optional<int64_t> x = ToInt64(a);
  const std::optional<int64_t> y = ToInt64(b);
  if (x && y) return Order(*x, *y);
  return CompareDigits(Digits(a), Digits(b));
}

// By value, without rounding: below 2^63 by the whole part and then the fraction; beyond, a float has no fraction and
// its 53 significant bits are compared as digits.
int OrderIntegerFloat(Term integer, double value) {
  const std::optional<int64_t> x = ToInt64(integer);
  if (std::fabs(value) < 0x1p63) {
    if (!x) return IsNegative(integer) ? -1 : 1;
    const int64_t whole = static_cast<int64_t>(value);
    if (*x != whole) return *x < whole ? -1 : 1;
    return Order(0.0, value - static_cast<double>(whole));
  }
  const bool negative = value < 0;
  if (IsNegative(integer) != negative) return negative ? 1 : -1;
  int exponent;
  const uint64_t mantissa = static_cast<uint64_t>(std::ldexp(std::frexp(std::fabs(value), &exponent), 53));
  const Digits digits(integer);
  const size_t bits = digits.count() == 0 ? 0 : digits.count() * 32 - __builtin_clz(digits[digits.count() - 1]);
  int magnitude_order = Order<int64_t>(static_cast<int64_t>(bits), exponent);
  const size_t shift = static_cast<size_t>(exponent - 53);  // at least 11
  for (size_t i = digits.count(); i-- > 0 && magnitude_order == 0;) {
    // The float's digit i: the 32 bits of mantissa * 2^shift from bit 32 i on.
    const int64_t from = static_cast<int64_t>(i * 32) - static_cast<int64_t>(shift);
    uint32_t digit = 0;
    if (from >= 0 && from < 64) digit = static_cast<uint32_t>(mantissa >> from);
    if (from < 0 && from > -32) digit = static_cast<uint32_t>(mantissa << -from);
    magnitude_order = Order(digits[i], digit);
  }
  return negative ? -magnitude_order : magnitude_order;
}

int OrderNumbers(Term a, Term b, bool exact) {
  const bool a_float = IsFloat(a);
  const bool b_float = IsFloat(b);
  if (!a_float && !b_float) return OrderIntegers(a, b);
  if (a_float && b_float) {
    const int order = Order(FloatValue(a), FloatValue(b));
    // Since OTP 27, -0.0 and 0.0 are equal, but not exactly so.
    const bool signs = order == 0 && exact && OtpRelease() >= 27;
    return signs ? Order(std::signbit(FloatValue(b)), std::signbit(FloatValue(a))) : order;
  }
  if (exact) return a_float ? 1 : -1;
  return a_float ? -OrderIntegerFloat(b, FloatValue(a)) : OrderIntegerFloat(a, FloatValue(b));
}

// References, pids and ports: those without a box by number, before those with one; of these, by words.
int OrderIdentifiers(Term a, Term b) {
  if (!IsBoxed(a) || !IsBoxed(b)) {
    return IsBoxed(a) ? 1 : IsBoxed(b) ? -1 : Order(a, b);
  }
  const Term* p = Pointer(a);
  const Term* q = Pointer(b);
  for (uint32_t i = 0; i <= HeaderSize(p[0]); ++i) {
    if (p[i] != q[i]) return Order(p[i], q[i]);  // the header is the first word: sizes do not differ after it
  }
  return 0;
}

// Without the free variables.
int OrderClosures(Term a, Term b) {
  const int by_module = OrderAtoms(ClosureModule(a)->name, ClosureModule(b)->name);
  if (by_module != 0) return by_module;
  const Lambda& x = ClosureLambda(a);
  const Lambda& y = ClosureLambda(b);
  if (x.index != y.index) return Order(x.index, y.index);
  if (x.old_uniq != y.old_uniq) return Order(x.old_uniq, y.old_uniq);
  return Order(HeaderOf(a), HeaderOf(b));
}

int OrderExternalFuns(Term a, Term b) {
  const Term* p = Pointer(a);
  const Term* q = Pointer(b);
  if (p[1] != q[1]) return OrderAtoms(p[1], q[1]);
  if (p[2] != q[2]) return OrderAtoms(p[2], q[2]);
  return Order(SmallValue(p[3]), SmallValue(q[3]));
}

// Module, name, whether exported, the number of fields, the fields one by one.
int OrderShapes(Term a, Term b) {
  if (a == b) return 0;
  for (uint32_t i = 0; i < TupleArity(a); ++i) {
    if (i == kShapeFields && TupleArity(a) != TupleArity(b)) break;
    const int order = OrderAtoms(TupleElement(a, i), TupleElement(b, i));
    if (order != 0) return order;
  }
  return Order(TupleArity(a), TupleArity(b));
}

class Comparer {
 public:
  // Maps null: for equality alone; 1 and -1 both mean different then.
  explicit Comparer(SortedMaps* maps) : maps_(maps) {}

  // Equality alone: two maps may have the same pairs, for all that was seen.
  bool unsure() const { return unsure_; }

  int Run(Term a, Term b, bool exact) {
    while (true) {
      const int order = Step(a, b, exact);
      if (order != 0) return order;
      if (!Next(&a, &b, &exact)) return 0;
    }
  }

 private:
  struct Pending {
    const Term* a;
    const Term* b;
    uint32_t words;
    bool exact;
  };

  void Later(const Term* a, const Term* b, uint32_t words, bool exact) {
    if (words > 0 && a != b) pending_.push_back({a, b, words, exact});
  }

  bool Next(Term* a, Term* b, bool* exact) {
    if (pending_.empty()) return false;
    Pending& top = pending_.back();
    *a = *top.a;
    *b = *top.b;
    *exact = top.exact;
    if (--top.words == 0) {
      pending_.pop_back();
    } else {
      ++top.a;
      ++top.b;
    }
    return true;
  }

  // Compares what can be compared at once; what the terms consist of goes on the stack, in reverse.
  int Step(Term a, Term b, bool exact) {
    if (a == b) return 0;
    if (IsSmall(a) && IsSmall(b)) return Order(SmallValue(a), SmallValue(b));
    const Kind kind = KindOf(a);
    const Kind b_kind = KindOf(b);
    if (kind != b_kind) return Order(kind, b_kind);
    switch (kind) {
      case Kind::kNumber:
        return OrderNumbers(a, b, exact);
      case Kind::kAtom:
        return OrderAtoms(a, b);
      case Kind::kReference:
      case Kind::kPort:
      case Kind::kPid:
        return OrderIdentifiers(a, b);
      case Kind::kFun:
        return Funs(a, b, exact);
      case Kind::kTuple:
        if (HeaderOf(a) != HeaderOf(b)) return Order(HeaderOf(a), HeaderOf(b));
        Later(TupleElements(a), TupleElements(b), TupleArity(a), exact);
        return 0;
      case Kind::kRecord: {
        const int order = OrderShapes(RecordShape(a), RecordShape(b));
        if (order == 0) Later(RecordValues(a), RecordValues(b), RecordSize(a), exact);
        return order;
      }
      case Kind::kMap:
        return Maps(a, b, exact);
      case Kind::kMapNode:
        return Nodes(Pointer(a), Pointer(b), exact);
      case Kind::kNil:
        return 0;
      case Kind::kList:
        return Lists(a, b, exact);
      case Kind::kBitstring:
        return CompareBits(GetBits(a), GetBits(b));
    }
    return 0;
  }

  int Funs(Term a, Term b, bool exact) {
    const bool a_external = IsExternalFun(a);
    const bool b_external = IsExternalFun(b);
    if (a_external != b_external) return a_external ? 1 : -1;
    if (a_external) return OrderExternalFuns(a, b);
    const int order = OrderClosures(a, b);
    if (order == 0) Later(Pointer(a) + 3, Pointer(b) + 3, HeaderSize(HeaderOf(a)) - 2, exact);
    return order;
  }

  int Maps(Term a, Term b, bool exact) {
    const uint32_t size = MapSize(a);
    if (size != MapSize(b)) return Order(size, MapSize(b));
    if (IsFlatMap(a)) {
      Later(MapValues(a), MapValues(b), size, exact);
      Later(TupleElements(MapKeys(a)), TupleElements(MapKeys(b)), size, /*exact=*/true);
    } else if (maps_ == nullptr) {
      return Nodes(Pointer(trie::Root(a)), Pointer(trie::Root(b)), exact);
    } else if (trie::Root(a) != trie::Root(b)) {
      const SortedMap& x = maps_->Of(a);
      const SortedMap& y = maps_->Of(b);
      Later(x.values.data(), y.values.data(), size, exact);
      Later(x.keys.data(), y.keys.data(), size, /*exact=*/true);
    }
    return 0;
  }

  // For equality alone.
  int Nodes(const Term* a, const Term* b, bool exact) {
    if (a == b) return 0;
    if (a[0] != b[0] || a[1] != b[1]) return 1;
    if (trie::IsCollision(a)) {
      unsure_ = true;
      return 1;
    }
    const uint32_t pairs = trie::PairCount(a);
    Later(trie::Children(a), trie::Children(b), trie::ChildCount(a), exact);
    for (uint32_t i = 0; i < 2 * pairs; i += 2) {
      Later(trie::Pairs(a) + i + 1, trie::Pairs(b) + i + 1, 1, exact);
      Later(trie::Pairs(a) + i, trie::Pairs(b) + i, 1, /*exact=*/true);
    }
    return 0;
  }

  // Heads that are immediates are compared here: most lists are done without the stack.
  int Lists(Term a, Term b, bool exact) {
    while (IsCons(a) && IsCons(b)) {
      if (a == b) return 0;
      const Term x = Head(a);
      const Term y = Head(b);
      if (x != y) {
        if (IsSmall(x) && IsSmall(y)) return Order(SmallValue(x), SmallValue(y));
        if (IsAtom(x) && IsAtom(y)) return OrderAtoms(x, y);
        Later(Pointer(a) + abi::kConsTail / 4, Pointer(b) + abi::kConsTail / 4, 1, exact);
        Later(Pointer(a) + abi::kConsHead / 4, Pointer(b) + abi::kConsHead / 4, 1, exact);
        return 0;
      }
      a = Tail(a);
      b = Tail(b);
    }
    return Step(a, b, exact);  // not two lists: does not come back here
  }

  SortedMaps* maps_;
  bool unsure_ = false;
  std::vector<Pending> pending_;
};

}  // namespace

int CompareWith(SortedMaps& maps, Term a, Term b, bool exact) {
  if (a == b) return 0;
  return Comparer(&maps).Run(a, b, exact);
}

int Compare(Term a, Term b, bool exact) {
  if (a == b) return 0;
  SortedMaps maps;
  return Comparer(&maps).Run(a, b, exact);
}

bool EqualSlow(Term a, Term b, bool exact) {
  Comparer comparer(nullptr);
  const int order = comparer.Run(a, b, exact);
  return comparer.unsure() ? Compare(a, b, exact) == 0 : order == 0;
}

bool ExactEqualSlow(Term a, Term b) {
  // Most boxed terms that differ do so in their first word; not bitstrings, which have several forms.
  if (IsBoxed(a) && HeaderOf(a) != HeaderOf(b) && !(IsBitstring(a) && IsBitstring(b))) return false;
  return EqualSlow(a, b, /*exact=*/true);
}

}  // namespace beamfold::rt
