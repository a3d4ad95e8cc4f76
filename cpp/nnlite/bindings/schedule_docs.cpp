// The docstrings of schedules.
#include "nnlite/bindings/schedule_docs.h"

#include <map>

namespace nnlite::bindings {

namespace {

const std::map<std::string, std::string> kKnown = {
    {"base", "What the rest is multiplied with: the highest value, as a rule."},
    {"steps", "How many it takes; afterwards the last value stays."},
    {"low", "The value at the end."},
    {"gamma", "Factor of each fall."},
};

}  // namespace

std::string schedule_doc(const std::string& what, const std::vector<const char*>& parameters,
                         const std::string& example, const std::string& gives) {
  std::string out = what + "\n\nParameters\n----------\n";
  for (const std::string entry : parameters) {
    const size_t colon = entry.find(": ");
    const std::string name = entry.substr(0, colon);
    out += name + "\n    " +
           (colon == std::string::npos ? kKnown.at(name) : entry.substr(colon + 2)) + "\n";
  }
  out +=
      "\nReturns\n-------\nSchedule\n\nRaises\n------\nValueError\n    If an argument is out of "
      "range or not finite.\n\nExamples\n--------\n>>> from nnlite import optim\n>>> round(" +
      example + ", 9)\n" + gives + "\n";
  return out;
}

}  // namespace nnlite::bindings
