// SPDX-License-Identifier: Apache-2.0
//
// Early return of errors.

#ifndef BEAMFOLD_COMPILER_STATUS_MACROS_H_
#define BEAMFOLD_COMPILER_STATUS_MACROS_H_

#include "absl/status/status.h"

#define BEAMFOLD_RETURN_IF_ERROR(expression)                                \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#endif  // BEAMFOLD_COMPILER_STATUS_MACROS_H_
