#!/usr/bin/python3
"""How long until the first statement is on the screen: from starting the program to its bytes on a pseudo-terminal.

Usage: first_statement.py ATTUNE [RUNS]
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

FIRST = b"Statement 1 of 24"


def milliseconds_to_first_statement(program):
  with tempfile.TemporaryDirectory() as home:
    environment = {"HOME": home, "XDG_STATE_HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
      os.execve(program, [program, "take", "--skip-intro"], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown = b""
    while FIRST not in shown:
      if not select.select([terminal], [], [], 10)[0]:
        sys.exit(f"no statement within ten seconds; shown so far: {shown!r}")
      shown += os.read(terminal, 65536)
    taken = time.perf_counter() - start
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return taken * 1000


program = os.path.abspath(sys.argv[1])
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 50
times = sorted(milliseconds_to_first_statement(program) for _ in range(runs))
print(f"first statement after {statistics.median(times):.1f} ms (median of {runs} starts; "
      f"fastest {times[0]:.1f}, slowest {times[-1]:.1f})")
