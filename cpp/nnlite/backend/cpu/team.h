// Team: threads that share a loop. They wait a little by spinning, since the loops of a training
// step follow each other within microseconds, and then sleep.
#pragma once

#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

// Runs body over pieces of 0 .. count - 1 on this thread and at most `threads` - 1 others, and
// returns when all are done. False, and nothing has run, where the team is busy for another thread.
bool run_in_team(int64_t count, int threads, LoopBody body, void* context);

}  // namespace nnlite::cpu
