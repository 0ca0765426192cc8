// For files that Highway's foreach_target.h makes anew for each kind of processor; to be included after highway.h.
//
// ATTUNE_BEST(function) is the version of `function` for the processor at hand. Highway has a macro of that purpose,
// whose library measures the processor's clock at every start of the program, for 8 ms: longer than all else that a
// small run does.
#ifndef ATTUNE_BASE_BEST_TARGET_INL_H_
#define ATTUNE_BASE_BEST_TARGET_INL_H_

#include "base/processor.h"

namespace attune {

/// The first of them that the processor has and that was built.
template <class Function>
Function* best_version(Function* avx512, Function* avx2, Function* sse4, Function* baseline) {
  const Vectors has = vectors_here();
  if (has >= Vectors::avx512 && avx512 != nullptr) return avx512;
  if (has >= Vectors::avx2 && avx2 != nullptr) return avx2;
  if (has >= Vectors::sse4 && sse4 != nullptr) return sse4;
  return baseline;
}

}  // namespace attune

#define ATTUNE_BEST(FUNCTION)                                      \
  ::attune::best_version<decltype(HWY_STATIC_DISPATCH(FUNCTION))>( \
      HWY_CHOOSE_AVX3(FUNCTION), HWY_CHOOSE_AVX2(FUNCTION), HWY_CHOOSE_SSE4(FUNCTION), &HWY_STATIC_DISPATCH(FUNCTION))

#endif
