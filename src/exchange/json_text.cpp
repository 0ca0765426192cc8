#include "exchange/json_text.h"

#include "base/text.h"

namespace attune {

namespace {

using Json = JsonPart::Json;

}  // namespace

std::string json_text_at(const Json& object, const std::string& key) {
  const Json* value = json_at(object, key);
  return value == nullptr || !value->is_string() ? std::string()
                                                 : std::string(trim(value->get_ref<const std::string&>()));
}

bool json_true_at(const Json& object, const std::string& key) {
  const Json* value = json_at(object, key);
  return value != nullptr && *value == true;
}

const Json& json_list_at(const Json& object, const std::string& key) {
  static const Json kNone = Json::array();
  const Json* value = json_at(object, key);
  return value != nullptr && value->is_array() ? *value : kNone;
}

const Json* json_at(const Json& object, const std::string& key) {
  if (!object.is_object()) return nullptr;
  const auto value = object.find(key);
  return value == object.end() ? nullptr : &*value;
}

}  // namespace attune
