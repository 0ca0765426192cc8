#include "exchange/sql.h"

#include <map>
#include <memory>

#include "base/file.h"
#include "commands/commands.h"
#include "commands/reading.h"
#include "commands/writing.h"
#include "exchange/sql_columns.h"
#include "scoring/norm_group.h"

namespace attune {
namespace {

const std::map<std::string, Database> kDatabases{{"sqlite", Database::sqlite},
                                                 {"postgres", Database::postgres},
                                                 {"duckdb", Database::duckdb},
                                                 {"spark", Database::spark}};

struct SqlCommandOptions {
  ReadingOptions reading;
  std::string dialect;
  std::string table;
  std::vector<std::string> keep;
  std::optional<std::string> norms;
  bool quality = false;
  std::string as = "query";
  std::string output = "-";
};

// As in results of files, the id comes first.
std::vector<std::string> carried_columns(const SqlCommandOptions& options) {
  const std::string& id = options.reading.read.columns.id;
  std::vector<std::string> carried;
  if (!id.empty()) carried.push_back(id);
  for (const std::string& column : options.keep) {
    if (column != id) carried.push_back(column);
  }
  return carried;
}

ExitCode sql(const SqlCommandOptions& options) {
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  SqlOptions statement{.database = kDatabases.at(options.dialect),
                       .table = table_name_of(options.table),
                       .pattern = options.reading.read.columns.pattern,
                       .named = named_columns(options.reading),
                       .carried = carried_columns(options),
                       .missing = options.reading.read.missing,
                       .invalid_is_missing = options.reading.invalid == "missing",
                       .quality = options.quality,
                       .as_view = options.as == "view",
                       .program = "attune " ATTUNE_VERSION};
  if (options.norms) {
    const Norms& norms = usable_norms(questionnaire);
    statement.norms = {.norms = &norms, .group = find_group(norms, *options.norms)};
  }
  refuse_overwriting({definition_file(options.reading.id)}, options.output);
  OutputFile out(options.output);
  out.write(scoring_sql(questionnaire, statement));
  out.commit();
  return ExitCode::ok;
}

}  // namespace

void add_sql(CLI::App& app, Action& run) {
  auto options = std::make_shared<SqlCommandOptions>();
  CLI::App* command =
      app.add_subcommand("sql", "Write a questionnaire's scoring as one SQL statement, to run where the answers are.");
  command->add_option("--dialect", options->dialect, "the database: sqlite, postgres, duckdb, spark")
      ->required()
      ->check(CLI::IsMember({"sqlite", "postgres", "duckdb", "spark"}))
      ->type_name("NAME");
  command->add_option("--table", options->table, "the table with one respondent a row: table or schema.table")
      ->required()
      ->type_name("TABLE");
  add_answer_options(*command, options->reading);
  command->add_option("--keep", options->keep, "columns to carry along: a,b (else none)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("COLUMN,...");
  auto* norms = command->add_option("--norms", options->norms, "compare with a group of the norms (else everyone)")
                    ->type_name("GROUP")
                    ->expected(0, 1)
                    ->allow_extra_args(false);
  command->add_flag("--quality", options->quality,
                    "also say how attentively each respondent answered (without Mahalanobis distances)");
  command->add_option("--as", options->as, "query, or view to create one called TABLE_ID")
      ->check(CLI::IsMember({"query", "view"}))
      ->capture_default_str()
      ->type_name("WHAT");
  command->add_option("-o,--output", options->output, "file for the statement, written whole or not at all")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune sql ecr-r --dialect postgres --table survey.clients --id client --as view | psql\n"
      "  attune sql ecr-5pt --dialect sqlite --table panel --columns 'Q{n}' --missing 0 | sqlite3 panel.db\n"
      "  attune sql ecr-r --dialect spark --table answers --id id -o scores.sql");
  command->callback([&run, options, norms] {
    if (norms->count() > 0 && options->norms.value_or("").empty()) options->norms = "all";
    run = [options] { return sql(*options); };
  });
}

}  // namespace attune
