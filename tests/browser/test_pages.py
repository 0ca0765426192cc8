"""The pages of attune report, as a browser shows and prints them"""

import re
import subprocess

import pytest

PAGES = ["inventory/s1.html", "inventory/s2.html", "long/s1.html", "many/s1.html", "long/index.html",
         "long/index-by-3.html", "group.html", "worded-7/s3.html", "wide/index.html"]
SIZES = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}
MOST_SHEETS = 3


def hostile_page(folder):
  known = {f"s{n}" for n in range(1, 13)}
  return next(file for file in folder.glob("*.html") if file.stem not in known and not file.stem.startswith("index"))


@pytest.fixture(params=PAGES + ["inventory/hostile"])
def page(request, pages):
  return hostile_page(pages / "inventory") if request.param.endswith("hostile") else pages / request.param


def test_a_page_says_nothing_to_the_console_and_asks_for_nothing_but_itself(browser, page):
  browser.open(page)
  assert browser.messages == []
  assert browser.requests == [page.as_uri()]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_to_mend(browser, page, width, dark):
  browser.open(page, width=width, dark=dark)
  assert browser.violations() == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_is_not_wider_than_the_screen(browser, page, width):
  browser.open(page, width=width)
  assert browser.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["inventory/s1.html", "long/s1.html", "many/s1.html", "group.html"] +
                         [f"{folder}/s{n}.html" for folder in ("worded", "worded-1", "worded-7") for n in (1, 2, 3)])
@pytest.mark.parametrize("paper", SIZES)
def test_a_page_prints_on_three_sheets_at_most(browser, pages, tmp_path, name, paper):
  browser.open(pages / name)
  browser.print(tmp_path / "page.pdf", *SIZES[paper])
  told = subprocess.run(["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True, check=True).stdout
  assert 1 <= int(re.search(r"Pages:\s+(\d+)", told)[1]) <= MOST_SHEETS
  assert [round(float(side) / 72, 1) for side in re.search(r"([\d.]+) x ([\d.]+) pts", told).groups()] == \
         [round(side, 1) for side in SIZES[paper]]


def test_each_sheet_says_whose_it_is(browser, pages, tmp_path):
  browser.open(pages / "worded-7" / "s3.html")
  browser.print(tmp_path / "page.pdf", *SIZES["A4"])
  told = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
  sheets = told.rstrip("\f").split("\f")
  assert len(sheets) > 1
  for number, sheet in enumerate(sheets, 1):
    assert "s3: After three months" in sheet and f"{number} of {len(sheets)}" in sheet


@pytest.mark.parametrize("width", [1280, 390])
def test_one_long_id_hides_nobodys_scores(browser, pages, width):
  browser.open(pages / "wide" / "index.html", width=width)
  ends = browser.evaluate("[...document.querySelectorAll('tbody td:nth-child(2)')].map(td => td.getBoundingClientRect().right)")
  assert len(ends) == 12 and max(ends) <= width


def test_on_a_phone_the_change_is_in_sight(browser, pages):
  browser.open(pages / "worded-1" / "s1.html", width=390)
  ends = browser.evaluate("[...document.querySelectorAll('th')].filter(th => th.textContent == 'Change')"
                          ".map(th => th.getBoundingClientRect().right)")
  assert len(ends) == 1 and ends[0] <= 390


@pytest.mark.parametrize("width", [1280, 390])
def test_captions_and_dates_are_whole(browser, pages, width):
  browser.open(pages / "worded-1" / "s1.html", width=width)
  assert browser.evaluate("[...document.querySelectorAll('.caption')].every(p => p.getBoundingClientRect().right <= innerWidth)")


def test_labels_on_the_map_do_not_cover_each_other(browser, pages):
  browser.open(pages / "worded-7" / "s3.html")
  boxes = browser.evaluate("[...document.querySelectorAll('svg text.ink')].filter(text => text.textContent.length == 1)"
                           ".map(text => { const b = text.getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom] })")
  assert len(boxes) == 8
  for n, (left, top, right, bottom) in enumerate(boxes):
    for other in boxes[:n]:
      assert right <= other[0] or other[2] <= left or bottom - 2 <= other[1] or other[3] - 2 <= top


def test_nothing_from_the_data_becomes_part_of_the_page(browser, pages):
  browser.open(hostile_page(pages / "inventory"))
  assert browser.evaluate("document.scripts.length") == 0
  assert browser.evaluate("document.querySelectorAll('[onload], a').length") == 0
  assert "<script>alert(1)</script>" in browser.evaluate("document.querySelector('h1').textContent")


def test_the_links_of_an_index_lead_to_pages_that_are_there(browser, pages):
  browser.open(pages / "inventory" / "index.html")
  links = browser.evaluate("[...document.querySelectorAll('tbody a')].map(a => a.getAttribute('href'))")
  assert len(links) == 12
  assert [link for link in links if not (pages / "inventory" / link).is_file()] == []
