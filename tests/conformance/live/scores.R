# Scores by psych::scoreItems. Arguments: answers (CSV), keys (CSV: scale, item with a minus where it is reversed), lowest
# and highest answer, and the file to write: for each scale its mean and how many of its items were answered.

suppressPackageStartupMessages(library(psych))
given <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(given[1])
keys <- read.csv(given[2], stringsAsFactors = FALSE)
keys <- split(keys$item, factor(keys$scale, levels = unique(keys$scale)))
items <- answers[, unique(sub("^-", "", unlist(keys)))]

scored <- suppressWarnings(scoreItems(keys, items, totals = FALSE, missing = TRUE, impute = "none",
                                      min = as.numeric(given[3]), max = as.numeric(given[4])))
answered <- sapply(keys, function(key) rowSums(!is.na(items[, sub("^-", "", key), drop = FALSE])))
colnames(answered) <- paste0(names(keys), "_answered")
write.csv(format(data.frame(scored$scores, answered), digits = 15, trim = TRUE), given[5], row.names = FALSE,
          quote = FALSE)
