"""The house of ../shared/design.md: what stands on a floor includes only what stands below it."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[2]
# Psychometrics has a floor of its own, below batch/ and report/, which read files into it and tell what it found.
FLOORS = {"base": 1, "questionnaire": 2, "scoring": 3, "table": 3, "interview": 3, "guide": 3, "exchange": 3,
          "psychometrics": 4, "batch": 5, "report": 5, "history": 5, "commands": 6, "main.cpp": 7}
CORE = {"base", "questionnaire", "scoring", "psychometrics"}
PUBLIC_HEADER = "attune.h"  # for other people's programs: stands outside and may show all of the core
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
PRINTING = re.compile(r"\bfmt::print(?:ln)?\b|\b(?:std::)?(?:v?f?printf|puts|fputs|putchar|fwrite|perror)\s*\(|"
                      r"\bstd::(?:cout|cerr|clog|wcout|wcerr)\b")
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|("(?:\\.|[^"\\\n])*")', re.S)


def without_comments(text):
  return COMMENT.sub(lambda found: found[1] or "", text)


def room_of(path):
  return path.split("/")[0]


def violations(sources):
  """What is against the house in `sources`, a map of path below src/ to text."""
  found = []
  for path, text in sources.items():
    text = without_comments(text)
    room = room_of(path)
    if path != PUBLIC_HEADER and room not in FLOORS:
      found.append(f"{path}: {room} has no floor")
      continue
    for kind, included in INCLUDE.findall(text):
      target = room_of(included)
      if included == "iostream" and room in CORE:
        found.append(f"{path}: the core includes <iostream>")
      if kind == "<" and target not in FLOORS and included != PUBLIC_HEADER:
        continue
      if path == PUBLIC_HEADER:
        allowed = target in CORE
      elif ".." in included.split("/") or target not in FLOORS:
        allowed = False
      else:
        allowed = target == room and room != "main.cpp" or FLOORS[target] < FLOORS[room]
      if not allowed:
        found.append(f"{path}: includes {included}")
    if room in CORE:
      found += [f"{path}: the core prints: {call}" for call in PRINTING.findall(text)]
  return found


def test_the_house_keeps_its_floors():
  sources = {file.relative_to(ROOT / "src").as_posix(): file.read_text()
             for file in (ROOT / "src").rglob("*") if file.suffix in {".h", ".cpp", ".hpp", ".inc"}}
  assert "main.cpp" in sources and "scoring/scorer.cpp" in sources
  assert violations(sources) == []


@pytest.mark.parametrize("path, text", [
  ("scoring/a.cpp", '#include "batch/b.h"'),
  ("base/a.h", '#include "questionnaire/b.h"'),
  ("scoring/a.h", '#include "table/b.h"'),
  ("report/a.cpp", '#include "batch/b.h"'),
  ("report/a.cpp", "#include <commands/b.h>"),
  ("report/a.cpp", '  #  include "commands/b.h"'),
  ("commands/a.cpp", '#include "main.cpp"'),
  ("scoring/a.cpp", '#include "../batch/b.h"'),
  ("scoring/a.cpp", '#include "scorer.h"'),
  ("scoring/a.cpp", '#include "cellar/b.h"'),
  ("scoring/a.cpp", '#include "attune.h"'),
  ("attune.h", '#include "table/b.h"'),
  ("cellar/a.cpp", ""),
  ("loose.cpp", ""),
  ("base/a.cpp", "#include <iostream>"),
  ("questionnaire/a.cpp", 'void f() { fmt::print("x"); }'),
  ("scoring/a.cpp", 'void f() { printf("x"); }'),
  ("scoring/a.cpp", 'void f() { std::fprintf(stderr, "x"); }'),
  ("psychometrics/a.cpp", "void f() { std::cout << 1; }"),
  ("scoring/a.cpp", 'const char* s = "/*"; void f() { std::cerr << s; } // */'),
])
def test_the_checker_catches(path, text):
  assert violations({path: text}) != []


@pytest.mark.parametrize("path, text", [
  ("scoring/a.cpp", '#include "scoring/b.h"\n#include "base/b.h"\n#include <vector>\n#include <fmt/format.h>'),
  ("main.cpp", '#include "commands/b.h"\n#include <cstdio>\nint main() { fmt::print("x"); }'),
  ("batch/a.cpp", '#include "table/b.h"\n#include "questionnaire/b.h"'),
  ("attune.h", '#include "scoring/b.h"\n#include "base/b.h"'),
  ("base/a.cpp", '// #include "main.cpp"\n/* std::cout */ int reprintf();'),
  ("base/a.cpp", 'int f(char* text) { return snprintf(text, 1, "x"); }'),
])
def test_the_checker_lets_pass(path, text):
  assert violations({path: text}) == []


def test_no_work_is_left_for_later_in_the_files():
  words = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
  places = [ROOT / name for name in ("src", "tests", "questionnaires", "man", "script", "CMakeLists.txt", "README.md")]
  files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file()]
  assert len(files) > 50
  assert [f"{file.relative_to(ROOT)}:{number}" for file in files if "__pycache__" not in file.parts
          for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1) if words.search(line)] == []
