// SPDX-License-Identifier: Apache-2.0
//
// What surrounds a program: environment variables, which start empty, the end of the runtime, other nodes and ports, of
// which there are none, and the clock of the wall in local time.

#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/output.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

Term Name(const char* text) { return AtomFromText(text); }

std::map<std::string, std::string>& Environment() {
  static auto* const environment = new std::map<std::string, std::string>;
  return *environment;
}

bool ReadName(Term list, std::string* name) {
  size_t characters = 0;
  return Utf8FromList(list, name, &characters) && !name->empty() && name->find('=') == std::string::npos;
}

}  // namespace

Term OsEnv(Context* ctx) {
  std::vector<Term> pairs;
  for (const auto& [name, value] : Environment()) {
    pairs.push_back(MakeTuple(ctx, {ListFromUtf8(ctx, name), ListFromUtf8(ctx, value)}));
  }
  return MakeList(ctx, pairs);
}

Term OsGetenv(Context* ctx, Term name) {
  std::string text;
  if (!ReadName(name, &text)) return RaiseBadarg(ctx);
  const auto it = Environment().find(text);
  return it == Environment().end() ? atoms::kFalse : ListFromUtf8(ctx, it->second);
}

Term OsPutenv(Context* ctx, Term name, Term value) {
  std::string text;
  std::string to;
  size_t characters = 0;
  if (!ReadName(name, &text) || !Utf8FromList(value, &to, &characters)) return RaiseBadarg(ctx);
  Environment()[text] = to;
  return atoms::kTrue;
}

Term OsUnsetenv(Context* ctx, Term name) {
  std::string text;
  if (!ReadName(name, &text)) return RaiseBadarg(ctx);
  Environment().erase(text);
  return atoms::kTrue;
}

Term ErlangHalt2(Context* ctx, Term status, Term options) {
  if (ListLength(options) < 0) return RaiseBadarg(ctx);
  if (IsSmall(status) && SmallValue(status) >= 0) exit(SmallValue(status) & 0xff);
  if (status == Name("abort")) exit(1);
  size_t characters = 0;
  std::string slogan;
  if (!Utf8FromList(status, &slogan, &characters)) return RaiseBadarg(ctx);
  WriteStderr(slogan + "\n");
  exit(1);
}

Term ErlangDisplayString(Context* ctx, Term text) {
  size_t characters = 0;
  std::string bytes;
  if (!Utf8FromList(text, &bytes, &characters)) return RaiseBadarg(ctx);
  WriteStdout(bytes);
  return atoms::kTrue;
}

Term ErlangPorts(Context*) { return kNil; }

Term ErlangNodes2(Context* ctx, Term kind, Term options) {
  const Term nodes = ErlangNodes1(ctx, kind);
  if (nodes == kNoTerm || !IsMap(options)) return RaiseBadarg(ctx);
  std::vector<Term> pairs;
  for (Term rest = nodes; IsCons(rest); rest = Tail(rest)) {
    pairs.push_back(MakeTuple(ctx, {Head(rest), options}));
  }
  return MakeList(ctx, pairs);
}

Term ErlangMonitorNode3(Context* ctx, Term node, Term flag, Term) { return ErlangMonitorNode2(ctx, node, flag); }

Term ErlangListToPort(Context* ctx, Term list) {
  std::string text;
  if (!BytesFromList(list, &text) || !text.starts_with("#Port<0.") || !text.ends_with('>')) return RaiseBadarg(ctx);
  const std::string digits = text.substr(8, text.size() - 9);
  if (digits.empty() || digits.size() > 8 || digits.find_first_not_of("0123456789") != std::string::npos) {
    return RaiseBadarg(ctx);
  }
  return static_cast<Term>(strtoul(digits.c_str(), nullptr, 10)) << 4 | abi::kTagPort;
}

// Flags of what is not here: they are accepted, and their values are those of a system without it.
Term ErlangSystemFlag(Context* ctx, Term flag, Term) {
  if (flag == Name("system_logger")) return Name("logger");
  if (flag == Name("backtrace_depth")) return MakeSmall(static_cast<int32_t>(kMaxTraceFrames));
  if (flag == Name("schedulers_online")) return MakeSmall(1);
  if (flag == Name("fullsweep_after")) return MakeInteger(ctx, 65535);
  if (flag == Name("min_heap_size")) return MakeSmall(233);
  if (flag == Name("erts_alloc") || flag == Name("scheduler_wall_time") || flag == Name("multi_scheduling"))
    return atoms::kFalse;
  return RaiseBadarg(ctx);
}

}  // namespace beamfold::rt::bif
