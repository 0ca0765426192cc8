"""What README.md shows is what the program does."""

import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
BLOCKS = [(README[:block.start()].count("\n") + 1, block[2]) for block in FENCE.finditer(README)
          if block[1] == "console"]


def steps_of(block):
  """The block's commands, each with the lines that follow it."""
  steps = []
  for line in block.splitlines():
    if line.startswith("$ "):
      steps.append((line[2:], []))
    else:
      steps[-1][1].append(line)
  return steps


def test_the_readme_shows_the_program_at_work():
  assert len(BLOCKS) >= 3


@pytest.mark.parametrize("line, block", BLOCKS, ids=[f"line {line}" for line, _ in BLOCKS])
def test_output_in_the_readme_is_that_of_the_program(program, environment, tmp_path, line, block):
  folder = tmp_path / "examples"
  shutil.copytree(ROOT / "examples", folder)
  variables = environment | {"PATH": f"{program.parent}:{environment['PATH']}"}
  assert block.startswith("$ ")
  for command, lines in steps_of(block):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=variables, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    assert done.stdout.splitlines() == lines, f"README.md:{line}: {command}"


def test_the_first_commands_are_try_and_test():
  commands = [line.strip().removeprefix("$ ").split("#")[0].strip() for fence in FENCE.finditer(README)
              if fence[1] in ("sh", "console") for line in fence[2].splitlines()
              if fence[1] == "sh" or line.startswith("$ ")]
  assert [command.removeprefix("./") for command in commands if command][:2] == ["script/try", "script/test"]
