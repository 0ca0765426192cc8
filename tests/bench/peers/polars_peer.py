"""Polars: a lazy query over the file, small types said beforehand, run by its streaming engine."""

import sys

import polars as pl
from key import Key

key, source, target = Key(sys.argv[1]), sys.argv[2], sys.argv[3]


def score(scale):
  forward, reverse = key.directions(scale)
  items = forward + reverse
  total = sum((pl.col(item) for item in forward), start=pl.lit(0, pl.Int16))
  total = total + sum(((pl.col(item) != 0).cast(pl.Int16) * key.reflection - pl.col(item) for item in reverse), start=pl.lit(0, pl.Int16))
  answered = sum(((pl.col(item) != 0).cast(pl.Int16) for item in items), start=pl.lit(0, pl.Int16))
  return pl.when(answered >= key.min_answered(scale)).then(total / answered).alias(scale)


types = {item: pl.Int16 for item in key.items}
if source.endswith(".ndjson"):
  table = pl.scan_ndjson(source, schema={"id": pl.String, **types, "age": pl.String, "gender": pl.String, "country": pl.String})
else:
  table = pl.scan_csv(source, schema_overrides=types)
high = {scale: pl.col(scale) >= key.cut[scale] for scale in key.scales}
profile = (pl.when(pl.col("anxiety").is_null() | pl.col("avoidance").is_null()).then(None)
           .when(high["anxiety"] & high["avoidance"]).then(pl.lit("ambivalent"))
           .when(high["anxiety"]).then(pl.lit("anxious"))
           .when(high["avoidance"]).then(pl.lit("avoidant"))
           .otherwise(pl.lit("secure")).alias("profile"))
table.select(*(score(scale) for scale in key.scales)).with_columns(profile).sink_csv(target)
