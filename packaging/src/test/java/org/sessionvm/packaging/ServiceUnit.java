package org.sessionvm.packaging;

import java.util.List;

/**
 * A unit of systemd, and what a shell does to run its command in the surroundings it asks for:
 * user, group, umask, state directories, everything else read-only, a /tmp of its own, no
 * privileges to gain. Its filter of system calls and its limits of memory, tasks and files are left
 * out.
 */
record ServiceUnit(String text) {
  String value(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the unit has no " + name));
  }

  private List<String> stateDirectories() {
    return List.of(value("StateDirectory").split(" "));
  }

  /** The script keeps its process, so that its id in the file is the service's. */
  String script(String pidFile) {
    String user = value("User");
    StringBuilder script = new StringBuilder("set -e\necho $$ >" + pidFile + "\n");
    StringBuilder mounts = new StringBuilder("set -e; ");
    for (String name : stateDirectories()) {
      String path = "/var/lib/" + name;
      script.append(
          "install -d -o %s -g %s -m %s %s\n"
              .formatted(user, value("Group"), value("StateDirectoryMode"), path));
      mounts.append("mount --bind %s %s; ".formatted(path, path));
    }
    mounts.append("mount -o remount,ro,bind /; mount -o remount,ro,bind /run; ");
    mounts.append("mount -t tmpfs -o mode=1777 tmpfs /tmp; ");
    script.append("umask %s\nulimit -c %s\n".formatted(value("UMask"), value("LimitCORE")));
    return script
        .append("exec unshare --mount sh -c '")
        .append(mounts)
        .append("exec setpriv --reuid=%s --regid=%s --init-groups".formatted(user, value("Group")))
        .append(" --no-new-privs --bounding-set=-all --inh-caps=-all env -i")
        .append(" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin HOME=/nonexistent")
        .append(" USER=%s LOGNAME=%s LANG=C.UTF-8 %s'\n".formatted(user, user, value("ExecStart")))
        .toString();
  }
}
