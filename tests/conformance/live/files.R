# Rscript files.R write ANSWERS.csv QUESTIONNAIRE_LABELS.csv FOLDER: the answers as R's haven writes them, labelled.
# Rscript files.R read FILE RESULT.csv: what haven reads in FILE, values with 17 digits, and its labels as rows of "#".
library(haven)

arguments <- commandArgs(trailingOnly = TRUE)

write_files <- function(answers, labels, folder) {
  data <- read.csv(answers, colClasses = c(id = "character"), check.names = FALSE)
  labels <- read.csv(labels)
  values <- setNames(labels$value, labels$label)
  for (item in setdiff(names(data), "id"))
    data[[item]] <- labelled(as.double(data[[item]]), labels = values, label = paste("Statement", item))
  write_sav(data, file.path(folder, "haven.sav"))
  write_sav(data, file.path(folder, "haven.zsav"), compress = "zsav")
  write_dta(data, file.path(folder, "haven14.dta"), version = 14)
  write_dta(data, file.path(folder, "haven12.dta"), version = 12)
}

read_file <- function(file, result) {
  data <- if (grepl("dta$", file)) read_dta(file) else read_sav(file)
  rows <- lapply(names(data), function(name) {
    column <- data[[name]]
    label <- attr(column, "label")
    labels <- attr(column, "labels")
    data.frame(column = name, label = if (is.null(label)) "" else label,
               labels = paste(sprintf("%g=%s", labels, names(labels)), collapse = ";"))
  })
  write.csv(do.call(rbind, rows), paste0(result, ".labels"), row.names = FALSE)
  plain <- as.data.frame(lapply(zap_labels(data), function(column)
    if (is.numeric(column) && !inherits(column, "Date")) ifelse(is.na(column), "", sprintf("%.17g", column))
    else ifelse(is.na(column), "", as.character(column))))
  names(plain) <- names(data)
  write.csv(plain, result, row.names = FALSE)
}

if (arguments[1] == "write") write_files(arguments[2], arguments[3], arguments[4]) else read_file(arguments[2], arguments[3])
