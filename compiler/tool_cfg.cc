// SPDX-License-Identifier: Apache-2.0
//
// cfg: graphs, what the analyses say about them and the structure that they get, in many forms.

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cfg/graph_text.h"
#include "cfg/policies.h"
#include "cfg/subgraph.h"
#include "compiler/decode.h"
#include "compiler/entries.h"
#include "compiler/tool.h"

namespace beamfold {
namespace {

constexpr absl::string_view kHelp =
    R"(usage: beamfold cfg [OPTION]... FILE.beam|FILE.cfg

Shows a module's control-flow graph, or a graph in text form, and how it is structured.

options:
  --from=FILE        the same as naming the file; - is standard input
  -o OUT             output file; - is standard output (default)
  --stage=STAGE      what to show: graph (default), dom (its dominator tree), loops,
                     tree (the WebAssembly structure that it is given); as svg also both: graph and tree
  --emit=FORM        how to show it:
                       text    as text (default); that of a graph can be read again as FILE.cfg
                       dot     for Graphviz
                       svg     as a picture
                       html    as a page in which graph and structure can be explored, all policies in one
                       stats   counts of graph and structure
                       wat     the whole module as WebAssembly text (of a .beam)
                     and, for short: cfg (text of the graph), tree (text of the tree), dom, loops (dot of these)
  --policy=NAME      how to structure:
)";
constexpr absl::string_view kHelpEnd =
    R"(  --naive            the same as --policy=naive
  --function=NAME/N  of a module, one function: the blocks that can be reached without entering another function
)";

std::string Help() {
  std::string help(kHelp);
  for (const cfg::NamedPolicy& policy : cfg::NamedPolicies()) {
    absl::StrAppend(&help, std::string(21, ' '), "  ", policy.name, std::string(12 - policy.name.size(), ' '),
                    policy.what, "\n");
  }
  return absl::StrCat(help, kHelpEnd);
}

int WrongUsage(absl::string_view message) {
  fprintf(stderr, "beamfold cfg: %s; see beamfold cfg --help\n", std::string(message).c_str());
  return kExitUsage;
}

// A .beam begins with an IFF header or is compressed; everything else is text.
bool IsModule(absl::string_view data) { return absl::StartsWith(data, "FOR1") || absl::StartsWith(data, "\x1f\x8b"); }

// The part of the module's graph that belongs to one function: "name/arity", as Program prints it, the module left out.
absl::StatusOr<cfg::Graph> OneFunction(const Program& program, const cfg::Graph& graph, absl::string_view wanted) {
  const absl::StatusOr<EntryTable> table = NumberEntries(program);
  if (!table.ok()) return table.status();
  const auto name = [&](uint32_t f) {
    return absl::StrCat(program.atoms[program.functions[f].name], "/", program.functions[f].arity);
  };
  std::vector<cfg::BlockId> roots;
  std::vector<bool> border(graph.blocks.size());
  cfg::Graph named = graph;
  bool found = false;
  for (size_t i = 0; i < table->entries.size(); ++i) {
    const Entry& entry = table->entries[i];
    const bool own = name(entry.function) == wanted;
    found |= own;
    const cfg::BlockId block = graph.entries[i];
    if (block == cfg::kNoBlock) continue;
    if (own) roots.push_back(block);
    if (entry.kind != EntryKind::kFunction) continue;
    border[block] = true;
    named.blocks[block].name = name(entry.function);
  }
  if (!found) return absl::NotFoundError(absl::StrCat("there is no function ", wanted, " in the module"));
  if (roots.empty()) return absl::NotFoundError(absl::StrCat(wanted, " is left to the interpreter: it has no graph"));
  return cfg::Subgraph(named, roots, border);
}

absl::StatusOr<std::string> ShowModule(const std::string& data, const std::string& file, const std::string& function,
                                       DrawRequest request) {
  const absl::StatusOr<Program> program = DecodeBeam(data, file);
  if (!program.ok()) return program.status();
  CompileOptions compile;
  compile.policy = request.policy;
  if (request.form == "wat") return EmitForm("wat", *program, compile);
  absl::StatusOr<cfg::Graph> graph = BuildGraph(*program, compile);
  if (graph.ok() && !function.empty()) {
    graph = OneFunction(*program, *graph, function);
    request.title = absl::StrCat(program->module_name(), ":", function);
  }
  if (!graph.ok()) return graph.status();
  return EmitGraphForm(*graph, request);
}

absl::StatusOr<std::string> ShowText(const std::string& data, const std::string& file, const DrawRequest& request) {
  const absl::StatusOr<cfg::Graph> graph = cfg::ParseGraph(data);
  if (graph.ok()) return EmitGraphForm(*graph, request);
  return absl::Status(graph.status().code(), absl::StrCat(file, ": ", graph.status().message()));
}

}  // namespace

int ToolCfg(const std::vector<std::string>& args) {
  ToolArgs options = ParseToolArgs(args, {"o=", "from=", "emit=", "stage=", "policy=", "function=", "naive"});
  int exit_code;
  if (ToolArgsDone(options, "cfg", Help(), &exit_code)) return exit_code;
  if (options.Has("from")) options.positional.push_back(options.Get("from"));
  if (options.positional.size() != 1) return WrongUsage("one input file, please");
  const std::string policy_name = options.Get("policy", options.Has("naive") ? "naive" : "stackifier");
  const cfg::NamedPolicy* policy = cfg::FindPolicy(policy_name);
  if (policy == nullptr) return WrongUsage(absl::StrCat("there is no policy '", policy_name, "'"));

  DrawRequest request;
  request.form = options.Get("emit", "text");
  request.stage = options.Get("stage");
  request.policy = policy->policy;
  request.policy_name = policy_name;
  const absl::Status known = CheckDrawRequest(request);
  if (!known.ok()) return WrongUsage(known.message());
  const std::string& input = options.positional[0];
  const absl::StatusOr<std::string> data = ReadFile(input);
  if (!data.ok()) return PrintError(data.status());
  const std::string file = input == "-" ? "<stdin>" : input;
  request.title = file.substr(file.rfind('/') + 1);  // npos + 1 is 0

  const bool module = IsModule(*data) || absl::EndsWith(input, ".beam");
  if (!module && (options.Has("function") || request.form == "wat")) {
    return WrongUsage("--function and --emit=wat need a .beam");
  }
  if (options.Has("function") && request.form == "wat") return WrongUsage("--emit=wat shows whole modules");
  const absl::StatusOr<std::string> text =
      module ? ShowModule(*data, file, options.Get("function"), request) : ShowText(*data, file, request);
  if (!text.ok()) return PrintError(text.status());
  if (absl::Status status = WriteFile(options.Get("o", "-"), *text); !status.ok()) return PrintError(status);
  return kExitDone;
}

}  // namespace beamfold
