// SPDX-License-Identifier: Apache-2.0
//
// Graphs as text, so that examples, tests and bug reports need no C++.
//
//   # A loop that test code can leave early. Blocks are numbered in order, from b0.
//   b0: size 12 "head"
//     branch b1*90 b3*10      # true, false; *n is the weight of an edge, 1 when absent
//   b1: "body"
//     side b2*0 b2*0          # side exits, in order
//     jump b0
//   b2: "failure"
//     exit
//   b3:
//     switch b2 b0 b1         # the last row is also the default
//   entries b0 - b3           # label 0, label 1 (not served), label 2
//   other b2
//
// The terminators are exit, jump, branch, switch and indirect. A comment begins with # outside of a name. `entries` and
// `other` may be left out.

#ifndef BEAMFOLD_CFG_GRAPH_TEXT_H_
#define BEAMFOLD_CFG_GRAPH_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

// Fails with InvalidArgumentError that begins with "line N: ", or is that of Validate.
absl::StatusOr<Graph> ParseGraph(absl::string_view text);

// ParseGraph(PrintGraph(g)) equals g.
std::string PrintGraph(const Graph& graph);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_GRAPH_TEXT_H_
