// Numbers that the processor adds and multiplies at once. Each lane does what one number would do, so the sums are the same to the bit with AVX2 and
// without it (target_clones: "avx2" alone never joins a product and a sum into one operation).
#pragma once

#include <cstddef>

// Where the processor has AVX2, its lanes; not under the thread sanitizer, which begins after the choice is made, and crashes.
#ifdef __SANITIZE_THREAD__
#define DATELINE_CLONES
#else
#define DATELINE_CLONES [[gnu::target_clones("avx2", "default")]]
#endif

namespace dateline::names {

constexpr size_t lanes = 8;
using Lanes [[gnu::vector_size(lanes * sizeof(float))]] = float;

}  // namespace dateline::names
