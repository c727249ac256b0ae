// SPDX-License-Identifier: Apache-2.0
//
// Writes what engines.mjs and peers.mjs measure. Each command writes DIR/cases.json and the files that it names.
//
//   cfg_judge engines DIR SIZE...     every family at about these sizes, under every policy: BlockCode::kInline
//   cfg_judge peers DIR NAME=FILE...    the graphs of these files (graph_text.h), under every policy, as LLVM's IR and
//                                       as basic blocks for other tools: BlockCode::kCall
//   cfg_judge graph FAMILY SIZE       prints one graph of a family
//
// A case that cannot be had (too large for one br_table, for example) has the field `error` instead of a file.

#include <time.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "bench/cfg/cases.h"
#include "bench/cfg/graph_wasm.h"
#include "bench/cfg/peers.h"
#include "bench/cfg/walk.h"
#include "cfg/graph_text.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "nlohmann/json.hpp"

namespace beamfold::cfg {
namespace {

using Json = nlohmann::ordered_json;

// An engine refuses a longer br_table.
constexpr size_t kMaxTable = 65520;

absl::Status WriteFile(const std::string& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary);
  out << content;
  out.close();
  return out ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

Json ToJson(const std::vector<Walk>& walks) {
  static constexpr const char* kEnds[] = {"exit", "trap", "steps"};
  Json all = Json::array();
  for (const Walk& walk : walks) {
    all.push_back({{"label", walk.label},
                   {"seed", walk.seed},
                   {"maxBlocks", walk.max_blocks},
                   {"blocks", walk.blocks},
                   {"hash", walk.hash},
                   {"end", kEnds[static_cast<size_t>(walk.end)]}});
  }
  return all;
}

double CpuMs() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// Structures the graph, writes its module, and tells the figures.
absl::StatusOr<Json> Compile(const Graph& graph, const Policy& policy, BlockCode code, const std::string& path) {
  double fastest = 0;
  absl::StatusOr<Structured> structured = absl::InternalError("not structured");
  for (int i = 0; i < 3; ++i) {
    const double start = CpuMs();
    structured = Structure(graph, policy);
    if (!structured.ok()) return structured.status();
    const double took = CpuMs() - start;
    if (i == 0 || took < fastest) fastest = took;
  }
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  if (!stats.ok()) return stats.status();
  if (graph.entries.size() + structured->internal_entries.size() >= kMaxTable) {
    return absl::ResourceExhaustedError("more labels than a br_table has rows");
  }
  const absl::StatusOr<std::string> wasm = GraphModule(graph, *structured, code);
  if (!wasm.ok()) return wasm.status();
  if (absl::Status status = WriteFile(path, *wasm); !status.ok()) return status;
  return Json{{"wasm", path},
              {"structureMs", fastest},
              {"maxFanIn", stats->max_fan_in},
              {"dispatchBranches", stats->dispatch_branches},
              {"labelWrites", stats->label_writes},
              {"copies", structured->copies.size()}};
}

Json Figures(const Graph& graph) {
  size_t edges = 0;
  for (const Block& block : graph.blocks) edges += block.succ.size() + block.side.size();
  return {{"blocks", graph.blocks.size()}, {"edges", edges}, {"entries", graph.entries.size()}};
}

Json UnderAllPolicies(const Graph& graph, BlockCode code, const std::string& stem) {
  Json all = Json::array();
  for (const Contender& policy : Contenders()) {
    const std::string path =
        absl::StrCat(stem, "-", absl::StrReplaceAll(policy.name, {{"/", "-"}, {" ", "-"}}), ".wasm");
    Json one = {{"policy", policy.name}};
    if (absl::StatusOr<Json> result = Compile(graph, policy.policy, code, path); result.ok()) {
      one.update(*result);
    } else {
      one["error"] = std::string(result.status().message());
    }
    all.push_back(one);
  }
  return all;
}

absl::Status Engines(const std::string& dir, const std::vector<std::string>& sizes) {
  constexpr size_t kWalks = 12;
  constexpr uint32_t kWalkBlocks = 3000;
  Json cases = Json::array();
  for (const std::string& size : sizes) {
    uint32_t blocks = 0;
    if (!absl::SimpleAtoi(size, &blocks)) return absl::InvalidArgumentError(absl::StrCat("not a number: ", size));
    for (const Family& family : Families()) {
      const Graph graph = family.OfSize(blocks);
      Json one = {{"family", family.name}, {"size", blocks}};
      one.update(Figures(graph));
      one["walks"] = ToJson(FindWalks(graph, kWalks, kWalkBlocks));
      const std::string stem = absl::StrCat(dir, "/", absl::StrReplaceAll(family.name, {{" ", "-"}}), "-", blocks);
      one["policies"] = UnderAllPolicies(graph, BlockCode::kInline, stem);
      cases.push_back(one);
    }
  }
  return WriteFile(absl::StrCat(dir, "/cases.json"), cases.dump(1));
}

absl::Status Peers(const std::string& dir, const std::vector<std::string>& files) {
  constexpr size_t kWalks = 16;
  constexpr uint32_t kWalkBlocks = 2000;
  const absl::StatusOr<std::string> walker = WalkerModule();
  if (!walker.ok()) return walker.status();
  if (absl::Status status = WriteFile(absl::StrCat(dir, "/walker.wasm"), *walker); !status.ok()) return status;
  Json cases = Json::array();
  for (const std::string& argument : files) {
    const size_t equals = argument.find('=');
    if (equals == std::string::npos) return absl::InvalidArgumentError(absl::StrCat("not NAME=FILE: ", argument));
    const std::string name = argument.substr(0, equals);
    std::ifstream in(argument.substr(equals + 1), std::ios::binary);
    const absl::StatusOr<Graph> graph = ParseGraph(std::string(std::istreambuf_iterator<char>(in), {}));
    if (!graph.ok()) return absl::Status(graph.status().code(), absl::StrCat(name, ": ", graph.status().message()));
    Json one = {{"name", name}};
    one.update(Figures(*graph));
    one["walks"] = ToJson(FindWalks(*graph, kWalks, kWalkBlocks));
    const std::string stem = absl::StrCat(dir, "/", absl::StrReplaceAll(name, {{" ", "-"}}));
    const std::vector<BasicBlock> basic = ToBasicBlocks(*graph);
    one["basicBlocks"] = basic.size();
    one["ir"] = stem + ".ll";
    one["basic"] = stem + ".json";
    if (absl::Status status = WriteFile(stem + ".ll", PrintIr(basic)); !status.ok()) return status;
    if (absl::Status status = WriteFile(stem + ".json", PrintJson(basic)); !status.ok()) return status;
    one["policies"] = UnderAllPolicies(*graph, BlockCode::kCall, stem);
    cases.push_back(one);
  }
  return WriteFile(absl::StrCat(dir, "/cases.json"), cases.dump(1));
}

absl::Status PrintFamily(const std::string& name, const std::string& size) {
  uint32_t blocks = 0;
  if (!absl::SimpleAtoi(size, &blocks)) return absl::InvalidArgumentError(absl::StrCat("not a number: ", size));
  for (const Family& family : Families()) {
    if (family.name != name) continue;
    const std::string text = PrintGraph(family.OfSize(blocks));
    fwrite(text.data(), 1, text.size(), stdout);
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("no family '", name, "'"));
}

absl::Status Main(const std::vector<std::string>& args) {
  if (args.size() >= 2 && args[0] == "engines") return Engines(args[1], {args.begin() + 2, args.end()});
  if (args.size() >= 2 && args[0] == "peers") return Peers(args[1], {args.begin() + 2, args.end()});
  if (args.size() == 3 && args[0] == "graph") return PrintFamily(args[1], args[2]);
  return absl::InvalidArgumentError(
      "usage: cfg_judge engines DIR SIZE... | peers DIR NAME=FILE... | graph FAMILY SIZE");
}

}  // namespace
}  // namespace beamfold::cfg

int main(int argc, char** argv) {
  const absl::Status status = beamfold::cfg::Main({argv + 1, argv + argc});
  if (status.ok()) return 0;
  fprintf(stderr, "cfg_judge: %s\n", std::string(status.message()).c_str());
  return 1;
}
