// SPDX-License-Identifier: Apache-2.0
//
// Match specifications are read where they lie, clause by clause. A pattern is compared with a list of work, so its
// depth costs memory alone; expressions are evaluated recursively and their depth is limited when they are read.
// Functions in guards and bodies are the native guard functions.

#include "runtime/match_spec.h"

#include <algorithm>
#include <string_view>

#include "runtime/atoms.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/map.h"
#include "runtime/module.h"

namespace beamfold::rt {
namespace {

constexpr int kMaxDepth = 200;
constexpr uint32_t kMaxVariable = 100000000;

Term Name(const char* text) { return AtomFromText(text); }

struct Names {
  Term any = Name("_");
  Term whole = Name("$_");
  Term variables = Name("$$");
  Term constant = Name("const");
  Term exit = Name("EXIT");
  Term erlang = Name("erlang");
  Term whole_body = Cons(nullptr, whole, kNil);
  Term variables_body = Cons(nullptr, variables, kNil);
};

const Names& N() {
  static const Names names;
  return names;
}

bool IsConnective(Term name) {
  static const Term kNames[] = {Name("and"), Name("or"), Name("xor"), Name("andalso"), Name("orelse")};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool IsGuardFunction(Term name, uint32_t arity) {
  struct Row {
    const char* name;
    uint32_t low;
    uint32_t high;
  };
  static constexpr Row kRows[] = {{"is_atom", 1, 1},
                                  {"is_float", 1, 1},
                                  {"is_integer", 1, 1},
                                  {"is_list", 1, 1},
                                  {"is_number", 1, 1},
                                  {"is_pid", 1, 1},
                                  {"is_port", 1, 1},
                                  {"is_reference", 1, 1},
                                  {"is_tuple", 1, 1},
                                  {"is_map", 1, 1},
                                  {"is_map_key", 2, 2},
                                  {"is_binary", 1, 1},
                                  {"is_bitstring", 1, 1},
                                  {"is_boolean", 1, 1},
                                  {"is_function", 1, 2},
                                  {"is_record", 2, 3},
                                  {"not", 1, 1},
                                  {"abs", 1, 1},
                                  {"element", 2, 2},
                                  {"hd", 1, 1},
                                  {"length", 1, 1},
                                  {"map_get", 2, 2},
                                  {"map_size", 1, 1},
                                  {"max", 2, 2},
                                  {"min", 2, 2},
                                  {"node", 0, 1},
                                  {"round", 1, 1},
                                  {"size", 1, 1},
                                  {"bit_size", 1, 1},
                                  {"byte_size", 1, 1},
                                  {"tuple_size", 1, 1},
                                  {"tl", 1, 1},
                                  {"trunc", 1, 1},
                                  {"binary_part", 2, 3},
                                  {"ceil", 1, 1},
                                  {"floor", 1, 1},
                                  {"float", 1, 1},
                                  {"self", 0, 0},
                                  {"+", 1, 2},
                                  {"-", 1, 2},
                                  {"*", 2, 2},
                                  {"/", 2, 2},
                                  {"div", 2, 2},
                                  {"rem", 2, 2},
                                  {"band", 2, 2},
                                  {"bor", 2, 2},
                                  {"bxor", 2, 2},
                                  {"bnot", 1, 1},
                                  {"bsl", 2, 2},
                                  {"bsr", 2, 2},
                                  {">", 2, 2},
                                  {">=", 2, 2},
                                  {"<", 2, 2},
                                  {"=<", 2, 2},
                                  {"=:=", 2, 2},
                                  {"==", 2, 2},
                                  {"=/=", 2, 2},
                                  {"/=", 2, 2}};
  const std::string_view text = AtomText(name);
  return std::any_of(std::begin(kRows), std::end(kRows),
                     [&](const Row& r) { return text == r.name && arity >= r.low && arity <= r.high; });
}

// {{...}} makes a tuple.
bool IsTupleMaker(Term t) { return TupleArity(t) == 1 && IsTuple(TupleElement(t, 0)); }

bool IsGround(Term pattern) {
  std::vector<Term> work = {pattern};
  while (!work.empty()) {
    Term t = work.back();
    work.pop_back();
    for (; IsCons(t); t = Tail(t)) work.push_back(Head(t));
    uint32_t number;
    if (t == N().any || IsMatchVariable(t, &number) || IsMap(t)) return false;
    if (IsTuple(t)) work.insert(work.end(), TupleElements(t), TupleElements(t) + TupleArity(t));
  }
  return true;
}

std::set<uint32_t> VariablesOf(Term pattern) {
  std::set<uint32_t> variables;
  std::vector<Term> work = {pattern};
  while (!work.empty()) {
    Term t = work.back();
    work.pop_back();
    for (; IsCons(t); t = Tail(t)) work.push_back(Head(t));
    uint32_t number;
    if (IsMatchVariable(t, &number)) variables.insert(number);
    if (IsTuple(t)) work.insert(work.end(), TupleElements(t), TupleElements(t) + TupleArity(t));
    if (IsMap(t)) {
      for (const MapPair& pair : MapPairs(t)) work.push_back(pair.value);
    }
  }
  return variables;
}

}  // namespace

bool IsMatchVariable(Term term, uint32_t* number) {
  if (!IsAtom(term)) return false;
  const std::string_view text = AtomText(term);
  if (text.size() < 2 || text.size() > 9 || text[0] != '$') return false;
  if (text[1] == '0' && text.size() > 2) return false;
  *number = 0;
  for (const char c : text.substr(1)) {
    if (c < '0' || c > '9') return false;
    *number = *number * 10 + static_cast<uint32_t>(c - '0');
  }
  return *number <= kMaxVariable;
}

bool MatchSpec::AddClause(Term pattern, Term guards, Term body) {
  if (ListLength(guards) < 0 || ListLength(body) < 1) return false;
  const std::set<uint32_t> variables = VariablesOf(pattern);
  for (Term rest = guards; IsCons(rest); rest = Tail(rest)) {
    if (!Valid(Head(rest), variables, 0)) return false;
  }
  for (Term rest = body; IsCons(rest); rest = Tail(rest)) {
    if (!Valid(Head(rest), variables, 0)) return false;
  }
  clauses_.push_back({pattern, guards, body});
  return true;
}

bool MatchSpec::Read(Term spec) {
  if (ListLength(spec) < 0) return false;
  for (; IsCons(spec); spec = Tail(spec)) {
    const Term clause = Head(spec);
    if (!IsTuple(clause) || TupleArity(clause) != 3) return false;
    if (!AddClause(TupleElement(clause, 0), TupleElement(clause, 1), TupleElement(clause, 2))) return false;
  }
  return true;
}

bool MatchSpec::ReadPattern(Term pattern, bool whole) {
  return AddClause(pattern, kNil, whole ? N().whole_body : N().variables_body);
}

bool MatchSpec::Valid(Term e, const std::set<uint32_t>& variables, int depth) const {
  if (depth > kMaxDepth) return false;
  for (; IsCons(e); e = Tail(e)) {
    if (!Valid(Head(e), variables, depth + 1)) return false;
  }
  uint32_t number;
  if (IsMatchVariable(e, &number)) return variables.count(number) != 0;
  if (IsMap(e)) {
    for (const MapPair& pair : MapPairs(e)) {
      if (!Valid(pair.key, variables, depth + 1) || !Valid(pair.value, variables, depth + 1)) return false;
    }
  }
  if (!IsTuple(e)) return true;
  const uint32_t arity = TupleArity(e);
  if (arity == 0) return false;
  const Term name = TupleElement(e, 0);
  if (arity == 2 && name == N().constant) return true;
  const bool maker = IsTupleMaker(e);
  if (!maker && (!IsAtom(name) || (!IsConnective(name) && !IsGuardFunction(name, arity - 1)))) return false;
  const Term parts = maker ? name : e;
  for (uint32_t i = maker ? 0 : 1; i < TupleArity(parts); ++i) {
    if (!Valid(TupleElement(parts, i), variables, depth + 1)) return false;
  }
  return true;
}

Term MatchSpec::FixedElement(uint32_t position) const {
  if (clauses_.size() != 1) return kNoTerm;
  const Term pattern = clauses_[0].pattern;
  if (!IsTuple(pattern) || TupleArity(pattern) < position) return kNoTerm;
  const Term element = TupleElement(pattern, position - 1);
  return IsGround(element) ? element : kNoTerm;
}

Term MatchSpec::Variable(uint32_t number) const {
  for (const auto& [known, value] : bound_) {
    if (known == number) return value;
  }
  return kNoTerm;
}

bool MatchSpec::Match(Term pattern, Term term) {
  std::vector<std::pair<Term, Term>> work = {{pattern, term}};
  while (!work.empty()) {
    auto [p, t] = work.back();
    work.pop_back();
    while (IsCons(p)) {
      if (!IsCons(t)) return false;
      work.emplace_back(Head(p), Head(t));
      p = Tail(p);
      t = Tail(t);
    }
    uint32_t number;
    if (p == N().any) continue;
    if (IsMatchVariable(p, &number)) {
      const Term value = Variable(number);
      if (value == kNoTerm) {
        bound_.emplace_back(number, t);
      } else if (!ExactEqual(value, t)) {
        return false;
      }
    } else if (IsTuple(p)) {
      if (!IsTuple(t) || TupleArity(t) != TupleArity(p)) return false;
      for (uint32_t i = TupleArity(p); i-- > 0;) work.emplace_back(TupleElement(p, i), TupleElement(t, i));
    } else if (IsMap(p)) {
      if (!IsMap(t)) return false;
      for (const MapPair& pair : MapPairs(p)) {
        const Term value = MapGet(t, pair.key);
        if (value == kNoTerm) return false;
        work.emplace_back(pair.value, value);
      }
    } else if (!ExactEqual(p, t)) {
      return false;
    }
  }
  return true;
}

Term MatchSpec::Connective(Context* ctx, Term name, Term call) {
  static const Term kXor = Name("xor");
  static const Term kAnd = Name("and");
  static const Term kAndalso = Name("andalso");
  static const Term kOrelse = Name("orelse");
  const bool conjunction = name == kAnd || name == kAndalso;
  const bool early = name == kAndalso || name == kOrelse;
  bool result = conjunction;
  for (uint32_t i = 1; i < TupleArity(call); ++i) {
    const Term value = Value(ctx, TupleElement(call, i));
    if (!IsBoolean(value)) return kNoTerm;
    const bool yes = value == atoms::kTrue;
    result = name == kXor ? result != yes : conjunction ? result && yes : result || yes;
    if (early && result != conjunction) break;
  }
  return MakeBoolean(result);
}

Term MatchSpec::Call(Context* ctx, Term call) {
  const Term name = TupleElement(call, 0);
  if (IsConnective(name)) return Connective(ctx, name, call);
  const uint32_t arity = TupleArity(call) - 1;
  Term arguments[3] = {};
  for (uint32_t i = 0; i < arity; ++i) {
    arguments[i] = Value(ctx, TupleElement(call, i + 1));
    if (arguments[i] == kNoTerm) return kNoTerm;
  }
  const NativeFunction native = FindNative(N().erlang, name, arity);
  if (native == nullptr) return kNoTerm;
  const Term result = CallNative(native, ctx, arity, arguments);
  if (result == kNoTerm) ClearException(ctx);
  return result;
}

// kNoTerm: it fails.
Term MatchSpec::Value(Context* ctx, Term e) {
  if (IsAtom(e)) {
    uint32_t number;
    if (e == N().whole) return object_;
    if (e == N().variables) {
      std::vector<std::pair<uint32_t, Term>> sorted = bound_;
      std::sort(sorted.begin(), sorted.end());
      Term list = kNil;
      for (size_t i = sorted.size(); i-- > 0;) list = Cons(ctx, sorted[i].second, list);
      return list;
    }
    return IsMatchVariable(e, &number) ? Variable(number) : e;
  }
  if (IsCons(e)) {
    std::vector<Term> values;
    for (; IsCons(e); e = Tail(e)) {
      values.push_back(Value(ctx, Head(e)));
      if (values.back() == kNoTerm) return kNoTerm;
    }
    const Term tail = Value(ctx, e);
    return tail == kNoTerm ? kNoTerm : MakeList(ctx, values, tail);
  }
  if (IsMap(e)) {
    Term map = EmptyMap(ctx);
    for (const MapPair& pair : MapPairs(e)) {
      const Term key = Value(ctx, pair.key);
      const Term value = key == kNoTerm ? kNoTerm : Value(ctx, pair.value);
      if (value == kNoTerm) return kNoTerm;
      map = MapPut(ctx, map, key, value);
    }
    return map;
  }
  if (!IsTuple(e)) return e;
  if (TupleArity(e) == 2 && TupleElement(e, 0) == N().constant) return TupleElement(e, 1);
  if (!IsTupleMaker(e)) return Call(ctx, e);
  std::vector<Term> values;
  for (uint32_t i = 0; i < TupleArity(TupleElement(e, 0)); ++i) {
    values.push_back(Value(ctx, TupleElement(TupleElement(e, 0), i)));
    if (values.back() == kNoTerm) return kNoTerm;
  }
  return MakeTuple(ctx, values);
}

bool MatchSpec::Holds(Context* ctx, Term guards) {
  for (; IsCons(guards); guards = Tail(guards)) {
    if (Value(ctx, Head(guards)) != atoms::kTrue) return false;
  }
  return true;
}

Term MatchSpec::Run(Context* ctx, Term object) {
  object_ = object;
  for (const Clause& clause : clauses_) {
    bound_.clear();
    if (!Match(clause.pattern, object) || !Holds(ctx, clause.guards)) continue;
    Term result = kNoTerm;
    for (Term rest = clause.body; IsCons(rest); rest = Tail(rest)) result = Value(ctx, Head(rest));
    return result == kNoTerm ? N().exit : CopyTerm(ctx, result);
  }
  return kNoTerm;
}

}  // namespace beamfold::rt
