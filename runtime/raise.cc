// SPDX-License-Identifier: Apache-2.0
//
// Raising an exception: the raw stack trace, the search for a handler, and the stack trace that Erlang shows.
//
// Handlers are catch terms on the stack; the frame that holds the first one, counted from e, handles the exception. A
// frame ends with its return address, so the words before the catch term are walked: each return address passed is
// the end of a frame that is given up.

#include <algorithm>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/dispatch.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt {
namespace {

bool IsReturnAddress(Term word) { return (word & abi::kPrimaryMask) == 0 && word != 0; }

uint32_t ModuleOfAddress(Term cp) { return cp >> abi::kCpModuleShift; }
uint32_t EntryOfAddress(Term cp) { return (cp & ((1u << abi::kCpModuleShift) - 1)) >> abi::kCpLabelShift; }

struct Place {
  uint32_t module;
  uint32_t location;
};

// The place of the call that returns to cp; false for the runtime's own address below all frames.
bool PlaceOfAddress(Term cp, Place* place) {
  Module* module = ModuleByIndex(ModuleOfAddress(cp));
  if (module == nullptr) return false;
  const uint32_t entry = EntryOfAddress(cp);
  if (entry >= module->entries.size()) return false;
  *place = {module->index, module->entries[entry].location};
  return true;
}

// {Class, Top, Module, Location, ...}
Term MakeRawTrace(Context* ctx, Module* module, uint32_t location, bool has_frame, Term top) {
  std::vector<Place> places;
  if (module != nullptr && location != 0) places.push_back({module->index, location});
  // Calls that return to the same place as the one above them, as of a recursive function, count once.
  Term last = kNoTerm;
  const auto add = [&](Term address) {
    Place place;
    if (address != last && PlaceOfAddress(address, &place)) places.push_back(place);
    last = address;
  };
  if (!has_frame) add(ctx->cp);
  for (const Term* word = ctx->e; word < ctx->heap_end && places.size() < kMaxTraceFrames; ++word) {
    if (IsReturnAddress(*word)) add(*word);
  }
  Term* elements;
  const Term raw = NewTuple(ctx, static_cast<uint32_t>(2 + 2 * places.size()), &elements);
  *elements++ = ctx->exception_class;
  *elements++ = top;
  for (const Place& p : places) {
    *elements++ = MakeSmall(static_cast<int32_t>(p.module));
    *elements++ = MakeSmall(static_cast<int32_t>(p.location));
  }
  return raw;
}

bool Unwind(Context* ctx, Term raw) {
  Term* frame = ctx->e;
  for (Term* word = ctx->e; word < ctx->heap_end; ++word) {
    if (IsReturnAddress(*word)) {
      frame = word + 1;
    } else if ((*word & abi::kImmediate2Mask) == abi::kTagCatch) {
      ctx->e = frame;
      Term* x = ctx->x;
#ifndef BEAMFOLD_ATOMVM
      *x++ = kNoTerm;
#endif
      x[0] = ctx->exception_class;
      x[1] = ctx->exception_reason;
      x[2] = raw;
      ctx->module = ModuleByIndex(*word >> abi::kCpModuleShift);
      ctx->entry = (*word & ((1u << abi::kCpModuleShift) - 1)) >> abi::kCatchLabelShift;
      ctx->live = 4;
      ClearException(ctx);
      return true;
    }
  }
  ctx->exception_trace = BuildStacktrace(ctx, raw);
  ctx->state = ProcessState::kFailed;
  return false;
}

Term StringTerm(Context* ctx, const std::string& text) {
  std::vector<Term> characters;
  for (unsigned char c : text) characters.push_back(MakeSmall(c));
  return MakeList(ctx, characters);
}

const FunctionInfo* FunctionOfLocation(const Module& module, uint32_t location) {
  const FunctionInfo* found = nullptr;
  size_t low = 0;
  size_t high = module.functions.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (module.functions[middle].location <= location) {
      found = &module.functions[middle];
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return found;
}

// extra is {Arguments, Info} or []: what erlang:error/2,3 give for the frame.
Term FrameTerm(Context* ctx, uint32_t module_index, uint32_t location, Term extra) {
  static const Term kFile = AtomFromText("file");
  static const Term kLine = AtomFromText("line");
  Module* module = ModuleByIndex(module_index);
  if (module == nullptr) return kNoTerm;
  const FunctionInfo* function = FunctionOfLocation(*module, location);
  if (function == nullptr) return kNoTerm;
  const Term info = IsTuple(extra) ? TupleElement(extra, 1) : kNil;
  Term where = kNil;
  if (IsMap(info)) where = Cons(ctx, MakeTuple(ctx, {AtomFromText("error_info"), info}), kNil);
  if (location < module->locations.size() && module->locations[location].line != 0) {
    const SourceLine& line = module->locations[location];
    const std::string file = line.file < module->files.size() ? module->files[line.file] : "";
    where = Cons(ctx, MakeTuple(ctx, {kLine, MakeInteger(ctx, line.line)}), where);
    where = Cons(ctx, MakeTuple(ctx, {kFile, StringTerm(ctx, file)}), where);
  }
  const bool shows_arguments = IsTuple(extra) && IsList(TupleElement(extra, 0));
  const Term arity = shows_arguments ? TupleElement(extra, 0) : MakeSmall(static_cast<int32_t>(function->arity));
  return MakeTuple(ctx, {module->name, function->name, arity, where});
}

}  // namespace

bool Raise(Context* ctx, Module* module, uint32_t location, bool has_frame, Term top) {
  if (ctx->doomed) {  // what it has called has ended it
    ctx->state = ProcessState::kFailed;
    return false;
  }
  if (ctx->exception_trace != kNoTerm) {  // erlang:raise/3 gave one
    return Unwind(ctx, ctx->exception_trace);
  }
  if (ctx->exception_args != kNoTerm && IsList(ctx->exception_args)) top = MakeTuple(ctx, {ctx->exception_args, kNil});
  if (ctx->exception_native != kNoTerm) top = ctx->exception_native;
  return Unwind(ctx, MakeRawTrace(ctx, module, location, has_frame, top));
}

bool RaiseAgain(Context* ctx, Term exception_class, Term reason, Term raw_trace) {
  ctx->exception_class = exception_class;
  ctx->exception_reason = reason;
  if (!IsTuple(raw_trace) || TupleArity(raw_trace) < 2) {
    raw_trace = MakeTuple(ctx, {exception_class, IsList(raw_trace) ? raw_trace : kNil});
  } else if (TupleElement(raw_trace, 0) != exception_class) {
    // The instruction raise, in a clause that takes no exception or behind an `after`, reads the class from the trace.
    const uint32_t arity = TupleArity(raw_trace);
    Term* elements;
    const Term changed = NewTuple(ctx, arity, &elements);
    std::copy_n(TupleElements(raw_trace), arity, elements);
    elements[0] = exception_class;
    raw_trace = changed;
  }
  return Unwind(ctx, raw_trace);
}

Term BuildStacktrace(Context* ctx, Term raw) {
  if (!IsTuple(raw) || TupleArity(raw) < 2) return IsList(raw) ? raw : kNil;
  const uint32_t arity = TupleArity(raw);
  Term top = TupleElement(raw, 1);
  if (arity == 2 && (IsCons(top) || IsNil(top))) return top;  // a list from erlang:raise/3, or no frames at all
  std::vector<Term> frames;
  if (IsTuple(top) && TupleArity(top) > 2) {
    const Term location = TupleArity(top) > 3 ? TupleElement(top, 3) : kNil;
    frames.push_back(MakeTuple(ctx, {TupleElement(top, 0), TupleElement(top, 1), TupleElement(top, 2), location}));
    top = kNil;
  }
  for (uint32_t i = 2; i + 1 < arity && frames.size() < kMaxTraceFrames; i += 2) {
    const Term frame = FrameTerm(ctx, static_cast<uint32_t>(SmallValue(TupleElement(raw, i))),
                                 static_cast<uint32_t>(SmallValue(TupleElement(raw, i + 1))), top);
    if (frame != kNoTerm) frames.push_back(frame);
    top = kNil;
  }
  return MakeList(ctx, frames);
}

Term CatchValue(Context* ctx, Term exception_class, Term reason, Term raw) {
  static const Term kExitTag = AtomFromText("EXIT");
  if (exception_class == atoms::kThrow) return reason;
  if (exception_class == atoms::kError) reason = MakeTuple(ctx, {reason, BuildStacktrace(ctx, raw)});
  return MakeTuple(ctx, {kExitTag, reason});
}

}  // namespace beamfold::rt
