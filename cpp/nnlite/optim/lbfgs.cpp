// L-BFGS: steps along an inverse Hessian that is known by its products with the last moves.
#include <cmath>
#include <limits>

#include "nnlite/base/errors.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/line_search.h"
#include "nnlite/optim/search.h"
#include "nnlite/optim/update.h"

namespace nnlite::optim {

namespace {

double dot(const Tensor& x, const Tensor& y) { return inner(x, y).item(); }
double largest(const Tensor& x) { return x.numel() ? max(abs(x)).item() : 0; }

StateList states(const Subject& s) {
  Shape none{0};
  for (int64_t n : s.tensor.shape()) none.push_back(n);
  return {{"direction", zeros_like(s.tensor)},
          {"previous_grad", zeros_like(s.tensor)},
          {"moves", zeros(none, s.tensor.dtype())},
          {"changes", zeros(none, s.tensor.dtype())}};
}

StateList shared(std::span<const Tensor>, const Values&) {
  return {{"iterations", zeros({}, kFloat64)},
          {"evaluations", zeros({}, kFloat64)},
          {"step_size", zeros({}, kFloat64)},
          {"scale", ones({}, kFloat64)}};
}

// What is known of the curvature: moves s, the changes y of the gradient along them, and the scale
// of the inverse Hessian that they correct.
struct Memory {
  explicit Memory(const Search& s)
      : moves(s.list("moves")),
        changes(s.list("changes")),
        direction(s.state("direction")),
        gradient(s.state("previous_grad")),
        length(s.number("step_size")),
        scale(s.number("scale")),
        most(static_cast<size_t>(s(Option::history_size))) {
    for (size_t i = 0; i < moves.size(); ++i) weights.push_back(1 / dot(changes[i], moves[i]));
    forget();
  }

  void forget() {
    while (moves.size() > most) {
      moves.erase(moves.begin());
      changes.erase(changes.begin());
      weights.erase(weights.begin());
    }
  }
  // The last move led to this gradient.
  void learn(const Tensor& g) {
    const Tensor y = g - gradient, s = direction * length;
    const double ys = dot(y, s);
    if (ys <= 1e-10) return;  // no curvature that a positive matrix could have
    moves.push_back(s);
    changes.push_back(y);
    weights.push_back(1 / ys);
    forget();
    scale = ys / dot(y, y);
  }
  // Minus the inverse Hessian times g, by two loops over the pairs (Nocedal 1980).
  Tensor downhill(const Tensor& g) const {
    Tensor q = -g;
    std::vector<double> parts(moves.size());
    for (size_t i = moves.size(); i-- > 0;) {
      parts[i] = dot(moves[i], q) * weights[i];
      q = q - changes[i] * parts[i];
    }
    q = q * scale;
    for (size_t i = 0; i < moves.size(); ++i) {
      q = q + moves[i] * (parts[i] - dot(changes[i], q) * weights[i]);
    }
    return q;
  }

  std::vector<Tensor> moves, changes;
  std::vector<double> weights;
  Tensor direction, gradient;
  double length, scale;
  size_t most;
};

// One step: up to max_iter directions.
class Descent {
 public:
  explicit Descent(Search& search)
      : search_(search),
        memory_(search),
        now_(search.start()),
        iterations_(search.number("iterations")),
        change_(search(Option::tolerance_change)) {}

  void run() {
    const double limit = search_(Option::max_eval), most = search_(Option::max_iter);
    const double allowed = limit > 0 ? limit : std::floor(most * 5 / 4);
    for (int i = 1; !is_flat() && i <= most; ++i) {
      if (!turn()) break;
      const double before = now_.value;
      move(i == most);
      if (asked_ >= allowed || is_flat()) break;
      if (largest(memory_.direction) * std::abs(memory_.length) <= change_) break;
      if (std::abs(now_.value - before) < change_) break;
    }
    keep();
  }

 private:
  bool is_flat() const { return largest(now_.gradient) <= search_(Option::tolerance_grad); }
  // The next direction; false where it leads nowhere.
  bool turn() {
    if (++iterations_ == 1) {
      memory_.direction = -now_.gradient;
      memory_.length = std::min(1.0, 1 / sum(abs(now_.gradient)).item()) * search_(Option::lr);
    } else {
      memory_.learn(now_.gradient);
      memory_.direction = memory_.downhill(now_.gradient);
      memory_.length = search_(Option::lr);
    }
    memory_.gradient = now_.gradient;
    slope_ = dot(now_.gradient, memory_.direction);
    return !(slope_ > -change_);
  }
  void move(bool last) {
    const Tensor from = search_.weights();
    if (search_(Option::line_search_fn) != 0) return along(from);
    search_.go(from + memory_.direction * memory_.length);
    if (last) return;  // the next step asks for the gradient by itself
    now_ = search_.evaluate();
    ++asked_;
  }
  void along(const Tensor& from) {
    const auto at = [&](double t) -> Trial {
      search_.go(from + memory_.direction * t);
      const Search::Point point = search_.evaluate();
      return {t, point.value, dot(point.gradient, memory_.direction), point.gradient};
    };
    int trials = 0;
    const Trial best = strong_wolfe({.at = at,
                                     .start = {0, now_.value, slope_, now_.gradient},
                                     .first = memory_.length,
                                     .longest = largest(memory_.direction),
                                     .least_change = change_},
                                    trials);
    memory_.length = best.t;
    search_.go(from + memory_.direction * best.t);
    now_ = {best.f, best.gradient};
    asked_ += trials;
  }
  void keep() {
    search_.keep("direction", memory_.direction);
    search_.keep("previous_grad", memory_.gradient);
    search_.keep("moves", memory_.moves);
    search_.keep("changes", memory_.changes);
    search_.share("iterations", iterations_);
    search_.share("evaluations", search_.number("evaluations") + asked_);
    search_.share("step_size", memory_.length);
    search_.share("scale", memory_.scale);
  }

  Search& search_;
  Memory memory_;
  Search::Point now_;
  double iterations_, change_, slope_ = 0;
  int asked_ = 1;
};

void check(const Values& values) {
  for (Option option : {Option::max_iter, Option::max_eval, Option::history_size}) {
    const Value& value = at(values, option);
    if (value.schedule() || value.base() != std::floor(value.base())) {
      fail_value("LBFGS", row(option).name, " is ", value.base(), "; give a whole number");
    }
  }
  if (at(values, Option::decay_mode).base() != 0) {
    fail_value("LBFGS",
               "decay_mode: what is minimized has to be one function; give 'coupled', which adds "
               "half of weight_decay |w|^2 to the loss");
  }
  for (Option option : {Option::clip_norm, Option::clip_value, Option::agc, Option::centralize,
                        Option::lookahead, Option::sam, Option::accumulate}) {
    const Value& value = at(values, option);
    const double none = option == Option::accumulate ? 1 : 0;
    if (!value.schedule() && value.base() == none) continue;
    fail_value("LBFGS", row(option).name,
               " changes gradients or weights behind the search's back; leave it out");
  }
}

}  // namespace

const Method LBFGS({
    .name = "LBFGS",
    .options = {{Option::lr, 1},
                {Option::max_iter, 20},
                {Option::max_eval, 0},
                {Option::tolerance_grad, 1e-7},
                {Option::tolerance_change, 1e-9},
                {Option::history_size, 100},
                {Option::line_search_fn, 0}},
    .positional = 7,
    .search = [](Search& search) { Descent(search).run(); },
    .states = states,
    .shared = shared,
    .check = check,
    .refined = {{Option::max_iter, "directions of one step", 1,
                 std::numeric_limits<double>::infinity()}},
    .doc =
        R"doc(LBFGS: the curvature from the last moves, and long steps on the loss of all data.

For one function without noise: ``step(closure)`` asks `closure` for the loss and its gradients up to
max_eval times, and always of the same data. In each of up to max_iter rounds, with all parameters
as one vector w::

    s = last move,  y = last change of g             kept where <y, s> > 1e-10, history_size of them
    q = -g;  for pairs, newest first:  a = <s, q> / <y, s>,  q <- q - a y
    q <- q <y, s> / <y, y>                           of the newest pair
    for pairs, oldest first:  q <- q + s (a - <y, q> / <y, s>)
    w <- w + t q

t is lr (in the first round min(1, 1 / |g|_1) lr); or, with ``line_search_fn="strong_wolfe"``, what
is found from there where the loss falls by 1e-4 of what the slope promises and the slope is at most
0.9 of what it was. Prefer it: it never goes uphill. A step ends early where no gradient is above
tolerance_grad, or weights or loss move by less than tolerance_change.

``weight_decay`` adds half of it times |w|^2 to what is minimized. Options that bend gradients or
weights (clip_norm, accumulate, sam, lookahead, ...) are refused; ``ema`` and ``skip_nonfinite`` stay.
An error in the closure puts the weights back. Dropout draws anew with every call and makes the
function noisy: switch it off. A compiled step cannot hold this one, but `closure` may be compiled;
`Trainer.fit` brings the closure itself, for which one batch should hold all rows.

References
----------
J. Nocedal: Updating quasi-Newton matrices with limited storage, 1980. J. Nocedal, S. Wright:
Numerical optimization, 2006, algorithms 7.4, 3.5 and 3.6. Defaults as PyTorch.)doc",
});

}  // namespace nnlite::optim
