// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_HTML_H_
#define BEAMFOLD_CFG_HTML_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

// One page that needs nothing else: the graph beside its structure under each of NamedPolicies(), its dominators and
// its loops. `stage` is what stands beside the graph at first: "tree", "dom" or "loops"; `policy` the policy at first.
// Both must be known. `graph` must be valid.
absl::StatusOr<std::string> PrintPage(const Graph& graph, absl::string_view title, absl::string_view stage,
                                      absl::string_view policy);

// The data of the page alone, as JSON in which no < occurs. page/page.js tells what is in it.
absl::StatusOr<std::string> PrintPageData(const Graph& graph, absl::string_view stage, absl::string_view policy);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_HTML_H_
