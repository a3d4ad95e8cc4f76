// How many threads there are, and when a loop is worth more than one.
#include "nnlite/backend/threads.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

#include "nnlite/backend/cpu/team.h"
#include "nnlite/base/errors.h"

namespace nnlite {

namespace {

constexpr int kMostThreads = 4096;
constexpr double kLongLoop = 10e3;  // nanoseconds after which a host may run other threads
constexpr double kShareOfThread =
    8e3;  // nanoseconds of work that make one more thread worth waking

std::atomic<int> thread_count{0};  // 0: not asked for yet
thread_local constinit bool alone = false;
thread_local constinit int widest = 1;
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
  if (sched_getaffinity(0, sizeof set, &set) != 0)
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return std::max(1, CPU_COUNT(&set));
}

int default_count() {
  const int most = std::min(affinity(), quota());
  const char* wish = std::getenv("NNLITE_NUM_THREADS");
  const int count = wish ? std::atoi(wish) : 0;
  return count >= 1 ? std::min(count, kMostThreads) : most;
}

// What the threads of a team run: loops within it stay where they are.
struct Inside {
  LoopBody body;
  void* context;
  static void run(void* self, int64_t begin, int64_t end) {
    const auto& [body, context] = *static_cast<Inside*>(self);
    const Alone mine;
    body(context, begin, end);
  }
};

}  // namespace

void set_num_threads(int count) {
  if (count < 1 || count > kMostThreads) {
    fail_value("set_num_threads", count, " threads; give 1 to ", kMostThreads);
  }
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

int& widest_loop() { return widest; }

Alone::Alone() : before_(std::exchange(alone, true)) {}
Alone::~Alone() { alone = before_; }

void set_wait_hooks(WaitHooks hooks) { wait_hooks = hooks; }

Waiting::Waiting(bool wait) : state_(wait && wait_hooks.enter ? wait_hooks.enter() : nullptr) {}
Waiting::~Waiting() {
  if (state_) wait_hooks.leave(state_);
}

void parallel_loop(int64_t count, double nanoseconds_each, LoopBody body, void* context) {
  if (count <= 0) return;
  const double work = static_cast<double>(count) * nanoseconds_each;
  if (work < kLongLoop) return body(context, 0, count);

  const Waiting waiting(true);
  const auto worth = static_cast<int64_t>(work / kShareOfThread);
  const auto threads = static_cast<int>(std::min<int64_t>({get_num_threads(), count, worth}));
  Inside inside{body, context};
  if (threads > 1 && !alone && cpu::run_in_team(count, threads, &Inside::run, &inside)) {
    widest = std::max(widest, threads);
    return;
  }
  body(context, 0, count);
}

}  // namespace nnlite
