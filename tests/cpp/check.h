// What the C++ tests are written with: named cases, CHECK, and CHECK_THROWS.
#pragma once

#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

struct Case {
  std::string name;
  std::function<void()> run;
};

inline void check(bool right, const char* what, int line) {
  if (right) return;
  throw std::runtime_error("line " + std::to_string(line) + ": " + what);
}
#define CHECK(condition) check((condition), #condition, __LINE__)

// The exception's message, which has to hold `words`.
template <class Exception>
void check_throws(const std::function<void()>& f, const std::string& words, int line) {
  try {
    f();
  } catch (const Exception& e) {
    if (std::string(e.what()).find(words) != std::string::npos) return;
    throw std::runtime_error("line " + std::to_string(line) + ": the message is: " + e.what());
  }
  throw std::runtime_error("line " + std::to_string(line) + ": nothing was thrown");
}
#define CHECK_THROWS(Exception, words, ...) \
  check_throws<Exception>([&] { __VA_ARGS__; }, words, __LINE__)

inline int run_cases(const std::vector<Case>& cases) {
  int failed = 0;
  for (const Case& c : cases) {
    try {
      c.run();
      std::cout << "passed: " << c.name << '\n';
    } catch (const std::exception& e) {
      ++failed;
      std::cout << "FAILED: " << c.name << ": " << e.what() << '\n';
    }
  }
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
