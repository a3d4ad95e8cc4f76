// The eigenvectors of a symmetric matrix: for statistics of data, where no step waits for them.
#pragma once

#include <cstdint>

namespace nnlite {

// a = sum_i values[i] v_i v_i^T for a symmetric n x n matrix in rows, which is overwritten:
// values in descending order, row i of `vectors` (n x n) the unit vector v_i, its largest
// element positive. Serial: the same bits on any number of threads. About 6 n^3 operations.
void symmetric_eigen(int64_t n, double* a, double* values, double* vectors);

}  // namespace nnlite
