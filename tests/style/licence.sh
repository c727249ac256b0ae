#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every source file names its licence in one of its first two lines.
set -eu
cd "$(dirname "$0")/../.."
missing=$(find CMakeLists.txt dev .ci .cmake cfg emit compiler runtime bench tests -type f \
  \( -name '*.cc' -o -name '*.h' -o -name '*.def' -o -name '*.inc' -o -name '*.mjs' -o -name '*.erl' -o -name '*.escript' \
  -o -name '*.sh' -o -name 'CMakeLists.txt' -o -name '*.cmake' -o -name '*.in' -o -name dev -o -name run \) \
  -exec awk 'FNR <= 3 && /SPDX-License-Identifier: Apache-2.0/ {found = 1} END {if (!found) print FILENAME}' {} \;)
[ -z "$missing" ] || { printf 'no "SPDX-License-Identifier: Apache-2.0" at the top of:\n%s\n' "$missing" >&2; exit 1; }
