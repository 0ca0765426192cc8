#pragma once

namespace attune {

/// How a latent response, which is standard normal, becomes one of `count` answers: −2 to 2 SD are cut into equal
/// steps, one for each answer; what lies beyond belongs to the outermost.
///
/// Cutting blurs: answers correlate less than the responses that they are cut from.
struct AnswerSteps {
  static constexpr int kSpan = 4;  ///< SDs from the bottom of the first step to the top of the last

  int count = 2;  ///< at least 2

  /// The latent response at which step `step` begins, for `step` from 1 to `count` − 1.
  double threshold(int step) const { return kSpan * (static_cast<double>(step) / count - 0.5); }

  /// Correlation of two answers whose latent responses correlate `latent`, from 0 to below 1.
  double answer_correlation(double latent) const;

  /// The latent correlation at which two answers correlate `answers`, between 0 and 1: the inverse of the above.
  double latent_correlation(double answers) const;
};

}  // namespace attune
