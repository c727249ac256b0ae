// SPDX-License-Identifier: Apache-2.0
//
// Match specifications: [{Pattern, Guards, Body}], what ets:select and its relatives search by.

#ifndef BEAMFOLD_RUNTIME_MATCH_SPEC_H_
#define BEAMFOLD_RUNTIME_MATCH_SPEC_H_

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

class MatchSpec {
 public:
  // False: it is none. The terms must stay where they are while the object is in use.
  bool Read(Term spec);
  // What a lone pattern stands for: the whole object, or the values of its variables.
  bool ReadPattern(Term pattern, bool whole);

  // The result of the first clause that matches, a new term of the process; kNoTerm: none does.
  Term Run(Context* ctx, Term object);
  // The part of every object that can match, at this position of its tuple, if there is only one clause and it says so;
  // else kNoTerm.
  Term FixedElement(uint32_t position) const;

 private:
  struct Clause {
    Term pattern;
    Term guards;
    Term body;
  };

  bool AddClause(Term pattern, Term guards, Term body);
  // Variables of the pattern are the only ones that guards and body may name.
  bool Valid(Term expression, const std::set<uint32_t>& variables, int depth) const;
  bool Match(Term pattern, Term term);
  Term Variable(uint32_t number) const;
  Term Value(Context* ctx, Term expression);
  Term Call(Context* ctx, Term call);
  Term Connective(Context* ctx, Term name, Term call);
  bool Holds(Context* ctx, Term guards);

  std::vector<Clause> clauses_;
  Term object_ = kNoTerm;
  std::vector<std::pair<uint32_t, Term>> bound_;  // of the clause at hand
};

// Whether a term is a variable '$0', '$1', ...
bool IsMatchVariable(Term term, uint32_t* number);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MATCH_SPEC_H_
