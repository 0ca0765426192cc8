#include <attune/attune.h>

#include <iostream>

int main(int, char** argv) {
  try {
    const attune::Questionnaire ecr = attune::load_named("ecr-rs", attune::Catalogue({argv[1]}));
    const std::vector<attune::Answer> answers{6, 5, attune::kMissing, 6, 2, 1, 3, 2, 4};
    const attune::Scores scores = attune::Scorer(ecr).score(answers);
    for (std::size_t s = 0; s < ecr.scales.size(); ++s)
      std::cout << ecr.scales[s].title << ": " << scores.scores[s] << '\n';
  } catch (const attune::Error& error) {
    std::cerr << error.what() << '\n';
  }
}
