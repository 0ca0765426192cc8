"""The program is built with what compiler and linker offer against exploited mistakes (cmake/harden.cmake)."""

import os
import re
import subprocess

import pytest

PROGRAM = os.environ["ATTUNE"]


def readelf(*options):
  return subprocess.run(["readelf", "-W", *options, PROGRAM], check=True, capture_output=True, text=True).stdout


pytestmark = pytest.mark.skipif(os.environ.get("ATTUNE_BUILD") != "Release" or "__asan_init" in readelf("--dyn-syms"),
                                reason="only a Release build is hardened; sanitizers bring checks of their own")


def test_it_runs_from_a_new_position_each_time():
  assert re.search(r"Type:\s+DYN \(Position-Independent Executable", readelf("-h"))


def test_its_tables_of_addresses_are_read_only():
  assert "GNU_RELRO" in readelf("-l")
  assert "BIND_NOW" in readelf("-d") or re.search(r"FLAGS_1.*NOW", readelf("-d"))


def test_its_stack_holds_no_code():
  stack = next(line for line in readelf("-l").splitlines() if "GNU_STACK" in line)
  assert "RWE" not in stack and "RW" in stack


def test_its_stack_frames_are_guarded():
  assert "__stack_chk_fail" in readelf("--dyn-syms")


def test_copies_of_known_size_are_checked():
  assert re.search(r"__\w+_chk", readelf("--dyn-syms"))


def test_no_folder_to_load_libraries_from_is_built_in():
  assert not re.search(r"\((RPATH|RUNPATH)\)", readelf("-d"))
