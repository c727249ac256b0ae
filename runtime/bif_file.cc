// SPDX-License-Identifier: Apache-2.0
//
// Reading of whole files: there are no file server and no open files.

#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/host_files.h"
#include "runtime/text.h"
#include "runtime/unicode.h"

namespace beamfold::rt::bif {
namespace {

// A file name: a string, a binary, an atom, or a deep list of these. Deep ones are flattened first.
bool AppendName(Term name, std::string* path) {
  std::vector<Term> work = {name};
  while (!work.empty()) {
    const Term t = work.back();
    work.pop_back();
    if (IsCons(t)) {
      work.push_back(Tail(t));
      work.push_back(Head(t));
    } else if (IsSmall(t)) {
      if (SmallValue(t) < 0 || !IsCodePoint(static_cast<uint32_t>(SmallValue(t)))) return false;
      AppendUtf8(*path, static_cast<uint32_t>(SmallValue(t)));
    } else if (IsBinary(t)) {
      path->append(BytesOf(t));
    } else if (IsAtom(t)) {
      path->append(AtomText(t));
    } else if (!IsNil(t)) {
      return false;
    }
  }
  return !path->empty() && path->find('\0') == std::string::npos;
}

Term Result(Context* ctx, Term name, Term (*found)(Context*, Term bytes, Term name)) {
  std::string path;
  std::string bytes;
  if (!AppendName(name, &path)) return MakeTuple(ctx, {atoms::kError, atoms::kBadarg});
  if (!ReadHostFile(path, &bytes)) return MakeTuple(ctx, {atoms::kError, AtomFromText(bytes)});
  return found(ctx, MakeBinary(ctx, bytes), name);
}

Term JustBytes(Context* ctx, Term bytes, Term) { return MakeTuple(ctx, {atoms::kOk, bytes}); }
Term WithName(Context* ctx, Term bytes, Term name) { return MakeTuple(ctx, {atoms::kOk, bytes, name}); }

}  // namespace

Term FileReadFile1(Context* ctx, Term name) { return Result(ctx, name, JustBytes); }

Term FileReadFile2(Context* ctx, Term name, Term options) {
  return ListLength(options) < 0 ? RaiseBadarg(ctx) : Result(ctx, name, JustBytes);
}

Term ErlPrimLoaderGetFile(Context* ctx, Term name) {
  const Term result = Result(ctx, name, WithName);
  return TupleElement(result, 0) == atoms::kOk ? result : atoms::kError;
}

}  // namespace beamfold::rt::bif
