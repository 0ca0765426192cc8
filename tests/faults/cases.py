"""Commands that are run while something fails, each with the files that it needs."""

import errno
from dataclasses import dataclass, field

RATINGS = "id,secure,fearful,preoccupied,dismissing\na,7,1,2,3\nb,1,2,3,4\n"
ITEMS = 6
FAILURES = {"read": errno.EIO, "write": errno.ENOSPC, "open": errno.EMFILE, "sync": errno.EIO, "rename": errno.ENOSPC,
            "truncate": errno.EIO, "folder": errno.ENOSPC, "lock": errno.ENOLCK}
HALF = 0  # the call does not fail, but reads or writes half of what it was asked for
SIX = """\
schema: attune/1
id: six
title: Six statements
version: "1.0"
about: a test
sources: { key: ["Nobody (2020). A scale."] }
rights: { wording: CC0-1.0, definition: CC0-1.0 }
response: { min: 1, max: 7 }
items: [%s]
scales:
  sum: { title: Sum, items: [q1, q2, q3, q4, q5, q6], score: sum, min_answered: 6 }
""" % ", ".join(f'{{ id: q{n}, text: "Statement number {n}." }}' for n in range(1, ITEMS + 1))
ANSWERS = [1, 2, 3, 4, 5, 6]
REPLIES = "".join(f"{answer}\n" for answer in ANSWERS) + "f\n"
TAKE = ["take", "six.yaml", "--plain", "--skip-intro", "--save"]
KEPT = [(TAKE, REPLIES)]


@dataclass
class Case:
  """A command line, what it reads, and runs without faults that come before it."""
  arguments: list
  stdin: str = ""
  files: dict = field(default_factory=dict)
  before: list = field(default_factory=list)  # arguments and standard input of each
  most: int = 1000  # faults of a kind that are tried


BATCHES = {
  "score": Case(["score", "rq", "a.csv", "-o", "s.csv"], files={"a.csv": RATINGS, "s.csv": "old\n"}),
  "score into a pipe": Case(["score", "rq"], RATINGS),
  "score --quality": Case(["score", "rq", "--quality", "-o", "s.csv"], RATINGS),
  "report": Case(["report", "rq", "a.csv", "--id", "id", "-o", "pages"], files={"a.csv": RATINGS}),
  "report --anonymous": Case(["report", "rq", "a.csv", "--id", "id", "--anonymous", "-o", "pages"],
                             files={"a.csv": RATINGS}, most=20),
  "report --group": Case(["report", "--group", "rq", "a.csv", "-o", "g.html"], files={"a.csv": RATINGS}),
}
SITTING = Case([*TAKE, "-o", "answers.csv", "--page", "page.html"], REPLIES, {"six.yaml": SIX})
GONE_ON_WITH = Case([*TAKE, "-o", "answers.csv"], "g\n4\n5\n6\nf\n", {"six.yaml": SIX}, [(TAKE, "1\n2\n3\nq\n")])
HISTORY = {
  "history": Case(["history"], files={"six.yaml": SIX}, before=KEPT),
  "history show": Case(["history", "show", "1"], files={"six.yaml": SIX}, before=KEPT),
  "history export": Case(["history", "export", "-o", "h.json"], files={"six.yaml": SIX}, before=KEPT),
  "history import": Case(["history", "import", "h.json"], files={"six.yaml": SIX},
                         before=[*KEPT, (["history", "export", "-o", "h.json"], ""),
                                 (["history", "forget", "1", "--yes"], "")]),
  "history forget": Case(["history", "forget", "1", "--yes"], files={"six.yaml": SIX}, before=KEPT),
  # Each run makes a key of a passphrase, which is slow on purpose.
  "history lock": Case(["history", "lock", "--passphrase-file", "p"], files={"six.yaml": SIX, "p": "x\n"}, before=KEPT,
                       most=4),
}


def numbers_of_faults(count, most):
  """From 1 to `count`; where that is more than `most`, the first half of them and the others evenly spread."""
  if count <= most:
    return range(1, count + 1)
  at_first = most // 2
  step = -(-(count - at_first) // (most - at_first))
  return [*range(1, at_first + 1), *range(at_first + step, count + 1, step)]
