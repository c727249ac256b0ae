#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# format.sh [--fix]: checks that the C++ sources are as clang-format writes them, or makes them so.
set -eu
cd "$(dirname "$0")/../.."
case ${1-} in
  --fix) flags=-i ;;
  *) flags='--dry-run -Werror' ;;
esac
# $flags is two words.
find cfg emit compiler runtime bench tests \( -name '*.cc' -o -name '*.h' \) -print0 |
  xargs -0 -n 16 -P 2 clang-format-19 $flags
