#pragma once

namespace attune {

/// Vector instructions of x86 processors, each kind with those before it. Other processors have one kind only, the one
/// that the program was built for.
enum class Vectors { baseline, sse4, avx2, avx512 };

/// The best kind that this processor and its operating system have.
Vectors vectors_here();

}  // namespace attune
