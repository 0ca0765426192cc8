// What the library says of a sample and of one person in it: consistency, change beyond error, how answers were given.

#include <attune/attune.h>

#include <iostream>
#include <span>

int main(int, char** argv) {
  const attune::Questionnaire ecr = attune::load_named("ecr-rs", attune::Catalogue({argv[1]}));
  const std::size_t anxiety = ecr.scales[0].id == "anxiety" ? 0 : 1;

  // Four people; the last three items are those of anxiety.
  attune::AnswerBlock block{.rows = 4, .items = 9, .answers = {}};
  block.answers = {4, 4, 4, 4, 4, 4, 1, 2, 1,   //
                   4, 4, 4, 4, 4, 4, 2, 1, 3,   //
                   4, 4, 4, 4, 4, 4, 3, 4, 2,   //
                   4, 4, 4, 4, 4, 4, 4, 3, 4};  //
  attune::Sample sample(ecr, attune::MissingUse::pairwise);
  sample.add(block);
  std::cout << "alpha " << sample.statistics().scales[anxiety].consistency->alpha << '\n';

  attune::ScoreBlock scores;
  attune::Scorer(ecr).score(block, scores);
  const auto measured = [&](std::size_t row) {
    return attune::Measurement{scores.scores[anxiety][row], scores.standard_errors[anxiety][row]};
  };
  const attune::Change change = attune::reliable_change(measured(0), measured(3), ecr.better(anxiety));
  std::cout << "change " << change.difference << ", index " << change.index << '\n';
  std::cout << "longest run " << attune::longest_run(block.row(0)).length << '\n';
}
