// SPDX-License-Identifier: Apache-2.0
//
// Random terms of every kind, and a description of them that depends neither on where they lie nor on the runtime's own
// comparisons.

#ifndef BEAMFOLD_TESTS_RT_DATA_TERMS_H_
#define BEAMFOLD_TESTS_RT_DATA_TERMS_H_

#include <cstdio>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/map.h"
#include "runtime/module.h"
#include "tests/rt_data_bits.h"
#include "tests/rt_data_check.h"

namespace beamfold::rt {

// Makes terms out of new ones and of ones it made before, so that they share parts. The caller tells it when those have
// moved, by Forget().
class TermSource {
 public:
  TermSource(Context* ctx, Random& random) : ctx_(ctx), random_(random) {
    module_.name = AtomFromText("a_module");
    for (uint32_t i = 0; i < 4; ++i) {
      Lambda lambda = {};
      lambda.function = AtomFromText("a_fun");
      lambda.num_free = i;
      lambda.arity = i + 1;
      lambda.index = i;
      lambda.old_uniq = 77 * i;
      module_.lambdas.push_back(lambda);
    }
  }

  Term Make(uint32_t depth) {
    if (!made_.empty() && random_.OneIn(6)) return made_[random_.Below(static_cast<uint32_t>(made_.size()))];
    const Term t = depth == 0 || random_.OneIn(4) ? Leaf() : Node(depth - 1);
    if (made_.size() < 16) made_.push_back(t);
    return t;
  }

  // With match states, which are no terms for comparisons.
  Term MakeRoot() {
    const Term t = Make(4);
    if (!IsBitstring(t) || random_.OneIn(2)) return t;
    const Term state = BsStartMatch(ctx_, t);
    BsGetBinary(ctx_, state, random_.Below(GetBits(t).bits + 1));
    return state;
  }

  void Forget() { made_.clear(); }

 private:
  Term Leaf() {
    switch (random_.Below(12)) {
      case 0:
        return AtomFromText("atom" + std::to_string(random_.Below(9)));
      case 1:
        return kNil;
      case 2:
        return MakeLocalPid(random_.Below(5));
      case 3:
        return random_.Below(5) << 4 | abi::kTagPort;
      case 4:
        return MakeReference(ctx_, random_.Word() % 3 << 31);
      case 5:
        return MakeFloat(ctx_, (static_cast<double>(random_.Below(40)) - 20) / 4);
      case 6:
        return RandomInteger(ctx_, random_, 100);
      case 7:
        return MakeExternalFun(ctx_, AtomFromText("m" + std::to_string(random_.Below(2))), atoms::kOk,
                               random_.Below(3));
      case 8:
        return BoxedTerm(&empty_tuple);
      case 9:
        return FromBits(ctx_, RandomBits(random_, 8 * random_.Below(random_.OneIn(2) ? 8 : 200)), 0);
      case 10: {
        const Term bits = FromBits(ctx_, RandomBits(random_, random_.Below(1500)), random_.Below(20));
        const uint32_t size = GetBits(bits).bits;
        return random_.OneIn(2) ? bits : SubBits(ctx_, bits, size / 3, size / 2);
      }
      default:
        return MakeSmall(static_cast<int32_t>(random_.Below(21)) - 10);
    }
  }

  Term Node(uint32_t depth) {
    const uint32_t size = random_.Below(5);
    std::vector<Term> parts;
    for (uint32_t i = 0; i < size; ++i) parts.push_back(Make(depth));
    switch (random_.Below(4)) {
      case 0:
        return MakeTuple(ctx_, parts);
      case 1:
        return MakeList(ctx_, parts, random_.OneIn(4) ? Make(depth) : kNil);
      case 2: {
        std::vector<MapPair> pairs;
        for (const Term part : parts) pairs.push_back({Make(depth), part});
        return MapFromPairs(ctx_, pairs);
      }
      default: {
        const uint32_t free = std::min(size, 3u);
        Term* p = Alloc(ctx_, 3 + free);
        p[0] = MakeHeader(2 + free, abi::kHeaderFun);
        p[1] = Address(&module_);
        p[2] = MakeSmall(static_cast<int32_t>(free));
        std::copy_n(parts.begin(), free, p + 3);
        return BoxedTerm(p);
      }
    }
  }

  Context* ctx_;
  Random& random_;
  Module module_ = {};
  std::vector<Term> made_;
};

// Not for terms that are nested deeply.
inline std::string Describe(Term t) {
  if (IsAtom(t)) return std::string(AtomText(t));
  if (IsCons(t)) {
    std::string text = "[";
    for (; IsCons(t); t = Tail(t)) text += Describe(Head(t)) + " ";
    return text + "| " + Describe(t) + "]";
  }
  if (IsInteger(t)) return IntegerToText(t);
  if (!IsBoxed(t)) return "immediate" + std::to_string(t);
  if (IsFloat(t)) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%a", FloatValue(t));
    return buffer;
  }
  const Term* p = Pointer(t);
  if (IsBitstring(t)) {
    const std::string bits = BitsOf(t);
    return "<" + std::to_string(HeaderTag(p[0])) + " " + bits + ">";
  }
  if (IsMatchState(t)) return "state " + Describe(p[1]) + std::to_string(p[2]) + " " + std::to_string(p[3]);
  std::string text = std::to_string(HeaderTag(p[0])) + "{";
  const uint32_t words = HeaderSize(p[0]);
  for (uint32_t i = 1; i <= words; ++i) {
    const bool raw = IsReference(t) || (IsClosure(t) && i == 1);
    text += (raw ? std::to_string(p[i]) : Describe(p[i])) + " ";
  }
  return text + "}";
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_TESTS_RT_DATA_TERMS_H_
