// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "compiler/dump.h"
#include "compiler/tool.h"

namespace beamfold {

absl::StatusOr<std::string> EmitGraphForm(std::string_view form, const cfg::Graph& graph, const cfg::Policy& policy) {
  if (form == "cfg") return cfg::PrintGraph(graph);
  if (form == "dot") return cfg::DrawGraph(graph);
  if (form == "dom") return cfg::DrawDominators(graph);
  if (form == "loops") return cfg::DrawLoops(graph);
  if (form != "tree" && form != "stats") {
    return absl::InvalidArgumentError(absl::StrCat("there is no form '", std::string(form), "' to emit"));
  }
  absl::StatusOr<cfg::Structured> structured = cfg::Structure(graph, policy);
  if (!structured.ok()) return structured.status();
  if (form == "tree") return cfg::DrawStructured(graph, *structured);
  absl::StatusOr<cfg::Stats> stats = cfg::Measure(graph, *structured);
  if (!stats.ok()) return stats.status();
  return cfg::PrintStats(*stats);
}

absl::StatusOr<std::string> EmitForm(std::string_view form, const Program& program, const CompileOptions& options) {
  if (form == "ops") return DumpOps(program);
  if (form == "chunks") return DumpChunks(program);
  if (form == "json") return DumpJson(program);
  if (form == "wat" || form == "wasm") {
    CompileOptions with_listing = options;
    with_listing.listing = form == "wat";
    absl::StatusOr<CompileResult> result = CompileModule(program, with_listing);
    if (!result.ok()) return result.status();
    return form == "wat" ? std::move(result->listing) : std::move(result->wasm);
  }
  absl::StatusOr<cfg::Graph> graph = BuildGraph(program, options);
  if (!graph.ok()) return graph.status();
  return EmitGraphForm(form, *graph, options.policy);
}

}  // namespace beamfold
