// Loops of many lengths from several threads at once, nested, with other numbers of threads and
// after a fork: what ThreadSanitizer watches (tests/test_sanitizer.py). Ends with the number of
// loops that were wrong.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <numeric>
#include <thread>
#include <vector>

#include "nnlite/backend/threads.h"

namespace {

std::atomic<int> wrong{0};

// One loop that writes plain memory: 0 .. count - 1, squared.
void run_loop(int64_t count, double nanoseconds) {
  std::vector<int64_t> out(static_cast<size_t>(count), -1);
  nnlite::parallel_for(count, nanoseconds, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) out[static_cast<size_t>(i)] = i * i;
  });
  for (int64_t i = 0; i < count; ++i) wrong += out[static_cast<size_t>(i)] != i * i;
}

// A loop whose pieces run loops of their own.
void run_nested() {
  std::vector<int64_t> sums(7);
  nnlite::parallel_for(7, 1e5, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      std::vector<int64_t> inner(50);
      nnlite::parallel_for(50, 1e4, [&](int64_t from, int64_t to) {
        for (int64_t k = from; k < to; ++k) inner[static_cast<size_t>(k)] = k * i;
      });
      sums[static_cast<size_t>(i)] = std::accumulate(inner.begin(), inner.end(), int64_t{0});
    }
  });
  for (int64_t i = 0; i < 7; ++i) wrong += sums[static_cast<size_t>(i)] != 1225 * i;
}

void run_many(int seed, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    run_loop((i * 37 + seed * 11) % 301, 1e4);
    if (i % 8 == seed % 8) run_nested();
    if (i % 16 == 3) nnlite::set_num_threads(1 + (i / 16 + seed) % 6);
    if (i % 64 == 9) std::this_thread::sleep_for(std::chrono::microseconds(300));  // others sleep
  }
}

}  // namespace

int main() {
  nnlite::set_num_threads(4);
  run_many(0, 500);
  std::vector<std::thread> threads;
  for (int seed = 1; seed <= 4; ++seed) threads.emplace_back(run_many, seed, 500);
  for (std::thread& t : threads) t.join();
  {
    const nnlite::Alone alone;
    run_loop(100, 1e5);
  }
  if (const pid_t child = fork(); child == 0) {
    nnlite::set_num_threads(3);
    run_many(0, 50);
    _exit(wrong != 0);
  } else {
    int status = 1;
    waitpid(child, &status, 0);
    wrong += status != 0;
  }
  std::printf("wrong: %d\n", wrong.load());
  return wrong != 0;
}
