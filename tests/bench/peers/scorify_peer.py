"""scorify: its own scoring of a scoresheet, without printing the items again. It has neither a least number of answers nor profiles."""

import csv
import io
import sys

from key import Key
from scorify.scripts.score_data import score_data

key, source, target = Key(sys.argv[1]), sys.argv[2], sys.argv[3]

sheet = [["layout", "header"], ["layout", "data"]]
answers = range(1, key.reflection)
for direction, keyed in (("forward", answers), ("reverse", reversed(answers))):
  pairs = ", ".join(f'"{answer}":"{value}"' for answer, value in zip(answers, keyed))
  sheet.append(["transform", direction, f"discrete_map({pairs})"])
for scale in key.scales:
  for direction, items in zip(("forward", "reverse"), key.directions(scale)):
    sheet += [["score", item, scale, direction] for item in items]
sheet += [["measure", f"{scale}_score", f"mean_imputed({scale})"] for scale in key.scales]
text = io.StringIO(newline="")
csv.writer(text).writerows(sheet)
text.seek(0)
text.name = "scoresheet.csv"

with open(source, newline="", encoding="utf-8") as answers_file:
  scored = score_data(text, answers_file, None, "excel", 0)
with open(target, "w", newline="", encoding="utf-8") as out:
  rows = csv.writer(out, lineterminator="\n")
  rows.writerow(key.scales)
  for row in scored:
    scores = (row[f"{scale}_score"] for scale in key.scales)
    rows.writerow("" if score != score else score for score in scores)
