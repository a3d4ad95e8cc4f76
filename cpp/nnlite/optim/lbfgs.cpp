// L-BFGS: steps along an inverse Hessian that is known by its products with the last moves.
#include <cmath>
#include <limits>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
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
  return {{"move", zeros_like(s.tensor)},
          {"previous_grad", zeros_like(s.tensor)},
          {"moves", zeros(none, s.tensor.dtype())},
          {"changes", zeros(none, s.tensor.dtype())}};
}

StateList shared(std::span<const Tensor>, const Values&) {
  return {{"iterations", zeros({}, kFloat64)},
          {"evaluations", zeros({}, kFloat64)},
          {"scale", ones({}, kFloat64)}};
}

// What is known of the curvature: moves s, the changes y of the gradient along them, and the scale
// of the inverse Hessian that they correct.
struct Memory {
  explicit Memory(const Search& s)
      : moves(s.list("moves")),
        changes(s.list("changes")),
        move(s.state("move")),
        gradient(s.state("previous_grad")),
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
    const Tensor y = g - gradient;
    const double ys = dot(y, move);
    if (ys <= 1e-10) return;  // no curvature that a positive matrix could have
    moves.push_back(move);
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
      add_scaled_(q, changes[i], -parts[i]);
    }
    q = q * scale;
    for (size_t i = 0; i < moves.size(); ++i) {
      add_scaled_(q, moves[i], parts[i] - dot(changes[i], q) * weights[i]);
    }
    return q;
  }

  std::vector<Tensor> moves, changes;
  std::vector<double> weights;
  Tensor move, gradient;  // from where the gradient was this
  double scale;
  size_t most;
};

// Without the elements that would go uphill, the others farther for it (Liang et al. 2024).
Tensor cautious(const Tensor& d, const Tensor& g) {
  const Tensor go = cast(less(d * g, 0), d.dtype());
  return d * (go * (static_cast<double>(d.numel()) / maximum(sum(go), 1)));
}

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
      if (largest(direction_) * std::abs(length_) <= change_) break;
      if (std::abs(now_.value - before) < change_) break;
    }
    keep();
  }

 private:
  bool is_flat() const { return largest(now_.gradient) <= search_(Option::tolerance_grad); }
  // The next direction; false where it leads nowhere.
  bool turn() {
    if (++iterations_ == 1) {
      direction_ = -now_.gradient;
      length_ = std::min(1.0, 1 / sum(abs(now_.gradient)).item()) * search_(Option::lr);
    } else {
      memory_.learn(now_.gradient);
      direction_ = memory_.downhill(now_.gradient);
      length_ = search_(Option::lr);
    }
    if (search_(Option::cautious) != 0) direction_ = cautious(direction_, now_.gradient);
    memory_.gradient = now_.gradient;
    memory_.move = zeros_like(direction_);
    slope_ = dot(now_.gradient, direction_);
    return !(slope_ > -change_);
  }
  void move(bool last) {
    const Tensor from = search_.weights();
    if (search_(Option::line_search_fn) != 0) return along(from);
    memory_.move = direction_ * length_;
    search_.go(from + memory_.move);
    if (last) return;  // the next step asks for the gradient by itself
    now_ = search_.evaluate();
    ++asked_;
  }
  void along(const Tensor& from) {
    const auto at = [&](double t) -> Trial {
      search_.go(from + direction_ * t);
      const Search::Point point = search_.evaluate();
      return {t, point.value, dot(point.gradient, direction_), point.gradient};
    };
    int trials = 0;
    const Trial best = strong_wolfe({.at = at,
                                     .start = {0, now_.value, slope_, now_.gradient},
                                     .first = length_,
                                     .longest = largest(direction_),
                                     .least_change = change_},
                                    trials);
    length_ = best.t;
    memory_.move = direction_ * length_;
    search_.go(from + memory_.move);
    now_ = {best.f, best.gradient};
    asked_ += trials;
  }
  void keep() {
    search_.keep("move", memory_.move);
    search_.keep("previous_grad", memory_.gradient);
    search_.keep("moves", memory_.moves);
    search_.keep("changes", memory_.changes);
    search_.share("iterations", iterations_);
    search_.share("evaluations", search_.number("evaluations") + asked_);
    search_.share("scale", memory_.scale);
  }

  Search& search_;
  Memory memory_;
  Search::Point now_;
  Tensor direction_;
  double iterations_, change_, length_ = 0, slope_ = 0;
  int asked_ = 1;
};

void check(const Values& values) {
  const auto on = [&](Option option) { return at(values, option).matters(); };
  for (Option option : {Option::clip_norm, Option::clip_value, Option::agc}) {
    if (!on(option)) continue;
    fail_value("LBFGS", row(option).name,
               ": changes of bent gradients are no curvature; leave it out: with "
               "line_search_fn='strong_wolfe' no step goes uphill");
  }
  if (on(Option::sam)) {
    fail_value("LBFGS",
               "sam: its gradients are taken elsewhere than the losses that a search holds them "
               "against; leave it out");
  }
  const Value& accumulate = at(values, Option::accumulate);
  if (accumulate.schedule() || accumulate.base() != 1) {
    fail_value("LBFGS",
               "accumulate: a step searches on one loss, which the closure has to give whole; let "
               "it call backward() for one part of the data after the other and return the sum");
  }
  if (on(Option::centralize) && on(Option::weight_decay) &&
      at(values, Option::decay_mode).base() == 0) {
    fail_value("LBFGS",
               "centralize keeps the means that weight_decay pulls at; give "
               "decay_mode='decoupled'");
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
                {Option::line_search_fn, 0},
                {Option::cautious, 0}},
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

``weight_decay`` adds half of it times |w|^2 to what is minimized; decoupled, the weights that a step
began with shrink once it is over. What moves weights after the search (that, lookahead, constraints)
joins the last move, so that the pairs stay true. ``centralize`` searches with the means of rows kept.
Refused are clip_norm, clip_value and agc, as changes of bent gradients are no curvature, sam, whose
gradients belong to other points than the losses, and accumulate: let the closure call backward() for
one part of the data after the other and return the sum. An error in the closure puts the weights back. Dropout draws anew with every call and makes the
function noisy: switch it off. A compiled step cannot hold this one, but `closure` may be compiled;
`Trainer.fit` brings the closure itself, for which one batch should hold all rows.

References
----------
J. Nocedal: Updating quasi-Newton matrices with limited storage, 1980. J. Nocedal, S. Wright:
Numerical optimization, 2006, algorithms 7.4, 3.5 and 3.6. Defaults as PyTorch.)doc",
});

}  // namespace nnlite::optim
