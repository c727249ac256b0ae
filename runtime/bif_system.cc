// SPDX-License-Identifier: Apache-2.0
//
// What a program can ask about the system it runs on.

#include <chrono>
#include <cstring>
#include <string>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/release.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

using Clock = std::chrono::steady_clock;

const Clock::time_point start = Clock::now();

int64_t MillisecondsSince(Clock::time_point then) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - then).count();
}

Term Name(const char* text) { return AtomFromText(text); }

}  // namespace

Term ErlangSystemInfo(Context* ctx, Term item) {
  if (item == Name("otp_release")) return ListFromBytes(ctx, std::to_string(OtpRelease()));
  // That of the native part of a release, whose numbers are behind by twelve.
  if (item == Name("version")) return ListFromBytes(ctx, std::to_string(OtpRelease() - 12) + ".1");
  if (item == Name("system_version")) return ListFromBytes(ctx, "beamfold\n");
  if (item == Name("system_architecture")) return ListFromBytes(ctx, "wasm32");
  if (item == Name("machine")) return ListFromBytes(ctx, "BEAM");
  // So that the library takes paths to be separated by slashes.
  if (item == Name("os_type")) return MakeTuple(ctx, {Name("unix"), Name("linux")});
  if (item == Name("os_version")) return MakeTuple(ctx, {MakeSmall(0), MakeSmall(0), MakeSmall(0)});
  if (item == Name("wordsize")) return MakeSmall(4);
  if (item == Name("endian")) return Name("little");
  if (item == Name("emu_type")) return Name("opt");
  if (item == Name("emu_flavor")) return Name("emu");
  if (item == Name("schedulers") || item == Name("schedulers_online") || item == Name("logical_processors")) {
    return MakeSmall(1);
  }
  if (item == Name("process_count")) return MakeSmall(static_cast<int32_t>(ProcessCount()));
  if (item == Name("process_limit") || item == Name("port_limit")) return MakeInteger(ctx, 1 << 18);
  if (item == Name("atom_count")) return MakeInteger(ctx, AtomCount());
  if (item == Name("atom_limit")) return MakeInteger(ctx, kMaxAtoms);
  if (item == Name("smp_support") || item == Name("threads")) return atoms::kFalse;
  if (item == Name("thread_pool_size")) return MakeSmall(0);
  const bool wordsize = IsTuple(item) && TupleArity(item) == 2 && TupleElement(item, 0) == Name("wordsize");
  return wordsize ? MakeSmall(4) : RaiseBadarg(ctx);
}

Term ErlangStatistics(Context* ctx, Term item) {
  // Both count from the last time that the same was asked for.
  static int64_t last_runtime = 0;
  static int64_t last_wall_clock = 0;
  if (item == Name("runtime") || item == Name("wall_clock")) {
    int64_t& last = item == Name("runtime") ? last_runtime : last_wall_clock;
    const int64_t total = MillisecondsSince(start);
    const Term result = MakeTuple(ctx, {MakeInteger(ctx, total), MakeInteger(ctx, total - last)});
    last = total;
    return result;
  }
  if (item == Name("reductions") || item == Name("exact_reductions")) {
    static int64_t last_reductions = 0;
    int64_t total = 0;
    for (const Context* process : AllProcesses()) total += static_cast<int64_t>(process->reductions);
    const Term result = MakeTuple(ctx, {MakeInteger(ctx, total), MakeInteger(ctx, total - last_reductions)});
    last_reductions = total;
    return result;
  }
  if (item == Name("run_queue") || item == Name("total_run_queue_lengths")) return MakeSmall(0);
  if (item == Name("context_switches")) return MakeTuple(ctx, {MakeSmall(0), MakeSmall(0)});
  if (item == Name("io")) {
    const Term none = MakeSmall(0);
    return MakeTuple(ctx, {MakeTuple(ctx, {Name("input"), none}), MakeTuple(ctx, {Name("output"), none})});
  }
  if (item == Name("garbage_collection")) {
    return MakeTuple(ctx, {MakeUnsigned(ctx, ctx->collections), MakeUnsigned(ctx, ctx->words_copied), MakeSmall(0)});
  }
  return RaiseBadarg(ctx);
}

// OTP's asks the process that has started the system.
Term InitGetArguments(Context*) { return kNil; }

}  // namespace beamfold::rt::bif
