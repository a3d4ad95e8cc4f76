// Modules as participants of a compiled step.
#include "nnlite/nn/captured.h"

#include "nnlite/core/capture.h"

namespace nnlite::nn {

namespace {

class Captured : public Participant {
 public:
  Captured(Module& module, std::weak_ptr<char> alive)
      : module_(module), alive_(std::move(alive)), training_(module.training()) {
    const Registry& members = module.registry();
    for (const auto* list : {&members.parameters, &members.buffers}) {
      for (const auto& entry : *list) tensors_.push_back(seen(entry.of(&module)));
    }
    for (const auto& entry : members.children) children_.push_back(entry.of(&module).get());
    hooks_ = module.hooks().size();
  }

  std::string words() const override {
    return text(module_.type_name(), training_ ? " in training" : " in evaluation");
  }

  const char* changed() const override {
    if (alive_.expired()) return "a module is gone";
    if (module_.training() != training_) return "a module changed between train() and eval()";
    if (module_.hooks().size() != hooks_) return "a module has other hooks";
    const Registry& members = module_.registry();
    const bool counted = members.parameters.size() + members.buffers.size() == tensors_.size() &&
                         members.children.size() == children_.size();
    if (!counted) return "a module has other members";
    size_t i = 0;
    for (const auto* list : {&members.parameters, &members.buffers}) {
      for (const auto& entry : *list) {
        if (!(seen(entry.of(&module_)) == tensors_[i++]))
          return "a parameter was replaced or frozen";
      }
    }
    for (i = 0; i < children_.size(); ++i) {
      if (members.children[i].of(&module_).get() != children_[i]) return "a module was replaced";
    }
    return nullptr;
  }

 private:
  struct Seen {
    const TensorImpl* impl = nullptr;
    const Storage* storage = nullptr;
    bool requires_grad = false;
    bool operator==(const Seen&) const = default;
  };
  static Seen seen(const Tensor& t) {
    if (!t.defined()) return {};
    return {t.impl(), t.value().storage.get(), t.requires_grad()};
  }

  Module& module_;
  std::weak_ptr<char> alive_;
  bool training_;
  size_t hooks_;
  std::vector<Seen> tensors_;
  std::vector<const Module*> children_;
};

}  // namespace

void note_captured(Module& module) {
  Capture& capture = *Capture::current();
  if (module.captured_in(capture.id())) return;
  capture.join(std::make_shared<Captured>(module, module.alive()));
}

}  // namespace nnlite::nn
