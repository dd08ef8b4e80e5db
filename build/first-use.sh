# shellcheck shell=sh
# Read by bin/sessionvm in a clone: builds the jars on first use and after changes, and says where
# they lie. Where nothing can be written, what is built is what there is.

# shellcheck disable=SC2154 # home is the caller's
target=$home/node-launcher/target
# shellcheck disable=SC2034 # the caller reads them
lib=$target/run cache_directory=$target/run
built=$lib/SHA256SUMS

is_stale() {
  [ -f "$built" ] || return 0
  [ -w "$lib" ] || return 1
  [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main \
    -newer "$built" -type f -print 2>/dev/null | head -n 1)" ]
}

# The checksums are of the kind that every POSIX system has; they tell builds apart, no more.
build() {
  command -v mvn >/dev/null || fail "Maven (mvn) is needed to build"
  say "building (once, and again after changes)"
  (cd "$home" && mvn -q -B -Dmaven.test.skip=true -pl node-launcher -am package) >&2 || fail "the build failed"
  rm -rf "$lib"
  mkdir "$lib"
  # Copies, so that a Maven build does not change the jars under a running node.
  cp "$target/node-launcher.jar" "$target"/lib/*.jar "$lib"
  (cd "$lib" && for jar in *.jar; do echo "$(cksum <"$jar" | tr -d ' ') $jar"; done) >"$built.new"
  mv "$built.new" "$built"
}

# One build at a time, should two commands start together.
build_if_stale() {
  is_stale || return 0
  mkdir -p "$target" 2>/dev/null || true
  [ -w "$target" ] || fail "nothing is built yet, and $home cannot be written"
  if command -v flock >/dev/null; then
    ( flock 9; if is_stale; then build; fi ) 9>"$target/build.lock"
  else
    build
  fi
}

build_if_stale
