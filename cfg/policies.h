// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_POLICIES_H_
#define BEAMFOLD_CFG_POLICIES_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cfg/policy.h"

namespace beamfold::cfg {

struct NamedPolicy {
  absl::string_view name;
  absl::string_view what;  // In a few words.
  Policy policy;
};

// All policies that can be asked for by name, the default first.
absl::Span<const NamedPolicy> NamedPolicies();

// nullptr: there is no such policy.
const NamedPolicy* FindPolicy(absl::string_view name);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_POLICIES_H_
