#include "report/norms_yaml.h"

#include <yaml-cpp/emitter.h>

#include <vector>

#include "base/number.h"

namespace attune {
namespace {

void emit_numbers(YAML::Emitter& yaml, const std::vector<double>& numbers) {
  yaml << YAML::Flow << YAML::BeginSeq;
  for (const double number : numbers) yaml << number_text(number);
  yaml << YAML::EndSeq;
}

void emit_range(YAML::Emitter& yaml, int from, int to) {
  yaml << YAML::Flow << YAML::BeginSeq << from << to << YAML::EndSeq;
}

void emit_text(YAML::Emitter& yaml, const std::string& text) { yaml << YAML::DoubleQuoted << text; }

void emit_scale(YAML::Emitter& yaml, const NormScale& scale) {
  yaml << YAML::BeginMap;
  yaml << YAML::Key << "mean" << YAML::Value << number_text(scale.mean);
  yaml << YAML::Key << "sd" << YAML::Value << number_text(scale.sd);
  yaml << YAML::Key << "percentiles" << YAML::Value;
  emit_numbers(yaml, scale.percentiles);
  yaml << YAML::EndMap;
}

void emit_group(YAML::Emitter& yaml, const NormGroup& group, const Questionnaire& questionnaire) {
  yaml << YAML::BeginMap;
  yaml << YAML::Key << "n" << YAML::Value << group.n;
  if (group.age) {
    yaml << YAML::Key << "age" << YAML::Value;
    emit_range(yaml, group.age->first, group.age->second);
  }
  if (!group.gender.empty()) yaml << YAML::Key << "gender" << YAML::Value << group.gender;
  yaml << YAML::Key << "scales" << YAML::Value << YAML::BeginMap;
  for (const NormScale& scale : group.scales) {
    yaml << YAML::Key << questionnaire.scales[scale.scale].id << YAML::Value;
    emit_scale(yaml, scale);
  }
  yaml << YAML::EndMap << YAML::EndMap;
}

}  // namespace

std::string norms_yaml(const Questionnaire& questionnaire, const Norms& norms) {
  YAML::Emitter yaml;
  yaml << YAML::BeginMap << YAML::Key << "norms" << YAML::Value << YAML::BeginSeq << YAML::BeginMap;
  yaml << YAML::Key << "sample" << YAML::Value;
  emit_text(yaml, norms.sample);
  yaml << YAML::Key << "source" << YAML::Value;
  emit_text(yaml, norms.source);
  yaml << YAML::Key << "response" << YAML::Value;
  emit_range(yaml, norms.response.min, norms.response.max);
  yaml << YAML::Key << "percentiles" << YAML::Value;
  emit_numbers(yaml, norms.percentiles);
  yaml << YAML::Key << "groups" << YAML::Value << YAML::BeginMap;
  for (const NormGroup& group : norms.groups) {
    yaml << YAML::Key << group.id << YAML::Value;
    emit_group(yaml, group, questionnaire);
  }
  yaml << YAML::EndMap << YAML::EndMap << YAML::EndSeq << YAML::EndMap;
  return std::string(yaml.c_str()) + "\n";
}

}  // namespace attune
