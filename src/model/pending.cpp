// Until the room stands: delete this file with the first real one.
#include "model/model.h"

namespace dateline {
struct Model::Network { Labels labels; std::string version; };
Model::Model(std::unique_ptr<Network> n) : network_(std::move(n)) {}
Model::Model(Model&&) noexcept = default;
Model::~Model() = default;
const Labels& Model::labels() const { return network_->labels; }
const std::string& Model::version() const { return network_->version; }
Result<Model> open_model(const std::filesystem::path&) { return Model(std::make_unique<Model::Network>()); }
Signals run(const Text&, std::string_view, const Model&) { return {}; }
}  // namespace dateline
