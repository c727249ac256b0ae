// SPDX-License-Identifier: Apache-2.0
//
// Collections: random graphs below every kind of root survive them, in stress mode too; garbage does not; the work is
// in proportion to the allocation.

#include <string>
#include <vector>

#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "tests/rt_data_terms.h"

namespace beamfold::rt {
namespace {

// A process whose roots are filled at random, and what they should hold.
class World {
 public:
  World(Context* ctx, Random& random) : ctx_(ctx), random_(random), source_(ctx, random), live_(40) {
    for (uint32_t i = 0; i < live_; ++i) XRegister(ctx_, i) = kNil;
  }

  void Step() {
    for (int i = 0; i < 6; ++i) Change();
    Expect();
    const size_t words = random_.OneIn(3) ? random_.Below(3000) : random_.Below(20);
    CHECK(random_.OneIn(2) ? Collect(ctx_, words, live_) : EnsureFree(ctx_, words, live_));
    CHECK(static_cast<size_t>(ctx_->e - ctx_->heap_ptr) >= words);
    source_.Forget();
    Compare();
    // Use what was promised: list cells in the heap.
    for (size_t i = 0; i + 2 <= words; i += 2) {
      ctx_->heap_ptr += 2;
      XRegister(ctx_, 1) = WriteCons(ctx_->heap_ptr - 2, MakeSmall(7), i % 20 == 0 ? kNil : XRegister(ctx_, 1));
    }
  }

 private:
  void Change() {
    switch (random_.Below(8)) {
      case 0:
        if (ctx_->e - ctx_->heap_ptr >= 3) {
          *--ctx_->e = source_.MakeRoot();
          *--ctx_->e = random_.Below(1000) << 4;  // a return address
          *--ctx_->e = random_.Below(1000) << abi::kAtomShift | abi::kTagCatch;
        }
        break;
      case 1:
        if (ctx_->heap_end - ctx_->e >= 3) ctx_->e += 3;
        break;
      case 2:
        DictionaryPut(ctx_->dictionary, MakeSmall(static_cast<int32_t>(random_.Below(20))), source_.MakeRoot());
        break;
      case 3:
        DictionaryErase(ctx_->dictionary, MakeSmall(static_cast<int32_t>(random_.Below(20))));
        break;
      case 4:
        RaiseErrorWithArgs(ctx_, source_.MakeRoot(), source_.MakeRoot());
        break;
      case 5:
        ctx_->group_leader = source_.MakeRoot();
        break;
      default:
        XRegister(ctx_, random_.Below(live_)) = random_.OneIn(3) ? kNil : source_.MakeRoot();
    }
  }

  std::vector<std::string> Snapshot() const {
    std::vector<std::string> result;
    for (uint32_t i = 0; i < live_; ++i) result.push_back(Describe(XRegister(ctx_, i)));
    for (const Term* p = ctx_->e; p < ctx_->heap_end; ++p) {
      result.push_back((*p & abi::kPrimaryMask) == 0 ? "cp" + std::to_string(*p) : Describe(*p));
    }
    for (int32_t i = 0; i < 20; ++i) {
      const Term value = DictionaryGet(ctx_->dictionary, MakeSmall(i));
      result.push_back(value == kNoTerm ? "none" : Describe(value));
    }
    result.push_back(Describe(ctx_->group_leader));
    result.push_back(ctx_->exception_reason == kNoTerm ? "" : Describe(ctx_->exception_reason));
    result.push_back(ctx_->exception_args == kNoTerm ? "" : Describe(ctx_->exception_args));
    return result;
  }

  void Expect() { expected_ = Snapshot(); }
  void Compare() const { CHECK(Snapshot() == expected_); }

  Context* ctx_;
  Random& random_;
  TermSource source_;
  uint32_t live_;
  std::vector<std::string> expected_;
};

void CheckGraphs(bool stress) {
  SetGcStress(stress ? kNoStressLimit : 0);
  for (uint32_t seed = 0; seed < 25; ++seed) {
    Process process;
    Context* ctx = process.get();
    Random random(seed);
    World world(ctx, random);
    for (int step = 0; step < 60; ++step) world.Step();
    // Without roots nothing remains: no word, no reference to outside.
    ctx->e = ctx->heap_end;
    ctx->group_leader = kNil;
    ClearException(ctx);
    DictionaryClear(ctx->dictionary);
    CHECK(Collect(ctx, 0, 0));
    CHECK(ctx->heap_ptr == ctx->heap_start);
    CHECK(FragmentWords(ctx->fragments) == 0);
    CHECK(ctx->binaries == nullptr);
  }
  SetGcStress(0);
}

void CheckSharing() {
  Process process;
  Context* ctx = process.get();
  const Term shared = MakeTuple(ctx, {MakeFloat(ctx, 1.5)});
  ctx->x[0] = Cons(ctx, shared, Cons(ctx, shared, kNil));
  ctx->x[1] = shared;
  const Term literal = CopyTerm(nullptr, ctx->x[0]);
  ctx->x[2] = literal;
  CHECK(Collect(ctx, 0, 3));
  CHECK(Head(ctx->x[0]) == ctx->x[1] && Head(Tail(ctx->x[0])) == ctx->x[1]);
  CHECK(ctx->x[1] != shared);
  CHECK(ctx->x[2] == literal);  // never moves
  CHECK(IsImmortal(literal) && IsImmortal(Head(literal)));
  CHECK(ctx->heap_ptr - ctx->heap_start == 2 + 3 + 2 + 2);
}

// A term a million levels deep takes no stack.
void CheckDepth() {
  Process process;
  Context* ctx = process.get();
  Term nested = kNil;
  for (int i = 0; i < 1000000; ++i) {
    nested = i % 2 == 0 ? Cons(ctx, nested, kNil) : MakeTuple(ctx, {nested, MakeSmall(i)});
  }
  ctx->x[0] = nested;
  CHECK(Collect(ctx, 0, 1));
  const Term copy = CopyTerm(ctx, ctx->x[0]);
  CHECK(copy != ctx->x[0]);
  CHECK(ExactEqual(copy, ctx->x[0]));
}

// Amortised cost: a list that grows all the time, and garbage beside something that lives.
void CheckCost() {
  Process process;
  Context* ctx = process.get();
  ctx->x[0] = kNil;
  constexpr uint32_t kCells = 1500000;
  for (uint32_t i = 0; i < kCells; ++i) {
    if (ctx->e - ctx->heap_ptr < 2) CHECK(EnsureFree(ctx, 2, 1));
    ctx->heap_ptr += 2;
    ctx->x[0] = WriteCons(ctx->heap_ptr - 2, MakeSmall(0), ctx->x[0]);
  }
  CHECK(ctx->words_copied < 3 * 2 * kCells);
  CHECK(ctx->collections < 40);
  CHECK(ListLength(ctx->x[0]) == kCells);

  Term live = kNil;
  for (int i = 0; i < 10000; ++i) live = Cons(ctx, MakeSmall(i), live);
  ctx->x[0] = live;
  const uint64_t before = ctx->words_copied;
  constexpr uint32_t kGarbage = 8000000;
  for (uint32_t i = 0; i < kGarbage / 2; ++i) {
    if (ctx->e - ctx->heap_ptr < 2) CHECK(EnsureFree(ctx, 2, 1));
    ctx->heap_ptr += 2;
    WriteCons(ctx->heap_ptr - 2, MakeSmall(0), kNil);
  }
  CHECK(ctx->words_copied - before < 2 * kGarbage);
  CHECK(ctx->heap_end - ctx->heap_start < 200000);  // and it has shrunk
  CHECK(ListLength(ctx->x[0]) == 10000);
}

// A stack that grows (body recursion) is copied in amortised constant time as well.
void CheckDeepStack() {
  Process process;
  Context* ctx = process.get();
  constexpr uint32_t kFrames = 1000000;
  for (uint32_t i = 0; i < kFrames; ++i) {
    if (ctx->e - ctx->heap_ptr < 2) CHECK(EnsureFree(ctx, 2, 0));
    *--ctx->e = i << 4;
    *--ctx->e = MakeSmall(static_cast<int32_t>(i));
  }
  CHECK(ctx->collections < 40);
  for (uint32_t i = kFrames; i-- > 0;) {
    CHECK(*ctx->e++ == MakeSmall(static_cast<int32_t>(i)));
    CHECK(*ctx->e++ == i << 4);
  }
}

// Fragments and binaries outside of the heap ask for a collection in time.
void CheckPressure() {
  Process process;
  Context* ctx = process.get();
  CHECK(!FragmentsAreLarge(ctx));
  uint32_t made = 0;
  for (; !FragmentsAreLarge(ctx); ++made) MakeTuple(ctx, {kNil, kNil, kNil});
  CHECK(made < 100000);
  CHECK(EnsureFree(ctx, 0, 0));
  CHECK(!FragmentsAreLarge(ctx));
  const std::string text(1 << 20, 'x');
  for (made = 0; !FragmentsAreLarge(ctx); ++made) MakeBinary(ctx, text);
  CHECK(made < 20);
  CHECK(EnsureFree(ctx, 0, 0));
  CHECK(ctx->binaries == nullptr);
  // What can never fit is an error and leaves all as it was.
  ctx->x[0] = MakeBinary(ctx, text);
  CHECK(!EnsureFree(ctx, size_t{1} << 29, 1));
  CHECK(ctx->exception_reason == atoms::kSystemLimit);
  CHECK(GetBits(ctx->x[0]).bytes() == text);
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::CheckGraphs(/*stress=*/false);
  beamfold::rt::CheckGraphs(/*stress=*/true);
  beamfold::rt::CheckSharing();
  beamfold::rt::CheckDepth();
  beamfold::rt::CheckCost();
  beamfold::rt::CheckDeepStack();
  beamfold::rt::CheckPressure();
  return 0;
}
