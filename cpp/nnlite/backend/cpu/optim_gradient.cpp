// Gradients as updates on tensors see them: scaled, clipped, with coupled weight decay, by the
// kernel of the update rules, so that both kinds of optimizer see the same bits.
#include <cmath>
#include <cstring>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/denormals.h"
#include "nnlite/kernels/optim.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kPiece = 4096;  // elements
constexpr double kElement = 0.5;  // nanoseconds

// n elements, no more than a piece: out = clamp(scale g) + decay w.
void run_piece(DType dtype, int64_t n, const char* w, const char* g, char* out,
               const RuleNumbers& numbers) {
  const int precision = dtype == kFloat32 ? 0 : 1;
  const OptimKernels& rules = *kernels().optim;
  alignas(64) double clipped[kPiece];
  RuleNumbers own = numbers;
  const void* from = g;
  if (numbers.clip > 0) {
    rules.clip[precision](n, g, numbers.scale, numbers.clip, clipped);
    own.scale = 1;
    from = clipped;
  }
  std::memcpy(out, w, static_cast<size_t>(n * itemsize(dtype)));
  rules.step[static_cast<int>(Rule::assign)][precision](n, out, from, nullptr, own);
}

}  // namespace

// in: the gradients, the parameters and, where max_norm is set, the norm of all; out: as many.
void optim_gradient(const Call& call) {
  auto numbers = *static_cast<const RuleNumbers*>(call.attrs.block);
  const size_t count = call.out.size();
  const double norm = call.in.size() > 2 * count ? *call.in[2 * count].as<double>() : 0;
  if (numbers.max_norm > 0) {
    numbers.scale *= std::min(1.0, numbers.max_norm / (std::abs(numbers.scale) * norm + 1e-6));
  }
  for (size_t i = 0; i < count; ++i) {
    const DType dtype = call.out[i].dtype();
    const int64_t size = call.out[i].size(), item = itemsize(dtype);
    parallel_for((size + kPiece - 1) / kPiece, kElement * kPiece, [&](int64_t begin, int64_t end) {
      const FlushDenormals flush;
      for (int64_t first = begin * kPiece; first < std::min(size, end * kPiece); first += kPiece) {
        run_piece(
            dtype, std::min(kPiece, size - first), call.in[count + i].as<char>() + first * item,
            call.in[i].as<char>() + first * item, call.out[i].as<char>() + first * item, numbers);
      }
    });
  }
}

}  // namespace nnlite::cpu
