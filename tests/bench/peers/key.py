"""The key of a questionnaire of means and quadrants, as `attune show ID --format json` prints it."""

import json


class Key:
  def __init__(self, path):
    with open(path) as file:
      definition = json.load(file)
    self.items = [item["id"] for item in definition["items"]]
    self.reflection = definition["response"]["min"] + definition["response"]["max"]
    self.scales = {scale["id"]: scale for scale in definition["scales"]}
    self.cut = definition["profiles"]["cut"]

  def directions(self, scale):
    """The scale's items answered in its direction, and those against it."""
    items = self.scales[scale]["items"]
    return ([item["item"] for item in items if item["direction"] == "forward"],
            [item["item"] for item in items if item["direction"] == "reversed"])

  def min_answered(self, scale):
    return self.scales[scale]["min_answered"]
