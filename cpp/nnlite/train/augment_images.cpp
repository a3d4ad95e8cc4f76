// Augmentations of single images: what is drawn for each. The pixels are changed by the backend.
#include <algorithm>
#include <cmath>
#include <limits>

#include "nnlite/backend/image_change.h"
#include "nnlite/base/errors.h"
#include "nnlite/base/random.h"
#include "nnlite/core/execute.h"
#include "nnlite/core/record.h"
#include "nnlite/train/augment.h"

namespace nnlite::augment {

namespace {

// The numbers of one row, uniform in [0, 1).
class Chances {
 public:
  Chances(const Source& source, uint64_t row)
      : seed_(source.seed), stream_(source.stream), row_(row) {}

  double operator()(int i) const {
    const PhiloxWords four = philox(seed_, stream_, row_ * 4 + static_cast<uint64_t>(i / 2));
    const int first = i % 2 * 2;
    const uint64_t bits = uint64_t{four.word[first]} << 32 | four.word[first + 1];
    return static_cast<double>(bits >> 11) * 0x1p-53;
  }
  double between(int i, double low, double high) const { return low + (high - low) * (*this)(i); }
  // 0 .. count - 1
  double below(int i, int64_t count) const {
    return std::floor((*this)(i) * static_cast<double>(count));
  }

 private:
  uint64_t seed_, stream_, row_;
};

// Height and width.
struct Size {
  int64_t h, w;
};

// The last two axes are an image, what stands before them are its channels.
class ImageAugmentation : public Augmentation {
 public:
  ImageAugmentation(const char* name, ImageChange change) : name_(name), change_(change) {}

  std::string repr() const override { return text(name_, "(", arguments(), ")"); }
  Shape check(const std::vector<Layout>& items) const override;
  Tensor apply(std::vector<Tensor>& batch, const Source& source) const override;

 protected:
  virtual std::string arguments() const = 0;
  virtual void draw(const Chances& chance, Size image, double* drawn) const = 0;
  virtual Size result(Size image) const { return image; }

  const char* name_;
  Attrs attrs_;

 private:
  ImageChange change_;
};

Shape ImageAugmentation::check(const std::vector<Layout>& items) const {
  Shape shape = items[0].shape;
  if (shape.size() != 2 && shape.size() != 3) {
    fail_value(name_, "an item of the first array has shape ", shape,
               "; images are (H, W) or (C, H, W): reshape the array to (N, H, W)");
  }
  const int n = shape.size();
  const Size to = result({shape[n - 2], shape[n - 1]});
  shape[n - 2] = to.h;
  shape[n - 1] = to.w;
  return shape;
}

Tensor ImageAugmentation::apply(std::vector<Tensor>& batch, const Source& source) const {
  static constexpr Op kChange{.name = "change_images", .primitive = Primitive::change_images};
  const Tensor& x = batch[0];
  const int n = x.dims();
  const Size image{x.shape()[n - 2], x.shape()[n - 1]}, to = result(image);
  const int64_t rows = x.shape()[0], channels = n == 4 ? x.shape()[1] : 1;
  const auto count = static_cast<int64_t>(columns().size());
  const Tensor drawn = Tensor::empty({rows, count}, kFloat64);
  for (int64_t i = 0; i < rows; ++i) {
    draw(Chances(source, source.row(i)), image, drawn.data<double>() + i * count);
  }
  Shape shape = x.shape();
  shape[n - 2] = to.h;
  shape[n - 1] = to.w;
  const Tensor out = Tensor::empty(shape, kFloat32);
  const Value from{x.value().storage, x.value().offset,
                   Layout({rows, channels, image.h, image.w}, kFloat32)};
  const Value into{out.value().storage, out.value().offset,
                   Layout({rows, channels, to.h, to.w}, kFloat32)};
  const Value* const in[] = {&from, &drawn.value()};
  const Value* const result[] = {&into};
  Op change = kChange;
  change.code = static_cast<int>(change_);
  execute(change, in, result, attrs_);
  batch[0] = out;
  return drawn;
}

void check_probability(const char* name, double p) {
  if (!(p >= 0 && p <= 1)) fail_value(name, "p is a probability from 0 to 1, not ", p);
}
void check_finite(const char* name, const char* what, double x) {
  if (!std::isfinite(x)) fail_value(name, what, " is ", x, "; give a finite number");
}
void check_count(const char* name, const char* what, int64_t n, int64_t least) {
  if (n < least) fail_value(name, what, " is ", n, "; give ", least, " or more");
}

class Flip : public ImageAugmentation {
 public:
  Flip(double p, bool vertical) : ImageAugmentation("Flip", ImageChange::mirror), p_(p) {
    check_probability(name_, p);
    attrs_.integer[0] = vertical;
  }
  std::vector<std::string> columns() const override { return {"flipped"}; }

 protected:
  std::string arguments() const override {
    return text("p=", p_, attrs_.integer[0] ? ", vertical=True" : "");
  }
  void draw(const Chances& chance, Size, double* drawn) const override {
    drawn[0] = chance(0) < p_;
  }

 private:
  double p_;
};

// What fills a place from outside the image.
class Filling : public ImageAugmentation {
 public:
  Filling(const char* name, ImageChange change, double fill) : ImageAugmentation(name, change) {
    check_finite(name, "fill", fill);
    attrs_.number[0] = fill;
  }

 protected:
  std::string filled(const std::string& arguments) const {
    return attrs_.number[0] == 0 ? arguments : text(arguments, ", fill=", attrs_.number[0]);
  }
};

class Crop : public Filling {
 public:
  Crop(Size size, int64_t padding, double fill)
      : Filling("Crop", ImageChange::window, fill), size_(size), padding_(padding) {
    check_count(name_, "padding", padding, 0);
    check_count(name_, "size", std::min(size.h, size.w), size.h || size.w ? 1 : 0);
  }
  std::vector<std::string> columns() const override { return {"top", "left"}; }
  Shape check(const std::vector<Layout>& items) const override {
    const Shape shape = ImageAugmentation::check(items), from = items[0].shape;
    for (int i = shape.size() - 2; i < shape.size(); ++i) {
      if (shape[i] <= from[i] + 2 * padding_) continue;
      fail_value(name_, "the size is ", shape[i], " but the image has ", from[i], " pixels and ",
                 padding_, " of padding on each side");
    }
    return shape;
  }

 protected:
  std::string arguments() const override {
    const std::string padding = text("padding=", padding_);
    return filled(size_.h ? text("(", size_.h, ", ", size_.w, "), ", padding) : padding);
  }
  Size result(Size image) const override { return size_.h ? size_ : image; }
  void draw(const Chances& chance, Size image, double* drawn) const override {
    const Size to = result(image);
    const auto padding = static_cast<double>(padding_);
    drawn[0] = chance.below(0, image.h + 2 * padding_ - to.h + 1) - padding;
    drawn[1] = chance.below(1, image.w + 2 * padding_ - to.w + 1) - padding;
  }

 private:
  Size size_;
  int64_t padding_;
};

class Shift : public Filling {
 public:
  Shift(Size most, double fill) : Filling("Shift", ImageChange::window, fill), most_(most) {
    check_count(name_, "pixels", std::min(most.h, most.w), 0);
  }
  std::vector<std::string> columns() const override { return {"top", "left"}; }

 protected:
  std::string arguments() const override { return filled(text("(", most_.h, ", ", most_.w, ")")); }
  void draw(const Chances& chance, Size, double* drawn) const override {
    drawn[0] = chance.below(0, 2 * most_.h + 1) - static_cast<double>(most_.h);
    drawn[1] = chance.below(1, 2 * most_.w + 1) - static_cast<double>(most_.w);
  }

 private:
  Size most_;
};

class Rotate : public Filling {
 public:
  Rotate(double degrees, double fill)
      : Filling("Rotate", ImageChange::turn, fill), degrees_(degrees) {
    check_finite(name_, "degrees", degrees);
    if (degrees < 0) fail_value(name_, "degrees is ", degrees, "; give 0 or more");
  }
  std::vector<std::string> columns() const override { return {"degrees"}; }

 protected:
  std::string arguments() const override { return filled(text(degrees_)); }
  void draw(const Chances& chance, Size, double* drawn) const override {
    drawn[0] = chance.between(0, -degrees_, degrees_);
  }

 private:
  double degrees_;
};

class Brightness : public ImageAugmentation {
 public:
  Brightness(double amount, double low, double high)
      : ImageAugmentation("Brightness", ImageChange::scale), amount_(amount) {
    check_finite(name_, "amount", amount);
    if (amount < 0) fail_value(name_, "amount is ", amount, "; give 0 or more");
    if (!(low <= high)) fail_value(name_, "the limits are ", low, " and ", high, ", not in order");
    attrs_.number[0] = low;
    attrs_.number[1] = high;
  }
  std::vector<std::string> columns() const override { return {"factor"}; }

 protected:
  std::string arguments() const override {
    if (std::isinf(attrs_.number[0]) && std::isinf(attrs_.number[1])) return text(amount_);
    return text(amount_, ", limits=(", attrs_.number[0], ", ", attrs_.number[1], ")");
  }
  void draw(const Chances& chance, Size, double* drawn) const override {
    drawn[0] = chance.between(0, std::max(0.0, 1 - amount_), 1 + amount_);
  }

 private:
  double amount_;
};

const std::vector<std::string> kBox = {"top", "left", "height", "width"};

class Cutout : public Filling {
 public:
  Cutout(int64_t size, double fill) : Filling("Cutout", ImageChange::erase, fill), size_(size) {
    check_count(name_, "size", size, 1);
  }
  std::vector<std::string> columns() const override { return kBox; }

 protected:
  std::string arguments() const override { return filled(text(size_)); }
  void draw(const Chances& chance, Size image, double* drawn) const override {
    drawn[0] = chance.below(0, image.h) - static_cast<double>(size_ / 2);
    drawn[1] = chance.below(1, image.w) - static_cast<double>(size_ / 2);
    drawn[2] = drawn[3] = static_cast<double>(size_);
  }

 private:
  int64_t size_;
};

class RandomErasing : public Filling {
 public:
  using Limits = std::pair<double, double>;
  RandomErasing(double p, Limits scale, Limits ratio, double fill)
      : Filling("RandomErasing", ImageChange::erase, fill), p_(p), scale_(scale), ratio_(ratio) {
    check_probability(name_, p);
    if (!(0 <= scale.first && scale.first <= scale.second && scale.second <= 1)) {
      fail_value(name_, "scale is ", scale.first, " .. ", scale.second,
                 "; give parts of the area from 0 to 1, in order");
    }
    if (!(0 < ratio.first && ratio.first <= ratio.second && std::isfinite(ratio.second))) {
      fail_value(name_, "ratio is ", ratio.first, " .. ", ratio.second,
                 "; give numbers above 0, in order");
    }
  }
  std::vector<std::string> columns() const override { return kBox; }

 protected:
  std::string arguments() const override {
    return filled(text("p=", p_, ", scale=(", scale_.first, ", ", scale_.second, "), ratio=(",
                       ratio_.first, ", ", ratio_.second, ")"));
  }
  void draw(const Chances& chance, Size image, double* drawn) const override {
    std::fill_n(drawn, 4, 0.0);
    if (!(chance(0) < p_)) return;
    const double area =
        chance.between(1, scale_.first, scale_.second) * static_cast<double>(image.h * image.w);
    const double ratio =
        std::exp(chance.between(2, std::log(ratio_.first), std::log(ratio_.second)));
    const auto whole = [](double length, int64_t most) {
      return std::clamp<int64_t>(std::llround(length), 1, most);
    };
    const int64_t h = whole(std::sqrt(area * ratio), image.h);
    const int64_t w = whole(std::sqrt(area / ratio), image.w);
    drawn[0] = chance.below(3, image.h - h + 1);
    drawn[1] = chance.below(4, image.w - w + 1);
    drawn[2] = static_cast<double>(h);
    drawn[3] = static_cast<double>(w);
  }

 private:
  double p_;
  Limits scale_, ratio_;
};

}  // namespace

AugmentationPtr flip(double p, bool vertical) { return std::make_shared<Flip>(p, vertical); }
AugmentationPtr crop(std::pair<int64_t, int64_t> size, int64_t padding, double fill) {
  return std::make_shared<Crop>(Size{size.first, size.second}, padding, fill);
}
AugmentationPtr shift(int64_t down, int64_t right, double fill) {
  return std::make_shared<Shift>(Size{down, right}, fill);
}
AugmentationPtr rotate(double degrees, double fill) {
  return std::make_shared<Rotate>(degrees, fill);
}
AugmentationPtr brightness(double amount, double low, double high) {
  return std::make_shared<Brightness>(amount, low, high);
}
AugmentationPtr cutout(int64_t size, double fill) { return std::make_shared<Cutout>(size, fill); }
AugmentationPtr random_erasing(double p, std::pair<double, double> scale,
                               std::pair<double, double> ratio, double fill) {
  return std::make_shared<RandomErasing>(p, scale, ratio, fill);
}

}  // namespace nnlite::augment
