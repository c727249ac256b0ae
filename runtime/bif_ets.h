// SPDX-License-Identifier: Apache-2.0
//
// What the native functions of module ets share.

#ifndef BEAMFOLD_RUNTIME_BIF_ETS_H_
#define BEAMFOLD_RUNTIME_BIF_ETS_H_

#include "runtime/ets_table.h"

namespace beamfold::rt::bif {

// The table if the process may read (write) it, else null.
EtsTable* ReadableTable(const Context* ctx, Term id);
EtsTable* WritableTable(const Context* ctx, Term id);
EtsTable* OwnTable(const Context* ctx, Term id);

// A tuple that has a key for this table.
inline bool FitsTable(const EtsTable& table, Term object) {
  return IsTuple(object) && TupleArity(object) >= table.key_position;
}

// The objects as a list of copies, in that order.
Term ObjectList(Context* ctx, const std::vector<EtsRow*>& rows);

}  // namespace beamfold::rt::bif

#endif  // BEAMFOLD_RUNTIME_BIF_ETS_H_
