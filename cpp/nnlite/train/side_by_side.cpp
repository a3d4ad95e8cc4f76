// The threads of side_by_side: who takes what, who failed first, and who waits for them.
#include "nnlite/train/side_by_side.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"

namespace nnlite {

namespace {

thread_local constinit const std::atomic<bool>* stopping = nullptr;  // of this thread's crew

class Crew {
 public:
  Crew(int64_t count, const std::function<void(int64_t)>& work) : count_(count), work_(work) {}
  ~Crew() { end(); }
  Crew(const Crew&) = delete;

  // As many as the system grants, at least one.
  void start(int64_t workers) {
    for (int64_t i = 0; i < workers; ++i) {
      try {
        threads_.emplace_back([this] { run(); });
      } catch (const std::system_error&) {
        if (threads_.empty()) throw;
        return;
      }
      const std::lock_guard lock(mutex_);
      ++started_;
    }
  }

  void wait(const std::function<void(int64_t)>& watch) {
    std::unique_lock lock(mutex_);
    for (bool more = true; more;) {
      changed_.wait_for(lock, std::chrono::milliseconds(100), [&] { return done_ != told_; });
      more = ended_ < started_;
      told_ = done_;
      lock.unlock();
      check_stopped();  // this may be the work of another crew
      if (watch) watch(told_);
      lock.lock();
    }
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void run() {
    const Alone alone;
    stopping = &stop_;
    std::exception_ptr error;
    try {
      for (int64_t i; !stop_ && (i = next_++) < count_;) {
        work_(i);
        const std::lock_guard lock(mutex_);
        ++done_;
        changed_.notify_one();
      }
    } catch (...) {
      error = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    if (error && !stop_.exchange(true)) error_ = std::move(error);
    ++ended_;
    changed_.notify_one();
  }

  void end() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
  }

  const int64_t count_;
  const std::function<void(int64_t)>& work_;
  std::atomic<int64_t> next_{0};
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  int64_t started_ = 0, ended_ = 0, done_ = 0, told_ = 0;
  std::exception_ptr error_;
};

}  // namespace

void side_by_side(int64_t count, int workers, const std::function<void(int64_t)>& work,
                  const std::function<void(int64_t)>& watch) {
  if (workers < 1) fail_value("side_by_side", workers, " workers; give at least 1");
  if (count < 1) return;
  Crew crew(count, work);
  crew.start(std::min<int64_t>(workers, count));
  crew.wait(watch);
}

void check_stopped() {
  if (stopping && stopping->load(std::memory_order_relaxed)) {
    throw std::runtime_error("stopped, because work beside this was");
  }
}

}  // namespace nnlite
