"""What cmake --install lays out, and whether it works from there. Slower than the others: it compiles a program."""

import json
import os
import re
import shutil
import subprocess

import pytest

PROGRAM = """\
#include <attune/attune.h>

#include <iostream>

int main(int, char** argv) {
  const attune::Catalogue catalogue({argv[1]});
  const attune::Questionnaire q = attune::load_named("rq", catalogue);
  const attune::Scorer scorer(q);
  const std::vector<attune::Answer> answers{7, 1, 2, 3};
  const attune::Scores scores = scorer.score(answers);
  for (std::size_t s = 0; s < q.scales.size(); ++s) std::cout << q.scales[s].id << '=' << scores.scores[s] << '\\n';
  std::cout << q.profile_names().at(static_cast<std::size_t>(scores.profile)) << '\\n';
}
"""
BUILD = """\
cmake_minimum_required(VERSION 3.25)
project(outside LANGUAGES CXX)
find_package(attune 0.1 REQUIRED)
add_executable(outside main.cpp)
target_link_libraries(outside PRIVATE attune::attune_core)
"""


def run(*command, **options):
  done = subprocess.run(command, capture_output=True, text=True, timeout=600, **options)
  assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
  return done.stdout


@pytest.fixture(scope="module")
def build(program):
  folder = program.parent.parent
  assert (folder / "CMakeCache.txt").is_file(), f"{program} does not lie in a build folder"
  return folder


@pytest.fixture(scope="module")
def prefix(build, tmp_path_factory):
  folder = tmp_path_factory.mktemp("prefix")
  run("cmake", "--install", build, "--prefix", folder)
  return folder


def in_prefix(environment, prefix, *args):
  return run(prefix / "bin" / "attune", *args, env=environment, cwd=prefix)


@pytest.mark.parametrize("pattern", [
  "bin/attune", "share/attune/questionnaires/ecr-r.yaml", "share/attune/questionnaires/attune-24.yaml",
  "share/attune/questionnaires/guide/attachment.md", "share/man/man1/attune.1", "share/man/man5/attune-questionnaire.5",
  "include/attune/attune.h", "lib/**/libattune_core.a", "lib/**/cmake/attune/attune-config.cmake",
])
def test_everything_has_its_place(prefix, pattern):
  file, = prefix.glob(pattern)
  assert file.stat().st_size > 0


def test_the_catalogue_is_copied_not_linked(prefix):
  assert not [file for file in prefix.rglob("*") if file.is_symlink()]


def test_the_installed_program_finds_its_catalogue(environment, prefix):
  files = [entry["file"] for entry in json.loads(in_prefix(environment, prefix, "list", "--format", "json"))]
  assert len(files) >= 11
  assert all(file.startswith(f"{prefix}/share/attune/questionnaires/") for file in files)


def test_the_installed_tree_can_be_moved(environment, prefix, tmp_path):
  moved = shutil.copytree(prefix, tmp_path / "elsewhere")
  assert in_prefix(environment, moved, "show", "ecr-s").startswith("ecr-s: ")


def test_the_installed_program_finds_its_catalogue_through_a_link(environment, prefix, tmp_path):
  (tmp_path / "bin").mkdir()
  (tmp_path / "bin" / "attune").symlink_to(prefix / "bin" / "attune")
  assert in_prefix(environment, tmp_path, "show", "ecr-s").startswith("ecr-s: ")


def test_the_program_in_the_build_tree_finds_its_catalogue(attune):
  assert attune("show", "ecr-s").code == 0


def test_installed_headers_include_only_installed_headers(prefix):
  include = prefix / "include"
  named = [(file, name) for file in include.rglob("*.h") for name in re.findall(r'#include "(.*)"', file.read_text())]
  assert named
  assert [name for _, name in named if not (include / name).is_file()] == []


def test_a_program_of_somebody_else_can_use_the_library(build, prefix, tmp_path):
  (tmp_path / "main.cpp").write_text(PROGRAM)
  (tmp_path / "CMakeLists.txt").write_text(BUILD)
  cache = (build / "CMakeCache.txt").read_text()
  compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.M)[1]
  flags = "-fsanitize=address,undefined" if re.search(r"^ATTUNE_SANITIZE:BOOL=ON$", cache, re.M) else ""
  environment = {name: value for name, value in os.environ.items() if not name.startswith(("CMAKE", "CXX"))}
  run("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-DCMAKE_PREFIX_PATH={prefix}",
      f"-DCMAKE_CXX_COMPILER={compiler}", f"-DCMAKE_CXX_FLAGS={flags}", env=environment)
  run("cmake", "--build", tmp_path / "build", env=environment)
  printed = run(tmp_path / "build" / "outside", prefix / "share" / "attune" / "questionnaires").splitlines()
  assert printed == ["secure=7", "fearful=1", "preoccupied=2", "dismissing=3", "model_of_self=7", "model_of_other=5",
                     "secure"]
