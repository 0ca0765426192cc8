# Reliability by psych::alpha and psych::fa, pairwise. Arguments: answers (CSV), keys (CSV: scale, item with a minus where
# it is reversed), lowest and highest answer, and the file to write: a row for each figure of each scale, and of each
# item in it.

suppressPackageStartupMessages(library(psych))
given <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(given[1])
keys <- read.csv(given[2], stringsAsFactors = FALSE)
keys <- split(keys$item, factor(keys$scale, levels = unique(keys$scale)))
both_ends <- as.numeric(given[3]) + as.numeric(given[4])

keyed <- function(key) {
  items <- as.matrix(answers[, sub("^-", "", key)])
  reversed <- startsWith(key, "-")
  items[, reversed] <- both_ends - items[, reversed]
  items
}

figures_of <- function(scale) {
  items <- keyed(keys[[scale]])
  reliability <- suppressWarnings(alpha(items, check.keys = FALSE, use = "pairwise", warnings = FALSE))
  # The correlations that alpha() rests on; cor() would take other SDs where answers are missing.
  correlations <- cov2cor(cov(items, use = "pairwise"))
  loadings <- suppressWarnings(fa(correlations, nfactors = 1, fm = "minres"))$loadings[, 1]
  whole <- c(alpha = reliability$total$raw_alpha, alpha_standardized = reliability$total$std.alpha,
             lambda_6 = reliability$total$"G6(smc)", mean_r = reliability$total$average_r,
             omega_total = sum(loadings)^2 / (sum(loadings)^2 + sum(1 - loadings^2)))
  by_item <- function(statistic, values) data.frame(scale, item = colnames(items), statistic, value = values)
  rbind(data.frame(scale, item = "", statistic = names(whole), value = whole),
        by_item("item_rest_r", reliability$item.stats$r.drop),
        by_item("alpha_if_dropped", reliability$alpha.drop$raw_alpha),
        by_item("mean", reliability$item.stats$mean))
}

figures <- do.call(rbind, lapply(names(keys), figures_of))
write.csv(format(figures, digits = 15, trim = TRUE), given[5], row.names = FALSE, quote = FALSE)
