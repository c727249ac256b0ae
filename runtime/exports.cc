// SPDX-License-Identifier: Apache-2.0

#include "runtime/exports.h"

#include <cstdlib>
#include <string>
#include <string_view>

#include "runtime/atoms.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/loader.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/release.h"
#include "runtime/scheduler.h"
#include "runtime/signals.h"
#include "runtime/term_parse.h"
#include "runtime/term_print.h"

namespace {

using namespace beamfold::rt;  // NOLINT: this file is the outer face of the namespace

std::string& Text() {
  static std::string* const text = new std::string;
  return *text;
}

template <typename T>
T* At(uint32_t address) {
  return reinterpret_cast<T*>(static_cast<uintptr_t>(address));
}

bool ReadArity(std::string_view text, uint32_t* arity) {
  if (text.empty() || text.size() > 3) return false;
  *arity = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    *arity = *arity * 10 + static_cast<uint32_t>(c - '0');
  }
  return true;
}

}  // namespace

void bf_init() { Primitives(); }
void* bf_alloc(uint32_t bytes) { return malloc(bytes == 0 ? 1 : bytes); }
void bf_free(void* memory) { free(memory); }
const char* bf_text() { return Text().data(); }
uint32_t bf_text_size() { return static_cast<uint32_t>(Text().size()); }

uint32_t bf_load(const char* beam, uint32_t size) {
  Module* module = LoadModule({beam, size}, &Text());
  return module == nullptr ? 0 : module->index;
}

uint32_t bf_module_address(uint32_t module) { return Address(ModuleByIndex(module)); }

uint32_t bf_module_name(uint32_t module) {
  Text() = AtomText(ModuleByIndex(module)->name);
  return 1;
}

void bf_module_file(uint32_t module, const char* file, uint32_t size) {
  ModuleByIndex(module)->file.assign(file, size);
}

uint32_t bf_new_module() {
  LoadedByProgram loaded = TakeLoadedByProgram();
  Text() = std::move(loaded.beam);
  return loaded.index;
}

uint32_t bf_module_strings(uint32_t module) { return Address(ModuleByIndex(module)->strings.data()); }

uint32_t bf_module_literal(uint32_t module, uint32_t literal) {
  const Module& m = *ModuleByIndex(module);
  return literal < m.literals.size() ? m.literals[literal] : kNoTerm;
}

uint32_t bf_module_entries(uint32_t module) { return static_cast<uint32_t>(ModuleByIndex(module)->entries.size()); }

#ifndef BEAMFOLD_ATOMVM  // its modules are linked when they are entered
uint32_t bf_register(uint32_t module, uint32_t entry, const uint8_t* bitmap, uint32_t entries) {
  Module* m = ModuleByIndex(module);
  if (m == nullptr || entries != m->entries.size()) {
    Text() = "the compiled module has " + std::to_string(entries) + " entries; the loaded one has " +
             std::to_string(m == nullptr ? 0 : m->entries.size());
    return 0;
  }
  InstallCompiled(m, reinterpret_cast<EntryFunction>(static_cast<uintptr_t>(entry)), bitmap);
  return 1;
}
#endif

uint32_t bf_atom(const char* text, uint32_t size) { return AtomFromText({text, size}); }
uint32_t bf_integer(const char* text, uint32_t size) { return IntegerFromText(nullptr, {text, size}); }

uint32_t bf_native(const char* text, uint32_t size) {
  const std::string_view name(text, size);
  // The function's name may hold colons and slashes: the module ends at the first colon, the arity starts at the last
  // slash.
  const size_t colon = name.find(':');
  const size_t slash = name.rfind('/');
  uint32_t arity;
  if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon ||
      !ReadArity(name.substr(slash + 1), &arity)) {
    return 0;
  }
  const NativeFunction native =
      FindNative(AtomFromText(name.substr(0, colon)), AtomFromText(name.substr(colon + 1, slash - colon - 1)), arity);
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(native));
}

uint32_t bf_parse(const char* text, uint32_t size) { return ParseTerm(nullptr, {text, size}, &Text()); }

uint32_t bf_print(uint32_t term) {
  Text() = PrintTerm(term);
  return 1;
}

uint32_t bf_start(uint32_t module, uint32_t function, uint32_t arguments) {
  Context* ctx = SpawnTop(module, function, arguments);
  if (ctx == nullptr) {
    Text() = "too many processes";
    return 0;
  }
  return Address(ctx);
}

uint32_t bf_run(uint32_t context, uint32_t max_slices) {
  return static_cast<uint32_t>(RunProcesses(At<Context>(context), max_slices));
}

uint32_t bf_needed_module() { return NeededModule(); }
double bf_idle_milliseconds() { return static_cast<double>(IdleMicroseconds()) / 1000; }
void bf_missing_module(uint32_t name) { ModuleIsMissing(name); }
double bf_reductions(uint32_t context) { return static_cast<double>(At<Context>(context)->reductions); }
uint32_t bf_result(uint32_t context) { return At<Context>(context)->result; }

uint32_t bf_exception(uint32_t context, uint32_t which) {
  const Context& ctx = *At<Context>(context);
  return which == 0 ? ctx.exception_class : which == 1 ? ctx.exception_reason : ctx.exception_trace;
}

void bf_end(uint32_t context) {
  Context* ctx = At<Context>(context);
  if (!ctx->doomed) {  // given up before it has ended
    static const Term kKilled = AtomFromText("killed");
    EndProcess(ctx, kKilled);
  }
  DestroyProcess(ctx);
}
void bf_gc_stress(uint32_t words) { SetGcStress(words == UINT32_MAX ? kNoStressLimit : words); }
void bf_otp_release(uint32_t release) { SetOtpRelease(release); }
