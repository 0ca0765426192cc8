#!/usr/bin/python3
"""attune beside what people would use instead, on the same machine in the same run; writes RESULTS.md.

Usage: compare.py ATTUNE WORK_FOLDER RESULTS.md [RESPONDENTS [RUNS]]

WORK_FOLDER holds the made input and, in peers/bin/python, a Python with the peers that could be installed.
"""

import csv
import datetime
import math
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
ID = "ecr-r"
RESULTS = "anxiety,avoidance,profile"


class Bench:
  def __init__(self, attune, folder, respondents, runs):
    self.attune, self.folder, self.respondents, self.runs = attune, folder, respondents, runs
    self.python = folder / "peers/bin/python"
    self.key = folder / "key.json"
    self.key.write_bytes(subprocess.run([attune, "show", ID, "--format", "json"], check=True, capture_output=True).stdout)
    self.lines = []

  def say(self, line=""):
    print(line, flush=True)
    self.lines.append(line)

  def made(self, name, respondents, transform=None):
    """A file of made-up respondents, kept from run to run."""
    file = self.folder / name
    if not file.exists():
      part = file.with_suffix(".part" + file.suffix)
      subprocess.run([self.attune, "simulate", ID, "--n", str(respondents), "--seed", "1", "--demographics", "--missing-rate", "0.02",
                      "--missing-code", "0", "-o", str(part)], check=True, stderr=subprocess.DEVNULL)
      if transform:
        transform(part)
      part.rename(file)
    return file

  def score(self, source, target, *more):
    return ([self.attune, "score", ID, str(source), "--missing", "0", "--only-scores", "--results", RESULTS, *more], target)

  def peer(self, script, source, target=None):
    interpreter = ["Rscript"] if script.endswith(".R") else [str(self.python)]
    command = [*interpreter, str(HERE / "peers" / script), str(self.key), str(source)]
    return (command + ([str(target)] if target else []), None)


def seconds(command, target):
  """Of one run, from its start to its end; those of all processors; and the most memory it had, in MiB."""
  with open(target or os.devnull, "wb") as out:
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    message = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
  if status != 0:
    raise RuntimeError(f"{command[:3]} failed: {message.decode(errors='replace')[-400:]}")
  return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(tasks, runs):
  """Each task once after the other, `runs` times over, so that what disturbs the machine hits all alike."""
  runs_of = {name: [] for name in tasks}
  absent = {}
  for _ in range(runs):
    for name, (command, target) in tasks.items():
      if name in absent:
        continue
      try:
        runs_of[name].append(seconds(command, target))
      except (RuntimeError, OSError) as why:
        absent[name] = str(why)
  found = {}
  for name, measured in runs_of.items():
    if measured and name not in absent:
      took, of_processors, memory = zip(*measured)
      found[name] = (statistics.median(took), statistics.median(of_processors), max(memory))
  return found, absent


def differences(one, other, most=None):
  """How many rows of two result files differ: in a number by more than 1e-12, in an empty field, or in the profile."""
  found = rows = 0
  with open(one, newline="") as a, open(other, newline="") as b:
    for left, right in zip(csv.reader(a), csv.reader(b), strict=True):
      rows += 1
      if rows == 1:
        continue
      for x, y in zip(left, right, strict=True):
        if x == y:
          continue
        try:
          same = math.isclose(float(x), float(y), rel_tol=0, abs_tol=1e-12)
        except ValueError:
          same = False
        if not same:
          found += 1
          break
  return found, rows - 1


def versions(bench):
  known = [f"attune {subprocess.run([bench.attune, '--version'], capture_output=True, text=True).stdout.split()[-1]}"]
  for module in ("duckdb", "polars", "pandas", "pyarrow", "scorify"):
    say = f"from importlib.metadata import version; print(version('{module}'))"
    got = subprocess.run([str(bench.python), "-c", say], capture_output=True, text=True)
    known.append(f"{module} {got.stdout.strip()}" if got.returncode == 0 else f"{module} absent")
  ask = "for (p in c('data.table', 'psych')) cat(p, if (requireNamespace(p, quietly = TRUE)) as.character(packageVersion(p)) else 'absent', '')"
  got = subprocess.run(["Rscript", "-e", ask], capture_output=True, text=True) if shutil.which("Rscript") else None
  known.append(got.stdout.strip() if got else "R absent")
  return "; ".join(known)


def table(bench, found, absent, base):
  bench.say(f"| | median s | × {base} | processor s | peak MiB |")
  bench.say("|---|---:|---:|---:|---:|")
  for name, (took, of_processors, memory) in found.items():
    bench.say(f"| {name} | {took:.3f} | {took / found[base][0]:.1f} | {of_processors:.2f} | {memory:.0f} |")
  for name, why in absent.items():
    bench.say(f"| {name} | absent: {' '.join(why.split())[-100:].replace('|', '/')} | | | |")
  bench.say()


def scoring(bench, title, source, with_slow):
  """CSV or NDJSON in, CSV of three columns out; and whether all say the same."""
  folder = bench.folder
  out = {name: folder / f"out-{name.split()[0]}.csv" for name in ("attune", "DuckDB", "Polars", "pandas", "data.table")}
  tasks = {"attune": bench.score(source, out["attune"]),
           "DuckDB": bench.peer("duckdb_peer.py", source, out["DuckDB"])}
  if with_slow:
    tasks |= {"Polars": bench.peer("polars_peer.py", source, out["Polars"]),
              "pandas": bench.peer("pandas_peer.py", source, out["pandas"]),
              "data.table": bench.peer("datatable_peer.R", source, out["data.table"])}
  bench.say(f"## {title}")
  bench.say()
  first, absent_at_first = medians(tasks, 1)  # also warms the caches
  tasks = {name: task for name, task in tasks.items() if name in first}
  # The floor: the input's bytes read and the output's bytes written, by a program that does nothing else.
  (folder / "cat.sh").write_text(f"cat '{source}' > /dev/null; cat '{out['attune']}' > '{folder}/out-cat.csv'\n")
  tasks["cat (input read, output written)"] = (["sh", str(folder / "cat.sh")], None)
  found, absent = medians(tasks, bench.runs)
  table(bench, found, absent_at_first | absent, "attune")
  for name, file in out.items():
    if name != "attune" and name in found:
      wrong, rows = differences(out["attune"], file)
      bench.say(f"{name} and attune differ in {wrong} of {rows:,} rows.")
  bench.say()


def threads_and_sizes(bench, source):
  bench.say("## Threads and sizes")
  bench.say()
  target = bench.folder / "out-threads.csv"
  found, absent = medians({f"{n} thread{'s' if n > 1 else ''}": bench.score(source, target, "--threads", str(n)) for n in (1, 2)}, bench.runs)
  table(bench, found, absent, "1 thread")
  sizes = {}
  for size in sorted({10**4, 10**5, 10**6, bench.respondents, 10**7}):
    sizes[f"{size:,} respondents"] = bench.score(bench.made(f"simulated-{size}.csv", size), target)
  found, absent = medians(sizes, bench.runs)
  table(bench, found, absent, f"{10**6:,} respondents")


def all_columns_and_pipe(bench, source):
  bench.say("## All columns of results, and from a pipe")
  bench.say()
  target = bench.folder / "out-all.csv"
  piped = f"cat '{source}' | '{bench.attune}' score {ID} --missing 0 --only-scores --results {RESULTS}"
  found, absent = medians({"three columns": bench.score(source, target), "from a pipe": (["sh", "-c", piped], target),
                           "all columns": ([bench.attune, "score", ID, str(source), "--missing", "0"], target),
                           "three columns to a file by -o, put on disk": (bench.score(source, None)[0] + ["-o", str(target)], None)}, bench.runs)
  table(bench, found, absent, "three columns")


def beside_scorify(bench):
  """On few respondents, of which the time for all is reckoned: it takes minutes for a million."""
  few = min(10**5, bench.respondents)
  source, theirs, ours = bench.made(f"simulated-{few}.csv", few), bench.folder / "out-scorify.csv", bench.folder / "out-two.csv"
  bench.say(f"## scorify, {few:,} respondents, two columns")
  bench.say()
  tasks = {"attune": ([bench.attune, "score", ID, str(source), "--missing", "0", "--only-scores", "--min-answered", "1",
                       "--results", "anxiety,avoidance"], ours),
           "scorify": bench.peer("scorify_peer.py", source, theirs)}
  found, absent = medians(tasks, min(bench.runs, 3))
  table(bench, found, absent, "attune")
  if "scorify" in found:
    wrong, rows = differences(ours, theirs)
    bench.say(f"scorify and attune differ in {wrong} of {rows:,} rows. {bench.respondents:,} respondents would take scorify "
              f"{found['scorify'][0] * bench.respondents / few:.0f} s at this rate.")
    bench.say()


def statistics_beside_r(bench, source):
  bench.say("## Statistics beside R's psych")
  bench.say()
  tasks = {"attune stats": ([bench.attune, "stats", ID, str(source), "--missing", "0"], None),
           "data.table and psych::alpha": bench.peer("psych_stats.R", source)}
  found, absent = medians(tasks, min(bench.runs, 3))
  table(bench, found, absent, "attune stats")


def start_up(bench):
  bench.say("## Start-up")
  bench.say()
  ten = bench.made("simulated-10.csv", 10)
  found, absent = medians({"attune score, ten rows": bench.score(ten, None), "attune --version": ([bench.attune, "--version"], None),
                           "attune list": ([bench.attune, "list"], None)}, 10 * bench.runs)
  table(bench, found, absent, "attune score, ten rows")


def quoted(file):
  # Line by line: what this program holds would count among the memory of those that it starts.
  other = file.with_suffix(".quoted")
  with open(file) as rows, open(other, "w", newline="") as out:
    for row in rows:
      out.write(",".join(f'"{field}"' for field in row.rstrip("\n").split(",")) + "\r\n")
  other.rename(file)


def main():
  attune, folder, results = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
  respondents = int(sys.argv[4]) if len(sys.argv) > 4 else 5_000_000
  bench = Bench(attune, folder, respondents, int(sys.argv[5]) if len(sys.argv) > 5 else 5)
  processor = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
  bench.say("# Results")
  bench.say()
  bench.say(f"Made by `script/bench` on {datetime.date.today()}: {os.cpu_count()} cores of an {processor}, "
            f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB, Linux {platform.release().split('-')[0]}. {versions(bench)}.")
  bench.say(f"Medians of {bench.runs} runs, one program after the other; of statistics 3. Input: respondents to {ID} made by `attune simulate`, "
            "36 items, age, gender, country, 2 % of the answers missing as 0. Peers: `peers/`. What the fast path is: FAST_PATH.md.")
  bench.say()
  whole = bench.made(f"simulated-{respondents}.csv", respondents)
  scoring(bench, f"CSV to CSV, {respondents:,} respondents ({whole.stat().st_size / 1e6:.0f} MB)", whole, True)
  threads_and_sizes(bench, whole)
  all_columns_and_pipe(bench, whole)
  million = min(10**6, respondents)
  scoring(bench, f"Quoted CSV with CRLF, {million:,} respondents", bench.made(f"quoted-{million}.csv", million, quoted), False)
  scoring(bench, f"NDJSON, {million:,} respondents", bench.made(f"simulated-{million}.ndjson", million), False)
  beside_scorify(bench)
  statistics_beside_r(bench, whole)
  start_up(bench)
  results.write_text("\n".join(bench.lines).rstrip() + "\n")


if __name__ == "__main__":
  main()
