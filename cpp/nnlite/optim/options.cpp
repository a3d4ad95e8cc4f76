// The rows of options.def as a table, and the checks at the door.
#include "nnlite/optim/options.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <list>
#include <utility>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"

namespace nnlite::optim {

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

enum Scope : bool { group, whole };

struct Kind {
  constexpr Kind(const char* words, bool count = false) : words(words), count(count) {}
  const char* words;
  bool count;
};
constexpr Kind real(nullptr), count(nullptr, true);

constexpr OptionRow kNamed[] = {
#define OPTION(name, scope, low, below, kind, doc) \
  {#name, low, below, scope == whole, Kind(kind).count, Kind(kind).words, doc},
#include "nnlite/optim/options.def"
#undef OPTION
};

// The rows of options.def, then those of users' rules: empty names where there is room.
OptionRows& rows() {
  static OptionRows all = [] {
    OptionRows table;
    table.fill({"", -inf, inf, false, false, nullptr, ""});
    std::copy(std::begin(kNamed), std::end(kNamed), table.begin());
    return table;
  }();
  return all;
}

std::string limits(const OptionRow& row) {
  const char* number = row.count ? "a whole number" : "a number";
  if (row.below == inf) return row.low == -inf ? number : text(number, " from ", row.low, " on");
  return text(number, " from ", row.low, " to below ", row.below);
}

constexpr double kMostCounted = 9007199254740992;  // 2^53: doubles beyond leave numbers out

constexpr std::optional<Value> Options::* kMembers[] = {
#define OPTION(name, ...) &Options::name,
#include "nnlite/optim/options.def"
#undef OPTION
};

}  // namespace

bool OptionRow::is_flag() const { return words && std::string(words) == "False True"; }

const OptionRows& option_rows() { return rows(); }
const OptionRow& row(Option option) { return rows()[static_cast<size_t>(option)]; }

Option own_option(const std::string& name, bool flag) {
  static std::list<std::string> names;
  for (size_t i = 0; i < kOptions; ++i) {
    OptionRow& r = rows()[i];
    if (r.name == name) return static_cast<Option>(i);
    if (*r.name) continue;
    r.name = names.emplace_back(name).c_str();
    r.words = flag ? "False True" : nullptr;
    r.doc = "see the rule";
    return static_cast<Option>(i);
  }
  fail_value("Optimizer", "no room for the option '", name, "': rules written by users have ",
             kOwnOptions, " names of options together, besides those of nnlite's own optimizers");
}

const std::optional<Value>& Options::operator[](Option option) const {
  const auto i = static_cast<size_t>(option);
  return i < kNamedOptions ? this->*kMembers[i] : own[i - kNamedOptions];
}
std::optional<Value>& Options::operator[](Option option) {
  return const_cast<std::optional<Value>&>(std::as_const(*this)[option]);
}

Numbers::Numbers(const char* method, const OptionRows& rows, const Values& values, int64_t step) {
  for (size_t i = 0; i < values.size(); ++i) {
    const double number = values[i].at(step);
    const OptionRow& r = rows[i];
    const bool suits = !r.count || (number == std::floor(number) && number <= kMostCounted);
    if (!(number >= r.low && number < r.below && suits)) {
      fail_value(method, r.name, " is ", number,
                 values[i].schedule() ? text(" at step ", step, " of its schedule") : "", "; give ",
                 limits(r));
    }
    numbers_[i] = number;
  }
}

double shrink_factor(const Numbers& options, const Value& lr) {
  const double mode = options(Option::decay_mode), now = options(Option::lr), base = lr.base();
  if (mode == 0) return 1;
  return 1 - (mode == 1 ? now : base != 0 ? now / base : 1) * options(Option::weight_decay);
}

Option option_named(const char* method, const std::string& name, const std::vector<Option>& known) {
  std::vector<std::string_view> names;
  for (Option option : known) {
    if (name == row(option).name) return option;
    names.push_back(row(option).name);
  }
  fail_value(method, "no option '", name, "'", suggestion(name, names));
}

double word_value(const char* method, Option option, const std::string& word) {
  const OptionRow& r = row(option);
  const std::string words = std::string(r.words ? r.words : "") + " ";
  std::vector<std::string_view> known;
  for (size_t begin = 0, end; (end = words.find(' ', begin)) != std::string::npos;
       begin = end + 1) {
    if (end == begin) continue;
    known.push_back(std::string_view(words).substr(begin, end - begin));
    if (known.back() == word) return static_cast<double>(known.size() - 1);
  }
  if (known.empty()) {
    const bool automatic = option == Option::lr && word == "auto";
    fail_value(method, r.name, " is '", word, "'; give ", limits(r),
               automatic ? "; what fits the data is found by Trainer.fit(data, lr='auto')" : "");
  }
  fail_value(method, r.name, " is '", word, "'", suggestion(word, known));
}

}  // namespace nnlite::optim
