// How often this program has asked for memory: by operator new, of the program and of the library.
#pragma once

#include <cstdint>

int64_t news();
