// SPDX-License-Identifier: Apache-2.0
//
// Whether a structured form does what its graph does, under every policy there is.

#ifndef BEAMFOLD_TESTS_CFG_EQUIVALENCE_H_
#define BEAMFOLD_TESTS_CFG_EQUIVALENCE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "cfg/graph.h"
#include "cfg/policy.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

struct NamedPolicy {
  const char* name;
  Policy policy;
};
// The ways to treat loops and joins; what max_fan_in limits does not occur in tiny graphs.
absl::Span<const NamedPolicy> MainPolicies();
// The same, and some of them with other limits of fan-in.
absl::Span<const NamedPolicy> AllPolicies();

// How much to compare. From every label, an unknown one included:
struct Effort {
  // All streams of decisions of this many blocks.
  size_t exhaustive_blocks = 0;
  // So many random streams of `random_blocks` decisions each.
  int random_streams = 0;
  size_t random_blocks = 60;
};

// Structures; Verify must agree; what is read back must have the same control (cfg_readback.h); and Interpret must show
// the same trace for the graph and the form. Gives the form to `out` if that is not null.
absl::Status Equivalent(const Graph& graph, const Policy& policy, const Effort& effort, Structured* out = nullptr);

// The first policy under which they are not equivalent: its name, what is wrong, and the graph as text, shrunk. Empty
// when there is none.
std::string FirstDifference(const Graph& graph, const Effort& effort,
                            absl::Span<const NamedPolicy> policies = AllPolicies());

// Takes away blocks, edges and entries as long as `fails` holds, which it must for `graph`.
Graph Shrink(Graph graph, absl::FunctionRef<bool(const Graph&)> fails);

// True in optimised builds: tests may take a minute. Under sanitizers they do a part of it.
inline constexpr bool kFullSize =
#ifdef NDEBUG
    true;
#else
    false;
#endif
// Whether BEAMFOLD_NIGHTLY is set to 1: tests may take hours.
bool Nightly();

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_TESTS_CFG_EQUIVALENCE_H_
