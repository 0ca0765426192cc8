"""What cmake --install lays out, whether it works from there, and how it goes again. Slower than the others: it compiles a
program."""

import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

LIBRARY = pathlib.Path(__file__).parents[1] / "library"  # projects of somebody else's
ROOT = pathlib.Path(__file__).parents[2]
MANUAL = ROOT / "man"


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
  "share/attune/questionnaires/guide/attachment.md", "share/man/man1/attune.1", "share/man/man1/attune-score.1",
  "share/man/man5/attune-questionnaire.5", "share/man/man7/attune-guide.7",
  "share/bash-completion/completions/attune", "share/zsh/site-functions/_attune",
  "share/fish/vendor_completions.d/attune.fish", "include/attune/attune.h", "lib/**/libattune_core.a",
  "lib/**/cmake/attune/attune-config.cmake", "lib/**/pkgconfig/attune.pc",
])
def test_everything_has_its_place(prefix, pattern):
  file, = prefix.glob(pattern)
  assert file.stat().st_size > 0


def test_every_page_of_the_manual_is_installed(prefix):
  assert {file.name for file in prefix.glob("share/man/man?/*")} == {file.name for file in MANUAL.iterdir()}


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


def test_the_installed_completion_is_what_the_program_prints(environment, prefix):
  for shell, file in (("bash", "bash-completion/completions/attune"), ("zsh", "zsh/site-functions/_attune"),
                      ("fish", "fish/vendor_completions.d/attune.fish")):
    assert (prefix / "share" / file).read_text() == in_prefix(environment, prefix, "completion", shell)


def paths_in(folder):
  return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_below_destdir_lies_what_lies_below_the_prefix(build, prefix, tmp_path):
  run("cmake", "--install", build, "--prefix", "/opt/attune", env=os.environ | {"DESTDIR": str(tmp_path)})
  assert paths_in(tmp_path / "opt/attune") == paths_in(prefix)
  assert os.listdir(tmp_path) == ["opt"]


@pytest.fixture
def installed_again(build, tmp_path):
  """Installs into a folder that may hold something; gives the list of files that were laid out."""

  def install(folder, **variables):
    run("cmake", "--install", build, "--prefix", folder, env=os.environ | variables)
    return shutil.copy(build / "install_manifest.txt", tmp_path / "manifest.txt")

  return install


def test_what_was_installed_can_be_removed_again(installed_again, tmp_path):
  manifest = installed_again(tmp_path / "prefix")
  run(ROOT / "script" / "uninstall", manifest)
  assert paths_in(tmp_path / "prefix") == []


def test_what_lies_beside_it_stays(installed_again, tmp_path):
  others = ["bin/other", "share/attune/questionnaires/mine.yaml"]
  for name in others:
    (tmp_path / "prefix" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "prefix" / name).write_text("not attune's\n")
  before = paths_in(tmp_path / "prefix")
  run(ROOT / "script" / "uninstall", installed_again(tmp_path / "prefix"))
  assert paths_in(tmp_path / "prefix") == before


def test_below_destdir_nothing_is_left_either(installed_again, tmp_path):
  destdir = {"DESTDIR": str(tmp_path / "staged")}
  manifest = installed_again("/opt/attune", **destdir)
  run(ROOT / "script" / "uninstall", manifest, env=os.environ | destdir)
  assert paths_in(tmp_path / "staged" / "opt" / "attune") == []


def headers_named_in(file):
  return re.findall(r'#include "(.*)"', file.read_text())


def test_the_one_header_brings_all_the_others_and_nothing_else(prefix):
  include, brought, waiting = prefix / "include", set(), ["attune/attune.h"]
  while waiting:
    name = waiting.pop()
    if name not in brought:
      brought.add(name)
      waiting += headers_named_in(include / name)
  assert brought == {file.relative_to(include).as_posix() for file in include.rglob("*.h")}


@pytest.fixture(scope="module")
def compiler(build):
  """The compiler of the build, with what its library asks of whoever links it."""
  cache = (build / "CMakeCache.txt").read_text()
  sanitizers = re.search(r"^ATTUNE_SANITIZE:STRING=(.+)$", cache, re.M)
  flags = [f"-fsanitize={sanitizers[1]}"] if sanitizers else []
  return re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.M)[1], flags


@pytest.fixture(scope="module")
def elsewhere(prefix, tmp_path_factory):
  """The installed tree in another place."""
  return shutil.copytree(prefix, tmp_path_factory.mktemp("moved") / "attune")


def clean_environment(**more):
  return {name: value for name, value in os.environ.items() if not name.startswith(("CMAKE", "CXX"))} | more


@pytest.fixture(scope="module")
def by_cmake(compiler, elsewhere, tmp_path_factory):
  """The projects built with find_package(); runs one of them with the folder that was found."""
  folder, (command, flags) = tmp_path_factory.mktemp("cmake"), compiler
  run("cmake", "-S", LIBRARY, "-B", folder, f"-DCMAKE_PREFIX_PATH={elsewhere}", f"-DCMAKE_CXX_COMPILER={command}",
      f"-DCMAKE_CXX_FLAGS={' '.join(flags)}", env=clean_environment())
  run("cmake", "--build", folder, "--parallel", "2", env=clean_environment())
  questionnaires = (folder / "questionnaires.txt").read_text()
  return lambda program: run(folder / program, questionnaires)


@pytest.fixture(scope="module")
def by_pkg_config(compiler, elsewhere, tmp_path_factory):
  """The same with the flags of pkg-config, of the shorter one."""
  folder, (command, flags) = tmp_path_factory.mktemp("pkgconfig"), compiler
  where, = elsewhere.glob("lib/**/pkgconfig")
  ask = lambda *what: run("pkg-config", *what, "attune", env=clean_environment(PKG_CONFIG_PATH=str(where))).split()
  run(command, "-std=c++20", *flags, LIBRARY / "score_one.cpp", "-o", folder / "score_one", *ask("--cflags", "--libs"))
  questionnaires, = ask("--variable=questionnaires")
  return lambda program: run(folder / program, questionnaires)


@pytest.mark.parametrize("way", ["by_cmake", "by_pkg_config"])
def test_a_program_of_somebody_else_scores_an_answer(request, way):
  # Avoidance, of which the first four items are reversed and the third is missing: (2 + 3 + 2 + 2 + 1) / 5;
  # anxiety: (3 + 2 + 4) / 3.
  printed = request.getfixturevalue(way)("score_one")
  assert sorted(printed.splitlines()) == ["Attachment anxiety: 3", "Attachment avoidance: 2"]


def test_a_program_of_somebody_else_learns_what_a_sample_says(by_cmake):
  # Each item has the variance 5/3, their sum 29/3: alpha is 3/2 (1 - 5 / (29/3)) = 21/29. From 1 2 1 to 4 3 4 the mean
  # rises by 7/3; both have the standard error 1/3, so that the index is 7/3 / sqrt(2/9) = 7 / sqrt(2).
  assert by_cmake("many_respondents").splitlines() == ["alpha 0.724138", "change 2.33333, index 4.94975",
                                                       "longest run 6"]


def test_the_program_in_the_readme_is_the_one_that_is_tested_and_short():
  program = (LIBRARY / "score_one.cpp").read_text()
  assert f"```cpp\n{program}```" in (ROOT / "README.md").read_text()
  assert len(program.splitlines()) < 20
