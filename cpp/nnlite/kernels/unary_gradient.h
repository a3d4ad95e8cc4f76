// The chain rules of unary.def; the table is declared beside the values.
#pragma once

#include "nnlite/kernels/unary.h"
