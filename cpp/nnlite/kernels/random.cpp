// Random numbers: element i is a function of (seed, stream, i) and the parameters alone.
#include "nnlite/kernels/random.h"

#include "nnlite/base/random.h"
#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

constexpr int kLanes = 16;                                       // counters of one call of words()
constexpr int64_t kSingles = 4 * kLanes, kDoubles = 2 * kLanes;  // elements of one call

// The words of counters 16 block .. 16 block + 15: word w of counter i is w[w][i].
struct Words {
  uint32_t w[4][kLanes];
};
inline void words(const Draw& draw, int64_t block, Words& out) {
  for (int i = 0; i < kLanes; ++i) {
    const auto counter = static_cast<uint64_t>(block) * kLanes + static_cast<uint64_t>(i);
    const PhiloxWords four = philox(draw.seed, draw.stream, counter);
    for (int w = 0; w < 4; ++w) out.w[w][i] = four.word[w];
  }
}
inline uint64_t wide(const Words& words, int half, int i) {
  return uint64_t{words.w[2 * half][i]} << 32 | words.w[2 * half + 1][i];
}

// Calls f(k, w, i) for each word: k is its element, of `n` from `first` on.
template <class F>
inline void each_word(const Draw& draw, int64_t first, int64_t n, F f) {
  Words words_;
  for (int64_t k = 0; k < n; k += kSingles) {
    words(draw, (first + k) / kSingles, words_);
    for (int w = 0; w < 4; ++w) {
      for (int i = 0; i < kLanes; ++i) f(k + w * kLanes + i, words_.w[w][i]);
    }
  }
}
// The same for pairs of words.
template <class F>
inline void each_pair(const Draw& draw, int64_t first, int64_t n, F f) {
  Words words_;
  for (int64_t k = 0; k < n; k += kDoubles) {
    words(draw, (first + k) / kDoubles, words_);
    for (int half = 0; half < 2; ++half) {
      for (int i = 0; i < kLanes; ++i) f(k + half * kLanes + i, wide(words_, half, i));
    }
  }
}

inline float unit(uint32_t word) { return static_cast<float>(int32_t(word >> 8)) * 0x1p-24f; }
inline double unit(uint64_t bits) {  // the mantissa of a number in [1, 2), less 1
  return __builtin_bit_cast(double, bits >> 12 | 0x3FF0000000000000) - 1.0;
}

void uniform(const Draw& draw, int64_t first, int64_t n, float* out) {
  const auto low = static_cast<float>(draw.number[0]), high = static_cast<float>(draw.number[1]);
  each_word(draw, first, n, [=](int64_t k, uint32_t word) {
    const float y = low + (high - low) * unit(word);
    out[k] = y < high ? y : low;  // rounding may reach `high`
  });
}
void uniform(const Draw& draw, int64_t first, int64_t n, double* out) {
  const double low = draw.number[0], high = draw.number[1];
  each_pair(draw, first, n, [=](int64_t k, uint64_t bits) {
    const double y = low + (high - low) * unit(bits);
    out[k] = y < high ? y : low;
  });
}

// Box and Muller: sqrt(-2 log(u)) (cos, sin)(angle); the angle comes as 32 bits of a turn, so that
// its quadrant is exact.
template <class T>
inline void polar(T u, uint32_t turn, T mean, T deviation, T& a, T& b) {
  const uint32_t quadrant = (turn + (1u << 29)) >> 30;
  const auto rest = static_cast<int32_t>(turn - (quadrant << 30));
  const T angle = static_cast<T>(rest) * T(1.46291807926715968e-9);  // 2 pi / 2^32
  const T c = cos_near_0(angle), s = sin_near_0(angle);
  const bool swap = quadrant & 1;
  const T radius = deviation * sqrt(T(-2) * log(u));
  const T x = swap ? s : c, y = swap ? c : s;
  a = mean + radius * ((quadrant + 1) & 2 ? -x : x);
  b = mean + radius * (quadrant & 2 ? -y : y);
}

void normal(const Draw& draw, int64_t first, int64_t n, float* out) {
  const auto mean = static_cast<float>(draw.number[0]);
  const auto deviation = static_cast<float>(draw.number[1]);
  Words words_;
  for (int64_t k = 0; k < n; k += kSingles, out += kSingles) {
    words(draw, (first + k) / kSingles, words_);
    for (int half = 0; half < 2; ++half) {
      float* at = out + 2 * half * kLanes;
      for (int i = 0; i < kLanes; ++i) {
        // All 32 bits, in (0, 1]: the tails reach 6.7 deviations.
        const auto upper = static_cast<float>(int32_t(words_.w[2 * half][i] >> 16));
        const auto lower = static_cast<float>(int32_t(words_.w[2 * half][i] & 0xFFFF));
        const float u = upper * 0x1p-16f + (lower * 0x1p-32f + 0x1p-33f);
        polar(u, words_.w[2 * half + 1][i], mean, deviation, at[i], at[kLanes + i]);
      }
    }
  }
}
void normal(const Draw& draw, int64_t first, int64_t n, double* out) {
  Words words_;
  for (int64_t k = 0; k < n; k += kDoubles, out += kDoubles) {
    words(draw, (first + k) / kDoubles, words_);
    for (int i = 0; i < kLanes; ++i) {
      const uint64_t bits = uint64_t{words_.w[0][i]} << 32 | words_.w[1][i];
      polar(unit(bits) + 0x1p-53, words_.w[2][i], draw.number[0], draw.number[1], out[i],
            out[kLanes + i]);
    }
  }
}

// Uniform proposals within the limits, accepted in proportion to the density; the attempt is
// the upper part of the counter. Ends beyond 9 deviations of the likeliest point are cut.
template <class T>
void truncated_normal(const Draw& draw, int64_t first, int64_t n, T* out) {
  const double mean = draw.number[0], deviation = draw.number[1];
  double low = (draw.number[2] - mean) / deviation, high = (draw.number[3] - mean) / deviation;
  const double peak = low > 0 ? low : high < 0 ? high : 0;
  low = low < peak - 9 ? peak - 9 : low;
  high = high > peak + 9 ? peak + 9 : high;
  for (int64_t i = 0; i < n; ++i) {
    for (uint64_t attempt = 0;; ++attempt) {
      const auto element = static_cast<uint64_t>(first + i);
      const PhiloxWords four = philox(draw.seed, draw.stream, attempt << 44 | element);
      const double x = low + (high - low) * unit(uint64_t{four.word[0]} << 32 | four.word[1]);
      const double chance = unit(uint64_t{four.word[2]} << 32 | four.word[3]);
      if (chance > __builtin_exp(0.5 * (peak - x) * (peak + x))) continue;
      out[i] = static_cast<T>(mean + deviation * x);
      break;
    }
  }
}

template <class T>
void integers(const Draw& draw, int64_t first, int64_t n, T* out) {
  const auto low = static_cast<uint64_t>(draw.integer[0]);
  const uint64_t range = static_cast<uint64_t>(draw.integer[1]) - low;
  each_pair(draw, first, n, [=](int64_t k, uint64_t bits) {
    out[k] = static_cast<T>(low + scale_to(bits, range));
  });
}

// What happens with probability p: a word is below `limit`, or `always`.
struct Chance {
  uint32_t limit;
  bool always;

  explicit Chance(double p)
      : limit(p < 1 ? static_cast<uint32_t>(p * 0x1p32) : 0), always(p >= 1) {}
  bool operator()(uint32_t word) const { return (word < limit) | always; }
};

template <class T>
void bernoulli(const Draw& draw, int64_t first, int64_t n, T* out) {
  const Chance one(draw.number[0]);
  each_word(draw, first, n, [=](int64_t k, uint32_t word) { out[k] = T(one(word)); });
}

// Every x is read and scaled, dropped or not: from a read under a condition, gcc 12 makes masked
// code that is wrong in the upper half of a register (for double).
template <class T>
void dropout(const Draw& draw, int64_t first, int64_t n, void* out, const void* in) {
  const double p = draw.number[0];
  const Chance drop(p);
  const T scale = p < 1 ? T(1 / (1 - p)) : T(0);
  const T* x = static_cast<const T*>(in);
  T* y = static_cast<T*>(out);
  each_word(draw, first, n, [=](int64_t k, uint32_t word) {
    const T kept = x[k] * scale;
    y[k] = drop(word) ? T(0) : kept;
  });
}

template <class T, void (*f)(const Draw&, int64_t, int64_t, T*)>
void typed(const Draw& draw, int64_t first, int64_t n, void* out) {
  f(draw, first, n, static_cast<T*>(out));
}

}  // namespace

// One entry per dtype: float32, float64, int64, int32, uint8, bool (which is 0 or 1 in a byte).
#define ROW_FLOATS(f) {typed<float, f>, typed<double, f>}
#define ROW_INTEGERS(f) \
  {nullptr, nullptr, typed<int64_t, f>, typed<int32_t, f>, typed<uint8_t, f>, nullptr}
#define ROW_ANY(f)                                          \
  {typed<float, f>,   typed<double, f>,  typed<int64_t, f>, \
   typed<int32_t, f>, typed<uint8_t, f>, typed<uint8_t, f>}
extern const RandomKernels NNLITE_TABLE(random);
const RandomKernels NNLITE_TABLE(random) = {
    .fill =
        {
#define DISTRIBUTION(name, kind, doc) ROW_##kind(name),
#include "nnlite/kernels/distributions.def"
#undef DISTRIBUTION
        },
    .dropout = {dropout<float>, dropout<double>},
};

}  // namespace nnlite
