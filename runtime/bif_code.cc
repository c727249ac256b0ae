// SPDX-License-Identifier: Apache-2.0
//
// Loading, replacing and forgetting of modules while programs run; the rest of module code is Erlang (erl/code.erl).
//
// As in Erlang/OTP a name has a current and at most one old module. Modules are never freed, for funs and return
// addresses name them: purging only forgets. Processes that still run old code are found by their return addresses,
// which are told from terms by their two lowest bits.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/inflate.h"
#include "runtime/loader.h"
#include "runtime/module.h"
#include "runtime/process.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

// The file, unpacked if it is gzipped.
std::string BeamBytes(Term binary) {
  std::string bytes = BytesOf(binary);
  if (!bytes.starts_with("\x1f\x8b")) return bytes;
  std::string unpacked;
  return InflatePrefix(bytes, Wrapping::kGzip, kMaxInflated, &unpacked) != 0 ? unpacked : bytes;
}

uint32_t ReadBig(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(bytes[at + i]);
  return value;
}

// The contents of a chunk; null data: there is none, or the file is damaged.
std::string_view FindChunk(std::string_view beam, std::string_view name) {
  if (beam.size() < 12 || !beam.starts_with("FOR1") || beam.substr(8, 4) != "BEAM") return {};
  for (size_t at = 12; beam.size() - at >= 8;) {
    const size_t size = ReadBig(beam, at + 4);
    if (size > beam.size() - at - 8) return {};
    if (beam.substr(at, 4) == name) return beam.substr(at + 8, size);
    at = std::min(beam.size(), at + 8 + (size + 3) / 4 * 4);
  }
  return {};
}

bool RunsIn(const Context* ctx, const Module* module) {
  if (ctx->module == module) return true;
  const auto names = [module](Term word) { return (word & 3) == 0 && word >> abi::kCpModuleShift == module->index; };
  return names(ctx->cp) || std::any_of(ctx->e, ctx->heap_end, names);
}

}  // namespace

Term ErlangLoadModule(Context* ctx, Term name, Term binary) {
  if (!IsAtom(name) || !IsBinary(binary)) return RaiseBadarg(ctx);
  static const Term kNotPurged = AtomFromText("not_purged");
  static const Term kBadfile = AtomFromText("badfile");
  static const Term kModule = AtomFromText("module");
  if (FindModule(name) != nullptr && FindOldModule(name) != nullptr) return MakeTuple(ctx, {atoms::kError, kNotPurged});
  const std::string bytes = BeamBytes(binary);
  std::string error;
  const Module* module = LoadModule(bytes, name, &error);
  if (module == nullptr) return MakeTuple(ctx, {atoms::kError, kBadfile});
  NoteLoadedByProgram(module->index, bytes);
  return MakeTuple(ctx, {kModule, name});
}

Term ErlangDeleteModule(Context* ctx, Term name) {
  static const Term kUndefined = AtomFromText("undefined");
  if (!IsAtom(name)) return RaiseBadarg(ctx);
  ModuleMayBeThere(name);
  if (FindModule(name) == nullptr) return kUndefined;
  if (FindOldModule(name) != nullptr) return RaiseBadarg(ctx);
  DeleteModule(name);
  return atoms::kTrue;
}

Term ErlangPurgeModule(Context* ctx, Term name) {
  if (!IsAtom(name) || FindOldModule(name) == nullptr) return RaiseBadarg(ctx);
  ForgetOldModule(name);
  return atoms::kTrue;
}

Term ErlangCheckOldCode(Context* ctx, Term name) {
  return IsAtom(name) ? MakeBoolean(FindOldModule(name) != nullptr) : RaiseBadarg(ctx);
}

Term ErlangCheckProcessCode(Context* ctx, Term pid, Term name) {
  if (!IsAtom(name) || !IsPid(pid)) return RaiseBadarg(ctx);
  const Module* old = FindOldModule(name);
  const Context* process = FindProcess(pid);
  return MakeBoolean(old != nullptr && process != nullptr && RunsIn(process, old));
}

Term ErlangLoaded(Context* ctx) {
  std::vector<Term> names;
  for (uint32_t i = 1; i <= ModuleCount(); ++i) {
    const Module* module = ModuleByIndex(i);
    if (module->current) names.push_back(module->name);
  }
  return MakeList(ctx, names);
}

Term ErlangPreLoaded(Context* ctx) { return Cons(ctx, AtomFromText("erlang"), kNil); }

Term ErtsInternalBeamfileChunk(Context* ctx, Term binary, Term name) {
  std::string wanted;
  if (!IsBinary(binary) || !BytesFromList(name, &wanted) || wanted.size() != 4) return RaiseBadarg(ctx);
  const std::string bytes = BeamBytes(binary);
  const std::string_view chunk = FindChunk(bytes, wanted);
  static const Term kUndefined = AtomFromText("undefined");
  return chunk.data() == nullptr ? kUndefined : MakeBinary(ctx, chunk);
}

// Not of Erlang/OTP: where the host has found the module, as a string; false: nobody knows.
Term BeamfoldModuleFile(Context* ctx, Term name) {
  const Module* module = IsAtom(name) ? FindModule(name) : nullptr;
  return module == nullptr || module->file.empty() ? atoms::kFalse : ListFromUtf8(ctx, module->file);
}

// Not of Erlang/OTP: remembers what load_binary gave as the file.
Term BeamfoldModuleFile2(Context* ctx, Term name, Term file) {
  Module* module = IsAtom(name) ? FindModule(name) : nullptr;
  size_t characters = 0;
  std::string text;
  if (module == nullptr || !Utf8FromList(file, &text, &characters)) return RaiseBadarg(ctx);
  module->file = text;
  return atoms::kTrue;
}

}  // namespace beamfold::rt::bif
