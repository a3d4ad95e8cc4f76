// The options of optimizers: what they are called, which values they take, how they are written.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "nnlite/optim/schedule.h"

namespace nnlite::optim {

enum class Option : uint8_t {
#define OPTION(name, ...) name,
#include "nnlite/optim/options.def"
#undef OPTION
  count
};
inline constexpr int kNamedOptions = static_cast<int>(Option::count);
// Those of rules that users write, known by name once own_option() has been asked for it.
inline constexpr int kOwnOptions = 16;
inline constexpr int kOptions = kNamedOptions + kOwnOptions;

// What is known of an option.
struct OptionRow {
  const char* name;
  double low, below;
  bool whole;         // of the optimizer, not of a group
  bool count;         // a whole number
  const char* words;  // of a choice, in the order of their values; else null
  const char* doc;

  bool is_flag() const;
};
using OptionRows = std::array<OptionRow, kOptions>;
// As options.def has them; a method may narrow its own (Method::row).
const OptionRows& option_rows();
const OptionRow& row(Option option);
// The option of that name; where there is none yet, a new one that any number (or, a flag, True and
// False) suits. Throws ValueError where no room is left.
Option own_option(const std::string& name, bool flag);

// Options as a caller gives them, each by its name: Options{.lr = 0.1, .momentum = 0.9}. What is
// not given keeps its method's default.
struct Options {
#define OPTION(name, ...) std::optional<Value> name = {};
#include "nnlite/optim/options.def"
#undef OPTION
  // Parameters without weight decay: a regular expression that is searched for in their names, or
  // "auto" for biases and all others of fewer than two axes (norms). Empty: none.
  std::optional<std::string> no_decay = {};
  std::array<std::optional<Value>, kOwnOptions> own = {};

  const std::optional<Value>& operator[](Option option) const;
  std::optional<Value>& operator[](Option option);
};

// The value of each option, defaults filled in.
using Values = std::array<Value, kOptions>;
inline Value& at(Values& values, Option option) { return values[static_cast<size_t>(option)]; }
inline const Value& at(const Values& values, Option option) {
  return values[static_cast<size_t>(option)];
}

// The same as numbers, at one step.
class Numbers {
 public:
  // Throws ValueError naming `method`, the option and its limits where a value is outside them.
  Numbers(const char* method, const OptionRows& rows, const Values& values, int64_t step);
  double operator()(Option option) const { return numbers_[static_cast<size_t>(option)]; }
  bool on(Option option) const { return (*this)(option) != 0; }

 private:
  std::array<double, kOptions> numbers_;
};

// What decoupled weight decay leaves of a weight in one step, of which `lr` is the option; 1 where
// decay is coupled.
double shrink_factor(const Numbers& options, const Value& lr);

// The option of that name; throws ValueError, with the nearest of `known`, where it is not there.
Option option_named(const char* method, const std::string& name, const std::vector<Option>& known);
// The number of a word of a choice; throws ValueError with the words it may be.
double word_value(const char* method, Option option, const std::string& word);

}  // namespace nnlite::optim
