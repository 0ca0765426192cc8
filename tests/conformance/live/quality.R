# Response quality, each index written from its definition (Curran, 2016, J. Exp. Soc. Psychol. 66, 4–19), as Debian has
# no package of them. Arguments: answers (CSV: id, then the items in order), keys (CSV: scale, item with a minus where it
# is reversed), lowest and highest answer, and the file to write.

given <- commandArgs(trailingOnly = TRUE)
items <- as.matrix(read.csv(given[1])[, -1])
keys <- read.csv(given[2], stringsAsFactors = FALSE)
keys <- split(keys$item, factor(keys$scale, levels = unique(keys$scale)))
low <- as.numeric(given[3])
high <- as.numeric(given[4])

# One person's keyed answers to the items of a key.
keyed <- function(answers, key) {
  raw <- answers[sub("^-", "", key)]
  ifelse(startsWith(key, "-"), low + high - raw, raw)
}

longest_run <- function(answers) max(rle(answers)$lengths[!is.na(rle(answers)$values)], 0)

# The parts of which odd and even places are compared: scales, or pairs of items where the scales are fewer than three.
long <- keys[lengths(keys) >= 2]
pairs_of <- function(key) lapply(seq_len(length(key) %/% 2), function(i) key[c(2 * i - 1, 2 * i)])
parts <- if (length(long) >= 3) long else unlist(lapply(long, pairs_of), recursive = FALSE)

even_odd <- function(answers) {
  sides <- sapply(parts, function(key) {
    values <- keyed(answers, key)
    odd <- seq_along(values) %% 2 == 1
    c(mean(values[odd], na.rm = TRUE), mean(values[!odd], na.rm = TRUE))
  })
  sides <- sides[, colSums(is.na(sides)) == 0, drop = FALSE]
  if (ncol(sides) < 3 || any(apply(sides, 1, function(side) length(unique(side)) == 1))) return(NA)
  r <- cor(sides[1, ], sides[2, ])
  max(2 * r / (1 + r), -1)
}

keyed_agreement <- function(answers) {
  by_scale <- sapply(keys, function(key) {
    values <- keyed(answers, key)
    reversed <- startsWith(key, "-") & !is.na(values)
    forward <- !startsWith(key, "-") & !is.na(values)
    if (!any(reversed) || !any(forward)) return(c(0, 0))
    c(min(sum(reversed), sum(forward)), 1 - abs(mean(values[forward]) - mean(values[reversed])) / (high - low))
  })
  if (sum(by_scale[1, ]) == 0) NA else weighted.mean(by_scale[2, ], by_scale[1, ])
}

means <- colMeans(items, na.rm = TRUE)
covariances <- cov(items, use = "pairwise")
mahalanobis_d2 <- function(answers) {
  there <- !is.na(answers)
  if (any(there)) mahalanobis(answers[there], means[there], covariances[there, there, drop = FALSE]) else NA
}

d2 <- apply(items, 1, mahalanobis_d2)
found <- data.frame(longest_run = apply(items, 1, longest_run), answer_sd = apply(items, 1, sd, na.rm = TRUE),
                    even_odd = apply(items, 1, even_odd), keyed_agreement = apply(items, 1, keyed_agreement),
                    mahalanobis_d2 = d2, mahalanobis_p = pchisq(d2, rowSums(!is.na(items)), lower.tail = FALSE),
                    share_missing = rowMeans(is.na(items)))
write.csv(format(found, digits = 15, trim = TRUE), given[5], row.names = FALSE, quote = FALSE)
