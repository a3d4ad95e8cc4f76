// Changes of images: one plane after the other, as the numbers of its image say.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/image_change.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

struct Plane {
  const float* from;
  float* to;
  int64_t height, width;          // of `from`
  int64_t new_height, new_width;  // of `to`
};

void mirror(const Plane& p, const double* drawn, const Attrs& attrs) {
  const bool changes = drawn[0] != 0, vertical = attrs.integer[0] != 0;
  for (int64_t y = 0; y < p.height; ++y) {
    const float* row = p.from + (changes && vertical ? p.height - 1 - y : y) * p.width;
    float* to = p.to + y * p.width;
    if (changes && !vertical) {
      std::reverse_copy(row, row + p.width, to);
    } else {
      std::copy_n(row, p.width, to);
    }
  }
}

void window(const Plane& p, const double* drawn, const Attrs& attrs) {
  const auto top = static_cast<int64_t>(drawn[0]), left = static_cast<int64_t>(drawn[1]);
  const auto fill = static_cast<float>(attrs.number[0]);
  const int64_t begin = std::clamp<int64_t>(-left, 0, p.new_width);
  const int64_t end = std::clamp<int64_t>(p.width - left, begin, p.new_width);
  for (int64_t y = 0; y < p.new_height; ++y) {
    float* to = p.to + y * p.new_width;
    if (y + top < 0 || y + top >= p.height) {
      std::fill_n(to, p.new_width, fill);
      continue;
    }
    std::fill_n(to, begin, fill);
    std::copy_n(p.from + (y + top) * p.width + left + begin, end - begin, to + begin);
    std::fill_n(to + end, p.new_width - end, fill);
  }
}

// Bilinear; `fill` continues the image on all sides.
float between(const Plane& p, double y, double x, float fill) {
  if (!(y > -1 && y < static_cast<double>(p.height) && x > -1 &&
        x < static_cast<double>(p.width))) {
    return fill;
  }
  const double top = std::floor(y), left = std::floor(x);
  const auto i = static_cast<int64_t>(top), j = static_cast<int64_t>(left);
  const auto v = static_cast<float>(y - top), u = static_cast<float>(x - left);
  const auto pixel = [&](int64_t r, int64_t c) {
    return r >= 0 && r < p.height && c >= 0 && c < p.width ? p.from[r * p.width + c] : fill;
  };
  const float above = pixel(i, j) + u * (pixel(i, j + 1) - pixel(i, j));
  const float below = pixel(i + 1, j) + u * (pixel(i + 1, j + 1) - pixel(i + 1, j));
  return above + v * (below - above);
}

void turn(const Plane& p, const double* drawn, const Attrs& attrs) {
  const double angle = drawn[0] * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  const double middle_y = static_cast<double>(p.height - 1) / 2;
  const double middle_x = static_cast<double>(p.width - 1) / 2;
  for (int64_t i = 0; i < p.height; ++i) {
    const double y = static_cast<double>(i) - middle_y;
    for (int64_t j = 0; j < p.width; ++j) {
      const double x = static_cast<double>(j) - middle_x;
      p.to[i * p.width + j] = between(p, middle_y + s * x + c * y, middle_x + c * x - s * y,
                                      static_cast<float>(attrs.number[0]));
    }
  }
}

void scale(const Plane& p, const double* drawn, const Attrs& attrs) {
  const auto factor = static_cast<float>(drawn[0]);
  const auto low = static_cast<float>(attrs.number[0]), high = static_cast<float>(attrs.number[1]);
  for (int64_t i = 0; i < p.height * p.width; ++i) {
    const float y = factor * p.from[i];
    p.to[i] = y < low ? low : y > high ? high : y;
  }
}

void erase(const Plane& p, const double* drawn, const Attrs& attrs) {
  std::copy_n(p.from, p.height * p.width, p.to);
  const auto top = static_cast<int64_t>(drawn[0]), left = static_cast<int64_t>(drawn[1]);
  const int64_t bottom = std::min(p.height, top + static_cast<int64_t>(drawn[2]));
  const int64_t right = std::min(p.width, left + static_cast<int64_t>(drawn[3]));
  const int64_t first = std::max<int64_t>(left, 0);
  for (int64_t y = std::max<int64_t>(top, 0); y < bottom && first < right; ++y) {
    std::fill_n(p.to + y * p.width + first, right - first, static_cast<float>(attrs.number[0]));
  }
}

struct Row {
  void (*change)(const Plane&, const double* drawn, const Attrs&);
  double nanoseconds;  // of a pixel
};
constexpr Row kRows[] = {{mirror, 0.5}, {window, 0.5}, {turn, 8}, {scale, 0.5}, {erase, 0.5}};

}  // namespace

void change_images(const Call& call) {
  const Operand &x = call.in[0], &out = call.out[0];
  const Shape &from = x.shape(), &to = out.shape();
  const Row& row = kRows[call.code];
  const int64_t planes = from[0] * from[1], columns = call.in[1].shape()[1];
  const double each = row.nanoseconds * static_cast<double>(to[2] * to[3]);
  parallel_for(planes, each, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const Plane plane{x.as<float>() + i * from[2] * from[3],
                        out.as<float>() + i * to[2] * to[3],
                        from[2],
                        from[3],
                        to[2],
                        to[3]};
      row.change(plane, call.in[1].as<double>() + i / from[1] * columns, call.attrs);
    }
  });
}

}  // namespace nnlite::cpu
