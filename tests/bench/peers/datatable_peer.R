# data.table: fread of the items as whole numbers, sums column by column, fwrite.
suppressPackageStartupMessages({library(data.table); library(jsonlite)})
arguments <- commandArgs(trailingOnly = TRUE)
key <- fromJSON(arguments[1], simplifyDataFrame = FALSE)
items <- vapply(key$items, function(item) item$id, "")
answers <- fread(arguments[2], select = items, colClasses = list(integer = items), showProgress = FALSE)
reflection <- key$response$min + key$response$max
score <- function(scale) {
  total <- integer(nrow(answers))
  answered <- integer(nrow(answers))
  for (keyed in scale$items) {
    answer <- answers[[keyed$item]]
    given <- answer != 0L
    total <- total + if (keyed$direction == "forward") answer else given * reflection - answer
    answered <- answered + given
  }
  scores <- total / answered
  scores[answered < scale$min_answered] <- NA_real_
  scores
}
scores <- lapply(key$scales, score)
names(scores) <- vapply(key$scales, function(scale) scale$id, "")
quarter <- 1L + (scores$anxiety >= key$profiles$cut$anxiety) + 2L * (scores$avoidance >= key$profiles$cut$avoidance)
scores$profile <- c("secure", "anxious", "avoidant", "ambivalent")[quarter]
fwrite(scores, arguments[3], showProgress = FALSE)
