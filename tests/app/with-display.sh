#!/bin/sh
# SPDX-License-Identifier: MIT
# with-display.sh PROGRAM ARG...: runs it on a display and a message bus of its own, so that the user's are left alone.
set -eu
if command -v xvfb-run > /dev/null && command -v xauth > /dev/null; then
  set -- xvfb-run -a -s '-screen 0 1600x1000x24' "$@"
fi
if command -v dbus-run-session > /dev/null; then
  set -- dbus-run-session -- "$@"
fi
exec "$@"
