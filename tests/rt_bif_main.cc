// SPDX-License-Identifier: Apache-2.0
//
// Calls native functions: reads lines of the form module:function(Argument, ...) and answers each with one line, the
// printed result or class:reason. rt_bif_test.cc compares the answers with those of Erlang/OTP.
//
// With the argument "shifted", every argument that is a bitstring is replaced by an equal one that starts inside a byte
// of a larger one: nothing may depend on where the bits lie.

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/context.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/module.h"
#include "runtime/term_parse.h"
#include "runtime/term_print.h"

namespace beamfold::rt {
namespace {

Term Shifted(Context* ctx, Term term) {
  constexpr uint32_t kShift = 11;
  if (!IsBitstring(term)) return term;
  const BitView bits = GetBits(term);
  uint8_t* data;
  const Term larger = NewBitstring(ctx, bits.bits + 2 * kShift, &data);
  for (uint32_t i = 0; i < (bits.bits + 2 * kShift + 7) / 8; ++i) data[i] = 0xA5;
  // What lies behind the last bit has to be zero.
  if (const uint32_t extra = (bits.bits + 2 * kShift) % 8) data[(bits.bits + 2 * kShift) / 8] &= 0xFF00 >> extra;
  CopyBits(data, kShift, bits.data, bits.bit_offset, bits.bits);
  return SubBits(ctx, larger, kShift, bits.bits);
}

// Where the parenthesis of the call opens: the first one outside of quotes.
size_t FindParenthesis(std::string_view line) {
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\'') quoted = !quoted;
    if (line[i] == '(' && !quoted) return i;
  }
  return std::string_view::npos;
}

std::string ExceptionText(const Context* ctx) {
  return std::string(AtomText(ctx->exception_class)) + ":" + PrintTerm(ctx->exception_reason);
}

std::string Answer(Context* ctx, std::string_view line, bool shifted) {
  const size_t open = FindParenthesis(line);
  const size_t colon = line.find(':');
  if (open == std::string_view::npos || colon > open || line.back() != ')') return "not a call";
  std::string error;
  const Term module = ParseTerm(ctx, line.substr(0, colon), &error);
  const Term function = ParseTerm(ctx, line.substr(colon + 1, open - colon - 1), &error);
  const std::string inside(line.substr(open + 1, line.size() - open - 2));
  Term list = ParseTerm(ctx, "[" + inside + "]", &error);
  if (module == kNoTerm || function == kNoTerm || list == kNoTerm) return "cannot be parsed: " + error;
  std::vector<Term> arguments;
  for (; IsCons(list); list = Tail(list)) arguments.push_back(shifted ? Shifted(ctx, Head(list)) : Head(list));
  const NativeFunction native = FindNative(module, function, static_cast<uint32_t>(arguments.size()));
  if (native == nullptr) return "no such function";
  ClearException(ctx);
  const Term result = CallNative(native, ctx, static_cast<uint32_t>(arguments.size()), arguments.data());
  if (result == kNoTerm) return ExceptionPending(ctx) ? ExceptionText(ctx) : "failed without a reason";
  return ExceptionPending(ctx) ? "succeeded with an exception" : PrintTerm(result);
}

}  // namespace
}  // namespace beamfold::rt

int main(int argc, char** argv) {
  const bool shifted = argc > 1 && std::string_view(argv[1]) == "shifted";
  std::string line;
  while (std::getline(std::cin, line)) {
    // One process for each call, as in Erlang: nothing is left behind, and memory does not grow.
    beamfold::rt::Context* ctx = beamfold::rt::NewContext();
    std::cout << beamfold::rt::Answer(ctx, line, shifted) << '\n';
    beamfold::rt::DeleteContext(ctx);
  }
  return 0;
}
