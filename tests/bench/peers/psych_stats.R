# Statistics as people compute them in R: data.table reads, psych's alpha keys and analyses each scale.
suppressPackageStartupMessages({library(data.table); library(jsonlite); library(psych)})
arguments <- commandArgs(trailingOnly = TRUE)
key <- fromJSON(arguments[1], simplifyDataFrame = FALSE)
items <- vapply(key$items, function(item) item$id, "")
answers <- fread(arguments[2], select = items, colClasses = list(integer = items), showProgress = FALSE)
for (item in items) set(answers, which(answers[[item]] == 0L), item, NA_integer_)
for (scale in key$scales) {
  used <- vapply(scale$items, function(keyed) keyed$item, "")
  keys <- vapply(scale$items, function(keyed) if (keyed$direction == "forward") 1 else -1, 0)
  found <- alpha(answers[, ..used], keys = keys, max = key$response$max, check.keys = FALSE, warnings = FALSE)
  cat(scale$id, format(found$total$raw_alpha, digits = 15), "\n")
}
