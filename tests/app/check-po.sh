#!/bin/sh
# SPDX-License-Identifier: MIT
# check-po.sh ROOT: every translation is well formed and complete, and knows every message of the sources.
set -eu
cd "$1/po"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
grep -v '^#' POTFILES > "$work/files"
# What is marked must be listed.
for file in $(cd ..; grep -lE '\b(_|N_|C_|g_dngettext) \(' src/*/*.c src/*/*.h || true; grep -l 'translatable="' ui/*.ui || true); do
  grep -qx "$file" POTFILES || { echo "$file: not in POTFILES"; failed=1; }
done
xgettext --from-code=UTF-8 --add-comments --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dngettext:2,3 \
  --directory=.. --files-from="$work/files" --output="$work/refscope.pot" 2> "$work/log" || { cat "$work/log"; exit 1; }
for language in $(grep -v '^#' LINGUAS); do
  msgfmt -c -o "$work/$language.mo" "$language.po" || failed=1
  msgmerge --quiet --no-fuzzy-matching -o "$work/$language.po" "$language.po" "$work/refscope.pot"
  left=$(msgattrib --untranslated --no-obsolete "$work/$language.po"; msgattrib --only-fuzzy --no-obsolete "$language.po")
  if [ -n "$left" ]; then
    echo "$language: not translated:"
    echo "$left"
    failed=1
  fi
done
exit $failed
