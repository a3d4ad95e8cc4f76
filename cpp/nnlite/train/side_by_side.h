// side_by_side: independent pieces of work, each alone on a thread, and how they are stopped.
#pragma once

#include <cstdint>
#include <functional>

namespace nnlite {

// Runs work(0), ..., work(count - 1) in `workers` threads, each of which works alone (see Alone)
// and takes the next piece when it is done with one. `watch` is called in the calling thread a few
// times a second, and when a piece is done, with how many are. The first exception, of a piece or
// of `watch`, stops the others where they call check_stopped(), and is thrown again.
void side_by_side(int64_t count, int workers, const std::function<void(int64_t)>& work,
                  const std::function<void(int64_t done)>& watch = {});

// Throws where this thread works side by side with others and they are to stop; loops over batches
// call it before every step.
void check_stopped();

}  // namespace nnlite
