// SPDX-License-Identifier: Apache-2.0

#include "cfg/policies.h"

namespace beamfold::cfg {
namespace {

// A new policy is a new row: the tool, the pages and the tests of pictures take them from here.
constexpr NamedPolicy kPolicies[] = {
    {"stackifier", "structured branches wherever possible", {.strategy = Strategy::kStackifier}},
    {"dispatch", "loops with several entries go through the dispatch", {.multi_entry = MultiEntry::kDispatch}},
    {"test",
     "loops with several entries test the label, nothing is copied",
     {.multi_entry = MultiEntry::kTest, .max_test_entries = 0}},
    {"ramsey", "loops with several entries are split into copies", {.strategy = Strategy::kRamsey}},
    {"relooper", "simple, loop and multiple shapes", {.strategy = Strategy::kRelooper}},
    {"naive", "every edge through the dispatch", {.strategy = Strategy::kNaive}},
};

}  // namespace

absl::Span<const NamedPolicy> NamedPolicies() { return kPolicies; }

const NamedPolicy* FindPolicy(absl::string_view name) {
  for (const NamedPolicy& policy : kPolicies) {
    if (policy.name == name) return &policy;
  }
  return nullptr;
}

}  // namespace beamfold::cfg
