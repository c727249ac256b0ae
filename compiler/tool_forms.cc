// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/html.h"
#include "cfg/scenes.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "cfg/svg.h"
#include "compiler/dump.h"
#include "compiler/tool.h"

namespace beamfold {

namespace {

// The forms that name a stage too.
constexpr struct {
  std::string_view name;
  std::string_view form;
  std::string_view stage;
} kShort[] = {{"cfg", "text", "graph"}, {"tree", "text", "tree"}, {"dom", "dot", "dom"}, {"loops", "dot", "loops"}};

DrawRequest Expand(const DrawRequest& request) {
  DrawRequest out = request;
  for (const auto& row : kShort) {
    if (request.form != row.name) continue;
    out.form = row.form;
    if (out.stage.empty()) out.stage = row.stage;
  }
  if (out.stage.empty()) out.stage = out.form == "html" ? "tree" : "graph";
  return out;
}

absl::StatusOr<std::string> Draw(const cfg::Graph& graph, const DrawRequest& request,
                                 const cfg::Structured& structured) {
  const std::string& stage = request.stage;
  if (request.form == "text") {
    if (stage == "graph") return cfg::PrintGraph(graph);
    if (stage == "dom") return cfg::ListDominators(graph);
    if (stage == "loops") return cfg::ListLoops(graph);
    return cfg::DrawStructured(graph, structured);
  }
  if (request.form == "dot") {
    if (stage == "graph") return cfg::DrawGraph(graph);
    if (stage == "dom") return cfg::DrawDominators(graph);
    if (stage == "loops") return cfg::DrawLoops(graph);
    return cfg::DrawScopes(graph, structured);
  }
  const std::string title = cfg::Printable(request.title);
  std::vector<cfg::TitledScene> scenes;
  if (stage == "graph" || stage == "both") scenes.push_back({title, cfg::GraphScene(graph)});
  if (stage == "dom") scenes.push_back({absl::StrCat(title, ": dominators"), cfg::DominatorScene(graph)});
  if (stage == "loops") scenes.push_back({absl::StrCat(title, ": loops"), cfg::LoopScene(graph)});
  if (stage == "tree" || stage == "both") {
    absl::StatusOr<cfg::Scene> tree = cfg::TreeScene(graph, structured);
    if (!tree.ok()) return tree.status();
    scenes.push_back({absl::StrCat(title, ": ", request.policy_name), *std::move(tree)});
  }
  return cfg::PrintSvg(scenes);
}

}  // namespace

absl::Status CheckDrawRequest(const DrawRequest& request) {
  const DrawRequest full = Expand(request);
  for (std::string_view form : {"text", "dot", "svg", "html", "stats", "wat"}) {
    if (full.form != form) continue;
    for (std::string_view stage : {"graph", "dom", "loops", "tree"}) {
      if (full.stage == stage) return absl::OkStatus();
    }
    if (full.stage == "both" && form == "svg") return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("there is no stage '", request.stage, "'"));
  }
  return absl::InvalidArgumentError(absl::StrCat("there is no form '", request.form, "' to emit"));
}

absl::StatusOr<std::string> EmitGraphForm(const cfg::Graph& graph, const DrawRequest& request) {
  if (absl::Status status = CheckDrawRequest(request); !status.ok()) return status;
  const DrawRequest full = Expand(request);
  // The graph is always in view on a page.
  const std::string beside = full.stage == "graph" ? "tree" : full.stage;
  if (full.form == "html") return cfg::PrintPage(graph, full.title, beside, full.policy_name);
  cfg::Structured structured;
  if (full.stage == "tree" || full.stage == "both" || full.form == "stats") {
    absl::StatusOr<cfg::Structured> result = cfg::Structure(graph, full.policy);
    if (!result.ok()) return result.status();
    structured = *std::move(result);
  }
  if (full.form != "stats") return Draw(graph, full, structured);
  absl::StatusOr<cfg::Stats> stats = cfg::Measure(graph, structured);
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
  DrawRequest request;
  request.form = std::string(form);
  request.policy = options.policy;
  request.title = program.module_name();
  return EmitGraphForm(*graph, request);
}

}  // namespace beamfold
