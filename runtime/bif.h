// SPDX-License-Identifier: Apache-2.0
//
// Declares the native functions that bif.def lists: Term Name(Context*, Term * arity), in namespace beamfold::rt::bif.

#ifndef BEAMFOLD_RUNTIME_BIF_H_
#define BEAMFOLD_RUNTIME_BIF_H_

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt::bif {

#define BIF_PARAMETERS_0
#define BIF_PARAMETERS_1 , Term
#define BIF_PARAMETERS_2 , Term, Term
#define BIF_PARAMETERS_3 , Term, Term, Term
#define BIF_PARAMETERS_4 , Term, Term, Term, Term
#define BIF_PARAMETERS_5 , Term, Term, Term, Term, Term
#define BIF_PARAMETERS_6 , Term, Term, Term, Term, Term, Term
// Some functions have two names, so a declaration may come twice.
#define BIF(module, function, arity, name) Term name(Context* ctx BIF_PARAMETERS_##arity);
#include "runtime/bif.def"
#undef BIF

}  // namespace beamfold::rt::bif

#endif  // BEAMFOLD_RUNTIME_BIF_H_
