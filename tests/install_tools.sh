#!/bin/sh
# What the tests use beside Python: Chromium, a font with Chinese glyphs, strace, what OpenCV loads. Installs with apt
# where it may, and says plainly what is missing otherwise; with CI=true a missing browser fails its tests.
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
command -v strace >/dev/null 2>&1 || missing="$missing strace"
[ -e "$(ls /usr/lib/*/libGL.so.1 2>/dev/null | head -n 1)" ] || missing="$missing libgl1"
[ -e "$(ls /usr/lib/*/libgthread-2.0.so.0 2>/dev/null | head -n 1)" ] || missing="$missing libglib2.0-0"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing$missing"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing) \
        >/tmp/wenbao-apt.log 2>&1 || { echo "could not install$missing; the end of apt's log:"; tail -n 5 /tmp/wenbao-apt.log; }
else
    echo "not installed:$missing (needs root and apt; on Debian: sudo apt-get install$missing). Browser tests will be skipped."
fi
exit 0
