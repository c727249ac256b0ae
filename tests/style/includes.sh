#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# includes.sh [ROOT]: checks the directions in which the folders may include each other.
#
#   cfg        itself and abseil
#   emit       itself, abseil; LLVM in emit/*.cc only
#   compiler   itself, cfg, emit, abseil, nlohmann/json; of the runtime abi.h and its tables
#   runtime    itself, and the table compiler/opcodes.def with opcode.h, the enum made of it; no abseil, no LLVM
set -eu
cd "${1:-$(dirname "$0")/../..}"
bad=0

# check FOLDER ALLOWED: project and library headers that files of FOLDER may name, as one extended regular expression.
# Headers without a folder (<vector>, <zlib.h>) are the system's.
check() {
  found=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<][^">]*/' "$1"/*.h "$1"/*.cc "$1"/*.def "$1"/*.inc "$1"/*/*.h "$1"/*/*.cc "$1"/*/*.def \
    /dev/null 2>/dev/null | grep -vE "include[[:space:]]*[\"<]($2)" || true)
  if [ -n "$found" ]; then
    printf '%s/ may not include these:\n%s\n' "$1" "$found" >&2
    bad=1
  fi
}

check cfg 'cfg/|absl/'
check emit 'emit/|absl/|llvm/'
check compiler 'compiler/|cfg/|emit/|absl/|nlohmann/|sys/|runtime/(abi\.h|primitives\.def|atoms\.def|bif\.def|atomvm/(primitives|bifs)\.def)"'
check runtime 'runtime/|compiler/(opcodes\.def|opcode\.h)"|boost/|sys/'

found=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]llvm' emit/*.h /dev/null 2>/dev/null || true)
if [ -n "$found" ]; then
  printf 'only emit/*.cc may include LLVM:\n%s\n' "$found" >&2
  bad=1
fi
exit $bad
