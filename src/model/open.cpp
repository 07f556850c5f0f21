#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <future>
#include <sstream>

#include "model/files.h"
#include "model/network.h"
#include "model/prepared.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 18> outputs = {"upos", "feats", "lemma",      "arc",        "rel", "own_rel",   "name",      "trigger", "status",
                                                 "fact", "cameo", "event_rows", "event_role", "cue", "said_rows", "said_role", "mention", "vec"};

Error bad_model(const fs::path& where, std::string what) {
  return {Error::Kind::resource, "bad-model", std::move(what), where.string(), "install the model again"};
}

/// One request runs on one core, so that scores do not depend on the number of threads; several requests run beside each other.
ov::AnyMap settings(uint32_t threads) {
  ov::AnyMap out = {ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
                    ov::inference_num_threads(static_cast<int32_t>(threads)),
                    ov::num_streams(static_cast<int32_t>(threads)),
                    ov::hint::inference_precision(ov::element::f32),
                    ov::hint::enable_cpu_pinning(false),
                    {"CPU_RUNTIME_CACHE_CAPACITY", 1000},  // of what it prepares for a shape; the few shapes of batches.cpp need no more
                    ov::hint::enable_hyper_threading(true)};
  return out;
}

/// Takes the network as it was prepared, where this library and machine accept it.
bool import_prepared(Model::Network& network, Prepared prepared, uint32_t threads) {
  if (!prepared.file) return false;
  try {
    const ov::Tensor blob(ov::element::u8, {prepared.file->size() - prepared.begin}, prepared.file->data() + prepared.begin);
    network.compiled = network.core.import_model(blob, "CPU", settings(threads));
    for (const char* name : outputs) network.compiled.output(name);  // throws where it is missing
    network.prepared = std::move(prepared.file);
    return true;
  } catch (const std::exception&) {
    return false;  // another version of the library, or another machine: model.xml is read then
  }
}

std::optional<Error> compile(Model::Network& network, const ModelFiles& files, uint32_t threads) {
  try {
    auto graph = network.core.read_model(files.graph().string(), files.weights().string());
    for (const char* name : outputs) graph->output(name);  // throws where it is missing
    network.compiled = network.core.compile_model(graph, "CPU", settings(threads));
  } catch (const std::exception& e) {
    std::string_view why = e.what();  // several lines, the last the most telling
    why = why.substr(0, why.find_last_not_of("\n ") + 1);
    why = why.substr(why.find_last_of('\n') + 1);
    return bad_model(files.graph(), fmt::format("the network or its weights are damaged ({})", why));
  }
  return std::nullopt;
}

}  // namespace

ov::InferRequest Model::Network::borrow() {
  {
    std::lock_guard held(lock);
    if (!idle.empty()) {
      ov::InferRequest request = std::move(idle.back());
      idle.pop_back();
      return request;
    }
  }
  return compiled.create_infer_request();
}

void Model::Network::give_back(ov::InferRequest request) {
  std::lock_guard held(lock);
  idle.push_back(std::move(request));
}

Model::Model(std::unique_ptr<Network> network) : network_(std::move(network)) {}
Model::Model(Model&&) noexcept = default;
Model::~Model() = default;
const Labels& Model::labels() const { return network_->file.labels; }
const std::string& Model::version() const { return network_->version; }

Result<Model> open_model(const fs::path& models, const ModelOptions& options) {
  auto sums = Sums::read(models);
  if (!sums) return std::unexpected(sums.error());
  const ModelFiles files{models, options.name};
  if (auto error = missing_file(files)) return std::unexpected(*error);
  Prepared prepared = read_prepared(files, *sums);
  std::future<std::optional<Error>> checked;  // beside the compilation, which takes longer
  if (!prepared.file) checked = std::async(std::launch::async, wrong_file, files, *sums);
  const auto first_wrong = [&](Error other) {  // a file that is not the one of SHA256SUMS tells more than what it led to
    if (checked.valid())
      if (auto wrong = checked.get()) return std::unexpected(*wrong);
    return std::unexpected(std::move(other));
  };
  auto labels = read_labels(files.labels());
  if (!labels) return first_wrong(labels.error());
  std::ifstream in(files.vocabulary(), std::ios::binary);
  std::ostringstream vocabulary;
  vocabulary << in.rdbuf();
  auto network = std::make_unique<Model::Network>(std::move(*labels), Pieces(std::move(vocabulary).str()));
  if (!network->pieces.complete()) return first_wrong(bad_model(files.vocabulary(), "the vocabulary lacks [CLS], [SEP] or [UNK]"));
  const uint32_t threads = std::max(1u, options.threads);
  if (!import_prepared(*network, std::move(prepared), threads))
    if (auto error = compile(*network, files, threads)) return first_wrong(*error);
  if (checked.valid())
    if (auto wrong = checked.get()) return std::unexpected(*wrong);
  network->version = fmt::format("{} {}", options.name, sums->expected(options.name + "/model.bin").substr(0, 12));
  return Model(std::move(network));
}

Result<void> prepare_model(const fs::path& models, const std::string& name) {
  const ModelFiles files{models, name};
  std::error_code failed;
  fs::remove(files.prepared(), failed);
  auto sums = Sums::read(models);
  if (!sums) return std::unexpected(sums.error());
  auto model = open_model(models, {name});
  if (!model) return std::unexpected(model.error());
  std::ostringstream network;
  model->network_->compiled.export_model(network);
  return write_prepared(files, *sums, network.view());
}

std::vector<ModelState> installed_models(const fs::path& models) {
  auto sums = Sums::read(models);
  if (!sums) return {{"", 0, "", false, sums.error()}};
  std::vector<std::string> names = sums->models();
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(models, failed))
    if (fs::exists(entry.path() / "model.xml", failed)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  std::vector<ModelState> out;
  for (const std::string& name : names) {
    const ModelFiles files{models, name};
    ModelState state{name, 0, sums->expected(name + "/model.bin"), read_prepared(files, *sums).file != nullptr, wrong_file(files, *sums)};
    for (const std::string& file : files.all())
      if (const auto size = fs::file_size(models / file, failed); !failed) state.bytes += size;
    out.push_back(std::move(state));
  }
  return out;
}

}  // namespace dateline
