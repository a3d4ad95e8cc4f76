// The team of threads: OpenMP with our own count, safe in a forked child and inside other teams.
#include "nnlite/backend/threads.h"

#include <omp.h>
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>

#include "nnlite/base/errors.h"

namespace nnlite {

namespace {

constexpr double kLongLoop = 10e3;  // nanoseconds after which a host may run other threads
constexpr double kShareOfThread =
    8e3;  // nanoseconds of work that make one more thread worth waking

std::atomic<int> thread_count{0};  // 0: not asked for yet
std::atomic<bool> forked{false};
WaitHooks wait_hooks;

// Processors granted by the control group (v2), or a large number.
int quota() {
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  std::string limit;
  double period = 0;
  if (!(file >> limit >> period) || limit == "max" || period <= 0) return 1 << 16;
  return std::max(1, static_cast<int>(std::atof(limit.c_str()) / period + 0.5));
}

int affinity() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return omp_get_num_procs();
  return std::max(1, CPU_COUNT(&set));
}

int default_count() {
  const int most = std::min(affinity(), quota());
  const char* wish = std::getenv("NNLITE_NUM_THREADS");
  const int count = wish ? std::atoi(wish) : 0;
  return count >= 1 ? count : most;
}

// gcc's OpenMP hangs in a forked child whose parent had a team: the child works alone.
[[maybe_unused]] const int fork_handler =
    pthread_atfork(nullptr, nullptr, [] { forked.store(true); });

}  // namespace

void set_num_threads(int count) {
  if (count < 1) fail_value("set_num_threads", count, " threads; give at least 1");
  thread_count.store(count);
}

int get_num_threads() {
  int count = thread_count.load(std::memory_order_relaxed);
  if (count == 0) {
    count = default_count();
    thread_count.store(count);
  }
  return count;
}

void set_wait_hooks(WaitHooks hooks) { wait_hooks = hooks; }

void parallel_loop(int64_t count, double nanoseconds_each, LoopBody body, void* context) {
  if (count <= 0) return;
  const double work = static_cast<double>(count) * nanoseconds_each;
  if (work < kLongLoop) return body(context, 0, count);

  void* waiting = wait_hooks.enter ? wait_hooks.enter() : nullptr;
  int64_t team =
      std::min<int64_t>({get_num_threads(), count, static_cast<int64_t>(work / kShareOfThread)});
  if (forked.load(std::memory_order_relaxed) || omp_in_parallel()) team = 1;
  if (team <= 1) {
    body(context, 0, count);
  } else {
#pragma omp parallel num_threads(static_cast<int>(team))
    {
      const int64_t n = omp_get_num_threads(), i = omp_get_thread_num();
      body(context, count * i / n, count * (i + 1) / n);
    }
  }
  if (waiting) wait_hooks.leave(waiting);
}

}  // namespace nnlite
