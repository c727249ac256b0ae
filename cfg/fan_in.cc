// SPDX-License-Identifier: Apache-2.0
//
// Problem: a block's end, or a loop, that thousands of branches lead to is a merge of as many values for each local.
// The optimising tier of V8 13.6 takes about 200 bytes times the square of that number, and ends the process at 5,000.
//
// Idea: let groups of branches meet in *joins* first. A join is a block around all branches of a group, with one branch
// to where they want to go behind its end:
//
//     block J ... br J ... br J ... end   br S
//
// Branches are grouped as they come in the code. The join goes into the innermost scope that encloses the whole group,
// around the ops from the first branch to the last, cut where an op has left nothing on the operand stack. When control
// can also come to that place without branching, a block around the join lets it pass. Joins that would cross are
// nested instead: a block may begin any amount earlier. When too many joins lead to the same scope they are joined
// again, in another round, until all is within the limit: a tree.
//
// Complexity: O(ops * log(depth)) for a round, and log(fan-in) / log(limit) rounds.
//
// Source: none known. LLVM, Binaryen and the other structurers we looked at leave fan-in as it comes.

#include "cfg/fan_in.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "cfg/scopes.h"

namespace beamfold::cfg {
namespace {

constexpr uint32_t kNone = 0xffffffffu;

// A branch: an op, or one of the targets of an op.
struct Site {
  uint32_t op;
  uint32_t target;  // Index in Structured::targets; kNone for br and br_if.
};

struct Join {
  ScopeId scope = 0;
  ScopeId passing = kNone;  // The block for control that passes by; kNone when none does.
  ScopeId leads_to = 0;
  BlockId block = kNoBlock;
  // Opened before the op `start`, closed before the op `end`.
  uint32_t start = 0;
  uint32_t end = 0;
};

// The ops between the beginning of a scope, or an else, and its end.
struct Body {
  uint32_t begin;
  bool end_is_live;                     // Whether its end can be reached otherwise than by running through it.
  std::vector<uint32_t> elements = {};  // The first op of each part that must stay whole: a scope, code and its test.
  std::vector<Join> pending = {};       // To be closed before the next element.
  std::vector<Join> outermost = {};     // Those closed that no later one contains, by end.
};

// One round of grouping.
class Round {
 public:
  Round(uint32_t limit, size_t& num_scopes, Structured& structured)
      : limit_(limit),
        num_scopes_(num_scopes),
        structured_(structured),
        ways_(num_scopes),
        last_op_(num_scopes, kNone) {}

  // Returns false when there was nothing to do.
  bool Run() {
    ForEachBranch([this](ScopeId scope, Site site) {
      if (IsNewWay(scope, site)) ++ways_[scope];
    });
    // Falling in is one more way.
    if (std::none_of(ways_.begin(), ways_.end(), [this](uint32_t ways) { return ways + 1 > limit_; })) return false;
    std::fill(last_op_.begin(), last_op_.end(), kNone);
    group_of_.assign(ways_.size(), kNone);
    block_of_.assign(ways_.size(), kNoBlock);
    open_.push_back({0, false});
    for (uint32_t i = 0; i < structured_.ops.size(); ++i) Scan(i);
    Rewrite();
    return true;
  }

 private:
  struct Group {
    uint32_t ways = 0;
    std::vector<Site> sites;
  };

  template <typename Visit>
  void BranchesOf(uint32_t i, Visit visit) {
    const Op op = structured_.ops[i];
    if (op.kind == OpKind::kBr || op.kind == OpKind::kBrIf) visit(op.depth, Site{i, kNone});
    if (op.kind != OpKind::kCode && op.kind != OpKind::kBrTable) return;
    for (uint32_t t = op.first_target; t < op.first_target + op.num_targets; ++t) {
      visit(structured_.targets[t], Site{i, t});
    }
  }
  template <typename Visit>
  void ForEachBranch(Visit visit) {
    for (uint32_t i = 0; i < structured_.ops.size(); ++i) BranchesOf(i, visit);
  }
  // The rows of one table that lead to the same scope are one way.
  bool IsNewWay(ScopeId scope, Site site) {
    const bool same_table = structured_.ops[site.op].kind == OpKind::kBrTable && last_op_[scope] == site.op;
    last_op_[scope] = site.op;
    return !same_table;
  }

  void Scan(uint32_t i) {
    const Op& op = structured_.ops[i];
    const bool takes_operand = op.kind == OpKind::kIf || op.kind == OpKind::kBrIf || op.kind == OpKind::kBrTable;
    if (!takes_operand) {
      CloseJoins(i);
      if (op.kind != OpKind::kElse && op.kind != OpKind::kEnd) open_.back().elements.push_back(i);
    }
    BranchesOf(i, [this](ScopeId scope, Site site) { Collect(scope, site); });
    BranchesOf(i, [this](ScopeId scope, Site) { JoinIfFull(scope); });
    switch (op.kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
        block_of_[op.value] = op.block;
        open_.push_back({i, op.kind == OpKind::kBlock && ways_[op.value] > 0});
        break;
      case OpKind::kIf:
        open_.push_back({i, true});
        break;
      case OpKind::kElse:
        open_.pop_back();
        open_.push_back({i, live_});
        live_ = true;
        break;
      case OpKind::kEnd:
        live_ |= open_.back().end_is_live;
        open_.pop_back();
        break;
      case OpKind::kBr:
      case OpKind::kBrTable:
      case OpKind::kUnreachable:
        live_ = false;
        break;
      case OpKind::kCode:
        live_ = true;
        break;
      case OpKind::kBrIf:
      case OpKind::kGetLabel:
      case OpKind::kTestLabel:
      case OpKind::kSetLabel:
        break;
    }
  }

  void Collect(ScopeId scope, Site site) {
    if (ways_[scope] + 1 <= limit_) return;
    if (group_of_[scope] == kNone) {
      group_of_[scope] = static_cast<uint32_t>(groups_.size());
      groups_.emplace_back();
    }
    Group& group = groups_[group_of_[scope]];
    if (IsNewWay(scope, site)) {
      JoinIfFull(scope);
      ++group.ways;
    }
    group.sites.push_back(site);
  }

  // Called at the latest when the op has been looked at that completes the group.
  void JoinIfFull(ScopeId scope) {
    if (scope >= group_of_.size() || group_of_[scope] == kNone) return;
    Group& group = groups_[group_of_[scope]];
    if (group.ways + 1 < limit_) return;
    // Bodies that were open at the first branch and still are: the innermost encloses the group.
    const uint32_t first = group.sites.front().op;
    Body& body = *std::prev(
        std::partition_point(open_.begin(), open_.end(), [first](const Body& b) { return b.begin <= first; }));
    Join join;
    join.scope = static_cast<ScopeId>(num_scopes_++);
    join.leads_to = scope;
    join.block = block_of_[scope];
    join.start = *std::prev(std::upper_bound(body.elements.begin(), body.elements.end(), first));
    body.pending.push_back(join);
    for (Site site : group.sites) {
      (site.target == kNone ? structured_.ops[site.op].depth : structured_.targets[site.target]) = join.scope;
    }
    group = Group();
  }

  void CloseJoins(uint32_t i) {
    Body& body = open_.back();
    for (Join& join : body.pending) {
      join.end = i;
      if (live_) join.passing = static_cast<ScopeId>(num_scopes_++);
      while (!body.outermost.empty() && body.outermost.back().end > join.start) {
        join.start = std::min(join.start, body.outermost.back().start);
        body.outermost.pop_back();
      }
      body.outermost.push_back(join);
      joins_.push_back(join);
    }
    body.pending.clear();
  }

  void Rewrite() {
    // Which of two joins is inside when both begin, or end, at the same place: the one that ends first, or begins last;
    // of two with the same ops, the older.
    std::vector<uint32_t> opening(joins_.size());
    std::iota(opening.begin(), opening.end(), 0);
    std::vector<uint32_t> closing = opening;
    std::sort(opening.begin(), opening.end(), [this](uint32_t a, uint32_t b) {
      return std::make_tuple(joins_[a].start, ~joins_[a].end, ~a) <
             std::make_tuple(joins_[b].start, ~joins_[b].end, ~b);
    });
    std::sort(closing.begin(), closing.end(), [this](uint32_t a, uint32_t b) {
      return std::make_tuple(joins_[a].end, ~joins_[a].start, a) < std::make_tuple(joins_[b].end, ~joins_[b].start, b);
    });
    std::vector<Op> ops;
    ops.reserve(structured_.ops.size() + 6 * joins_.size());
    const auto add = [&ops](OpKind kind) -> Op& {
      ops.emplace_back();
      ops.back().kind = kind;
      return ops.back();
    };
    size_t to_open = 0;
    size_t to_close = 0;
    for (uint32_t i = 0; i < structured_.ops.size(); ++i) {
      for (; to_close < closing.size() && joins_[closing[to_close]].end == i; ++to_close) {
        const Join& join = joins_[closing[to_close]];
        if (join.passing != kNone) add(OpKind::kBr).depth = join.passing;
        add(OpKind::kEnd);
        add(OpKind::kBr).depth = join.leads_to;
        if (join.passing != kNone) add(OpKind::kEnd);
      }
      for (; to_open < opening.size() && joins_[opening[to_open]].start == i; ++to_open) {
        const Join& join = joins_[opening[to_open]];
        if (join.passing != kNone) add(OpKind::kBlock).value = join.passing;
        Op& block = add(OpKind::kBlock);
        block.value = join.scope;
        block.block = join.block;
      }
      ops.push_back(structured_.ops[i]);
    }
    structured_.ops = std::move(ops);
  }

  const uint32_t limit_;
  size_t& num_scopes_;
  Structured& structured_;
  std::vector<uint32_t> ways_;
  std::vector<uint32_t> last_op_;
  std::vector<uint32_t> group_of_;
  std::vector<BlockId> block_of_;
  std::vector<Group> groups_;
  std::vector<Body> open_;
  std::vector<Join> joins_;
  bool live_ = true;
};

}  // namespace

void LimitFanIn(uint32_t limit, size_t& num_scopes, Structured& structured) {
  while (Round(limit, num_scopes, structured).Run()) {
  }
}

}  // namespace beamfold::cfg
