// SPDX-License-Identifier: Apache-2.0

#include "cfg/control_map.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace beamfold::cfg {
namespace {

absl::Status At(size_t op, const char* what) { return absl::InternalError(absl::StrCat("op ", op, ": ", what)); }

// Runs of openings and ends can be long, so where one leads is found from the back for all ops at once.
void Settle(const std::vector<Op>& ops, ControlMap& map) {
  const uint32_t n = static_cast<uint32_t>(ops.size());
  map.settled.resize(n + 1, n);
  for (uint32_t i = n; i-- > 0;) {
    switch (ops[i].kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
      case OpKind::kEnd:
        map.settled[i] = map.settled[i + 1];
        break;
      case OpKind::kElse:
        map.settled[i] = map.settled[map.jump[i]];
        break;
      case OpKind::kBr:
        map.settled[i] = map.jump[i] > i ? map.settled[map.jump[i]] : i;
        break;
      default:
        map.settled[i] = i;
        break;
    }
  }
}

}  // namespace

absl::StatusOr<ControlMap> MapControl(const Structured& structured) {
  const std::vector<Op>& ops = structured.ops;
  ControlMap map;
  map.jump.assign(ops.size(), 0);
  map.landing.assign(ops.size(), 0);
  map.target.assign(structured.targets.size(), 0);

  // First which op closes each scope.
  std::vector<uint32_t> open;
  std::vector<uint32_t> last_else(ops.size(), 0);
  for (uint32_t i = 0; i < ops.size(); ++i) {
    switch (ops[i].kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
      case OpKind::kIf:
        open.push_back(i);
        break;
      case OpKind::kElse:
        if (open.empty() || ops[open.back()].kind != OpKind::kIf || last_else[open.back()] != 0) {
          return At(i, "an else without its if");
        }
        last_else[open.back()] = i;
        break;
      case OpKind::kEnd: {
        if (open.empty()) return At(i, "an end without a scope");
        const uint32_t start = open.back();
        open.pop_back();
        map.landing[start] = ops[start].kind == OpKind::kLoop ? start + 1 : i + 1;
        if (ops[start].kind == OpKind::kIf) {
          const uint32_t other = last_else[start];
          map.jump[start] = other != 0 ? other + 1 : i + 1;
          if (other != 0) map.jump[other] = i + 1;
        }
        break;
      }
      default:
        break;
    }
  }
  if (!open.empty()) return At(open.back(), "a scope that is never closed");

  // Then what each depth means.
  const auto resolve = [&](uint32_t depth, uint32_t* where) {
    if (depth >= open.size()) return false;
    const uint32_t start = open[open.size() - 1 - depth];
    *where = map.landing[start];
    return ops[start].kind != OpKind::kIf;
  };
  for (uint32_t i = 0; i < ops.size(); ++i) {
    const Op& op = ops[i];
    switch (op.kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
      case OpKind::kIf:
        open.push_back(i);
        break;
      case OpKind::kEnd:
        open.pop_back();
        break;
      case OpKind::kBr:
      case OpKind::kBrIf:
        if (!resolve(op.depth, &map.jump[i])) return At(i, "a branch to no open block or loop");
        break;
      case OpKind::kCode:
      case OpKind::kBrTable:
        if (uint64_t{op.first_target} + op.num_targets > structured.targets.size()) {
          return At(i, "targets outside of the vector of targets");
        }
        for (uint32_t t = op.first_target; t < op.first_target + op.num_targets; ++t) {
          if (!resolve(structured.targets[t], &map.target[t])) return At(i, "a branch to no open block or loop");
        }
        break;
      default:
        break;
    }
  }
  Settle(ops, map);
  return map;
}

uint32_t FindDispatch(const Structured& structured) {
  const uint32_t n = static_cast<uint32_t>(structured.ops.size());
  for (uint32_t i = 0; i < n; ++i) {
    const OpKind kind = structured.ops[i].kind;
    if (kind != OpKind::kBlock && kind != OpKind::kLoop) return kind == OpKind::kGetLabel ? i : n;
  }
  return n;
}

}  // namespace beamfold::cfg
