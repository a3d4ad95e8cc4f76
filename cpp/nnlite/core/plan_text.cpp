// A plan in words: the table of its steps, and what it stands on.
#include <algorithm>
#include <iomanip>

#include "nnlite/core/plan.h"

namespace nnlite {

namespace {

constexpr const char* kKinds[] = {"arena", "kept", "arg", "result", "grad", "grad", "piece"};

// float32(64, 10) at arena+128
void write_place(std::ostream& out, const Place& place, const PlanBuffer& buffer) {
  out << place.layout.dtype << place.layout.shape << " at "
      << kKinds[static_cast<int>(buffer.kind)];
  using Kind = PlanBuffer::Kind;
  const bool counted =
      buffer.kind == Kind::argument || buffer.kind == Kind::found || buffer.kind == Kind::gradient;
  if (counted) out << buffer.index;
  const int64_t offset =
      place.offset + (buffer.kind == PlanBuffer::Kind::arena ? buffer.offset : 0);
  if (offset != 0 || buffer.kind == PlanBuffer::Kind::arena) out << '+' << offset;
}

template <class Places>
void write_places(std::ostream& out, const Places& places, const std::vector<PlanBuffer>& buffers) {
  constexpr int kShown = 4;  // an optimizer's step has hundreds
  for (int i = 0; i < places.size() && i < kShown; ++i) {
    out << (i ? ", " : "");
    write_place(out, places[i], buffers[static_cast<size_t>(places[i].buffer)]);
  }
  if (places.size() > kShown) out << ", and " << places.size() - kShown << " more";
}

int64_t bytes_of(const PlanStep& step) {
  int64_t bytes = 0;
  for (const Place& p : step.in) bytes += p.layout.size * itemsize(p.layout.dtype);
  for (const Place& p : step.out) bytes += p.layout.size * itemsize(p.layout.dtype);
  return bytes;
}

}  // namespace

void Plan::write_step(std::ostream& out, size_t i, const PlanGroup& group) const {
  const PlanStep& step = steps_[i];
  const bool first = i == group.begin, several = group.end - group.begin > 1;
  out << std::setw(4) << i << (!several ? "  " : first ? " /" : i + 1 == group.end ? " \\" : " |");
  if (profile_ && runs_ > 0) {
    out << std::setw(9);
    if (first) {
      out << step.seconds / static_cast<double>(runs_) * 1e6 << " us x" << step.threads << "  ";
    } else {
      out << "" << "        ";
    }
  }
  out << ' ';
  write_places(out, step.out, buffers_);
  out << " = " << step.op->name << '(';
  write_places(out, step.in, buffers_);
  out << ")  " << bytes_of(step) << " bytes\n";
}

std::string Plan::str() const {
  std::ostringstream out;
  const auto fused = std::count_if(groups_.begin(), groups_.end(),
                                   [](const PlanGroup& g) { return g.end - g.begin > 1; });
  out << steps_.size() << " steps, " << fused << " fused groups; arena " << memory_.planned
      << " bytes (" << memory_.naive << " side by side)\n"
      << std::fixed << std::setprecision(2);
  for (const PlanGroup& group : groups_) {
    for (size_t i = group.begin; i < group.end; ++i) write_step(out, i, group);
  }
  return out.str();
}

std::string Plan::explain() const {
  std::ostringstream out;
  out << "Captured: " << steps_.size() << " operations on";
  for (const Argument& a : arguments_) {
    out << ' ' << a.layout.dtype << a.layout.shape << (a.requires_grad ? " with gradient" : "");
  }
  out << (grad_enabled_ ? "" : ", without gradients") << "; run again " << runs_ << " times.\n";
  if (streams_ > 0) out << "Each run takes " << streams_ << " fresh streams of random numbers.\n";
  for (const auto& participant : participants_) out << "With " << participant->words() << ".\n";
  out << "A new plan is made for arguments of other shapes, dtypes or strides, when a parameter is "
         "replaced or frozen, when a module changes between train() and eval(), and when gradients "
         "are held that were not (or the other way round). Hyper-parameters and schedules never "
         "make one. Python code that is no operation on tensors ran once, while capturing.\n";
  return out.str();
}

}  // namespace nnlite
