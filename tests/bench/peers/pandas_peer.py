"""pandas: pyarrow reads only the items, numpy adds up, pyarrow writes."""

import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
from key import Key

key, source, target = Key(sys.argv[1]), sys.argv[2], sys.argv[3]

answers = pd.read_csv(source, engine="pyarrow", usecols=key.items, dtype={item: "int8" for item in key.items})
scores = {}
for scale in key.scales:
  forward, reverse = key.directions(scale)
  total = np.zeros(len(answers), np.int16)
  answered = np.zeros(len(answers), np.int16)
  for item in forward + reverse:
    answer = answers[item].to_numpy()
    given = answer != 0
    total += answer if item in forward else key.reflection * given.astype(np.int8) - answer
    answered += given
  with np.errstate(invalid="ignore", divide="ignore"):
    scores[scale] = np.where(answered >= key.min_answered(scale), total / answered, np.nan)
known = ~(np.isnan(scores["anxiety"]) | np.isnan(scores["avoidance"]))
quarter = (scores["anxiety"] >= key.cut["anxiety"]) + 2 * (scores["avoidance"] >= key.cut["avoidance"])
profile = pa.DictionaryArray.from_arrays(pa.array(quarter.astype(np.int8), mask=~known), ["secure", "anxious", "avoidant", "ambivalent"])
table = pa.table({**{scale: pa.array(scores[scale], from_pandas=True) for scale in key.scales}, "profile": profile.cast(pa.string())})
pyarrow.csv.write_csv(table, target, pyarrow.csv.WriteOptions(quoting_style="none"))
