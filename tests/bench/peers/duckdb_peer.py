"""DuckDB: one query from file to file, the types of the columns said beforehand."""

import sys

import duckdb
from key import Key

key, source, target = Key(sys.argv[1]), sys.argv[2], sys.argv[3]


def total(scale):
  forward, reverse = key.directions(scale)
  # An answer of 0 adds nothing, so only the reversed ones need to know whether there was one.
  parts = forward + [f"CASE WHEN {item} <> 0 THEN {key.reflection} - {item} ELSE 0 END" for item in reverse]
  return " + ".join(f"({part})::SMALLINT" for part in parts)


def answered(scale):
  forward, reverse = key.directions(scale)
  return " + ".join(f"({item} <> 0)::SMALLINT" for item in forward + reverse)


def score(scale):
  return f"CASE WHEN {scale}_n >= {key.min_answered(scale)} THEN {scale}_sum::DOUBLE / {scale}_n END AS {scale}"


types = {item: "TINYINT" for item in key.items}
if source.endswith(".ndjson"):
  columns = {"id": "VARCHAR", **types, "age": "VARCHAR", "gender": "VARCHAR", "country": "VARCHAR"}
  reader = f"read_json('{source}', format = 'newline_delimited', columns = {columns})"
else:
  reader = f"read_csv('{source}', header = true, delim = ',', quote = '\"', types = {types})"
sums = ", ".join(f"{total(scale)} AS {scale}_sum, {answered(scale)} AS {scale}_n" for scale in key.scales)
duckdb.sql(f"""
COPY (
  SELECT anxiety, avoidance,
    CASE WHEN anxiety >= {key.cut['anxiety']} THEN CASE WHEN avoidance >= {key.cut['avoidance']} THEN 'ambivalent' WHEN avoidance IS NOT NULL THEN 'anxious' END
         WHEN anxiety IS NOT NULL THEN CASE WHEN avoidance >= {key.cut['avoidance']} THEN 'avoidant' WHEN avoidance IS NOT NULL THEN 'secure' END END AS profile
  FROM (SELECT {", ".join(score(scale) for scale in key.scales)} FROM (SELECT {sums} FROM {reader}))
) TO '{target}' (HEADER, DELIMITER ',')
""")
