// SPDX-License-Identifier: Apache-2.0

#include "bench/cfg/peers.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/cfg/walk.h"
#include "nlohmann/json.hpp"

namespace beamfold::cfg {
namespace {

using Kind = BasicBlock::Kind;

// Builds all basic blocks: [0] the dispatch, [1] the trap, then block b's at first_[b].
class Splitter {
 public:
  explicit Splitter(const Graph& graph) : graph_(graph) {
    size_t next = kFirst;
    for (const Block& block : graph.blocks) {
      first_.push_back(next);
      next += block.side.size() + 1;
    }
    blocks_.resize(next);
  }

  std::vector<BasicBlock> Run() {
    BasicBlock& dispatch = blocks_[kDispatch];
    dispatch.kind = Kind::kDispatch;
    for (BlockId entry : graph_.entries) dispatch.targets.push_back(Entry(entry));
    dispatch.targets.push_back(Entry(kNoBlock));
    bool indirect = false;
    for (BlockId b = 0; b < graph_.blocks.size(); ++b) {
      Split(b);
      indirect |= graph_.blocks[b].term == Terminator::kIndirect;
    }
    // One entry and no way back to the dispatch: the label does not matter.
    if (!indirect && graph_.entries.size() == 1 && graph_.other_entry == kNoBlock) {
      dispatch.kind = Kind::kJump;
      dispatch.targets.pop_back();
    }
    return Reachable();
  }

 private:
  static constexpr size_t kDispatch = 0;
  static constexpr size_t kTrap = 1;
  static constexpr size_t kFirst = 2;

  size_t Entry(BlockId entry) const {
    if (entry == kNoBlock) entry = graph_.other_entry;
    return entry == kNoBlock ? kTrap : first_[entry];
  }

  void Split(BlockId b) {
    const Block& block = graph_.blocks[b];
    size_t at = first_[b];
    blocks_[at].steps = true;
    for (size_t i = 0; i < block.side.size(); ++i, ++at) {
      BasicBlock& side = blocks_[at];
      side.kind = Kind::kSide;
      side.block = b;
      side.bound = SideBound(i, block.side.size());
      side.targets = {first_[block.side[i].target], at + 1};
    }
    BasicBlock& last = blocks_[at];
    last.block = b;
    for (const Edge& edge : block.succ) last.targets.push_back(first_[edge.target]);
    switch (block.term) {
      case Terminator::kExit:
        last.kind = Kind::kReturn;
        break;
      case Terminator::kJump:
        last.kind = Kind::kJump;
        break;
      case Terminator::kBranch:
        last.kind = Kind::kCoin;
        last.coin = CoinOf(block);
        break;
      case Terminator::kSwitch:
        last.kind = Kind::kSwitch;
        break;
      case Terminator::kIndirect:
        last.kind = Kind::kIndirect;
        last.bound = static_cast<uint32_t>(graph_.entries.size()) + 1;
        last.targets = {kDispatch};
        break;
    }
  }

  std::vector<BasicBlock> Reachable() {
    constexpr size_t kNone = static_cast<size_t>(-1);
    std::vector<size_t> number(blocks_.size(), kNone);
    std::vector<size_t> order = {kDispatch};
    number[kDispatch] = 0;
    for (size_t i = 0; i < order.size(); ++i) {
      for (size_t target : blocks_[order[i]].targets) {
        if (number[target] != kNone) continue;
        number[target] = order.size();
        order.push_back(target);
      }
    }
    std::vector<BasicBlock> result;
    for (size_t old : order) {
      result.push_back(std::move(blocks_[old]));
      for (size_t& target : result.back().targets) target = number[target];
    }
    return result;
  }

  const Graph& graph_;
  std::vector<size_t> first_;
  std::vector<BasicBlock> blocks_;
};

// What the optimiser is told of a branch: metadata at the end of the module.
constexpr char kFirstCold[] = ", !prof !0";
constexpr char kSecondCold[] = ", !prof !1";

std::string Label(size_t node) { return absl::StrCat("label %n", node); }

void PrintSwitch(const std::string& index, const std::vector<size_t>& targets, std::string& out) {
  absl::StrAppend(&out, "  switch i32 ", index, ", ", Label(targets.back()), " [\n");
  for (size_t i = 0; i + 1 < targets.size(); ++i) {
    absl::StrAppend(&out, "    i32 ", i, ", ", Label(targets[i]), "\n");
  }
  absl::StrAppend(&out, "  ]\n");
}

// %p<node> := PickRow(drawn, options)
void PrintPick(size_t node, const std::string& drawn, size_t options, std::string& out) {
  absl::StrAppend(&out, "  %a", node, " = and i32 ", drawn, ", 65535\n");
  absl::StrAppend(&out, "  %m", node, " = mul i32 %a", node, ", ", options, "\n");
  absl::StrAppend(&out, "  %p", node, " = lshr i32 %m", node, ", 16\n");
}

void PrintBranch(const std::string& condition, const BasicBlock& block, const char* profile, std::string& out) {
  absl::StrAppend(&out, "  br i1 ", condition, ", ", Label(block.targets[0]), ", ", Label(block.targets[1]), profile,
                  "\n");
}

void PrintBlock(size_t node, const std::vector<BasicBlock>& blocks, std::string& out) {
  const BasicBlock& block = blocks[node];
  const std::string drawn = absl::StrCat("%r", block.block);
  absl::StrAppend(&out, "n", node, ":\n");
  if (node == 0 && block.kind == Kind::kDispatch) {
    absl::StrAppend(&out, "  %l = phi i32 [ %label, %start ]");
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind == Kind::kIndirect) absl::StrAppend(&out, ", [ %l", i, ", %n", i, " ]");
    }
    absl::StrAppend(&out, "\n");
  }
  if (block.steps) absl::StrAppend(&out, "  ", drawn, " = call i32 @step(i32 ", block.block, ")\n");
  switch (block.kind) {
    case Kind::kReturn:
      absl::StrAppend(&out, "  ret void\n");
      break;
    case Kind::kTrap:
      absl::StrAppend(&out, "  call void @llvm.trap()\n  unreachable\n");
      break;
    case Kind::kJump:
      absl::StrAppend(&out, "  br ", Label(block.targets[0]), "\n");
      break;
    case Kind::kSide:
      absl::StrAppend(&out, "  %c", node, " = icmp ult i32 ", drawn, ", ", block.bound, "\n");
      PrintBranch(absl::StrCat("%c", node), block, kFirstCold, out);
      break;
    case Kind::kCoin: {
      const bool even = block.coin == Coin::kEven;
      const bool first_is_cold = block.coin == Coin::kFirstIsCold;
      absl::StrAppend(&out, "  %a", node, " = and i32 ", drawn, ", ", even ? kEvenMask : kColdMask, "\n");
      absl::StrAppend(&out, "  %c", node, " = icmp ", first_is_cold ? "eq" : "ne", " i32 %a", node, ", 0\n");
      PrintBranch(absl::StrCat("%c", node), block, even ? "" : first_is_cold ? kFirstCold : kSecondCold, out);
      break;
    }
    case Kind::kSwitch:
      PrintPick(node, drawn, block.targets.size() + 1, out);
      PrintSwitch(absl::StrCat("%p", node), block.targets, out);
      break;
    case Kind::kIndirect:
      PrintPick(node, drawn, block.bound, out);
      absl::StrAppend(&out, "  %c", node, " = icmp ult i32 %p", node, ", ", block.bound - 1, "\n");
      absl::StrAppend(&out, "  %l", node, " = select i1 %c", node, ", i32 %p", node, ", i32 -1\n");
      absl::StrAppend(&out, "  br ", Label(block.targets[0]), "\n");
      break;
    case Kind::kDispatch:
      PrintSwitch("%l", block.targets, out);
      break;
  }
}

}  // namespace

std::vector<BasicBlock> ToBasicBlocks(const Graph& graph) { return Splitter(graph).Run(); }

std::string PrintIr(const std::vector<BasicBlock>& blocks) {
  std::string out =
      "target triple = \"wasm32-unknown-unknown\"\n"
      "declare i32 @step(i32) #0\n"
      "declare void @llvm.trap()\n"
      "define void @run(i32 %label) #1 {\n"
      "start:\n"
      "  br label %n0\n";
  for (size_t node = 0; node < blocks.size(); ++node) PrintBlock(node, blocks, out);
  absl::StrAppend(&out,
                  "}\n"
                  "attributes #0 = { nounwind \"wasm-import-module\"=\"env\" \"wasm-import-name\"=\"step\" }\n"
                  "attributes #1 = { nounwind \"wasm-export-name\"=\"run\" }\n"
                  "!0 = !{!\"branch_weights\", i32 1, i32 63}\n"
                  "!1 = !{!\"branch_weights\", i32 63, i32 1}\n");
  return out;
}

std::string PrintJson(const std::vector<BasicBlock>& blocks) {
  static constexpr const char* kKinds[] = {"return", "trap", "jump", "side", "coin", "switch", "indirect", "dispatch"};
  static constexpr const char* kCoins[] = {"even", "second", "first"};
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const BasicBlock& block : blocks) {
    nlohmann::ordered_json one = {{"kind", kKinds[static_cast<size_t>(block.kind)]}, {"targets", block.targets}};
    if (block.steps) one["step"] = block.block;
    if (block.kind == Kind::kCoin) one["cold"] = kCoins[static_cast<size_t>(block.coin)];
    if (block.kind == Kind::kSide || block.kind == Kind::kIndirect) one["bound"] = block.bound;
    all.push_back(one);
  }
  return all.dump() + "\n";
}

}  // namespace beamfold::cfg
