"""The guide against ../shared/guide-brief.md: pages, sections, sources, reading grade, voice, safety, plans, terms."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[2]
GUIDE = ROOT / "questionnaires" / "guide"
PROFILES = ["secure", "anxious", "avoidant", "ambivalent"]
PAGES = ["attachment", *PROFILES, "healing", "practices", "therapy", "support", "relationships",
         "reading-your-results", "glossary"]
SECTIONS = ["In short", "What it can feel like", "Strengths", "Where it may come from", "In relationships",
            "What others see", "What helps", "When to seek help", "Sources"]
EVERY_PAGE = sorted(file.stem for file in GUIDE.glob("*.md"))

VERDICT = re.compile(r"\byou(?: are|'re|’re| must be| were) (?:an? )?(?:very |so |rather )?"
                     r"(?:anxious|avoidant|ambivalent|insecure|secure|dismissing|preoccupied|fearful)\b", re.I)
# Names of disorders, and the words by which people are turned into cases.
DIAGNOSIS = re.compile(r"\b(?:disorders?|patholog\w+|symptoms?|syndromes?|borderline|narcissis\w+|neurotic\w*|PTSD|"
                       r"bipolar|codependen\w*|toxic|dysfunctional|maladaptive|mentally ill|sufferers?|patients)\b",
                       re.I)
CURE = re.compile(r"\b(?:cures?|cured|guarantee[ds]?|once and for all|will heal you|heals you|fix(?:es)? you|"
                  r"always works?|never fails?|permanently|miracles?|you will be (?:secure|healed|free))\b", re.I)
SAFETY = [r"diagnosis", r"\bfear harm\b|fear of harm", r"ending (?:your|one's) life", r"emergency services",
          r"crisis line", r"\(crisis\)"]


def text_of(page):
  return (GUIDE / f"{page}.md").read_text(encoding="utf-8")


def sections_of(page):
  """Headings of level two and what stands below them, in order."""
  parts = re.split(r"^## (.*)$", text_of(page), flags=re.M)
  return [(heading.strip(), body) for heading, body in zip(parts[1::2], parts[2::2])]


def body_of(page):
  return re.split(r"^## Sources\s*$", text_of(page), flags=re.M)[0]


def prose(markdown):
  """The running words: without headings, link targets, marks of emphasis and lists, and bracketed sources."""
  text = re.sub(r"^#.*$", "", markdown, flags=re.M)
  text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
  text = re.sub(r"\s*\([^()]*\b(?:1[89]|20)\d\d[^()]*\)", "", text)  # (Bowlby, 1988)
  text = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", text, flags=re.M)
  text = re.sub(r"[*_`]", "", text)
  # A paragraph or list item that ends without a full stop ends a sentence all the same.
  return re.sub(r"([^.?!:\s])\s*\n\s*\n", r"\1.\n\n", text)


def syllables(word):
  """Groups of vowels, without a silent e or ed at the end; at least one."""
  word = re.sub(r"[^a-z]", "", word.lower())
  if len(word) <= 3:
    return 1
  word = re.sub(r"(?<=[^aeiouyl])es$|(?<=[^aeioudt])ed$|(?<=[^l])e$", "", word)
  return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(text):
  """Flesch–Kincaid (Kincaid et al., 1975): 0.39 words a sentence + 11.8 syllables a word − 15.59."""
  sentences = [part for part in re.split(r"[.?!:]+[\"”’')]*(?:\s|$)", text) if re.search(r"[A-Za-z]", part)]
  words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)
  return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("word, count", [("cat", 1), ("the", 1), ("home", 1), ("people", 2),
                                         ("therapist", 3), ("wanted", 2), ("asked", 1), ("anxiety", 3)])
def test_syllables_are_counted(word, count):
  # "anxiety" has four in speech: vowels that stand together count once, as in all such formulas.
  assert syllables(word) == count


def test_the_grade_is_that_of_the_formula():
  # 6 words of one syllable in one sentence: 0.39·6 + 11.8·1 − 15.59 = −1.45
  assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
  # Par-ents want-ed, no-bo-dy wait-ed: 9 syllables in 4 words, 2 words a sentence.
  assert grade("Parents wanted. Nobody waited.") == pytest.approx(0.39 * 2 + 11.8 * 9 / 4 - 15.59)


@pytest.mark.parametrize("page", [*PAGES, "crisis"])
def test_every_page_of_the_brief_is_there(page):
  assert page in EVERY_PAGE


@pytest.mark.parametrize("page", PROFILES)
def test_a_profile_has_the_sections_of_the_brief_in_order(page):
  assert [heading for heading, _ in sections_of(page)] == SECTIONS


@pytest.mark.parametrize("page", PROFILES)
def test_no_section_of_a_profile_is_empty(page):
  assert [heading for heading, body in sections_of(page) if len(body.split()) < 15] == []


@pytest.mark.parametrize("page", PROFILES)
def test_what_helps_begins_with_three_steps(page):
  steps = re.findall(r"^(\d+)\. ", dict(sections_of(page))["What helps"], flags=re.M)
  assert steps[:3] == ["1", "2", "3"]


@pytest.mark.parametrize("page", PROFILES)
def test_relationships_of_a_profile_cover_what_the_brief_names(page):
  body = dict(sections_of(page))["In relationships"].lower()
  assert [word for word in ("partner", "friend", "family", "work", "conflict", "break-up") if word not in body] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != "glossary"])
def test_a_page_ends_with_dated_sources(page):
  heading, body = sections_of(page)[-1]
  assert heading == "Sources"
  assert re.search(r"^- .*(?:\n  .*)*\((?:19|20)\d\d", body, flags=re.M)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_each_source_named_in_the_text_is_listed(page):
  listed = re.split(r"^## Sources\s*$", text_of(page), flags=re.M)[-1]
  cited = re.findall(r"([A-Z][\w’'-]+)(?:[^()]{0,60}?),\s((?:19|20)\d\d)\b", " ".join(
    bracket for bracket in re.findall(r"\(([^()]*(?:19|20)\d\d)\)", re.sub(r"\s+", " ", body_of(page)))))
  assert [(name, year) for name, year in cited if not re.search(rf"{name}[^\n]*(?:\n  [^\n]*)*\({year}", listed)] == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_reads_at_grade_eight_or_below(page):
  assert grade(prose(body_of(page))) <= 8


@pytest.mark.parametrize("heading", ["In short", "What helps"])
@pytest.mark.parametrize("page", PROFILES)
def test_what_a_result_shows_reads_at_grade_eight_or_below(page, heading):
  assert grade(prose(dict(sections_of(page))[heading])) <= 8


@pytest.mark.parametrize("heading", ["In short", "What helps"])
@pytest.mark.parametrize("page", PROFILES)
def test_what_a_result_shows_holds_without_a_map(page, heading):
  # Results of ratings show it too, in which anxiety and avoidance are not measured.
  assert not re.search(r"\b(?:region|map|anxiety|avoidance|dimensions?)\b", dict(sections_of(page))[heading], re.I)


@pytest.mark.parametrize("page", PROFILES)
def test_a_profile_opens_with_its_place_on_the_map(page):
  opening = text_of(page).split("## ")[0]
  high = {word for word, where in (("anxiety", ("anxious", "ambivalent")), ("avoidance", ("avoidant", "ambivalent"))) if page in where}
  told = {word for word in ("anxiety", "avoidance") if re.search(rf"{word} is high|both high", opening)}
  assert "region of the map" in opening and told == high


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_no_page_raises_its_voice(page):
  assert "!" not in re.sub(r'"[^"]*"|“[^”]*”', "", text_of(page))


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_no_page_tells_people_what_they_are(page):
  assert VERDICT.findall(re.sub(r'(?:No|Not|Never) ["“][^"”]*["”]', "", re.sub(r"\s+", " ", body_of(page)))) == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_no_page_diagnoses(page):
  assert DIAGNOSIS.findall(body_of(page)) == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_no_page_promises_a_cure(page):
  assert CURE.findall(re.sub(r"\s+", " ", body_of(page))) == []


@pytest.mark.parametrize("pattern, text", [(VERDICT, "you are anxious"), (VERDICT, "You are an avoidant"),
                                           (DIAGNOSIS, "a personality disorder"), (CURE, "this will cure you"),
                                           (CURE, "healed once and for all")])
def test_the_lists_of_words_catch(pattern, text):
  assert pattern.search(text)


@pytest.mark.parametrize("page", ["therapy", *PROFILES])
def test_a_page_that_touches_pain_says_where_help_is(page):
  body = re.sub(r"\s+", " ", body_of(page))
  assert [words for words in SAFETY if not re.search(words, body, re.I)] == []


def test_the_crisis_page_says_when_it_was_written_and_that_it_may_be_out_of_date():
  body = re.sub(r"\s+", " ", text_of("crisis"))
  assert re.search(r"20\d\d-\d\d-\d\d", body) and "not claimed to be current" in body


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_links_lead_to_pages_that_exist(page):
  targets = re.findall(r"\]\(([^)]+)\)", text_of(page))
  assert [target for target in targets if target not in EVERY_PAGE] == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_commands_named_in_a_page_read_pages_that_exist(page):
  named = re.findall(r"attune learn\s+([a-z-]+)", text_of(page))
  assert [name for name in named if name not in EVERY_PAGE] == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_begins_with_its_title(page):
  assert re.match(r"# \S", text_of(page))


def test_reading_your_results_tells_ambivalent_from_anxious_ambivalent():
  body = body_of("reading-your-results")
  assert "anxious-ambivalent" in body and "diagnosis" in body and "percentile" in body


def test_no_page_gives_a_percentage_of_being():
  for page in EVERY_PAGE:
    assert not re.search(r"(?<!never )\byou are \d+ ?%", text_of(page)), page


@pytest.mark.parametrize("page, subjects", [
  ("healing", ["story", "therapy", "support", "boundar", "patien", "sooth", "compassion"]),
  ("practices", ["active listening", "communication", "appreciation", "boundaries", "quality time", "empathy",
                 "vulnerab", "independence", "professional support"]),
  ("therapy", ["assessment", "psychoeducation", "exploring patterns", "emotional processing",
               "developing secure attachment", "relational wounds", "self-worth", "self-compassion", "assertiveness",
               "conflict resolution", "active listening", "empathy", "current relationships", "continued support",
               "individual therapy", "group therapy", "first call"]),
  ("support", ["emotional", "tangible", "informational", "connected", "network", "library", "resilien"]),
  ("attachment", ["weak", "closeness", "help", "for life", "frighten", "change", "relationship"]),
])
def test_a_page_covers_what_the_brief_names(page, subjects):
  body = re.sub(r"\s+", " ", body_of(page)).lower()
  assert [subject for subject in subjects if subject not in body] == []


def read_plan():
  """The simple YAML of plan.yaml: practices with their keys, and for each profile its list of practices."""
  practices, plans, section, current = {}, {}, None, None
  for line in (GUIDE / "plan.yaml").read_text(encoding="utf-8").splitlines():
    if re.match(r"\s*(?:#|$)", line):
      continue
    if found := re.match(r"(\w+):$", line):
      section = found[1]
    elif found := re.match(r"  ([\w-]+):$", line):
      current = found[1]
      (practices if section == "practices" else plans)[current] = {} if section == "practices" else []
    elif section == "practices" and (found := re.match(r"    (\w+): (.*)$", line)):
      key = found[1]
      practices[current][key] = "" if found[2] in (">-", "|") else found[2].strip('"')
    elif section == "practices":
      practices[current][key] = (practices[current][key] + " " + line.strip()).strip()
    else:
      plans[current].append(re.match(r"    - ([\w-]+)$", line)[1])
  return practices, plans


def test_there_is_a_plan_for_each_profile():
  assert sorted(read_plan()[1]) == sorted(PROFILES)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_plan_has_fourteen_different_practices_that_exist(profile):
  practices, plans = read_plan()
  assert len(plans[profile]) == len(set(plans[profile])) == 14
  assert [practice for practice in plans[profile] if practice not in practices] == []


def test_each_practice_has_its_reason_its_two_minutes_and_a_page():
  for name, practice in read_plan()[0].items():
    assert sorted(practice) == ["page", "title", "two_minutes", "why"], name
    assert practice["page"] in EVERY_PAGE, name
    assert min(len(practice[key]) for key in ("title", "why", "two_minutes")) > 5, name


def test_practices_read_at_grade_eight_or_below():
  for name, practice in read_plan()[0].items():
    assert grade(f"{practice['why']} {practice['two_minutes']}") <= 8, name


def test_practices_keep_the_voice():
  text = (GUIDE / "plan.yaml").read_text(encoding="utf-8")
  assert VERDICT.findall(text) + DIAGNOSIS.findall(text) + CURE.findall(text) == [] and "!" not in text


def test_the_anxious_calm_themselves_before_they_ask():
  plan = read_plan()[1]["anxious"]
  assert plan.index("soothe-then-ask") < plan.index("ask-plainly")


def test_the_avoidant_have_one_small_disclosure():
  assert "one-small-disclosure" in read_plan()[1]["avoidant"]


# What "attune show", "score", "change", "stats", "take", "learn", "plan" and their help print in a sense of their own.
TERMS = """
  answer · anxiety · avoidance · secure · anxious · avoidant · ambivalent · attachment · cut · definition · dimension ·
  forward · reversed item · item · key · map · mean · sum · missing answer · missing rule · norms · percentile · plan ·
  practice · profile · prorated · prototype · questionnaire · region · reliability · respondent · response scale ·
  retest · alpha · sample · scale · score · sitting · source · statement · tie · wording · guide · skip · validated ·
  fearful · dismissing · preoccupied · inventory · correlation · item-rest r · lambda-6 · loading · omega total · skew ·
  even-odd consistency · keyed agreement · likelihood · longest run · mahalanobis distance · reliable change · interval ·
  sem · t score · z score · standard deviation · careless responding
"""


def glossary_entries():
  return {entry.lower() for entry in re.findall(r"^- \*\*([^*]+)\*\*", text_of("glossary"), flags=re.M)}


@pytest.mark.parametrize("term", [" ".join(term.split()) for term in TERMS.split("·")])
def test_every_term_the_program_prints_is_in_the_glossary(term):
  words = {word for entry in glossary_entries() for word in (entry, re.sub(r" \(.*\)$", "", entry))}
  words |= {part.strip() for entry in words for part in re.split(r",| or |/", entry)}  # "skip, skipped"
  assert term in words


def test_every_scale_of_a_shipped_questionnaire_is_in_the_glossary():
  """Their ids are the names of the columns that "attune score" writes."""
  ids = set()
  for file in (ROOT / "questionnaires").glob("*.yaml"):
    scales = re.search(r"^scales:\n((?:(?: .*|\s*)\n)+)", file.read_text(encoding="utf-8"), flags=re.M)
    ids |= set(re.findall(r"^  ([\w-]+):", scales[1], flags=re.M)) if scales else set()
  assert len(ids) > 5
  missing = {name for name in ids if not any(name.replace("_", " ").replace("-", " ") in entry.replace("-", " ")
                                             for entry in glossary_entries())}
  assert missing == set()


def test_the_glossary_is_in_alphabetical_order():
  entries = [re.sub(r"[^a-z ]", "", entry.lower()) for entry in
             re.findall(r"^- \*\*([^*]+)\*\*", text_of("glossary"), flags=re.M)]
  assert entries == sorted(entries)
