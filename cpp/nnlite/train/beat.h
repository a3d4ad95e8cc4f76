// Beat: says a few times a second that it is time to look up from the work.
#pragma once

#include <chrono>

namespace nnlite {

class Beat {
 public:
  bool due() {
    const auto now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(150)) return false;
    last_ = now;
    return true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
};

}  // namespace nnlite
