#include "base/processor.h"

namespace attune {

// What Highway's targets of these names ask for; a processor with FMA and AVX2 has F16C too.
Vectors vectors_here() {
#if defined(__x86_64__)
  const bool sse4 =
      __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("aes");
  const bool avx2 = sse4 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  return avx512 ? Vectors::avx512 : avx2 ? Vectors::avx2 : sse4 ? Vectors::sse4 : Vectors::baseline;
#else
  return Vectors::baseline;
#endif
}

}  // namespace attune
