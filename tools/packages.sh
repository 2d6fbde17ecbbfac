# SPDX-License-Identifier: MIT
# What tools/run and tools/test need, and how it is installed. Sourced by them, not run.
#
# need_packages WHAT installs what is missing for "build", "app", "test", "style" or "clang": with apt
# or dnf, through sudo where the user is not root. It says what it does. Nothing happens, and nothing is asked, where all is there.

has_command () { command -v "$1" >/dev/null 2>&1; }
has_library () { has_command pkg-config && pkg-config --exists "$@"; }
has_font () { has_command fc-list && [ -n "$(fc-list "$1" family 2>/dev/null | head -n 1)" ]; }

is_there () {
  case $1 in
    build) has_command "${CC:-cc}" && has_command meson && has_command ninja && has_command python3 && has_command msgfmt \
             && has_library glib-2.0 gio-2.0 gobject-2.0 cairo pangocairo json-glib-1.0 && echo '#include <gmp.h>' | "${CC:-cc}" -E - >/dev/null 2>&1 ;;
    app)   has_library gtk4 libadwaita-1 gtksourceview-5 && has_command glib-compile-schemas && has_font :lang=ko ;;
    test)  has_command Xvfb && has_command xvfb-run && has_command dbus-run-session && has_command desktop-file-validate && has_command appstreamcli ;;
    style) has_command clang-format-14 ;;
    clang) has_command clang ;;
  esac
}

apt_names () {
  case $1 in
    build) echo gcc libc6-dev meson ninja-build pkg-config python3 gettext libglib2.0-dev libcairo2-dev libpango1.0-dev libjson-glib-dev libgmp-dev ;;
    app)   echo libgtk-4-dev libadwaita-1-dev libgtksourceview-5-dev libglib2.0-bin fontconfig fonts-noto-core fonts-noto-mono fonts-noto-cjk ;;
    test)  echo xvfb xauth dbus dbus-x11 desktop-file-utils appstream ;;
    style) echo clang-format-14 ;;
    clang) echo clang ;;
  esac
}

dnf_names () {
  case $1 in
    build) echo gcc meson ninja-build pkgconf-pkg-config python3 gettext glib2-devel cairo-devel pango-devel json-glib-devel gmp-devel ;;
    app)   echo gtk4-devel libadwaita-devel gtksourceview5-devel glib2 fontconfig google-noto-sans-fonts google-noto-sans-mono-fonts google-noto-sans-cjk-fonts ;;
    test)  echo xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon desktop-file-utils appstream ;;
    style) echo clang-tools-extra ;;
    clang) echo clang ;;
  esac
}

install_packages () {
  sudo=
  if [ "$(id -u)" != 0 ]; then
    has_command sudo || { echo "refscope: these packages are missing, and there is no sudo to install them: $1" >&2; exit 1; }
    sudo=sudo
  fi
  if has_command apt-get; then
    names=$(for part in $1; do apt_names "$part"; done | tr '\n' ' ')
    echo "refscope: installing with apt-get: $names" >&2
    $sudo apt-get update -qq >&2 && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names >&2
  elif has_command dnf; then
    names=$(for part in $1; do dnf_names "$part"; done | tr '\n' ' ')
    echo "refscope: installing with dnf: $names" >&2
    $sudo dnf install -y -q $names >&2
  else
    echo "refscope: neither apt-get nor dnf is here; please install what README.md lists" >&2
    exit 1
  fi || { echo "refscope: the packages could not be installed" >&2; exit 1; }
}

need_packages () {
  missing=
  for part in "$@"; do
    is_there "$part" || missing="$missing $part"
  done
  [ -z "$missing" ] || install_packages "$missing"
}
