"""attune plot: pictures as SVG"""

import xml.etree.ElementTree as ElementTree

import pytest

SVG = "{http://www.w3.org/2000/svg}"
ANSWERS = "id,q1,q2,q3,q4\np1,1,5,1,1\np2,5,1,5,5\np3,3,3,3,3\n"


@pytest.fixture
def plot(attune, definition, write):
  def run(picture, *options):
    return attune("plot", definition(), write("a.csv", ANSWERS), "--picture", picture, *options)

  return run


def test_the_map_has_a_dot_for_each_respondent(plot):
  picture = ElementTree.fromstring(plot("map").out)
  assert picture.tag == SVG + "svg"
  # From 1 to 5 the plane is 344 wide from 48 on, and ends below at 378.
  assert [(dot.get("cx"), dot.get("cy")) for dot in picture.iter(SVG + "circle")] == \
         [("48", "378"), ("392", "34"), ("220", "206")]


def test_distributions_are_those_of_all_scales(plot):
  words = [text.text for text in ElementTree.fromstring(plot("distributions").out).iter(SVG + "text")]
  assert "Anxiety" in words and "Avoidance" in words and words.count("mean 3.00") == 2


def test_a_picture_goes_into_a_file(plot, tmp_path):
  assert plot("map", "-o", "map.svg").out == ""
  assert ElementTree.parse(tmp_path / "map.svg").getroot().tag == SVG + "svg"


def test_hostile_titles_leave_a_picture_whole(attune, definition, write):
  name = definition(("title: Anxiety", 'title: "]]><script>&\'"'))
  done = attune("plot", name, write("a.csv", ANSWERS), "--picture", "map")
  picture = ElementTree.fromstring(done.out)
  assert "]]><script>&'" in [text.text for text in picture.iter(SVG + "text")]
  assert list(picture.iter(SVG + "script")) == []


def test_a_questionnaire_without_two_dimensions_has_no_map(attune, write):
  done = attune("plot", "rq", write("a.csv", "secure,fearful,preoccupied,dismissing\n7,1,2,3\n"), "--picture", "map")
  assert done.code == 64 and "distributions" in done.err


def test_nobody_is_a_picture_too(attune, definition, write):
  name, nobody = definition(), write("a.csv", "id,q1,q2,q3,q4\n")
  for picture in ("map", "distributions"):
    done = attune("plot", name, nobody, "--picture", picture)
    assert done.code == 0 and ElementTree.fromstring(done.out).tag == SVG + "svg"
