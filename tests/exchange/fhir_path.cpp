#include "exchange/fhir_path.h"

#include <doctest/doctest.h>

#include <map>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

// The group "g" with the items "a", "b" and "c"; beside it "d", which has an item "e" within.
FhirPathContext questionnaire() {
  FhirPathContext context;
  context.items = {{.link_id = "g", .children = {1, 2, 3}}, {.link_id = "a"}, {.link_id = "b"}, {.link_id = "c"},
                   {.link_id = "d", .children = {5}},       {.link_id = "e"}};
  context.top = {0, 4};
  context.variable = [](const std::string& name) -> std::optional<std::string> {
    const std::map<std::string, std::string> known{
        {"a", "%resource.item.where(linkId='g').item.where(linkId='a').answer.value.ordinal()"},
        {"b",
         "%resource.descendants().where(linkId='b').answer.valueCoding.extension('http://x/"
         "ordinalValue').valueDecimal"},
        {"circle", "%circle + 1"}};
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
  };
  return context;
}

ScoreFormula read(const std::string& expression) { return parse_fhir_path(expression, questionnaire()); }

std::vector<std::string> variables_of(const ScoreFormula& formula) {
  std::vector<std::string> names;
  for (const FormulaTerm& term : formula.terms) names.push_back(term.variable);
  return names;
}

std::string problem_of(const std::string& expression) {
  return error_of([&] { read(expression); }).problem();
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("paths lead to the answers of items, sum() adds them up") {
  for (const std::string path :
       {"%resource.item.where(linkId='g').item.answer.value.ordinal().sum()",
        "%resource.item.first().where(linkId='g').item.answer.valueInteger.sum()",
        "QuestionnaireResponse.item.where(linkId = 'g').item.answer.valueCoding.extension.where(url = "
        "'http://hl7.org/fhir/StructureDefinition/ordinalValue').valueDecimal.sum()",
        "%context.repeat(item).where(linkId = 'a' or linkId = 'b' or linkId = 'c').answer.weight().sum()",
        "%resource.descendants().where(linkId in ('a' | 'b' | 'c')).answer.value.select(ordinal()).sum()",
        "%resource.descendants().where(linkId.matches('^[a-c]$')).answer.value.ordinal().sum()",
        "%resource.repeat(item).where(linkId.startsWith('d').not() and linkId != 'e').answer.weight().sum()",
        "%resource.item.where(linkId='g').item.answer.ordinalValue().aggregate($this + $total, 0)"}) {
    CAPTURE(path);
    const bool picks = holds(path, "first()");
    if (picks) {
      CHECK(holds(problem_of(path), "picks"));
      continue;
    }
    const ScoreFormula formula = read(path);
    CHECK(variables_of(formula) == Names{"a", "b", "c"});
    CHECK(formula.kind == ScoreFormula::Kind::sum);
    CHECK(formula.blanks == Blanks::are_nothing);
  }
}

TEST_CASE("items whose answers have no ordinal values add nothing to them") {
  FhirPathContext context = questionnaire();
  context.items[4].has_weights = context.items[5].has_weights = false;
  CHECK(variables_of(parse_fhir_path("%resource.repeat(item).answer.weight().sum()", context)) == Names{"a", "b", "c"});
}

TEST_CASE("a pattern that would keep others busy for years is matched at once") {
  FhirPathContext context = questionnaire();
  context.items[1].link_id = std::string(150, 'a');
  const std::string hostile = "%resource.descendants().where(linkId.matches('^(a+)+(a*)*$x')).answer.value.sum()";
  CHECK(holds(error_of([&] { parse_fhir_path(hostile, context); }).problem(), "no parts"));
}

TEST_CASE("avg() is a mean, and so is a sum divided by its count") {
  CHECK(read("%resource.item.where(linkId='g').item.answer.value.avg()").kind == ScoreFormula::Kind::mean);
  CHECK(read("%resource.item.where(linkId='g').item.answer.value.sum() / "
             "%resource.item.where(linkId='g').item.answer.value.count()")
            .kind == ScoreFormula::Kind::mean);
}

TEST_CASE("arithmetic with one answer that is missing has no result") {
  const ScoreFormula formula = read("%a + 2 * (7 - %b)");
  CHECK(variables_of(formula) == Names{"a", "b"});
  CHECK(formula.blanks == Blanks::leave_none);
  CHECK(formula.terms[1].factor == -2);
  CHECK(formula.terms[1].constant == 14);
}

TEST_CASE("iif() that only asks for answers tells what a missing one does") {
  CHECK(read("iif(%a.exists(), %a, 0) + iif(%b.empty(), 0, %b)").blanks == Blanks::are_nothing);
  CHECK(read("iif(%a.exists() or %b.exists(), iif(%a.exists(), %a, 0) + iif(%b.exists(), %b, 0), {})").blanks ==
        Blanks::are_skipped);
  CHECK(read("iif((%a | %b).exists(), %a.combine(%b).sum(), {})").blanks == Blanks::are_skipped);
  CHECK(read("iif(%a.exists() and %b.exists(), %a.combine(%b).sum(), {})").blanks == Blanks::leave_none);
  CHECK(read("iif(%a.combine(%b).count() >= 1, %a.combine(%b).avg(), {})").least_answered == 1);
  CHECK(read("iif(true.not(), 1, %a)").terms.size() == 1);
}

TEST_CASE("items within an answer are reached too") {
  CHECK(variables_of(read("%resource.item.where(linkId='d').answer.item.answer.value.sum()")) == Names{"e"});
}

TEST_CASE("a rounded result is known to be so") {
  CHECK(read("(%a / 3).round(2)").decimals == 2);
  CHECK(read("%a.round()").decimals == 0);
}

TEST_CASE("what is no sum or mean of answers is refused, and it is said why") {
  CHECK(holds(problem_of("%nobody + 1"), "%nobody"));
  CHECK(holds(problem_of("%circle"), "without end"));
  CHECK(holds(problem_of("iif(%a > 2, 1, 0)"), "condition"));
  CHECK(holds(problem_of("iif(%a.exists(), %b, {})"), "condition"));
  CHECK(holds(problem_of("(%a | %b).sum()"), "are the same for one"));
  CHECK(holds(problem_of("%a * %b"), "multiplies"));
  CHECK(holds(problem_of("%resource.item.answer.value + 1"), "several answers"));
  CHECK(holds(problem_of("%resource.item.where(answer.value > 2).answer.value.sum()"), "condition"));
  CHECK(holds(problem_of("%resource.descendants().answer.value.where($this > 1).sum()"), "leaves out"));
  CHECK(holds(problem_of("%a.power(2)"), "power()"));
  CHECK(holds(problem_of("%resource.item.answer.value.aggregate($this * $total, 1)"), "aggregate()"));
  CHECK(holds(problem_of("%resource.item[0].answer.value"), "picks"));
  CHECK(holds(problem_of("'text'"), "no answer"));
  CHECK(holds(problem_of("%resource.subject"), "subject"));
  CHECK(holds(problem_of("today()"), "today()"));
  CHECK(holds(problem_of("%a +"), "breaks off"));
  CHECK(holds(problem_of("%a # %b"), "not understood"));
  CHECK(holds(problem_of("'text"), "does not end"));
  CHECK(holds(problem_of(std::string(100'000, '(')), "too deeply"));
  std::string steps = "%resource";
  for (int n = 0; n < 100'000; ++n) steps += ".item";
  CHECK(holds(problem_of(steps), "too deeply"));
}

TEST_CASE("a sum of very many terms is refused, like deep brackets") {
  std::string terms = "1";
  for (int n = 0; n < 15'000; ++n) terms += "+1";
  CHECK(holds(problem_of(terms), "too deeply"));
}

TEST_CASE("sums within sums are as deep as both") {
  std::string sums = "1";
  for (int n = 0; n < 50; ++n) {
    sums = "(" + sums + ")";
    for (int term = 0; term < 500; ++term) sums += "+1";
  }
  CHECK(holds(problem_of(sums), "too deeply"));
}

TEST_CASE("a sum of the answers to each of 300 items is no deep formula") {
  FhirPathContext context;
  std::string sum;
  for (int n = 0; n < 300; ++n) {
    context.items.push_back({.link_id = std::to_string(n)});
    context.top.push_back(static_cast<std::size_t>(n));
    sum += (n == 0 ? "" : " + ") + ("%resource.item.where(linkId='" + std::to_string(n)) + "').answer.value";
  }
  CHECK(parse_fhir_path(sum, context).terms.size() == 300);
}

TEST_CASE("conditions within conditions end with a refusal instead of never") {
  FhirPathContext context;
  for (std::size_t n = 0; n < 1000; ++n) {
    context.items.push_back({.link_id = std::to_string(n)});
    context.top.push_back(n);
  }
  std::string condition = "linkId='1'";
  for (int n = 0; n < 10; ++n) condition = "%resource.item.where(" + condition + ").exists()";
  const Error error = error_of([&] { parse_fhir_path("%resource.item.where(" + condition + ").count()", context); });
  CHECK(holds(error.problem(), "too many steps"));
}

TEST_CASE("an item is among the descendants once, however it is reached") {
  CHECK(variables_of(read("%resource.descendants().descendants().answer.value.sum()")) == Names{"a", "b", "c", "e"});
  std::string again = "%resource";
  for (int n = 0; n < 100; ++n) again += ".descendants()";
  CHECK(holds(problem_of(again + ".answer.value.sum()"), "no parts"));
}

TEST_CASE("a result is rounded to a number of decimals, not to tens or fractions of them") {
  CHECK(read("%a.round(20)").decimals == 20);
  for (const char* digits : {"-1", "1e300", "0.5", "21"})
    CHECK(problem_of(std::string("%a.round(") + digits + ")") != "");
}

}  // namespace attune
