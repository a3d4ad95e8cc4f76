// How a loop is handed out.
//
// A loop is cut into pieces; whoever is free takes the next. The number of the loop, how many
// pieces it has and which is the next stand in one word, so that a thread which wakes late finds
// that its loop is over and touches nothing of it. The thread that began the loop works too, and
// waits for pieces, not for threads: one that sleeps or was taken off its processor delays nobody.
#include "nnlite/backend/cpu/team.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <system_error>
#include <thread>

#include "nnlite/base/processor.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kMostPieces = 0xffff;
constexpr int64_t kPiecesEach = 4;  // of a long loop, so that a slow thread takes fewer
constexpr auto kPatience = std::chrono::microseconds(100);  // of spinning for the next loop

class Team {
 public:
  bool run(int64_t count, int threads, LoopBody body, void* context) {
    if (busy_.test_and_set(std::memory_order_acquire)) return false;
    hire(threads - 1);
    body_ = body;
    context_ = context;
    count_ = count;
    const int64_t pieces = std::min({count, threads * kPiecesEach, kMostPieces});
    done_.store(0, std::memory_order_relaxed);
    members_ = threads - 1;
    const uint64_t loop = ++loop_ & 0xffffffff;
    next_.store(loop << 32 | static_cast<uint64_t>(pieces) << 16, std::memory_order_release);
    begun_.store(static_cast<uint32_t>(loop));
    if (sleepers_.load() > 0) begun_.notify_all();
    work(loop);
    for (int spins = 0; done_.load(std::memory_order_acquire) != pieces; ++spins) {
      spins < 10000 ? relax() : static_cast<void>(sched_yield());
    }
    busy_.clear(std::memory_order_release);
    return true;
  }

 private:
  // Takes pieces of a loop until there are none, or it is over. Only who has taken one may look at
  // the loop: it cannot end before.
  void work(uint64_t loop) {
    uint64_t next = next_.load(std::memory_order_acquire);
    for (;;) {
      const auto piece = static_cast<int64_t>(next & 0xffff);
      const auto pieces = static_cast<int64_t>(next >> 16 & 0xffff);
      if (next >> 32 != loop || piece >= pieces) return;
      if (!next_.compare_exchange_weak(next, next + 1, std::memory_order_acq_rel)) continue;
      body_(context_, count_ * piece / pieces, count_ * (piece + 1) / pieces);
      done_.fetch_add(1, std::memory_order_release);
      next = next_.load(std::memory_order_acquire);
    }
  }

  // Threads of the team, as many as were ever asked for; fewer where the system has no more.
  void hire(int wanted) {
    if (hired_ >= wanted) return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);  // signals are for the threads of the program
    try {
      for (; hired_ < wanted; ++hired_) {
        std::thread([this, place = hired_] { serve(place); }).detach();
      }
    } catch (const std::system_error&) {
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  [[noreturn]] void serve(int place) {
    for (uint32_t seen = 0;;) {
      seen = wait(seen);
      const uint64_t loop = next_.load(std::memory_order_acquire) >> 32;
      if (place < members_.load(std::memory_order_relaxed)) work(loop);
    }
  }

  // For a loop after the one last seen.
  uint32_t wait(uint32_t seen) {
    const auto begin = std::chrono::steady_clock::now();
    for (;;) {
      for (int i = 0; i < 1000; ++i) {
        const uint32_t now = begun_.load(std::memory_order_acquire);
        if (now != seen) return now;
        relax();
      }
      if (std::chrono::steady_clock::now() - begin > kPatience) break;
    }
    sleepers_.fetch_add(1);
    begun_.wait(seen);
    sleepers_.fetch_sub(1);
    return begun_.load(std::memory_order_acquire);
  }

  std::atomic_flag busy_;
  int hired_ = 0;
  // The loop at hand.
  LoopBody body_ = nullptr;
  void* context_ = nullptr;
  int64_t count_ = 0;
  std::atomic<int> members_{0};
  uint64_t loop_ = 0;
  alignas(64) std::atomic<uint64_t> next_{0};
  alignas(64) std::atomic<int64_t> done_{0};
  alignas(64) std::atomic<uint32_t> begun_{0};
  std::atomic<int> sleepers_{0};
};

// Never destroyed: its threads serve until the process ends. A forked child has none of them, and
// begins a team of its own.
std::atomic<Team*> team{nullptr};
[[maybe_unused]] const int fork_handler =
    pthread_atfork(nullptr, nullptr, [] { team.store(nullptr); });

Team& the_team() {
  Team* now = team.load(std::memory_order_acquire);
  if (now) return *now;
  auto* fresh = new Team;
  if (team.compare_exchange_strong(now, fresh)) return *fresh;
  delete fresh;
  return *now;
}

}  // namespace

bool run_in_team(int64_t count, int threads, LoopBody body, void* context) {
  return the_team().run(count, threads, body, context);
}

}  // namespace nnlite::cpu
