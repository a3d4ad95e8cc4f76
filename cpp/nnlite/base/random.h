// Random numbers without state: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as
// 1, 2, 3", 2011), a function of (seed, stream, counter).
//
// Everything here is always inlined: kernels are compiled once per instruction set, and must not
// leave symbols that another instruction set's object could be linked to.
#pragma once

#include <cstdint>

namespace nnlite {

struct PhiloxWords {
  uint32_t word[4];
};

// The four words of one counter: the key is the seed, the upper half of the counter the stream.
[[gnu::always_inline]] inline PhiloxWords philox(uint64_t seed, uint64_t stream, uint64_t counter) {
  auto c0 = static_cast<uint32_t>(counter), c1 = static_cast<uint32_t>(counter >> 32);
  auto c2 = static_cast<uint32_t>(stream), c3 = static_cast<uint32_t>(stream >> 32);
  auto k0 = static_cast<uint32_t>(seed), k1 = static_cast<uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const uint64_t p = uint64_t{0xD2511F53} * c0, q = uint64_t{0xCD9E8D57} * c2;
    c0 = static_cast<uint32_t>(q >> 32) ^ c1 ^ k0;
    c1 = static_cast<uint32_t>(q);
    c2 = static_cast<uint32_t>(p >> 32) ^ c3 ^ k1;
    c3 = static_cast<uint32_t>(p);
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  return {{c0, c1, c2, c3}};
}

// The upper half of a 128-bit product: turns 64 random bits into an integer of 0 .. range - 1.
// No such integer is more likely than another by more than range / 2^64.
[[gnu::always_inline]] inline uint64_t scale_to(uint64_t bits, uint64_t range) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<uint64_t>((static_cast<Wide>(bits) * range) >> 64);
}

// The numbers of one stream one after the other, for serial users (shuffles, splits).
class RandomSequence {
 public:
  RandomSequence(uint64_t seed, uint64_t stream) : seed_(seed), stream_(stream) {}

  [[gnu::always_inline]] uint64_t bits() {
    const uint64_t at = next_++;
    const PhiloxWords w = philox(seed_, stream_, at / 2);
    const int first = at % 2 == 0 ? 0 : 2;
    return uint64_t{w.word[first]} << 32 | w.word[first + 1];
  }
  // 0 .. range - 1
  [[gnu::always_inline]] uint64_t below(uint64_t range) { return scale_to(bits(), range); }
  // [0, 1)
  [[gnu::always_inline]] double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

 private:
  uint64_t seed_, stream_, next_ = 0;
};

}  // namespace nnlite
