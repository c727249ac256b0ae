// SPDX-License-Identifier: Apache-2.0
//
// The order of terms and what rests on it: maps, the process dictionary, atoms, copies to immortal memory.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "runtime/compare.h"
#include "runtime/dictionary.h"
#include "runtime/gc.h"
#include "tests/rt_data_terms.h"

namespace beamfold::rt {
namespace {

Term Text(Context* ctx, const char* text) { return MakeBinary(ctx, text); }

// Ascending, as Erlang/OTP 25 sorts it: every pair is compared.
void CheckKnownOrder(Context* ctx) {
  const Term one = MakeSmall(1);
  const Term two = MakeSmall(2);
  const Term a = AtomFromText("a");
  const Term b = AtomFromText("b");
  const auto big = [&](int sign, uint32_t exponent, int delta) {
    return MakeBig(ctx, sign * ((BigInt(1) << exponent) + delta));
  };
  const auto map = [&](std::vector<MapPair> pairs) { return MapFromPairs(ctx, pairs); };
  const std::vector<Term> ascending = {
      big(-1, 70, 0),
      MakeFloat(ctx, -0x1p69),
      big(-1, 64, 0),
      big(-1, 63, 1),
      MakeFloat(ctx, -0x1p63 * 0.75),
      big(-1, 31, 0),
      MakeSmall(-1),
      MakeFloat(ctx, -0.5),
      MakeSmall(0),
      MakeFloat(ctx, 0x1p-1074),
      MakeFloat(ctx, 0.5),
      one,
      MakeFloat(ctx, 1.5),
      two,
      big(1, 28, 0),
      big(1, 53, 0),
      big(1, 53, 1),
      MakeFloat(ctx, 0x1p53 + 2),
      big(1, 53, 3),
      big(1, 63, -1),
      MakeFloat(ctx, 0x1p63),
      big(1, 63, 1),
      big(1, 70, -1),
      MakeFloat(ctx, 0x1p70),
      big(1, 70, 1),
      big(1, 1023, 0),
      MakeFloat(ctx, 0x1.8p1023),
      big(1, 1100, 0),
      AtomFromText(""),
      a,
      AtomFromText("aa"),
      b,
      AtomFromText("z"),
      AtomFromText("\xC3\xA9"),
      AtomFromText("\xEF\xBF\xBD"),
      AtomFromText("\xF0\x9F\x98\x80"),
      MakeReference(ctx, 5),
      MakeReference(ctx, uint64_t{5} << 32),
      MakeExternalFun(ctx, a, b, 1),
      MakeExternalFun(ctx, a, b, 2),
      MakeExternalFun(ctx, b, a, 0),
      1 << 4 | abi::kTagPort,
      MakeLocalPid(1),
      MakeLocalPid(2),
      BoxedTerm(&empty_tuple),
      MakeTuple(ctx, {two}),
      MakeTuple(ctx, {one, one}),
      MakeTuple(ctx, {one, two}),
      MakeTuple(ctx, {one, a}),
      EmptyMap(ctx),
      map({{two, one}}),
      map({{MakeFloat(ctx, 1), one}}),  // as keys, integers come before floats
      map({{a, one}}),
      map({{a, two}}),
      map({{one, two}, {two, two}}),
      map({{one, one}, {a, one}}),
      kNil,
      Cons(ctx, one, one),
      Cons(ctx, one, kNil),
      Cons(ctx, one, Cons(ctx, one, kNil)),
      Cons(ctx, two, kNil),
      Text(ctx, ""),
      FromBits(ctx, "0", 3),
      Text(ctx, "a"),
      FromBits(ctx, "011000010", 5),
      Text(ctx, "ab"),
      Text(ctx, "b"),
  };
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t k = 0; k < ascending.size(); ++k) {
      const Term copy = CopyTerm(ctx, ascending[k]);
      CHECK(Compare(ascending[i], copy, false) == (i < k ? -1 : i > k ? 1 : 0));
      CHECK(Equal(ascending[i], copy) == (i == k));
      CHECK(ExactEqual(ascending[i], copy) == (i == k));
    }
  }
}

void CheckExactness(Context* ctx) {
  const Term one = MakeSmall(1);
  const Term one_float = MakeFloat(ctx, 1);
  CHECK(Equal(one, one_float) && !ExactEqual(one, one_float));
  CHECK(Compare(one, one_float, false) == 0);
  CHECK(Compare(MakeSmall(5), one_float, true) == -1);  // every integer before every float
  CHECK(Compare(one_float, MakeSmall(5), true) == 1);
  CHECK(ExactEqual(MakeFloat(ctx, 0.0), MakeFloat(ctx, -0.0)));
  CHECK(Equal(MakeTuple(ctx, {one}), MakeTuple(ctx, {one_float})));
  CHECK(!ExactEqual(MakeTuple(ctx, {one}), MakeTuple(ctx, {one_float})));
  // Values of maps are compared like the maps, keys always exactly.
  MapPair by_value[] = {{kNil, one}};
  MapPair by_float_value[] = {{kNil, one_float}};
  MapPair by_key[] = {{one, kNil}};
  MapPair by_float_key[] = {{one_float, kNil}};
  CHECK(Equal(MapFromPairs(ctx, by_value), MapFromPairs(ctx, by_float_value)));
  CHECK(!ExactEqual(MapFromPairs(ctx, by_value), MapFromPairs(ctx, by_float_value)));
  CHECK(!Equal(MapFromPairs(ctx, by_key), MapFromPairs(ctx, by_float_key)));
  CHECK(!Equal(MakeBig(ctx, (BigInt(1) << 53) + 1), MakeFloat(ctx, 0x1p53)));
  CHECK(Equal(MakeBig(ctx, BigInt(1) << 200), MakeFloat(ctx, 0x1p200)));
}

// The laws of a total order, on terms that are often equal or close.
void CheckLaws(Random& random) {
  for (int round = 0; round < 20; ++round) {
    Process process;
    Context* ctx = process.get();
    TermSource source(ctx, random);
    std::vector<Term> terms;
    for (int i = 0; i < 40; ++i) {
      terms.push_back(source.Make(3));
      if (i % 8 == 7) source.Forget();
    }
    for (const bool exact : {false, true}) {
      for (const Term a : terms) {
        CHECK(Compare(a, CopyTerm(ctx, a), exact) == 0);
        for (const Term b : terms) {
          const int ab = Compare(a, b, exact);
          CHECK(Compare(b, a, exact) == -ab);
          CHECK((exact ? ExactEqual(a, b) : Equal(a, b)) == (ab == 0));
          for (const Term c : terms) {
            const int bc = Compare(b, c, exact);
            if (ab <= 0 && bc <= 0) CHECK(Compare(a, c, exact) == (ab == 0 && bc == 0 ? 0 : -1));
          }
        }
      }
    }
  }
}

// An integer and a float near it, by exact arithmetic.
void CheckMixedNumbers(Context* ctx, Random& random) {
  for (int round = 0; round < 20000; ++round) {
    const Term t = RandomInteger(ctx, random, 120);
    double value = NumberToDouble(t);
    for (uint32_t i = random.Below(3); i > 0; --i)
      value = std::nextafter(value, random.OneIn(2) ? INFINITY : -INFINITY);
    if (random.OneIn(8)) value += 0.25;
    int exponent;
    const int64_t mantissa = static_cast<int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
    exponent -= 53;
    BigInt x = ToBig(t);
    BigInt y = mantissa;
    (exponent < 0 ? x : y) <<= std::abs(exponent);
    const int expected = x < y ? -1 : x > y ? 1 : 0;
    const Term f = MakeFloat(ctx, value);
    CHECK(Compare(t, f, false) == expected);
    CHECK(Compare(f, t, false) == -expected);
  }
}

// The oracle: pairs in a vector, found one by one.
using Pairs = std::vector<MapPair>;

void PutPair(Pairs& pairs, Term key, Term value) {
  for (MapPair& pair : pairs) {
    if (ExactEqual(pair.key, key)) {
      pair.value = value;
      return;
    }
  }
  pairs.push_back({key, value});
}

void CheckMap(Term map, const Pairs& pairs) {
  CHECK(IsMap(map));
  CHECK(MapSize(map) == pairs.size());
  CHECK(IsFlatMap(map) == (pairs.size() <= abi::kMaxFlatMap));
  for (const MapPair& pair : pairs) CHECK(MapGet(map, pair.key) == pair.value);
  if (!IsFlatMap(map)) return;
  CHECK(TupleArity(MapKeys(map)) == pairs.size());
  for (uint32_t i = 1; i < MapSize(map); ++i) {
    CHECK(Compare(TupleElement(MapKeys(map), i - 1), TupleElement(MapKeys(map), i), true) < 0);
  }
  for (const MapPair& pair : pairs) {
    CHECK(ExactEqual(TupleElement(MapKeys(map), static_cast<uint32_t>(MapFindFlat(map, pair.key))), pair.key));
  }
}

void CheckMaps(Random& random) {
  for (int round = 0; round < 60; ++round) {
    Process process;
    Context* ctx = process.get();
    TermSource source(ctx, random);
    std::vector<Term> keys;
    for (int i = 0; i < 50; ++i) keys.push_back(round % 2 == 0 ? source.Make(2) : MakeSmall(i * (i % 2 == 0 ? 1 : -1)));
    const auto any_key = [&] { return keys[random.Below(static_cast<uint32_t>(keys.size()))]; };
    Pairs pairs;
    Term map = EmptyMap(ctx);
    for (int step = 0; step < 150; ++step) {
      const Term key = any_key();
      if (random.OneIn(3)) {
        const Term before = map;
        const bool there = MapHas(map, key);
        map = MapRemove(ctx, map, key);
        CHECK(there || map == before);
        std::erase_if(pairs, [&](const MapPair& pair) { return ExactEqual(pair.key, key); });
      } else {
        const Term value = MakeSmall(step);
        const Term before = map;
        const bool there = MapHas(map, key);
        map = MapPut(ctx, map, key, value);
        PutPair(pairs, key, value);
        CHECK(!there || !IsFlatMap(map) || MapKeys(map) == MapKeys(before));  // shared
        CHECK(MapPut(ctx, map, key, value) == map);
      }
      CheckMap(map, pairs);
    }
    Pairs unordered;
    Pairs expected;
    for (int i = 0; i < 60; ++i) {
      unordered.push_back({any_key(), MakeSmall(i)});
      PutPair(expected, unordered.back().key, unordered.back().value);
    }
    CheckMap(MapFromPairs(ctx, unordered), expected);
    CHECK(MapGet(map, AtomFromText("no such key")) == kNoTerm);
  }
}

// Against std::map by description, over collections.
void CheckDictionary(Random& random) {
  Process process;
  Context* ctx = process.get();
  TermSource source(ctx, random);
  std::map<std::string, std::string> expected;
  std::vector<Term> keys;
  for (int i = 0; i < 300; ++i) {
    const Term key = CopyTerm(nullptr, source.Make(2));
    // A description tells forms of binaries and zeros apart that are equal keys.
    bool known = false;
    for (const Term other : keys) known = known || ExactEqual(other, key);
    if (!known) keys.push_back(key);
    if (i % 8 == 7) source.Forget();
  }
  for (int step = 0; step < 6000; ++step) {
    const Term key = keys[random.Below(static_cast<uint32_t>(keys.size()))];
    const std::string name = Describe(key);
    const auto old = expected.find(name);
    const std::string old_value = old == expected.end() ? "" : old->second;
    const Term copy = CopyTerm(ctx, key);
    Term result;
    if (random.OneIn(2)) {
      const Term value = MakeTuple(ctx, {MakeSmall(step)});
      result = DictionaryPut(ctx->dictionary, copy, value);
      expected[name] = Describe(value);
    } else {
      result = DictionaryErase(ctx->dictionary, copy);
      expected.erase(name);
    }
    CHECK((result == kNoTerm ? "" : Describe(result)) == old_value);
    if (step % 500 == 0) CHECK(Collect(ctx, 0, 0));
    CHECK(ctx->dictionary.size == expected.size());
    if (step % 50 != 0) continue;
    for (const Term each : keys) {
      const auto found = expected.find(Describe(each));
      const Term value = DictionaryGet(ctx->dictionary, each);
      CHECK((value == kNoTerm) == (found == expected.end()));
      if (value != kNoTerm) CHECK(Describe(value) == found->second);
    }
  }
}

void CheckAtoms() {
  CHECK(AtomFromText("false") == abi::kAtomFalse);
  CHECK(AtomFromText("overflow") == atoms::kOverflow);
  CHECK(AtomText(atoms::kBadarg) == "badarg");
  CHECK(ExistingAtom("never made before") == kNoTerm);
  const uint32_t count = AtomCount();
  std::vector<Term> made;
  const std::string long_text(5000, 'x');
  for (int i = 0; i < 5000; ++i) made.push_back(AtomFromText(long_text.substr(0, i % 300) + std::to_string(i)));
  CHECK(AtomCount() == count + 5000);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = long_text.substr(0, i % 300) + std::to_string(i);
    CHECK(AtomText(made[i]) == text);
    CHECK(ExistingAtom(text) == made[i] && AtomFromText(text) == made[i]);
  }
  CHECK(AtomCount() == count + 5000);
}

// Copies do not depend on what they were copied from.
void CheckCopies(Random& random) {
  std::vector<std::pair<Term, std::string>> copies;
  Process receiver;
  for (int round = 0; round < 30; ++round) {
    Process process;
    TermSource source(process.get(), random);
    for (int i = 0; i < 20; ++i) {
      const Term t = source.Make(4);
      const std::string text = Describe(t);
      const Term immortal = CopyTerm(nullptr, t);
      copies.push_back({immortal, text});
      CHECK(IsImmediate(immortal) || IsImmortal(immortal) || immortal == BoxedTerm(&empty_tuple));
      const Term other = CopyTerm(receiver.get(), t);
      receiver.get()->x[0] = Cons(receiver.get(), other, kNil);
      CHECK(Describe(other) == text);
    }
    SetGcStress(kNoStressLimit);  // what lies in the process is overwritten
    CHECK(Collect(process.get(), 0, 0));
    SetGcStress(0);
    for (auto& [copy, text] : copies) CHECK(Describe(copy) == text);
    CHECK(Collect(receiver.get(), 0, 1));
  }
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::Process process;
  beamfold::rt::Random random(5);
  beamfold::rt::CheckAtoms();
  beamfold::rt::CheckKnownOrder(process.get());
  beamfold::rt::CheckExactness(process.get());
  beamfold::rt::CheckLaws(random);
  beamfold::rt::CheckMixedNumbers(process.get(), random);
  beamfold::rt::CheckMaps(random);
  beamfold::rt::CheckDictionary(random);
  beamfold::rt::CheckCopies(random);
  return 0;
}
