// SPDX-License-Identifier: Apache-2.0
//
// Loaded modules, and what can be called.

#ifndef BEAMFOLD_RUNTIME_MODULE_H_
#define BEAMFOLD_RUNTIME_MODULE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

inline constexpr uint32_t kMaxModules = 255;  // module indices 1..255; 0 is the pseudo module of the runtime itself

// Any native function; the real type has `arity` more parameters of type Term.
using NativeFunction = Term (*)(Context* ctx);
// entry of a compiled module, see runtime/abi.h.
using EntryFunction = Context* (*)(Context* ctx, JitState* js, const uint32_t* primitives, uint32_t label);

struct Import {
  Term module;
  Term function;
  uint32_t arity;
  enum class Kind : uint8_t { kUnresolved, kNative, kModule, kApply } kind;
  NativeFunction native;  // kNative
  Module* target;         // kModule
  uint32_t entry;         // kModule
  uint32_t generation;    // kModule: of the table of modules when it was resolved
};

struct Export {
  Term function;
  uint32_t arity;
  uint32_t entry;
};

struct Lambda {
  Term function;
  uint32_t arity;  // free variables included
  uint32_t num_free;
  uint32_t entry;
  uint32_t index;
  uint32_t old_uniq;
};

enum class EntryKind : uint8_t { kFunction, kHandler, kReturn, kReceive };

struct EntryInfo {
  uint32_t offset;    // into code
  uint32_t function;  // index into functions
  uint32_t location;  // in force there
  uint32_t live;
  EntryKind kind;
  bool compiled;
  uint32_t saved_op;  // what the interpreter has there, while `compiled` overwrites it
};

struct FunctionInfo {
  Term name;
  uint32_t arity;
  uint32_t entry;
  uint32_t location;  // the first one of the function: its func_info
};

struct SourceLine {
  uint32_t file;  // index into files
  uint32_t line;  // 0: unknown
};

// From this offset of the interpreter's code on, until the next place.
struct CodePlace {
  uint32_t offset;
  uint32_t location;
};

inline constexpr uint32_t kNoEntryNumber = 0xffffffffu;

// A native record's definition (record.h).
struct RecordDefinition {
  Term shape;                  // {Module, Name, IsExported, Field...}
  std::vector<Term> defaults;  // by field; kNoTerm: none
};

struct Module {
  uint32_t index;
  Term name;
  bool current;  // the one that its name stands for
  std::vector<uint32_t> code;
  std::vector<EntryInfo> entries;       // ascending in offset
  std::vector<uint32_t> entry_offsets;  // the same offsets, dense
  std::vector<FunctionInfo> functions;
  std::vector<SourceLine> locations;  // by location number
  std::vector<CodePlace> places;      // ascending
  std::vector<std::string> files;
  std::vector<Import> imports;
  std::vector<Export> exports;  // sorted by function, arity
  std::vector<Lambda> lambdas;
  std::vector<Term> literals;
  std::vector<RecordDefinition> records;
  std::string strings;
  std::string file;          // where the host found it, or empty
  std::string attributes;    // chunk Attr: external term format, or empty
  std::string compile_info;  // chunk CInf
  uint8_t md5[16];
  EntryFunction compiled;  // null: interpreted only
  bool compiled_whole;     // every entry is compiled
};

// The current module of that name, or null.
Module* FindModule(Term name);
extern Module* module_table[kMaxModules + 1];
inline Module* ModuleByIndex(uint32_t index) { return index <= kMaxModules ? module_table[index] : nullptr; }
uint32_t ModuleCount();  // highest index
// Its entry, or -1.
int32_t FindExport(const Module* module, Term function, uint32_t arity);
// The native function with that name, or null.
NativeFunction FindNative(Term module, Term function, uint32_t arity);
// Calls one with arguments from an array.
Term CallNative(NativeFunction native, Context* ctx, uint32_t arity, const Term* args);

// Of a local closure.
inline Module* ClosureModule(Term fun) { return reinterpret_cast<Module*>(static_cast<uintptr_t>(Pointer(fun)[1])); }
inline const Lambda& ClosureLambda(Term fun) { return ClosureModule(fun)->lambdas[SmallValue(Pointer(fun)[2])]; }
// Arity of any fun.
inline uint32_t FunArity(Term fun) {
  if (IsExternalFun(fun)) return SmallValue(Pointer(fun)[3]);
  const Lambda& lambda = ClosureLambda(fun);
  return lambda.arity - lambda.num_free;
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MODULE_H_
