"""attune learn: the guide"""

import html.parser
import pathlib
import re
import subprocess

import pytest

PAGES = ["attachment", "secure", "anxious", "avoidant", "ambivalent", "healing", "practices", "therapy", "support",
         "relationships", "reading-your-results", "glossary", "crisis"]
SECTIONS = ["In short", "What it can feel like", "Strengths", "Where it may come from", "In relationships",
            "What others see", "What helps", "When to seek help"]
VOID = {"meta", "br", "hr", "img", "link", "input"}


def words(text):
  return " ".join(text.split())


class Document(html.parser.HTMLParser):
  """Takes an HTML document apart, and notes elements that are not closed in their order."""

  def __init__(self, text):
    super().__init__()
    self.open, self.mistakes, self.ids, self.links, self.tags, self.attributes = [], [], [], [], set(), set()
    self.feed(text)
    self.close()
    self.mistakes += [f"<{tag}> is not closed" for tag in self.open]

  def handle_starttag(self, tag, attrs):
    self.tags.add(tag)
    for name, value in attrs:
      self.attributes.add(name)
      if name == "id":
        self.ids.append(value)
      if name in ("href", "src"):
        self.links.append(value)
    if tag not in VOID:
      self.open.append(tag)

  def handle_endtag(self, tag):
    if tag in VOID:
      return
    if not self.open or self.open.pop() != tag:
      self.mistakes.append(f"</{tag}> closes another element")


@pytest.fixture(scope="module")
def whole(program):
  return subprocess.run([program, "learn", "--format", "html"], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_list_names_every_page(attune, page):
  assert re.search(rf"^{page}\s+\S", attune("learn").out, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_read(attune, page):
  done = attune("learn", page)
  assert (done.code, done.err) == (0, "")
  assert len(words(done.out).split()) > 50


@pytest.mark.parametrize("page", ["secure", "anxious", "avoidant", "ambivalent"])
def test_a_page_of_a_profile_has_its_sections_in_order(attune, page):
  out = attune("learn", page).out
  places = [out.find(f"\n{section}\n") for section in SECTIONS]
  assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("page", PAGES)
def test_no_markdown_and_no_escape_sequence_is_in_a_page_in_a_pipe(attune, page):
  out = attune("learn", page, env={"TERM": "xterm-256color"}).out
  assert not re.search(r"\x1b|\*\*|^#|\]\(", out, re.MULTILINE)


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_to_the_width_of_the_terminal(on_terminal, page, columns):
  shown = on_terminal("learn", page, columns=columns).out
  assert [line for line in shown.splitlines() if len(line) > columns] == []


@pytest.mark.parametrize("columns", [40, 80])
def test_the_list_keeps_to_the_width_of_the_terminal(on_terminal, columns):
  shown = on_terminal("learn", columns=columns).out
  assert [line for line in shown.splitlines() if len(line) > columns] == []


def test_the_page_on_therapy_ends_with_the_safety_lines(attune):
  end = words(attune("learn", "therapy").out.split("Sources")[0])[-700:]
  for line in ("diagnosis", "fear", "harm", "crisis line", "attune learn crisis"):
    assert line in end


# Unknown pages


@pytest.mark.parametrize("page, meant", [("anxius", "anxious"), ("terapy", "therapy"), ("Secure", "secure")])
def test_a_mistyped_page_is_guessed(attune, page, meant):
  done = attune("learn", page)
  assert (done.code, done.out) == (66, "")
  assert f'Did you mean "{meant}"?' in done.err


@pytest.mark.parametrize("page", ["../../../etc/passwd", "/etc/passwd", "a/b", "..", "\x1b[2J", "x" * 5000])
def test_what_is_no_name_of_a_page_is_refused_in_plain_words(attune, page):
  done = attune("learn", page)
  assert (done.code, done.out) == (66, "")
  assert "attune learn" in done.err and "\x1b" not in done.err


# Search


@pytest.mark.parametrize("word", ["boundaries", "BOUNDARIES"])
def test_a_search_shows_paragraphs_with_the_word_and_their_pages(attune, word):
  out = attune("learn", "--search", word).out
  assert re.search(r"^practices: ", out, re.MULTILINE)
  found = out.lower().split("\n\n")
  assert [paragraph for paragraph in found if "boundaries" not in words(paragraph)] == []


def test_a_search_finds_words_across_a_line_break(attune):
  # In the source: "People who answer like this↵often want closeness".
  assert "anxious: In short" in attune("learn", "--search", "like this often want closeness").out


@pytest.mark.parametrize("heading", ["Strengths", "What others see"])
def test_a_search_finds_headings(attune, heading):
  assert "anxious" in attune("learn", "--search", heading).out


def test_a_search_without_a_finding_says_so(attune):
  done = attune("learn", "--search", "xylophone")
  assert "xylophone" in done.out + done.err
  assert "does not speak" in done.out + done.err


@pytest.mark.parametrize("word", ["", " "])
def test_a_search_for_nothing_is_no_search(attune, word):
  out = attune("learn", "--search", word)
  assert len(out.out.splitlines()) < 40


def test_a_search_for_an_escape_sequence_sends_none(attune):
  assert "\x1b" not in attune("learn", "--search", "\x1b[31m").out


# HTML and Markdown


def test_the_whole_guide_is_well_formed_html(whole):
  assert Document(whole).mistakes == []


@pytest.mark.parametrize("page", PAGES)
def test_one_page_is_well_formed_html(attune, page):
  assert Document(attune("learn", page, "--format", "html").out).mistakes == []


def test_html_has_no_script_and_loads_nothing(whole):
  document = Document(whole)
  assert document.tags & {"script", "iframe", "object", "embed", "img", "link", "base", "form"} == set()
  assert [name for name in document.attributes if name.startswith("on")] == []
  assert "@import" not in whole and "url(" not in whole


def test_links_of_the_whole_guide_resolve(whole):
  document = Document(whole)
  assert [link for link in document.links if not link.startswith("https://") and link[1:] not in document.ids] == []
  assert any(link.startswith("#") for link in document.links)


@pytest.mark.parametrize("page", PAGES)
def test_links_of_one_page_resolve(attune, page):
  document = Document(attune("learn", page, "--format", "html").out)
  assert [link for link in document.links if not link.startswith("https://") and link[1:] not in document.ids] == []


def test_no_name_in_the_whole_guide_is_given_twice(whole):
  ids = Document(whole).ids
  assert len(ids) == len(set(ids))


def test_html_declares_language_encoding_and_title(whole):
  assert 'lang="en"' in whole and 'charset="utf-8"' in whole
  assert re.search(r"<title>[^<]+</title>", whole)


def test_raw_html_of_a_page_of_ones_own_is_left_out(attune, environment):
  folder = pathlib.Path(environment["XDG_DATA_HOME"]) / "attune" / "questionnaires" / "guide"
  config = pathlib.Path(environment["XDG_CONFIG_HOME"]) / "attune" / "questionnaires" / "guide"
  for place in (folder, config):
    place.mkdir(parents=True)
    (place / "mine.md").write_text("# Mine\n\n<script>alert(1)</script>\n\n[x](javascript:alert(2)) kept words\n")
  done = attune("learn", "mine", "--format", "html")
  assert "kept words" in done.out
  assert "<script" not in done.out and "javascript:" not in done.out


@pytest.mark.parametrize("page", PAGES)
def test_markdown_is_the_page_as_it_was_written(attune, page):
  source = pathlib.Path(__file__).parents[2] / "questionnaires" / "guide" / f"{page}.md"
  assert attune("learn", page, "--format", "md").out == source.read_text()


def test_another_format_is_refused(attune):
  assert attune("learn", "secure", "--format", "pdf").code == 64
