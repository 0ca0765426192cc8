#include "exchange/norms_yaml.h"

#include <vector>

#include "base/number.h"

namespace attune {
namespace {

void add_numbers(YamlWriter& yaml, const std::vector<double>& numbers) {
  yaml.begin_list(YamlWriter::Layout::one_line);
  for (const double number : numbers) yaml.word(number_text(number));
  yaml.end_list();
}

void add_range(YamlWriter& yaml, int from, int to) {
  yaml.begin_list(YamlWriter::Layout::one_line).word(std::to_string(from)).word(std::to_string(to)).end_list();
}

void add_scale(YamlWriter& yaml, const NormScale& scale) {
  yaml.begin_map().word("mean").word(number_text(scale.mean)).word("sd").word(number_text(scale.sd));
  if (!scale.percentiles.empty()) {
    yaml.word("percentiles");
    add_numbers(yaml, scale.percentiles);
  }
  yaml.end_map();
}

void add_group(YamlWriter& yaml, const NormGroup& group, const Questionnaire& questionnaire) {
  yaml.begin_map().word("n").word(std::to_string(group.n));
  if (group.age) {
    yaml.word("age");
    add_range(yaml, group.age->first, group.age->second);
  }
  if (!group.gender.empty()) yaml.word("gender").word(group.gender);
  yaml.word("scales").begin_map();
  for (const NormScale& scale : group.scales) {
    yaml.word(questionnaire.scales[scale.scale].id);
    add_scale(yaml, scale);
  }
  yaml.end_map().end_map();
}

void add_sample(YamlWriter& yaml, const Questionnaire& questionnaire, const Norms& norms) {
  yaml.begin_map().word("sample").text(norms.sample).word("source").text(norms.source);
  if (!norms.caution.empty()) yaml.word("caution").text(norms.caution);
  yaml.word("response");
  add_range(yaml, norms.response.min, norms.response.max);
  yaml.word("percentiles");
  add_numbers(yaml, norms.percentiles);
  yaml.word("groups").begin_map();
  for (const NormGroup& group : norms.groups) {
    yaml.word(group.id);
    add_group(yaml, group, questionnaire);
  }
  yaml.end_map().end_map();
}

}  // namespace

void add_norms(YamlWriter& yaml, const Questionnaire& questionnaire, const std::vector<Norms>& norms) {
  yaml.word("norms").begin_list();
  for (const Norms& sample : norms) add_sample(yaml, questionnaire, sample);
  yaml.end_list();
}

std::string norms_yaml(const Questionnaire& questionnaire, const Norms& norms) {
  YamlWriter yaml;
  yaml.begin_map();
  add_norms(yaml, questionnaire, {norms});
  yaml.end_map();
  return yaml.finish();
}

}  // namespace attune
